//! Who gets a seat (R-CAP). The server alone decides; what it decides follows from these functions.

use std::collections::HashMap;

use crate::{
    ids::{OrgId, RegistrationId},
    roster::RegistrationState,
    time::Timestamp,
};

/// Parameters of one session (R-CAP 2, 4); visible to the organiser, changed without code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// Seats; `None`: the plan names no number (S0).
    pub capacity: Option<u32>,
    /// At most so many people of one school (S2-34); `None`: no limit.
    pub per_school: Option<u32>,
}

/// A registration, as far as seats are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// Identity.
    pub id: RegistrationId,
    /// School whose quota it counts against.
    pub school: OrgId,
    /// When it reached the server.
    pub applied_at: Timestamp,
    /// State now.
    pub state: RegistrationState,
    /// Admitted to another session at the same time (R-CAP 5): waits on, and holds nobody up.
    pub elsewhere: bool,
}

/// A state the settlement changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Registration.
    pub id: RegistrationId,
    /// From now on.
    pub to: RegistrationState,
}

/// Whether a free seat goes to the next one waiting by itself (R-CAP 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promotion {
    /// Until the day before the session.
    ByItself,
    /// On the day: the organiser decides, nobody is called in from home by a program.
    ByHand,
}

/// What a new registration gets, given those that are there: a seat, or the place behind everybody who waits.
#[must_use]
pub fn place(seats: Seats, others: &[Applicant], school: OrgId) -> RegistrationState {
    let taken = Taken::of(others);
    let waiting = others.iter().filter(|other| is_waiting(other.state)).count();
    // Whoever waits for a seat came first. Who waits only because of a full school holds nobody up.
    let queue = others
        .iter()
        .any(|other| is_waiting(other.state) && !other.elsewhere && taken.has_quota(seats, other.school));
    if !queue && taken.has_seat(seats) && taken.has_quota(seats, school) {
        RegistrationState::Admitted
    } else {
        RegistrationState::Waitlisted(position(waiting))
    }
}

/// Brings the waiting list in order after any change: free seats go to those who waited longest, positions close up.
/// Nobody loses a seat, even where there are more people than seats: that was somebody's decision (R-CAP 1).
#[must_use]
pub fn settle(seats: Seats, applicants: &[Applicant], promotion: Promotion) -> Vec<Change> {
    let mut taken = Taken::of(applicants);
    let mut waiting: Vec<&Applicant> = applicants.iter().filter(|one| is_waiting(one.state)).collect();
    waiting.sort_by_key(|one| (one.applied_at, one.id));
    let mut still = 0;
    let mut changes = Vec::new();
    for one in waiting {
        let seat = !one.elsewhere && taken.has_seat(seats) && taken.has_quota(seats, one.school);
        let to = if seat && promotion == Promotion::ByItself {
            taken.add(one.school);
            RegistrationState::Admitted
        } else {
            still += 1;
            RegistrationState::Waitlisted(position(still - 1))
        };
        if to != one.state {
            changes.push(Change { id: one.id, to });
        }
    }
    changes
}

/// 剩餘名額; `None`: no limit.
#[must_use]
pub fn seats_left(seats: Seats, applicants: &[Applicant]) -> Option<u32> {
    Some(seats.capacity?.saturating_sub(Taken::of(applicants).all))
}

/// Position of the next one behind `ahead` people; the first is 備取 1.
fn position(ahead: usize) -> u32 {
    u32::try_from(ahead).unwrap_or(u32::MAX).saturating_add(1)
}

const fn is_waiting(state: RegistrationState) -> bool {
    matches!(state, RegistrationState::Waitlisted(_))
}

/// Seats in use: admitted people, accepted walk-ins among them (R-CAP 1).
struct Taken {
    all: u32,
    by_school: HashMap<OrgId, u32>,
}

impl Taken {
    fn of(applicants: &[Applicant]) -> Self {
        let mut taken = Self { all: 0, by_school: HashMap::new() };
        for one in applicants.iter().filter(|one| one.state == RegistrationState::Admitted) {
            taken.add(one.school);
        }
        taken
    }

    fn add(&mut self, school: OrgId) {
        self.all += 1;
        *self.by_school.entry(school).or_default() += 1;
    }

    fn has_seat(&self, seats: Seats) -> bool {
        seats.capacity.is_none_or(|capacity| self.all < capacity)
    }

    fn has_quota(&self, seats: Seats, school: OrgId) -> bool {
        let used = self.by_school.get(&school).copied().unwrap_or(0);
        seats.per_school.is_none_or(|quota| used < quota)
    }
}
