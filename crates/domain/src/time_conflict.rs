//! TIME_CONFLICT (5.4): one person signed in at two places at the same time. It takes two sessions to see, so it is
//! asked for separately and not part of [`crate::evaluate::evaluate`].

use crate::{attendance::Outcome, course::Session, event::Subject, time::Timestamp};

/// When somebody was at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Who.
    pub subject: Subject,
    /// First sign-in.
    pub from: Timestamp,
    /// Last sign-out; without one, the end of the period.
    pub to: Timestamp,
}

/// The stays the outcomes of a session tell of.
#[must_use]
pub fn stays(session: &Session, outcomes: &[Outcome]) -> Vec<Stay> {
    let stay = |outcome: &Outcome| {
        let period = session.periods.iter().find(|period| period.id == outcome.period)?;
        let from = outcome.first_in?.time;
        let to = outcome.last_out.map_or(period.end, |out| out.time);
        Some(Stay { subject: outcome.subject, from, to })
    };
    outcomes.iter().filter_map(stay).collect()
}

/// People of `here` who were `there` at the same time. Leaving one place in the minute of arriving at the other is no
/// conflict.
#[must_use]
pub fn time_conflicts(
    here: &[Stay],
    there: &[Stay],
    same_person: impl Fn(Subject, Subject) -> bool,
) -> Vec<Subject> {
    let overlaps = |a: &Stay, b: &Stay| {
        a.from.shown_minute() < b.to.shown_minute() && b.from.shown_minute() < a.to.shown_minute()
    };
    let in_conflict = |a: &&Stay| there.iter().any(|b| overlaps(a, b) && same_person(a.subject, b.subject));
    let mut people: Vec<_> = here.iter().filter(in_conflict).map(|stay| stay.subject).collect();
    people.dedup();
    people
}
