//! Flags to review (5.4): doubts and remarks, never refusals.

use std::collections::BTreeSet;

use crate::{
    attendance::{Flag, Punch},
    clock::{CLOCK_TOLERANCE_MS, ClockTrust},
    course::{Period, Session},
    event::{AttendanceEvent, Direction, EventKind, OffsetQuality, ReceivedEvent, Subject},
    log::SessionLog,
    presence::direction,
    roster::RegistrationState,
    time::{HOUR_MS, MINUTE_MS, Timestamp},
};

/// A clock further off than this is worth a look even when the difference is known (5.4).
pub const LARGE_OFFSET_MS: i64 = 2 * MINUTE_MS;
/// Times earlier than this before a session cannot be right (5.4).
pub const PLAUSIBLE_BEFORE_MS: i64 = 4 * HOUR_MS;
/// Times later than this after a session cannot be right (5.4).
pub const PLAUSIBLE_AFTER_MS: i64 = 12 * HOUR_MS;

/// Flags the server can see at receipt, from one event alone. The full evaluation may resolve them later (an
/// extension, a 校時, a matched walk-in). `registration` is the state of the subject's row in this session, if any.
#[must_use]
pub fn at_receipt(
    event: &AttendanceEvent,
    session: &Session,
    registration: Option<RegistrationState>,
    received_at: Timestamp,
    course_closed: bool,
) -> Vec<Flag> {
    let mut flags = BTreeSet::new();
    if is_of_unknown_period(event, session) {
        flags.insert(Flag::UnknownPeriod);
    }
    let Some(direction) = direction(&event.kind) else {
        if matches!(event.kind, EventKind::WalkIn { .. }) {
            flags.insert(Flag::NotOnRoster);
        }
        return with_close(flags, course_closed);
    };
    let (time, trust) = match event.kind {
        EventKind::PaperBackfill { claimed, .. } => (claimed, ClockTrust::Claimed),
        _ if event.offset.is_none() => (event.corrected(), ClockTrust::Untrusted),
        _ => match event.quality {
            OffsetQuality::Good | OffsetQuality::Manual => (event.corrected(), ClockTrust::Measured),
            OffsetQuality::Stale | OffsetQuality::Unknown => (event.corrected(), ClockTrust::Untrusted),
        },
    };
    if doubt_about_time(event, session, time, trust, Some(received_at)).is_some() {
        flags.insert(Flag::ClockUntrusted);
    }
    if let Some(period) = session.periods.iter().find(|period| period.id == event.period) {
        flags.extend(window_flag(period, session, None, direction, time));
    }
    match (event.subject, registration) {
        (Some(Subject::Draft(_)), None) => flags.insert(Flag::NotOnRoster),
        (Some(Subject::Registration(_)), None) => flags.insert(Flag::WrongSession),
        (_, Some(state)) => admission_flag(state).is_some_and(|flag| flags.insert(flag)),
        (None, None) => false,
    };
    with_close(flags, course_closed)
}

/// Whether an event names a period the session does not have: it happened, so it is kept, and somebody has to say where
/// it belongs (Y-01).
pub(crate) fn is_of_unknown_period(event: &AttendanceEvent, session: &Session) -> bool {
    session.periods.iter().all(|period| period.id != event.period)
}

fn with_close(mut flags: BTreeSet<Flag>, course_closed: bool) -> Vec<Flag> {
    if course_closed {
        flags.insert(Flag::AfterClose);
    }
    flags.into_iter().collect()
}

/// The doubt raised by a present person's registration state.
pub(crate) const fn admission_flag(state: RegistrationState) -> Option<Flag> {
    match state {
        RegistrationState::Admitted => None,
        RegistrationState::WalkInPending => Some(Flag::NotOnRoster),
        RegistrationState::Cancelled | RegistrationState::OnLeave => Some(Flag::CancelledButPresent),
        RegistrationState::Applied
        | RegistrationState::Waitlisted(_)
        | RegistrationState::NotAdmitted
        | RegistrationState::Rejected => Some(Flag::NotAdmitted),
    }
}

/// A doubt about the time of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeDoubt {
    /// Known and corrected: worth knowing, nothing to decide.
    Corrected,
    /// Somebody has to look.
    Open,
}

pub(crate) fn doubt_about_time(
    event: &AttendanceEvent,
    session: &Session,
    time: Timestamp,
    trust: ClockTrust,
    received_at: Option<Timestamp>,
) -> Option<TimeDoubt> {
    let first = session.periods.iter().map(|period| period.start).min();
    let last = session.periods.iter().map(|period| period.end).max();
    let implausible = first.is_some_and(|first| time < first.plus_ms(-PLAUSIBLE_BEFORE_MS))
        || last.is_some_and(|last| time > last.plus_ms(PLAUSIBLE_AFTER_MS))
        || received_at.is_some_and(|received| time.since(received) > CLOCK_TOLERANCE_MS);
    if implausible || trust == ClockTrust::Untrusted {
        return Some(TimeDoubt::Open);
    }
    let corrected_by = time.since(event.at).unsigned_abs();
    (trust == ClockTrust::Measured && corrected_by > LARGE_OFFSET_MS.unsigned_abs())
        .then_some(TimeDoubt::Corrected)
}

/// EARLY or OUTSIDE_WINDOW for a punch.
pub(crate) fn window_flag(
    period: &Period,
    session: &Session,
    extension: Option<Timestamp>,
    direction: Direction,
    time: Timestamp,
) -> Option<Flag> {
    let params = &session.params;
    match direction {
        Direction::In if time < period.signin_opens(params) => Some(Flag::Early),
        Direction::In => period.late_minutes(params, extension, time).map(|_| Flag::OutsideWindow),
        Direction::Out => (time < period.signout_opens(params) || time > period.signout_closes(params))
            .then_some(Flag::OutsideWindow),
    }
}

/// DUP_DEVICE: two punches of one direction in a row from different devices.
pub(crate) fn on_several_devices(punches: &[Punch]) -> bool {
    punches.windows(2).any(|pair| pair[0].direction == pair[1].direction && pair[0].device != pair[1].device)
}

/// VOID_CONFLICT: a device took back a punch that another device then made again.
pub(crate) fn void_conflict(log: &SessionLog, history: &[&ReceivedEvent], punches: &[Punch]) -> bool {
    history.iter().any(|void| {
        let EventKind::Void { event: target } = void.event.kind else { return false };
        let Some(voided) = log.get(target).and_then(|target| direction(&target.event.kind)) else {
            return false;
        };
        let taken_back_at = log.effective_time(void);
        punches.iter().any(|punch| {
            punch.direction == voided && punch.device != void.event.device && punch.time > taken_back_at
        })
    })
}
