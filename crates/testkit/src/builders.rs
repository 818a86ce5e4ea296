//! Small, valid things for tests. All people are invented.

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;
use yanxi_domain::{
    course::{
        Course, DeliveryMode, HalfHours, HoursPolicy, Period, PeriodLabel, RegistrationTerms, Session,
        SessionState, Venue,
    },
    event::{AttendanceEvent, Direction, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality, Subject},
    ids::{
        AccountId, BootId, CourseId, DeviceId, DraftId, EventId, OrgId, PeriodId, RecordId, RegistrationId,
        SessionId,
    },
    roster::{Origin, RegistrationState, RosterEntry},
    time::Timestamp,
};

/// Family and given names that combine to 100 different people.
const FAMILY_NAMES: [&str; 10] = ["林", "陳", "黃", "張", "李", "王", "吳", "潘", "高", "伍"];
const GIVEN_NAMES: [&str; 10] =
    ["怡君", "志明", "淑芬", "家豪", "雅婷", "俊傑", "美玲", "建宏", "佩珊", "文雄"];

/// The course of [`session_on`]: 3 hours for full participation.
#[must_use]
pub fn course() -> Course {
    Course {
        id: CourseId(Uuid::from_u128(0xC0)),
        external_code: None,
        title: "智慧學習研習（測試）".to_owned(),
        supervising_body: None,
        host: "測試縣政府教育處".to_owned(),
        owner_unit: OrgId(Uuid::from_u128(0x09)),
        organiser_name: "測試國小".to_owned(),
        school_year: 114,
        hours: HoursPolicy::FullOnly(HalfHours(6)),
        terms: RegistrationTerms::default(),
        info: Default::default(),
        results_published_at: None,
        mistaken: None,
        closed_at: None,
    }
}

/// An on-site session of [`course`] on `date`, 09:00–12:00 in Taipei. Ids follow from the date, so two days are two
/// sessions.
#[must_use]
pub fn session_on(date: NaiveDate) -> Session {
    let day = u128::try_from(Timestamp::from_taipei(date, NaiveTime::MIN).0 / 86_400_000).unwrap_or(0);
    let at = |hour: i64| Timestamp::from_taipei(date, NaiveTime::MIN).plus_minutes(hour * 60);
    Session {
        id: SessionId(Uuid::from_u128(day << 16)),
        course: course().id,
        course_title: course().title,
        number: 1,
        date,
        mode: DeliveryMode::OnSite,
        state: SessionState::default(),
        venue: Some(Venue {
            org_name: "測試國小".to_owned(), room: "電腦教室".to_owned(), seats: Some(60)
        }),
        capacity: Some(60),
        equivalent_group: None,
        periods: vec![Period {
            id: PeriodId(Uuid::from_u128(day << 16 | 1)),
            label: PeriodLabel::Morning,
            start: at(9),
            end: at(12),
            breaks: Vec::new(),
        }],
        agenda: Vec::new(),
        eligibility: Default::default(),
        params: Default::default(),
        info: Default::default(),
    }
}

/// `n` admitted people of a session, from several schools; ids count from 1.
#[must_use]
pub fn roster(session: &Session, n: usize) -> Vec<RosterEntry> {
    (0..n)
        .map(|i| RosterEntry {
            id: RegistrationId(Uuid::from_u128(session.id.0.as_u128() << 32 | (i as u128 + 1))),
            session: session.id,
            name: format!("{}{}", FAMILY_NAMES[i / 10 % 10], GIVEN_NAMES[i % 10]),
            romanized: None,
            school: OrgId(Uuid::from_u128(0x5C00 + i as u128 % 7)),
            school_name: format!("測試第{}國小", i % 7 + 1),
            county: "10013".to_owned(),
            title: "教師".to_owned(),
            disambiguator: (n > 100).then(|| format!("{}", i / 100 + 1)),
            business_area: None,
            state: RegistrationState::Admitted,
            origin: Origin::SelfRegistered,
        })
        .collect()
}

/// Event number `seq` of `device`: somebody of the roster signs in or out, `seq` seconds after sign-in opened.
#[must_use]
pub fn event(
    session: &Session,
    device: DeviceId,
    seq: u64,
    who: &RosterEntry,
    direction: Direction,
) -> AttendanceEvent {
    let kind = match direction {
        Direction::In => EventKind::SignIn,
        Direction::Out => EventKind::SignOut,
    };
    event_of_kind(session, device, seq, kind, Some(Subject::Registration(who.id)))
}

/// Event number `seq` of `device`, of any kind.
#[must_use]
pub fn event_of_kind(
    session: &Session,
    device: DeviceId,
    seq: u64,
    kind: EventKind,
    subject: Option<Subject>,
) -> AttendanceEvent {
    let period = session.periods.first();
    let opens = period.map_or(Timestamp(0), |period| period.signin_opens(&session.params));
    AttendanceEvent {
        id: EventId(Uuid::from_u64_pair(device.0.as_u64_pair().1, seq)),
        seq,
        at: opens.plus_ms(i64::try_from(seq * 1_000).unwrap_or(i64::MAX)),
        mono: seq * 1_000,
        subject,
        kind,
        session: session.id,
        period: period.map_or(PeriodId(Uuid::nil()), |period| period.id),
        device,
        boot: BootId(Uuid::from_u128(0xB0)),
        operator: AccountId(Uuid::from_u128(0xAC)),
        offset: Some(400),
        quality: OffsetQuality::Good,
        method: Method::List,
        evidence: Evidence::Medium,
        reason: Some("測試".to_owned()),
        v: EVENT_VERSION,
    }
}

/// One event of every kind, numbered from 1, of one device in one session.
#[must_use]
pub fn one_of_each_kind() -> Vec<AttendanceEvent> {
    let session = session_on(NaiveDate::default());
    let device = DeviceId(Uuid::from_u128(0xDE));
    let record = RecordId(Uuid::from_u128(0x4E));
    let person = Some(Subject::Registration(RegistrationId(Uuid::from_u128(1))));
    let draft = Some(Subject::Draft(DraftId(Uuid::from_u128(2))));
    let at = Timestamp(1_754_354_400_000);
    [
        (EventKind::SignIn, person),
        (EventKind::SignOut, person),
        (EventKind::Void { event: EventId(Uuid::from_u128(3)) }, None),
        (EventKind::WalkIn { record }, draft),
        (EventKind::WindowExtend { until: at }, None),
        (EventKind::Handover { to: AccountId(Uuid::from_u128(4)) }, None),
        (EventKind::ClockFix { offset_ms: -2_820_000 }, None),
        (EventKind::Note { record }, person),
        (EventKind::EndOfSession { last_seq: 9 }, None),
        (EventKind::PaperBackfill { direction: Direction::In, claimed: at }, person),
    ]
    .into_iter()
    .zip(1..)
    .map(|((kind, subject), seq)| event_of_kind(&session, device, seq, kind, subject))
    .collect()
}
