//! The life cycle of a course (3.2) as a function of facts; nothing stores it.

use crate::{
    course::{Course, Session, SessionState},
    time::Timestamp,
};

/// Where the plan of a course stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlanStage {
    /// Being written, or returned with a comment.
    #[default]
    Draft,
    /// Submitted, no version is in force.
    Submitted,
    /// A version is in force.
    Approved,
}

/// What decides about the state.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// Its plan.
    pub stage: PlanStage,
    /// An amendment waits for the approver; the version in force goes on.
    pub amendment_pending: bool,
    /// The announced course; `None`: not announced.
    pub course: Option<&'a Course>,
    /// Its announced sessions.
    pub sessions: &'a [Session],
    /// Hours of every session held were issued.
    pub hours_issued: bool,
    /// A correction or late facts came after closing.
    pub correction_open: bool,
}

/// State of a course (3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CourseState {
    /// 草稿
    Draft,
    /// 待核准
    Submitted,
    /// 已核准
    Approved,
    /// 修正待核准
    AmendmentSubmitted,
    /// 報名中
    Registering,
    /// 報名截止
    RegistrationClosed,
    /// 已公布錄取
    ResultsPublished,
    /// 進行中
    Running,
    /// 待核發
    HoursDue,
    /// 已核發
    HoursIssued,
    /// 已結案
    Closed,
    /// 已結案(待更正)
    ClosedCorrection,
    /// 停辦
    CalledOff,
    /// 已刪除
    Deleted,
}

impl CourseState {
    /// 處理狀態: everything before 已結案 that is neither deleted nor called off is 尚未結案 (3.2).
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::ClosedCorrection | Self::CalledOff | Self::Deleted)
    }
}

/// The state at `now`.
#[must_use]
pub fn state(facts: &Facts<'_>, now: Timestamp) -> CourseState {
    use CourseState as State;
    let Some(course) = facts.course else {
        return match facts.stage {
            PlanStage::Draft => State::Draft,
            PlanStage::Submitted => State::Submitted,
            PlanStage::Approved if facts.amendment_pending => State::AmendmentSubmitted,
            PlanStage::Approved => State::Approved,
        };
    };
    if course.mistaken.is_some() {
        return State::Deleted;
    }
    if course.closed_at.is_some() {
        return if facts.correction_open { State::ClosedCorrection } else { State::Closed };
    }
    let held: Vec<&Session> =
        facts.sessions.iter().filter(|session| session.state != SessionState::Cancelled).collect();
    if held.is_empty() && !facts.sessions.is_empty() {
        return State::CalledOff;
    }
    // A postponed session has no day that could begin or end.
    let dated = held.iter().filter(|session| session.state == SessionState::Scheduled);
    let periods: Vec<_> = dated.flat_map(|session| &session.periods).collect();
    let first = periods.iter().map(|period| period.start).min();
    let last = periods.iter().map(|period| period.end).max();
    let waiting = held.iter().any(|session| session.state == SessionState::Postponed);
    if last.is_some_and(|last| now >= last) && !waiting {
        return if facts.hours_issued { State::HoursIssued } else { State::HoursDue };
    }
    if first.is_some_and(|first| now >= first) {
        return State::Running;
    }
    if facts.amendment_pending {
        return State::AmendmentSubmitted;
    }
    if course.results_published_at.is_some() {
        return State::ResultsPublished;
    }
    if course.terms.closes.is_some_and(|closes| now >= closes) {
        return State::RegistrationClosed;
    }
    State::Registering
}
