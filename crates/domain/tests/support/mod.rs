//! The demo day of the sources as test material: S0 session 1, 2025-08-05 09:00–12:00, grace 15/15. Invented people.

#![allow(dead_code, reason = "every test file uses a part of it")]

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;
use yanxi_domain::{
    attendance::{Flag, Outcome, Status},
    course::{
        AttendanceParams, DeliveryMode, Eligibility, HalfHours, HoursPolicy, Period, PeriodLabel, Session,
        SessionState,
    },
    determination::{Decision, Determination, DraftLink, FinalOverride},
    device::{DeviceState, DeviceStatus},
    evaluate::{Facts, evaluate},
    event::{
        AttendanceEvent, Direction, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality, ReceivedEvent,
        RecordBody, SideRecord, Subject,
    },
    ids::{
        AccountId, BootId, CourseId, DeviceId, DraftId, EventId, OrgId, PeriodId, RecordId, RegistrationId,
        SessionId,
    },
    log::SessionLog,
    roster::{Origin, RegistrationState, RosterEntry},
    settle::{Settled, settle},
    time::Timestamp,
};

pub const MORNING: PeriodId = PeriodId(Uuid::from_u128(0x11));
pub const AFTERNOON: PeriodId = PeriodId(Uuid::from_u128(0x12));
pub const SESSION: SessionId = SessionId(Uuid::from_u128(0x21));
pub const OTHER_SESSION: SessionId = SessionId(Uuid::from_u128(0x22));
pub const ORGANISER: AccountId = AccountId(Uuid::from_u128(0x31));
pub const HAIFENG: OrgId = OrgId(Uuid::from_u128(0x41));
pub const NANZHOU: OrgId = OrgId(Uuid::from_u128(0x42));
/// S0-24: three hours.
pub const THREE_HOURS: HoursPolicy = HoursPolicy::FullOnly(HalfHours(6));

/// An instant of the day, `09:16` or `09:16:30`, in Taipei.
pub fn at(time: &str) -> Timestamp {
    let format = if time.len() > 5 { "%H:%M:%S" } else { "%H:%M" };
    let time = NaiveTime::parse_from_str(time, format).unwrap();
    Timestamp::from_taipei(NaiveDate::from_ymd_opt(2025, 8, 5).unwrap(), time)
}

pub fn registration(n: u128) -> Subject {
    Subject::Registration(RegistrationId(Uuid::from_u128(0x1000 + n)))
}

pub fn draft(n: u128) -> Subject {
    Subject::Draft(DraftId(Uuid::from_u128(0x2000 + n)))
}

pub fn period(id: PeriodId, label: PeriodLabel, start: &str, end: &str) -> Period {
    Period { id, label, start: at(start), end: at(end), breaks: vec![] }
}

pub fn session() -> Session {
    Session {
        id: SESSION,
        course: CourseId(Uuid::from_u128(0x51)),
        course_title: "國民中小學學籍管理服務系統2.0".to_owned(),
        number: 1,
        date: NaiveDate::from_ymd_opt(2025, 8, 5).unwrap(),
        mode: DeliveryMode::OnSite,
        state: SessionState::Scheduled,
        venue: None,
        capacity: None,
        equivalent_group: None,
        periods: vec![period(MORNING, PeriodLabel::Morning, "09:00", "12:00")],
        agenda: vec![],
        eligibility: Eligibility::default(),
        params: AttendanceParams::default(),
        info: Default::default(),
    }
}

pub fn row(subject: Subject, name: &str, state: RegistrationState) -> RosterEntry {
    let Subject::Registration(id) = subject else { panic!("{subject:?}") };
    RosterEntry {
        id,
        session: SESSION,
        name: name.to_owned(),
        romanized: None,
        school: HAIFENG,
        school_name: "海豐國小".to_owned(),
        county: "PIF".to_owned(),
        title: "教務主任".to_owned(),
        disambiguator: None,
        business_area: None,
        state,
        origin: Origin::Imported,
    }
}

/// A tablet that writes a stream of events, with a clock that may be wrong.
#[derive(Clone)]
pub struct Tablet {
    pub id: DeviceId,
    pub boot: BootId,
    pub seq: u64,
    /// Device clock − true time.
    pub clock_error_ms: i64,
    /// Monotonic clock − true time; sleeping makes it smaller.
    pub mono_shift_ms: i64,
    /// What the tablet believes its offset to be.
    pub offset: Option<i64>,
    pub quality: OffsetQuality,
    pub operator: AccountId,
}

impl Tablet {
    pub fn new(n: u128) -> Self {
        Self {
            id: DeviceId(Uuid::from_u128(0x3000 + n)),
            boot: BootId(Uuid::from_u128(0x4000 + n)),
            seq: 0,
            clock_error_ms: 0,
            mono_shift_ms: -at("07:00").0,
            offset: Some(0),
            quality: OffsetQuality::Good,
            operator: AccountId(Uuid::from_u128(0x5000 + n)),
        }
    }

    pub fn never_online(self) -> Self {
        Self { offset: None, quality: OffsetQuality::Unknown, ..self }
    }

    /// The clock is wrong by so much and the tablet knows it.
    pub fn fast_by_minutes(self, minutes: i64) -> Self {
        let error = minutes * 60_000;
        Self { clock_error_ms: error, offset: Some(-error), ..self }
    }

    pub fn restart(&mut self, true_time: &str) {
        self.boot = BootId(Uuid::from_u128(self.boot.0.as_u128() + 0x100));
        self.mono_shift_ms = -at(true_time).0;
    }

    pub fn event(&mut self, true_time: &str, subject: Option<Subject>, kind: EventKind) -> ReceivedEvent {
        self.seq += 1;
        let now = at(true_time);
        let event = AttendanceEvent {
            id: EventId(Uuid::from_u128((self.id.0.as_u128() << 32) + u128::from(self.seq))),
            seq: self.seq,
            at: now.plus_ms(self.clock_error_ms),
            mono: u64::try_from(now.0 + self.mono_shift_ms).unwrap(),
            subject,
            kind,
            session: SESSION,
            period: MORNING,
            device: self.id,
            boot: self.boot,
            operator: self.operator,
            offset: self.offset,
            quality: self.quality,
            method: Method::List,
            evidence: Evidence::Medium,
            reason: None,
            v: EVENT_VERSION,
        };
        ReceivedEvent { event, received_at: Some(now.max(at("12:20"))) }
    }

    pub fn sign_in(&mut self, true_time: &str, subject: Subject) -> ReceivedEvent {
        self.event(true_time, Some(subject), EventKind::SignIn)
    }

    pub fn sign_out(&mut self, true_time: &str, subject: Subject) -> ReceivedEvent {
        self.event(true_time, Some(subject), EventKind::SignOut)
    }

    pub fn void(&mut self, true_time: &str, target: &ReceivedEvent) -> ReceivedEvent {
        self.event(true_time, target.event.subject, EventKind::Void { event: target.event.id })
    }

    pub fn extend(&mut self, true_time: &str, until: &str) -> ReceivedEvent {
        self.event(true_time, None, EventKind::WindowExtend { until: at(until) })
    }

    pub fn fix_clock(&mut self, true_time: &str, offset_ms: i64) -> ReceivedEvent {
        self.event(true_time, None, EventKind::ClockFix { offset_ms })
    }

    pub fn walk_in(&mut self, true_time: &str, subject: Subject, record: &SideRecord) -> ReceivedEvent {
        self.event(true_time, Some(subject), EventKind::WalkIn { record: record.id })
    }

    pub fn backfill(
        &mut self,
        true_time: &str,
        subject: Subject,
        direction: Direction,
        claimed: &str,
    ) -> ReceivedEvent {
        self.event(true_time, Some(subject), EventKind::PaperBackfill { direction, claimed: at(claimed) })
    }

    pub fn end_of_session(&mut self, true_time: &str) -> ReceivedEvent {
        let last_seq = self.seq + 1;
        self.event(true_time, None, EventKind::EndOfSession { last_seq })
    }

    pub fn status(&self) -> DeviceStatus {
        DeviceStatus {
            id: self.id,
            name: "平板".to_owned(),
            state: DeviceState::Active,
            sessions: vec![SESSION],
            last_seen: Some(at("12:20")),
            unsent: 0,
            head: self.seq,
            missing: vec![],
            ended: vec![],
            clock_offset_ms: self.offset,
            app_version: String::new(),
            replaced_by: None,
        }
    }
}

pub fn walk_in_record(
    n: u128,
    name: &str,
    school: Option<OrgId>,
    school_name: &str,
    title: &str,
) -> SideRecord {
    SideRecord {
        id: RecordId(Uuid::from_u128(0x6000 + n)),
        session: SESSION,
        body: RecordBody::WalkIn {
            name: name.to_owned(),
            school,
            school_name: school_name.to_owned(),
            county: None,
            title: title.to_owned(),
            notice: None,
        },
    }
}

/// Everything the rules look at, owned.
pub struct Day {
    pub session: Session,
    pub roster: Vec<RosterEntry>,
    pub events: Vec<ReceivedEvent>,
    pub records: HashMap<RecordId, SideRecord>,
    pub links: Vec<DraftLink>,
    pub devices: Vec<DeviceStatus>,
    pub determinations: Vec<Determination>,
    pub override_: Option<FinalOverride>,
    pub course_closed_at: Option<Timestamp>,
    pub registered_elsewhere: Vec<Subject>,
    pub now: Timestamp,
}

impl Day {
    /// One admitted person, nothing else, five in the afternoon.
    pub fn new() -> Self {
        Self {
            session: session(),
            roster: vec![row(registration(1), "王小明", RegistrationState::Admitted)],
            events: vec![],
            records: HashMap::new(),
            links: vec![],
            devices: vec![],
            determinations: vec![],
            override_: None,
            course_closed_at: None,
            registered_elsewhere: vec![],
            now: at("17:00"),
        }
    }

    pub fn with(events: impl IntoIterator<Item = ReceivedEvent>) -> Self {
        let mut day = Self::new();
        day.events.extend(events);
        day
    }

    pub fn record(&mut self, record: SideRecord) {
        self.records.insert(record.id, record);
    }

    pub fn overridden(mut self) -> Self {
        self.override_ =
            Some(FinalOverride { reason: "平板遺失".to_owned(), by: ORGANISER, at: at("16:00") });
        self
    }

    pub fn decide(&mut self, subject: Subject, decision: Decision) {
        self.decide_outcome(&self.outcome(subject), decision);
    }

    pub fn decide_outcome(&mut self, outcome: &Outcome, decision: Decision) {
        self.determinations.push(Determination {
            subject: outcome.subject,
            period: outcome.period,
            decision,
            reason: "現場確認".to_owned(),
            basis: outcome.events.clone(),
            by: ORGANISER,
            at: self.now,
        });
    }

    pub fn log(&self) -> SessionLog {
        self.events.iter().cloned().collect()
    }

    pub fn ask<R>(&self, question: impl FnOnce(&Facts<'_>) -> R) -> R {
        self.ask_with(&self.log(), question)
    }

    pub fn ask_with<R>(&self, log: &SessionLog, question: impl FnOnce(&Facts<'_>) -> R) -> R {
        let elsewhere = |id: RegistrationId| {
            self.registered_elsewhere.contains(&Subject::Registration(id)).then_some(OTHER_SESSION)
        };
        question(&Facts {
            session: &self.session,
            roster: &self.roster,
            log,
            records: &self.records,
            links: &self.links,
            devices: &self.devices,
            determinations: &self.determinations,
            override_: self.override_.as_ref(),
            course_closed_at: self.course_closed_at,
            sibling_registered: &elsewhere,
            now: self.now,
        })
    }

    /// The outcome of a person in the first period.
    pub fn outcome(&self, subject: Subject) -> Outcome {
        let first = self.session.periods[0].id;
        let outcomes = self.ask(evaluate);
        outcomes.into_iter().find(|o| o.subject == subject && o.period == first).unwrap()
    }

    pub fn status(&self, subject: Subject) -> Status {
        self.outcome(subject).status
    }

    pub fn flags(&self, subject: Subject) -> Vec<Flag> {
        self.outcome(subject).flags
    }

    pub fn settled(&self) -> Vec<Settled> {
        self.ask(settle)
    }
}
