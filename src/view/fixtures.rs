//! The demo day of 海豐國小 for the tests of the pages: invented people, times as in section 11.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;
use yanxi_domain::{
    course::{DeliveryMode, Period, PeriodLabel, Session, Venue},
    determination::Determination,
    device::DeviceStatus,
    event::{
        AttendanceEvent, Direction, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality, ReceivedEvent,
        RecordBody, SideRecord, Subject,
    },
    facts::Facts,
    ids::{
        AccountId, BootId, CourseId, DeviceId, DraftId, EventId, OrgId, PeriodId, RecordId, RegistrationId,
        SessionId,
    },
    log::SessionLog,
    roster::{Origin, RegistrationState, RosterEntry},
    time::Timestamp,
};

use super::people::Directory;
use crate::i18n::Locale;

/// The period every event here belongs to.
pub const PERIOD: PeriodId = PeriodId(Uuid::from_u128(0x10));
/// The session.
pub const SESSION: SessionId = SessionId(Uuid::from_u128(0x20));
/// 平板A
pub const TABLET_A: DeviceId = DeviceId(Uuid::from_u128(0xA));
/// 平板B
pub const TABLET_B: DeviceId = DeviceId(Uuid::from_u128(0xB));

/// A wall-clock time of the day.
pub fn at(time: &str) -> Timestamp {
    let date = NaiveDate::from_ymd_opt(2025, 8, 5).unwrap();
    Timestamp::from_taipei(date, NaiveTime::parse_from_str(time, "%H:%M:%S").unwrap())
}

/// The first session, 09:00–12:00.
pub fn session() -> Session {
    Session {
        id: SESSION,
        course: CourseId(Uuid::from_u128(0x30)),
        course_title: "學籍系統操作研習".into(),
        number: 1,
        date: NaiveDate::from_ymd_opt(2025, 8, 5).unwrap(),
        mode: DeliveryMode::OnSite,
        state: Default::default(),
        venue: Some(Venue { org_name: "海豐國小".into(), room: "3F電腦教室".into(), seats: None }),
        capacity: None,
        equivalent_group: None,
        periods: vec![Period {
            id: PERIOD,
            label: PeriodLabel::Morning,
            start: at("09:00:00"),
            end: at("12:00:00"),
            breaks: Vec::new(),
        }],
        agenda: Vec::new(),
        eligibility: Default::default(),
        params: Default::default(),
        info: Default::default(),
    }
}

/// Registration number `n`.
pub fn registration(n: u128) -> RegistrationId {
    RegistrationId(Uuid::from_u128(0x100 + n))
}

/// The same as a subject.
pub fn person(n: u128) -> Subject {
    Subject::Registration(registration(n))
}

/// A roster row.
pub fn entry(n: u128, name: &str, school: &str, title: &str, state: RegistrationState) -> RosterEntry {
    RosterEntry {
        id: registration(n),
        session: SESSION,
        name: name.into(),
        romanized: None,
        school: OrgId(Uuid::from_u128(0x900)),
        school_name: school.into(),
        county: "PTC".into(),
        title: title.into(),
        disambiguator: None,
        business_area: None,
        state,
        origin: Origin::Imported,
    }
}

/// Four people, two of them of one name, and one who cancelled.
pub fn roster() -> Vec<RosterEntry> {
    use RegistrationState::{Admitted, Cancelled};
    vec![
        entry(1, "王小明", "海豐國小", "教務主任", Admitted),
        entry(2, "陳怡君", "南州國中", "教務組長", Admitted),
        entry(3, "陳怡君", "南州國中", "輔導組長", Admitted),
        entry(4, "李小華", "泰武國小", "註冊組長", Cancelled),
    ]
}

/// A device that is enrolled for the session.
pub fn device(id: DeviceId, name: &str) -> DeviceStatus {
    DeviceStatus {
        id,
        name: name.into(),
        state: Default::default(),
        sessions: vec![SESSION],
        last_seen: None,
        unsent: 0,
        head: 0,
        missing: Vec::new(),
        ended: Vec::new(),
        clock_offset_ms: Some(0),
        app_version: String::new(),
        replaced_by: None,
    }
}

/// Events written one after another on tablets A and B.
#[derive(Default)]
pub struct Day {
    /// What the organiser's device holds.
    pub log: SessionLog,
    /// Names of walk-ins.
    pub records: HashMap<RecordId, SideRecord>,
    seq: HashMap<DeviceId, u64>,
    written: u128,
}

impl Day {
    /// Asks something of the facts as the organiser holds them at a wall-clock time.
    pub fn ask<T>(
        &self,
        devices: &[DeviceStatus],
        determinations: &[Determination],
        now: &str,
        compute: impl FnOnce(&Facts, &Directory) -> T,
    ) -> T {
        let (session, roster) = (session(), roster());
        let nowhere = |_: RegistrationId| -> Option<SessionId> { None };
        let facts = Facts {
            session: &session,
            roster: &roster,
            log: &self.log,
            records: &self.records,
            links: &[],
            devices,
            determinations,
            override_: None,
            course_closed_at: None,
            sibling_registered: &nowhere,
            now: at(now),
        };
        compute(&facts, &Directory::new(Locale::Zh, &roster, &self.records, &self.log))
    }

    /// Writes one event at a wall-clock time that every clock agrees on.
    pub fn write(
        &mut self,
        device: DeviceId,
        time: &str,
        subject: Option<Subject>,
        kind: EventKind,
    ) -> EventId {
        let seq = self.seq.entry(device).or_insert(0);
        *seq += 1;
        self.written += 1;
        let id = EventId(Uuid::from_u128(0x1000 + self.written));
        let at = at(time);
        let event = AttendanceEvent {
            id,
            seq: *seq,
            at,
            mono: u64::try_from(at.since(super::fixtures::at("07:00:00"))).unwrap(),
            subject,
            kind,
            session: SESSION,
            period: PERIOD,
            device,
            boot: BootId(device.0),
            operator: AccountId(Uuid::from_u128(0x40)),
            offset: Some(0),
            quality: OffsetQuality::Good,
            method: Method::List,
            evidence: Evidence::Medium,
            reason: None,
            v: EVENT_VERSION,
        };
        assert!(self.log.insert(ReceivedEvent { event, received_at: Some(at) }));
        id
    }

    /// 簽到 on tablet A.
    pub fn sign_in(&mut self, n: u128, time: &str) -> EventId {
        self.write(TABLET_A, time, Some(person(n)), EventKind::SignIn)
    }

    /// 簽退 on tablet A.
    pub fn sign_out(&mut self, n: u128, time: &str) -> EventId {
        self.write(TABLET_A, time, Some(person(n)), EventKind::SignOut)
    }

    /// 補登 with the time on the sheet.
    pub fn backfill(&mut self, n: u128, direction: Direction, claimed: &str) -> EventId {
        let kind = EventKind::PaperBackfill { direction, claimed: at(claimed) };
        self.write(TABLET_A, "13:00:00", Some(person(n)), kind)
    }

    /// 現場報名 and its sign-in.
    pub fn walk_in(&mut self, n: u128, time: &str, name: &str, school_name: &str, title: &str) -> Subject {
        let record = RecordId(Uuid::from_u128(0x5000 + n));
        let subject = Subject::Draft(DraftId(Uuid::from_u128(0x6000 + n)));
        let body = RecordBody::WalkIn {
            name: name.into(),
            school: None,
            school_name: school_name.into(),
            county: None,
            title: title.into(),
            notice: None,
        };
        self.records.insert(record, SideRecord { id: record, session: SESSION, body });
        self.write(TABLET_A, time, Some(subject), EventKind::WalkIn { record });
        self.write(TABLET_A, time, Some(subject), EventKind::SignIn);
        subject
    }
}
