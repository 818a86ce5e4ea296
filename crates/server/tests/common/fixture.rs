//! Two counties with a school each, two courses, three sessions, two registrations, four tablets, and an account in every
//! role, here and at the other school. All invented.

use uuid::Uuid;
use yanxi_domain::{
    course::{
        Course, DeliveryMode, HalfHours, HoursPolicy, Period, PeriodLabel, RegistrationTerms, Session,
        SessionState,
    },
    device::DeviceState,
    directory::county::COUNTIES,
    ids::{AccountId, CourseId, DeviceId, OrgId, PeriodId, PersonId, RegistrationId, SessionId},
    org::{County, School, SchoolLevel},
    plan::Plan,
    roster::{Origin, RegistrationState, RosterEntry},
    time::Timestamp,
};
use yanxi_protocol::{plans::PlanId, scope::Scope};
use yanxi_server::{
    service::token,
    state::AppState,
    store::{
        APPROVER, DeviceKind, LECTURER, OFFICER, ORGANISATION_ADMINISTRATOR, SYSTEM_ADMINISTRATOR, WriteTx,
    },
};

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

/// Owns the first course.
pub const SCHOOL: OrgId = OrgId(Uuid::from_u128(0x0F));
/// Owns the other one, in the other county.
pub const OTHER_SCHOOL: OrgId = OrgId(Uuid::from_u128(0x10));
/// A plan of that school, begun by its officer.
pub const PLAN: PlanId = PlanId(Uuid::from_u128(0x9A));
/// 新竹縣
pub const COUNTY: &str = "hsq";
/// 苗栗縣
pub const OTHER_COUNTY: &str = "mia";

pub const TABLET_A: DeviceId = DeviceId(Uuid::from_u128(0xD1));
pub const TABLET_B: DeviceId = DeviceId(Uuid::from_u128(0xD2));
pub const LOST_TABLET: DeviceId = DeviceId(Uuid::from_u128(0xD3));
pub const OTHER_TABLET: DeviceId = DeviceId(Uuid::from_u128(0xD4));

pub const ADMITTED: RegistrationId = RegistrationId(Uuid::from_u128(0x11));
pub const CANCELLED: RegistrationId = RegistrationId(Uuid::from_u128(0x12));

pub async fn fill(state: &AppState) {
    let mut scopes = vec![Scope::Catalog];
    scopes.extend([SESSION_1, SESSION_2, OTHER_SESSION].map(Scope::Session));
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
    put_schools(&mut tx).await;
    for caller in Caller::ACCOUNTS {
        put_account(&mut tx, caller).await;
    }
    let plan = Plan { title: "資訊安全研習計畫".into(), school_year: 114, ..Plan::default() };
    tx.add_plan(PLAN, SCHOOL, Caller::Officer.account(), &plan, DAY).await.unwrap();
    tx.mark_announced(PLAN, DAY).await.unwrap();
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

/// The school that owns the first course, and the other one; each in an own county.
async fn put_schools(tx: &mut WriteTx) {
    for (id, code, name) in [(SCHOOL, COUNTY, "海風國小"), (OTHER_SCHOOL, OTHER_COUNTY, "山嵐國小")] {
        let (position, county) = (1_i64..).zip(&COUNTIES).find(|(_, county)| county.code == code).unwrap();
        tx.put_county_schools(position, &county.county(), &[school(id, code, name)]).await.unwrap();
    }
}

/// A school of the fixture.
pub fn school(id: OrgId, county: &str, name: &str) -> School {
    School {
        id,
        code: format!("9999{:02}", id.0.as_u128()),
        full_name: format!("測試縣立{name}"),
        short_name: name.into(),
        county: county.into(),
        level: SchoolLevel::Elementary,
        count_weight: 1,
        other_names: Vec::new(),
    }
}

/// Person, account, role and a running session of a caller.
async fn put_account(tx: &mut WriteTx, caller: Caller) {
    let (account, person) = (caller.account(), caller.person());
    let (name, school, role): (_, _, Option<(&'static str, Uuid)>) = match caller {
        Caller::Attendee => ("林測試", None, None),
        Caller::Staff => ("王簽到", Some(SCHOOL), Some(("venue_staff", SESSION_1.0))),
        Caller::Organiser => ("李承辦", Some(SCHOOL), Some(("organiser", COURSE.0))),
        Caller::OtherOrganiser => ("張承辦", Some(OTHER_SCHOOL), Some(("organiser", OTHER_COURSE.0))),
        Caller::Lecturer => ("吳講師", Some(SCHOOL), Some((LECTURER, SESSION_1.0))),
        Caller::OtherLecturer => ("鄭講師", Some(OTHER_SCHOOL), Some((LECTURER, OTHER_SESSION.0))),
        Caller::Officer => ("何組長", Some(SCHOOL), Some((OFFICER, SCHOOL.0))),
        Caller::OtherOfficer => ("許組長", Some(OTHER_SCHOOL), Some((OFFICER, OTHER_SCHOOL.0))),
        Caller::Approver => ("曾校長", Some(SCHOOL), Some((APPROVER, SCHOOL.0))),
        Caller::OtherApprover => ("蕭校長", Some(OTHER_SCHOOL), Some((APPROVER, OTHER_SCHOOL.0))),
        Caller::Administrator => ("羅管理", Some(SCHOOL), Some((ORGANISATION_ADMINISTRATOR, SCHOOL.0))),
        Caller::OtherAdministrator => {
            ("潘管理", Some(OTHER_SCHOOL), Some((ORGANISATION_ADMINISTRATOR, OTHER_SCHOOL.0)))
        }
        Caller::Supervisor => ("葉督導", None, None),
        Caller::OtherSupervisor => ("蘇督導", None, None),
        Caller::System => ("江系統", None, Some((SYSTEM_ADMINISTRATOR, Uuid::nil()))),
        _ => unreachable!("{caller:?} has no account"),
    };
    tx.put_person(person, name, school, "教師").await.unwrap();
    tx.put_account(account, person).await.unwrap();
    if let Some((role, target)) = role {
        tx.grant(account, role, target).await.unwrap();
    }
    match caller {
        Caller::Supervisor => tx.grant_county(account, COUNTY).await.unwrap(),
        Caller::OtherSupervisor => tx.grant_county(account, OTHER_COUNTY).await.unwrap(),
        _ => {}
    }
    let hash = token::hash(&caller.token());
    tx.open_account_session(&hash, account, DAY, DAY.plus_minutes(60 * 24 * 365)).await.unwrap();
}

fn course(id: CourseId, title: &str) -> Course {
    Course {
        id,
        external_code: None,
        title: title.into(),
        supervising_body: None,
        host: "某縣政府".into(),
        owner_unit: if id == COURSE { SCHOOL } else { OTHER_SCHOOL },
        organiser_name: "某國小".into(),
        school_year: 114,
        hours: HoursPolicy::FullOnly(HalfHours(6)),
        terms: RegistrationTerms::default(),
        info: Default::default(),
        results_published_at: None,
        mistaken: None,
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
