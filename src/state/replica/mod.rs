//! What this device holds of the scopes it replicates. Fields are shared behind `Arc`, so that a clone is cheap.

mod course;
mod docs;
mod session;

use std::{collections::HashMap, sync::Arc};

use leptos::prelude::*;
use yanxi_domain::{
    course::{Course, Session},
    determination::{Determination, DraftLink, FinalOverride},
    device::DeviceStatus,
    event::SideRecord,
    hours::HoursRecord,
    ids::{AccountId, CourseId, DeviceId, RecordId, RegistrationId, SessionId},
    log::SessionLog,
    roster::RosterEntry,
    time::Timestamp,
};
use yanxi_protocol::docs::{CountySchools, Operator, OwnRecord, QuarantinedEvent, Readiness};

pub(super) use docs::DocSet;
pub(super) use session::session_end;

use super::runtime::use_runtime;

/// A session: 名冊, facts and personal texts.
#[derive(Clone)]
pub struct SessionReplica {
    /// The session.
    pub session: Arc<Session>,
    /// Roster in the order of arrival; nobody is ever removed, only 已取消.
    pub roster: Arc<Vec<RosterEntry>>,
    /// Names of walk-ins and texts of notes, own unsent ones included.
    pub records: Arc<HashMap<RecordId, SideRecord>>,
    /// What the devices of the session are called (平板A).
    pub device_labels: Arc<HashMap<DeviceId, String>>,
    /// Every event known here: own ones (sent or not) and those of other devices.
    pub log: SessionLog,
    /// When this copy was last confirmed by the server (名冊版本), corrected clock.
    pub pulled_at: Option<Timestamp>,
    /// The last roster update of this app start: (removed or cancelled, added) — 「名冊更新：−1 +1」.
    pub change: Option<(u32, u32)>,
}

/// A course as its organiser holds it.
#[derive(Clone)]
pub struct CourseReplica {
    /// The course.
    pub course: Course,
    /// Its sessions by number.
    pub sessions: Vec<Session>,
    /// Devices.
    pub devices: Vec<DeviceStatus>,
    /// Latest readiness check per device.
    pub readiness: Vec<Readiness>,
    /// Decisions, oldest first.
    pub determinations: Vec<Determination>,
    /// Decided links of walk-ins to registrations.
    pub draft_links: Vec<DraftLink>,
    /// Sessions declared final.
    pub final_overrides: HashMap<SessionId, FinalOverride>,
    /// Hours, all versions.
    pub hours: Vec<HoursRecord>,
    /// Events kept aside.
    pub quarantined: Vec<QuarantinedEvent>,
    /// Names of operators and deciders.
    pub accounts: HashMap<AccountId, String>,
    /// In which session each registration of the course stands (WRONG_SESSION).
    pub registered: HashMap<RegistrationId, SessionId>,
    /// When this copy was last confirmed by the server, corrected clock.
    pub pulled_at: Option<Timestamp>,
}

/// 我的研習紀錄 of the signed-in account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRecords {
    /// Records, newest session first.
    pub records: Vec<OwnRecord>,
    /// Notices as they came, (id, JSON): only their own page reads what is in them.
    pub notices: Vec<(String, String)>,
    /// 資料時間, corrected clock.
    pub pulled_at: Option<Timestamp>,
}

/// A session; `None` while nothing of it is stored here. Asking for it also keeps it fresh.
#[must_use]
pub fn use_session(id: SessionId) -> Signal<Option<Arc<SessionReplica>>> {
    use_runtime().session(id)
}

/// A course (organiser); `None` while nothing of it is stored here. Asking for it also keeps it fresh.
#[must_use]
pub fn use_course(id: CourseId) -> Signal<Option<Arc<CourseReplica>>> {
    use_runtime().course(id)
}

/// Own records of the signed-in account; `None` while nothing is stored here.
#[must_use]
pub fn use_own_records() -> Signal<Option<Arc<OwnRecords>>> {
    use_runtime().own_records()
}

/// How many notices of the signed-in account nobody has opened yet.
#[must_use]
pub fn use_unread_notices() -> Memo<usize> {
    let own = use_own_records();
    Memo::new(move |_| own.with(|own| own.as_ref().map_or(0, |own| unread(&own.notices))))
}

/// A notice has the field from its reading on. Within a text the quotes would be escaped.
fn unread(notices: &[(String, String)]) -> usize {
    notices.iter().filter(|(_, json)| !json.contains(r#""read_at":"#)).count()
}

/// Counties and their schools, for the offline school search; empty while nothing is stored here.
#[must_use]
pub fn use_schools() -> Signal<Arc<Vec<CountySchools>>> {
    use_runtime().schools()
}

/// Operators of a session who may unlock this tablet.
#[must_use]
pub fn use_crew(id: SessionId) -> Signal<Vec<Operator>> {
    use_runtime().crew(id)
}
