//! The attendance event: an immutable fact (5.2). Ids only, never names; personal text lives in a [`SideRecord`].

use serde::{Deserialize, Serialize};

use crate::{
    ids::{
        AccountId, BootId, DeviceId, DraftId, EventId, OrgId, PeriodId, RecordId, RegistrationId, SessionId,
    },
    time::Timestamp,
};

/// Current version of the event format; see `yanxi_protocol::upcast` for the older ones.
pub const EVENT_VERSION: u16 = 3;

/// Whom an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Subject {
    /// A row of the roster.
    Registration(RegistrationId),
    /// A walk-in made on a device.
    Draft(DraftId),
}

/// Sign-in or sign-out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Direction {
    /// 簽到
    In,
    /// 簽退
    Out,
}

/// What happened (5.2 `kind`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// 簽到
    SignIn,
    /// 簽退
    SignOut,
    /// 撤銷 of an earlier event; both stay in the history.
    Void {
        /// The event taken back.
        event: EventId,
    },
    /// 現場報名; who it is stands in the side record.
    WalkIn {
        /// Erasable personal text.
        record: RecordId,
    },
    /// 延長簽到 for a period; sign-ins up to `until` are not late.
    WindowExtend {
        /// New end of the sign-in window.
        until: Timestamp,
    },
    /// 交班: later events carry the next operator.
    Handover {
        /// Who takes over.
        to: AccountId,
    },
    /// 校時: the true time read from another clock; applies to all events of this boot.
    ClockFix {
        /// true time − device time, milliseconds.
        offset_ms: i64,
    },
    /// 備註; the text stands in the side record.
    Note {
        /// Erasable text.
        record: RecordId,
    },
    /// 場次結束回報: this device has no more events of the session up to its own sequence number (R-FINAL).
    EndOfSession {
        /// Sequence number of this event: the server must hold 1..=last_seq of the device.
        last_seq: u64,
    },
    /// 補登 from paper: counts at the claimed time.
    PaperBackfill {
        /// 簽到 or 簽退.
        direction: Direction,
        /// Time on the sheet.
        claimed: Timestamp,
    },
}

/// How the event was made (5.2 `method`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 名單點選
    List,
    /// 掃描
    Scan,
    /// 自助
    SelfService,
    /// 表單匯入
    FormImport,
    /// 會議報表
    MeetingReport,
    /// 紙本補登
    Paper,
}

/// Strength of evidence (5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Form, self-declared.
    Weak,
    /// Staffed list.
    Medium,
    /// Staffed and scanned.
    Strong,
}

/// How far the measured clock offset can be trusted (5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffsetQuality {
    /// Measured within 2 s in the last 24 h.
    Good,
    /// Measured, but more than 24 h ago or imprecisely.
    Stale,
    /// Never measured.
    Unknown,
    /// Entered by an operator (校時).
    Manual,
}

/// One fact. Fields that differ from event to event come first: it compresses better on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceEvent {
    /// Idempotency key, made on the device.
    pub id: EventId,
    /// Gap-free counter of the device, from 1.
    pub seq: u64,
    /// Device clock at the tap, raw.
    pub at: Timestamp,
    /// Monotonic milliseconds since the start of the app (`boot`).
    pub mono: u64,
    /// Whom it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// What happened.
    pub kind: EventKind,
    /// Context chosen by the operator, never inferred from the clock (F-12).
    pub session: SessionId,
    /// Context chosen by the operator.
    pub period: PeriodId,
    /// Writer of the stream `seq` counts in.
    pub device: DeviceId,
    /// Start of the app `mono` counts from.
    pub boot: BootId,
    /// Who tapped.
    pub operator: AccountId,
    /// server − device clock, milliseconds, as last measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// Trust in `offset`.
    pub quality: OffsetQuality,
    /// How.
    pub method: Method,
    /// Strength.
    pub evidence: Evidence,
    /// Operational reason (mandatory for some kinds); no personal text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Format version.
    pub v: u16,
}

impl AttendanceEvent {
    /// Device time corrected by the measured offset, where one is known (5.2).
    #[must_use]
    pub fn corrected(&self) -> Timestamp {
        self.at.plus_ms(self.offset.unwrap_or(0))
    }
}

/// Erasable personal text beside the event log, so that a person can be forgotten (V-09).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SideRecord {
    /// Identity, named by the event.
    pub id: RecordId,
    /// Session it belongs to.
    pub session: SessionId,
    /// The text.
    pub body: RecordBody,
}

/// Kinds of personal text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RecordBody {
    /// A walk-in's own words (U-C5).
    WalkIn {
        /// Name as entered.
        name: String,
        /// School, if found in the directory.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        school: Option<OrgId>,
        /// School as shown or typed.
        school_name: String,
        /// County code, if known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        county: Option<String>,
        /// 職稱
        title: String,
        /// Version of the privacy notice that stood on the form (V-02); `None` from an older app.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notice: Option<String>,
    },
    /// 備註
    Note {
        /// Text as entered.
        text: String,
    },
    /// The person was forgotten; the fact stays.
    Erased,
}

/// Another device's or the server's view of an event: the event and when the server received it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedEvent {
    /// The fact.
    pub event: AttendanceEvent,
    /// Server receipt time; `None` while only this device has it.
    pub received_at: Option<Timestamp>,
}
