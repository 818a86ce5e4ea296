//! Writing facts: one strict transaction per call, success only after the commit (Y-02).

use yanxi_domain::{
    event::{AttendanceEvent, Direction, Evidence, Method, SideRecord, Subject},
    ids::{EventId, PeriodId, RecordId, SessionId},
    time::Timestamp,
};

use super::runtime::{Runtime, use_runtime};

/// A fact about to be written. Id, number, times, device, operator and offset are filled in by the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// Context chosen by the operator.
    pub session: SessionId,
    /// Context chosen by the operator.
    pub period: PeriodId,
    /// Whom it is about.
    pub subject: Option<Subject>,
    /// What happened.
    pub kind: NewKind,
    /// How.
    pub method: Method,
    /// Strength.
    pub evidence: Evidence,
    /// Operational reason; no personal text.
    pub reason: Option<String>,
    /// Personal text that goes with it, written in the same transaction.
    pub record: Option<SideRecord>,
}

/// [`yanxi_domain::event::EventKind`] before it is numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewKind {
    /// 簽到
    SignIn,
    /// 簽退
    SignOut,
    /// 撤銷
    Void {
        /// The event taken back.
        event: EventId,
    },
    /// 現場報名; give the [`SideRecord`] with the same id.
    WalkIn {
        /// Id of the side record.
        record: RecordId,
    },
    /// 延長簽到
    WindowExtend {
        /// New end of the sign-in window.
        until: Timestamp,
    },
    /// 校時: the offset applies to every event of this boot.
    ClockFix {
        /// true time − device time, milliseconds.
        offset_ms: i64,
    },
    /// 備註; give the [`SideRecord`] with the same id.
    Note {
        /// Id of the side record.
        record: RecordId,
    },
    /// 場次結束回報; its number is filled in by the store.
    EndOfSession,
    /// 補登 from paper.
    PaperBackfill {
        /// 簽到 or 簽退.
        direction: Direction,
        /// Time on the sheet.
        claimed: Timestamp,
    },
}

/// Nothing was stored. Say so in red and use paper (F-27).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteFailed {
    /// Another tab writes (F-18).
    #[error("another tab is the writer")]
    NotTheWriter,
    /// This browser is not an enrolled device.
    #[error("not enrolled")]
    NotEnrolled,
    /// Nobody is on shift.
    #[error("locked")]
    NoOperator,
    /// The store refused; the real cause, e.g. `QuotaExceededError`.
    #[error("store: {0}")]
    Store(String),
}

/// Writing facts.
#[derive(Clone, Copy)]
pub struct DeskHandle(Runtime);

/// Writing facts.
#[must_use]
pub fn use_desk() -> DeskHandle {
    DeskHandle(use_runtime())
}

impl DeskHandle {
    /// Writes all of `events` or none of them. `Ok` only after the browser confirmed the commit with strict durability.
    ///
    /// # Errors
    /// See [`WriteFailed`].
    pub async fn record(self, events: Vec<NewEvent>) -> Result<Vec<AttendanceEvent>, WriteFailed> {
        self.0.record(events).await
    }

    /// Corrected time now.
    #[must_use]
    pub fn now(self) -> Timestamp {
        self.0.now()
    }
}

/// A new id for a walk-in or a side record.
#[must_use]
pub fn new_uuid() -> uuid::Uuid {
    crate::platform::ids::new_uuid()
}
