//! Two courses, three sessions, three registrations, four tablets, four accounts. All invented.

use uuid::Uuid;
use yanxi_domain::{
    course::{
        Course, DeliveryMode, HalfHours, HoursPolicy, Period, PeriodLabel, RegistrationTerms, Session,
        SessionState,
    },
    device::DeviceState,
    ids::{AccountId, CourseId, DeviceId, OrgId, PeriodId, PersonId, RegistrationId, SessionId},
    roster::{Origin, RegistrationState, RosterEntry},
    time::Timestamp,
};
use yanxi_protocol::scope::Scope;
use yanxi_server::{service::token, state::AppState, store::DeviceKind};

use super::Caller;

/// 2025-08-05 08:40 in Taipei.
pub const DAY: Timestamp = Timestamp(1_754_354_400_000);

pub const COURSE: CourseId = CourseId(Uuid::from_u128(0xC1));
pub const OTHER_COURSE: CourseId = CourseId(Uuid::from_u128(0xC2));
pub const SESSION_1: SessionId = SessionId(Uuid::from_u128(0x51));
pub const SESSION_2: SessionId = SessionId(Uuid::from_u128(0x52));
pub const OTHER_SESSION: SessionId = SessionId(Uuid::from_u128(0x53));
pub const PERIOD: PeriodId = PeriodId(Uuid::from_u128(0xF1));
pub const ATTENDEE: PersonId = PersonId(Uuid::from_u128(0xA1));
pub const STAFF: AccountId = AccountId(Uuid::from_u128(0xAC2));

pub const TABLET_A: DeviceId = DeviceId(Uuid::from_u128(0xD1));
pub const TABLET_B: DeviceId = DeviceId(Uuid::from_u128(0xD2));
pub const LOST_TABLET: DeviceId = DeviceId(Uuid::from_u128(0xD3));
pub const OTHER_TABLET: DeviceId = DeviceId(Uuid::from_u128(0xD4));

pub const ADMITTED: RegistrationId = RegistrationId(Uuid::from_u128(0x11));
pub const CANCELLED: RegistrationId = RegistrationId(Uuid::from_u128(0x12));

pub async fn fill(state: &AppState) {
    let scopes = [SESSION_1, SESSION_2, OTHER_SESSION].map(Scope::Session);
    let mut tx = state.store.write(&scopes).await.unwrap();
    for (id, title) in [(COURSE, "資訊安全研習"), (OTHER_COURSE, "另一門研習")] {
        tx.put_course(&course(id, title)).await.unwrap();
    }
    for (number, (id, course)) in
        [(SESSION_1, COURSE), (SESSION_2, COURSE), (OTHER_SESSION, OTHER_COURSE)].into_iter().enumerate()
    {
        tx.put_session(&session(id, course, number as u8 + 1)).await.unwrap();
    }
    tx.put_registration(&entry(ADMITTED, "林測試", RegistrationState::Admitted), Some(ATTENDEE), 1)
        .await
        .unwrap();
    tx.put_registration(&entry(CANCELLED, "陳測試", RegistrationState::Cancelled), None, 2).await.unwrap();
    let accounts = [
        (Caller::Attendee, "林測試", None),
        (Caller::Staff, "王簽到", Some(("venue_staff", SESSION_1.0))),
        (Caller::Organiser, "李承辦", Some(("organiser", COURSE.0))),
        (Caller::OtherOrganiser, "張承辦", Some(("organiser", OTHER_COURSE.0))),
    ];
    for (n, (caller, name, role)) in accounts.into_iter().enumerate() {
        let (person, account) =
            (PersonId(Uuid::from_u128(0xA1 + n as u128)), AccountId(Uuid::from_u128(0xAC1 + n as u128)));
        tx.put_person(person, name, None, "教師").await.unwrap();
        tx.put_account(account, person).await.unwrap();
        if let Some((role, target)) = role {
            tx.grant(account, role, target).await.unwrap();
        }
        let hash = token::hash(&caller.token());
        tx.open_account_session(&hash, account, DAY, DAY.plus_minutes(60 * 24 * 365)).await.unwrap();
    }
    let devices: [(Caller, DeviceId, CourseId, &[SessionId]); 4] = [
        (Caller::TabletA, TABLET_A, COURSE, &[SESSION_1]),
        (Caller::TabletB, TABLET_B, COURSE, &[SESSION_1, SESSION_2]),
        (Caller::LostTablet, LOST_TABLET, COURSE, &[SESSION_1]),
        (Caller::OtherTablet, OTHER_TABLET, OTHER_COURSE, &[OTHER_SESSION]),
    ];
    for (caller, id, course, sessions) in devices {
        tx.put_device(id, DeviceKind::Tablet, course, "平板", DAY).await.unwrap();
        tx.set_device_token(id, &token::hash(&caller.token())).await.unwrap();
        tx.enrol_for(id, sessions).await.unwrap();
        if id == LOST_TABLET {
            tx.set_device_state(id, DeviceState::Lost, None).await.unwrap();
        }
        tx.publish_device(id, DAY).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn course(id: CourseId, title: &str) -> Course {
    Course {
        id,
        external_code: None,
        title: title.into(),
        supervising_body: None,
        host: "某縣政府".into(),
        owner_unit: OrgId(Uuid::from_u128(0x0F)),
        organiser_name: "某國小".into(),
        school_year: 114,
        hours: HoursPolicy::FullOnly(HalfHours(6)),
        terms: RegistrationTerms::default(),
        info: Default::default(),
        closed_at: None,
    }
}

fn session(id: SessionId, course: CourseId, number: u8) -> Session {
    let period = Period {
        id: PERIOD,
        label: PeriodLabel::Morning,
        start: DAY.plus_minutes(20),
        end: DAY.plus_minutes(200),
        breaks: Vec::new(),
    };
    Session {
        id,
        course,
        course_title: "資訊安全研習".into(),
        number,
        date: DAY.taipei_date(),
        mode: DeliveryMode::OnSite,
        state: SessionState::Scheduled,
        venue: None,
        capacity: None,
        equivalent_group: None,
        periods: vec![period],
        agenda: Vec::new(),
        eligibility: Default::default(),
        params: Default::default(),
        info: Default::default(),
    }
}

fn entry(id: RegistrationId, name: &str, state: RegistrationState) -> RosterEntry {
    RosterEntry {
        id,
        session: SESSION_1,
        name: name.into(),
        romanized: None,
        school: OrgId(Uuid::from_u128(0x0E)),
        school_name: "某國小".into(),
        county: "x".into(),
        title: "教師".into(),
        disambiguator: None,
        business_area: None,
        state,
        origin: Origin::Imported,
    }
}
