//! What an amendment of an announced plan may not do: facts were already recorded against it (S0-27).

use std::collections::{BTreeMap, BTreeSet};

use super::{Plan, PlanSession};
use crate::{course::Session, ids::SessionId};

/// Why an amendment is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// An announced session would vanish: call it off instead (停辦).
    SessionRemoved {
        /// Session.
        session: SessionId,
        /// Its number.
        number: u8,
    },
    /// Somebody has signed in at this session already: its day and periods stay.
    HasEvents {
        /// Session.
        session: SessionId,
        /// Its number.
        number: u8,
    },
}

/// Everything in the way of replacing the announced `old` by `new`. `with_events`: sessions with attendance events.
#[must_use]
pub fn obstacles(old: &Plan, new: &Plan, with_events: &BTreeSet<SessionId>) -> Vec<Obstacle> {
    let after: BTreeMap<SessionId, &PlanSession> =
        new.sessions().map(|(_, session)| (session.id, session)).collect();
    let mut found = Vec::new();
    for (_, before) in old.sessions() {
        let (session, number) = (before.id, before.number);
        match after.get(&session) {
            None => found.push(Obstacle::SessionRemoved { session, number }),
            Some(after) if with_events.contains(&session) => {
                let same_day = before.day(old.school_year) == after.day(new.school_year);
                let times = |held: &PlanSession| -> Vec<_> {
                    held.periods.iter().map(|period| (period.id, period.start, period.end)).collect()
                };
                if !same_day || times(before) != times(after) {
                    found.push(Obstacle::HasEvents { session, number });
                }
            }
            Some(_) => {}
        }
    }
    found
}

/// Whether people registered for the session have to be told: day, place, time or who is sent where changed. Hours are
/// the course's and compared there.
#[must_use]
pub fn concerns_registrants(before: &Session, after: &Session) -> bool {
    let times = |session: &Session| -> Vec<_> {
        session.periods.iter().map(|period| (period.start, period.end)).collect()
    };
    before.date != after.date
        || before.mode != after.mode
        || before.venue != after.venue
        || times(before) != times(after)
}
