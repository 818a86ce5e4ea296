//! May this person register here, and which way out is open (3.3, R-CAP 5 and 7, U-E2, U-E5). A seat is another
//! question: [`crate::admission`].

use serde::{Deserialize, Serialize};

use crate::{
    course::{RegistrationTerms, Session, SessionState},
    ids::SessionId,
    org::School,
    roster::RegistrationState,
    time::Timestamp,
};

/// Another registration of the same person.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// Its session.
    pub session: &'a Session,
    /// Its state.
    pub state: RegistrationState,
}

/// Why somebody cannot register. Each names what would have to be different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 停辦
    CalledOff,
    /// The session has begun: now the tablet at the door decides (現場報名).
    Begun,
    /// Registration opens only then.
    NotOpenYet(Timestamp),
    /// 報名截止 was then.
    Closed(Timestamp),
    /// Registered already, in this state.
    Already(RegistrationState),
    /// 「僅限本縣各國中小」: another county, and the plan does not open it (S0-11).
    County,
    /// Another kind of school (S0-11).
    Level,
    /// Admitted to a session at the same time (R-CAP 5).
    SameTime(SessionId),
}

/// What somebody should know and may still do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// 跨區: reported, never blocked (S1-08).
    CrossRegion,
    /// 「您已報名相同內容之第一場」 (R-CAP 7).
    SameContent(SessionId),
    /// Applied for, or waiting for a seat in, a session at the same time: only one of them can be admitted.
    MayCollide(SessionId),
}

/// Whether a person of `school` may register for `session` now, given what they hold already.
///
/// # Errors
/// Every reason against it, so that a person is not told one after the other.
pub fn may_register(
    session: &Session,
    school: &School,
    held: &[Held<'_>],
    now: Timestamp,
) -> Result<Vec<Remark>, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let mut remarks = Vec::new();
    if session.state == SessionState::Cancelled {
        refusals.push(Refusal::CalledOff);
    }
    if starts(session).is_some_and(|start| now >= start) {
        refusals.push(Refusal::Begun);
    }
    let eligibility = &session.eligibility;
    if !eligibility.counties.is_empty() && !eligibility.counties.contains(&school.county) {
        if eligibility.cross_region {
            remarks.push(Remark::CrossRegion);
        } else {
            refusals.push(Refusal::County);
        }
    }
    if !eligibility.levels.is_empty() && !eligibility.levels.contains(&school.level) {
        refusals.push(Refusal::Level);
    }
    for other in held {
        let id = other.session.id;
        if id == session.id {
            // Who was refused does not come in by registering once more.
            if is_live(other.state) || other.state == RegistrationState::NotAdmitted {
                refusals.push(Refusal::Already(other.state));
            }
            continue;
        }
        if !is_live(other.state) {
            continue;
        }
        if collide(session, other.session) {
            if other.state == RegistrationState::Admitted {
                refusals.push(Refusal::SameTime(id));
            } else {
                remarks.push(Remark::MayCollide(id));
            }
        } else if session.equivalent_group.is_some()
            && session.equivalent_group == other.session.equivalent_group
        {
            remarks.push(Remark::SameContent(id));
        }
    }
    if refusals.is_empty() { Ok(remarks) } else { Err(refusals) }
}

/// What the terms of the course say against registering now. Who is assigned by the school is bound by them too.
#[must_use]
pub fn out_of_time(terms: &RegistrationTerms, now: Timestamp) -> Option<Refusal> {
    match (terms.opens, terms.closes) {
        (Some(opens), _) if now < opens => Some(Refusal::NotOpenYet(opens)),
        (_, Some(closes)) if now >= closes => Some(Refusal::Closed(closes)),
        _ => None,
    }
}

/// How somebody leaves a registration. Three things that people call 取消, with different ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum WayOut {
    /// 取消報名: nothing was decided yet. Never a no-show (S3-22).
    Withdraw,
    /// 放棄錄取: the seat goes to the next one. Never a no-show (S3-22).
    GiveUp,
    /// 請假: after the deadline; it is the organiser who accepts it.
    AskLeave,
}

/// The way out that is open now. `deadline`: of the course, where it sets one earlier than the start.
#[must_use]
pub fn way_out(
    session: &Session,
    state: RegistrationState,
    deadline: Option<Timestamp>,
    now: Timestamp,
) -> Option<WayOut> {
    way_out_until(state, cancel_until(session, deadline), now)
}

/// First instant at which only 請假 is left to an admitted person; `None`: the session has no time yet, or not any more.
#[must_use]
pub fn cancel_until(session: &Session, deadline: Option<Timestamp>) -> Option<Timestamp> {
    // Whoever cannot come on the day it is postponed to is no case for a leave.
    if session.state != SessionState::Scheduled {
        return None;
    }
    match (starts(session), deadline) {
        (Some(start), Some(deadline)) => Some(start.min(deadline)),
        (start, deadline) => start.or(deadline),
    }
}

/// [`way_out`] where only the instant is known: on the person's own device.
#[must_use]
pub fn way_out_until(state: RegistrationState, until: Option<Timestamp>, now: Timestamp) -> Option<WayOut> {
    let in_time = until.is_none_or(|until| now < until);
    match state {
        RegistrationState::Applied | RegistrationState::Waitlisted(_) => Some(WayOut::Withdraw),
        RegistrationState::Admitted if in_time => Some(WayOut::GiveUp),
        RegistrationState::Admitted => Some(WayOut::AskLeave),
        RegistrationState::NotAdmitted
        | RegistrationState::Cancelled
        | RegistrationState::OnLeave
        | RegistrationState::WalkInPending
        | RegistrationState::Rejected => None,
    }
}

/// Start of the first period.
#[must_use]
pub fn starts(session: &Session) -> Option<Timestamp> {
    session.periods.iter().map(|period| period.start).min()
}

/// Whether teaching of one falls into the other; one may end in the minute the other begins.
#[must_use]
pub fn overlap(a: &Session, b: &Session) -> bool {
    a.periods.iter().any(|one| b.periods.iter().any(|other| one.start < other.end && other.start < one.end))
}

/// Whether nobody can be in both: they overlap, and both take place when they say. One that is called off or postponed
/// holds nobody.
#[must_use]
pub fn collide(a: &Session, b: &Session) -> bool {
    let held = |session: &Session| session.state == SessionState::Scheduled;
    held(a) && held(b) && overlap(a, b)
}

/// Whether the registration still stands: one person holds at most one such row in a session.
#[must_use]
pub const fn is_live(state: RegistrationState) -> bool {
    !matches!(
        state,
        RegistrationState::Cancelled | RegistrationState::NotAdmitted | RegistrationState::Rejected
    )
}
