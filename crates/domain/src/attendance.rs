//! Vocabulary of attendance evaluation (3.4, 5.4). The rules themselves are in the submodules.

use serde::{Deserialize, Serialize};

use crate::{
    event::{Direction, Subject},
    ids::{DeviceId, EventId, PeriodId},
    time::Timestamp,
};

/// Attendance status of one person in one period (3.4). Minutes are whole minutes, as published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 未報到: no effective sign-in and the period is not over, or not final yet (never "absent").
    NotArrived,
    /// 已簽到: signed in, no sign-out yet.
    SignedIn,
    /// 全程
    Full,
    /// 遲到 n 分
    Late {
        /// Minutes after the start.
        minutes: i64,
    },
    /// 早退 n 分
    LeftEarly {
        /// Minutes before the end.
        minutes: i64,
    },
    /// 遲到且早退
    LateAndLeftEarly {
        /// Minutes after the start.
        late: i64,
        /// Minutes before the end.
        early: i64,
    },
    /// 未簽退
    NoSignOut,
    /// 僅簽退
    OnlySignOut,
    /// 未出席: period over and attendance final (R-FINAL).
    NoShow,
    /// 請假
    OnLeave,
    /// 已取消 (or not admitted), and no event.
    Cancelled,
    /// 停辦
    SessionCancelled,
    /// 待認定: a doubt that needs a person.
    Undetermined,
}

/// A doubt or remark about one person in one period (5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Flag {
    /// Same person and direction from two or more devices; resolved by itself.
    DupDevice,
    /// The time of an event cannot be trusted.
    ClockUntrusted,
    /// Not on the roster: a walk-in not matched to a registration.
    NotOnRoster,
    /// Present although 備取／未錄取.
    NotAdmitted,
    /// Present although 已取消.
    CancelledButPresent,
    /// Registered for another session of the day.
    WrongSession,
    /// Signed in at two places in overlapping time.
    TimeConflict,
    /// Outside the sign-in or sign-out window and its extensions.
    OutsideWindow,
    /// Signed in before the window opened.
    Early,
    /// More accepted people than seats.
    OverCapacity,
    /// One device voided what another confirmed again later.
    VoidConflict,
    /// A device's sequence has holes.
    SeqGap,
    /// Arrived after the course was closed.
    AfterClose,
    /// Two walk-ins look like one person.
    DupPerson,
    /// Left and came back later than the grace.
    AbsenceGap,
    /// New facts arrived after the organiser's decision.
    LateFact,
    /// Names a period the session does not have (any more).
    UnknownPeriod,
    /// Names an operator who is not of the crew of the course.
    UnknownOperator,
    /// Written by a newer app; counts for nothing until this version understands it.
    NewerFormat,
    /// Raised by a newer server: this program has no word for it, and must read the rest of the answer all the same.
    #[serde(other)]
    Unknown,
}

/// One effective punch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Punch {
    /// The event.
    pub event: EventId,
    /// In or out.
    pub direction: Direction,
    /// Corrected time the rules use.
    pub time: Timestamp,
    /// Device it was made on.
    pub device: DeviceId,
}

/// Minutes between leaving and coming back inside a period (4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Sign-out.
    pub from: Timestamp,
    /// Next sign-in.
    pub to: Timestamp,
    /// Whole minutes absent, breaks excluded.
    pub minutes: i64,
}

/// What the rules say about one person in one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Person (after walk-ins were matched to registrations).
    pub subject: Subject,
    /// Period.
    pub period: PeriodId,
    /// Computed status.
    pub status: Status,
    /// First effective sign-in.
    pub first_in: Option<Punch>,
    /// Last effective sign-out.
    pub last_out: Option<Punch>,
    /// Absences inside the period.
    pub gaps: Vec<Gap>,
    /// Doubts and remarks, sorted, without repetition.
    pub flags: Vec<Flag>,
    /// Every event about this person in this period, voided ones included, in order of corrected time.
    pub events: Vec<EventId>,
    /// A person has to decide before hours can be issued.
    pub needs_decision: bool,
}
