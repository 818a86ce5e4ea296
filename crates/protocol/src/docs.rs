//! Kinds of replicated documents and their bodies. Which scope holds which kind is the privacy boundary (5.5).
//!
//! | scope | kinds |
//! |---|---|
//! | `session` | [`SESSION`], [`ROSTER`], [`RECORD`], [`DEVICE_LABEL`] |
//! | `crew` | [`OPERATOR`] |
//! | `course` | [`COURSE`], [`SESSION`], [`DEVICE`], [`READINESS`], [`DETERMINATION`], [`DRAFT_LINK`], [`FINAL_OVERRIDE`], [`HOURS`], [`QUARANTINED`], [`ACCOUNT`], [`REGISTERED`] |
//! | `person` | [`OWN_RECORD`], [`NOTICE`] |
//! | `catalog` | [`SCHOOLS`] |

use serde::{Deserialize, Serialize};
use yanxi_domain::{
    course::{DeliveryMode, HalfHours},
    ids::{AccountId, CourseId, DeviceId, RegistrationId, SessionId},
    org::{County, School},
    roster::{Origin, RegistrationState},
    time::Timestamp,
};

/// `yanxi_domain::course::Session`.
pub const SESSION: &str = "session";
/// `yanxi_domain::roster::RosterEntry`, id = registration id. Never deleted, only changed to 已取消.
pub const ROSTER: &str = "roster";
/// `yanxi_domain::event::SideRecord`, id = record id.
pub const RECORD: &str = "record";
/// [`DeviceLabel`], id = device id: what the other tablets of the session call a device in histories.
pub const DEVICE_LABEL: &str = "device_label";
/// [`Operator`], id = account id.
pub const OPERATOR: &str = "operator";
/// `yanxi_domain::course::Course`, id = course id.
pub const COURSE: &str = "course";
/// `yanxi_domain::device::DeviceStatus`, id = device id.
pub const DEVICE: &str = "device";
/// [`Readiness`], id = device id.
pub const READINESS: &str = "readiness";
/// `yanxi_domain::determination::Determination`, id = `<subject uuid>.<period uuid>`.
pub const DETERMINATION: &str = "determination";
/// `yanxi_domain::determination::DraftLink`, id = draft id.
pub const DRAFT_LINK: &str = "draft_link";
/// `yanxi_domain::determination::FinalOverride`, id = session id.
pub const FINAL_OVERRIDE: &str = "final_override";
/// `yanxi_domain::hours::HoursRecord`, id = `<session uuid>.<subject uuid>.<version>`; all versions are kept.
pub const HOURS: &str = "hours";
/// [`QuarantinedEvent`], id = a server-made id.
pub const QUARANTINED: &str = "quarantined";
/// [`AccountName`], id = account id: names of operators and deciders for the organiser's eyes.
pub const ACCOUNT: &str = "account";
/// [`Registered`], id = registration id: finds people who came to another session than theirs (WRONG_SESSION).
pub const REGISTERED: &str = "registered";
/// [`OwnRecord`], id = registration id.
pub const OWN_RECORD: &str = "own_record";
/// `yanxi_domain::notice::Notice`, id = a server-made id.
pub const NOTICE: &str = "notice";
/// [`CountySchools`], id = county code.
pub const SCHOOLS: &str = "schools";

/// Name of a device enrolled for the session, or of the office that back-filled paper; nothing else about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceLabel {
    /// Device.
    pub id: DeviceId,
    /// 平板A
    pub label: String,
}

/// In which session of the course a registration stands; ids only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Registration.
    pub registration: RegistrationId,
    /// Its session.
    pub session: SessionId,
}

/// Somebody who may unlock the tablet (D.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// Account.
    pub id: AccountId,
    /// Name shown on the lock screen.
    pub name: String,
    /// PIN verifier; `None`: no PIN set yet, cannot unlock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<PinVerifier>,
}

/// Salted, slow hash of a short PIN. It keeps honest hands apart; it does not protect against somebody who copies
/// the tablet's storage, which is why the tablet holds no more than 5.5 lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinVerifier {
    /// Random salt, hex.
    pub salt: String,
    /// PBKDF2-HMAC-SHA256 rounds.
    pub rounds: u32,
    /// Derived key, hex.
    pub hash: String,
}

/// Name of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountName {
    /// Account.
    pub id: AccountId,
    /// Name.
    pub name: String,
}

/// Outcome of one line of the readiness check (5.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CheckLight {
    /// All right.
    Green,
    /// Works, but somebody should know.
    Amber,
    /// Do not go offline like this.
    Red,
}

/// 行前檢查 of one device, logged and visible to the organiser (5.6, U-A5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Readiness {
    /// Device.
    pub device: DeviceId,
    /// When, device clock corrected.
    pub at: Timestamp,
    /// Roster versions it held: session and time of last pull.
    pub rosters: Vec<(SessionId, Timestamp, u32)>,
    /// Check key (`shell`, `persist`, `private`, `roster`, `clock`, `write`, `space`, `battery`, `operator`, `paper`,
    /// `single_tab`) with its light and a short machine detail.
    pub checks: Vec<(String, CheckLight, String)>,
}

/// An event kept aside (5.3), shown to the owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarantinedEvent {
    /// When it came.
    pub received_at: Timestamp,
    /// Device that sent it.
    pub device: Option<DeviceId>,
    /// Why.
    pub reason: crate::sync::Quarantine,
    /// Exact text as sent.
    pub raw: String,
}

/// State of a person's own record (U-F3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnState {
    /// Registered, the session has not been held.
    Upcoming,
    /// 待核發
    Pending,
    /// 已核發
    Issued,
    /// 0 小時（未通過）
    NotPassed,
    /// 更正中
    UnderCorrection,
    /// 已取消、未錄取 …: listed, counts nothing.
    NotCounted,
}

/// One line of 我的研習紀錄 (U-F1 … U-F3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRecord {
    /// Identity.
    pub registration: RegistrationId,
    /// Course.
    pub course: CourseId,
    /// Course title.
    pub title: String,
    /// 1 for 第一場.
    pub session_number: u8,
    /// Start of the first period.
    pub start: Timestamp,
    /// End of the last period.
    pub end: Timestamp,
    /// 主辦單位
    pub host: String,
    /// 海豐國小 3F電腦教室, or 線上.
    pub place: String,
    /// State.
    pub state: OwnState,
    /// Hours, once issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<HalfHours>,
    /// Every issued version, oldest first: (version, hours, when, reason).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<(u32, HalfHours, Timestamp, String)>,
    /// The registration behind it; `None` from an older server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<OwnRegistration>,
}

/// What a person may know and do about their own registration (U-E3, U-E5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRegistration {
    /// Its session.
    pub session: SessionId,
    /// State.
    pub state: RegistrationState,
    /// Origin; an assigned person may decline.
    pub origin: Origin,
    /// First instant at which only 請假 is possible; `None`: the session has no time yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel_until: Option<Timestamp>,
    /// 實體／線上／混成
    pub mode: DeliveryMode,
    /// 攜帶設備
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bring: Vec<String>,
    /// 請假 asked for and not decided: when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave_asked_at: Option<Timestamp>,
    /// Reason of the organiser's last decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The schools of one county, for the offline school search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountySchools {
    /// County.
    pub county: County,
    /// Its schools.
    pub schools: Vec<School>,
}
