//! Who is in the room: what a tablet needs to know at a tap.

use crate::{
    attendance::Punch,
    event::{Direction, EventKind, ReceivedEvent, Subject},
    ids::PeriodId,
    log::SessionLog,
};

/// Effective punches of one person in one period, summed up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// First sign-in.
    pub first_in: Option<Punch>,
    /// Last sign-in.
    pub last_in: Option<Punch>,
    /// Last sign-out.
    pub last_out: Option<Punch>,
    /// The last punch was a sign-in.
    pub inside: bool,
}

/// What the log says about a person in a period. Cost: the events of that person.
#[must_use]
pub fn presence(log: &SessionLog, period: PeriodId, subject: Subject) -> Presence {
    Presence::of(&punches(log, period, &[subject]))
}

impl Presence {
    /// Sums up punches in order of time.
    #[must_use]
    pub fn of(punches: &[Punch]) -> Self {
        let is = |direction| move |punch: &&Punch| punch.direction == direction;
        Self {
            first_in: punches.iter().find(is(Direction::In)).copied(),
            last_in: punches.iter().rfind(is(Direction::In)).copied(),
            last_out: punches.iter().rfind(is(Direction::Out)).copied(),
            inside: punches.last().is_some_and(|punch| punch.direction == Direction::In),
        }
    }
}

/// Direction of a punch event; `None` for all other kinds.
#[must_use]
pub const fn direction(kind: &EventKind) -> Option<Direction> {
    match kind {
        EventKind::SignIn => Some(Direction::In),
        EventKind::SignOut => Some(Direction::Out),
        EventKind::PaperBackfill { direction, .. } => Some(*direction),
        _ => None,
    }
}

/// Effective (not voided) punches of a person in a period, in order of corrected time. A person may be known under
/// several subjects.
#[must_use]
pub fn punches(log: &SessionLog, period: PeriodId, subjects: &[Subject]) -> Vec<Punch> {
    effective(log, period, &log.history_of(subjects))
}

/// The effective punches of a history that is already in order.
pub(crate) fn effective(log: &SessionLog, period: PeriodId, history: &[&ReceivedEvent]) -> Vec<Punch> {
    let in_period = history.iter().filter(|e| e.event.period == period && !log.is_voided(e.event.id));
    in_period
        .filter_map(|e| {
            Some(Punch {
                event: e.event.id,
                direction: direction(&e.event.kind)?,
                time: log.effective_time(e),
                device: e.event.device,
            })
        })
        .collect()
}
