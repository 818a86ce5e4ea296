//! A session with its seats, read under its lock.

use std::collections::{BTreeMap, BTreeSet};

use yanxi_domain::{
    admission::{Applicant, Promotion, Seats},
    course::{Admission, Course, Session},
    ids::{CourseId, PersonId, RegistrationId, SessionId},
    roster::RegistrationState,
    time::Timestamp,
};
use yanxi_protocol::scope::Scope;

use crate::{
    failure::Failure,
    state::AppState,
    store::{StoreError, Tx, WriteTx},
};

/// A session, its course, and everybody who sits in it or waits.
pub(super) struct Seating {
    pub course: Course,
    pub session: Session,
    pub seats: Seats,
    pub applicants: Vec<Applicant>,
    /// The person behind each applicant, where one is known.
    pub people: BTreeMap<RegistrationId, PersonId>,
}

impl Seating {
    /// Reads it. What it says stays true until the end of the transaction if the session is locked.
    pub(super) async fn read(tx: &mut Tx, session: SessionId) -> Result<Self, Failure> {
        let session = tx.session(session).await?.ok_or_else(Failure::not_found)?;
        let course = tx.course(session.course).await?.ok_or_else(Failure::not_found)?;
        // Accepted walk-ins sit on seats too (R-CAP 1).
        let walk_ins = tx.accepted_walk_ins(session.id).await?;
        let seats = Seats {
            capacity: session.capacity.map(|all| all.saturating_sub(walk_ins)),
            per_school: course.terms.per_school,
        };
        let rows = tx.applicants(session.id).await?;
        let people = rows.iter().filter_map(|(one, person)| Some((one.id, (*person)?))).collect();
        let applicants = rows.into_iter().map(|(one, _)| one).collect();
        Ok(Self { course, session, seats, applicants, people })
    }

    /// Marks who is admitted elsewhere at the same time. Lock the people first.
    pub(super) fn mark_elsewhere(&mut self, people: &BTreeSet<PersonId>) {
        for one in &mut self.applicants {
            one.elsewhere = self.people.get(&one.id).is_some_and(|person| people.contains(person));
        }
    }

    /// Scopes of everybody who waits: a freed seat may concern any of them.
    pub(super) fn waiting_scopes(&self) -> impl Iterator<Item = Scope> {
        self.applicants
            .iter()
            .filter(|one| matches!(one.state, RegistrationState::Waitlisted(_)))
            .filter_map(|one| self.people.get(&one.id).map(|person| Scope::Person(*person)))
    }

    /// Until the day before, a free seat goes to the next one by itself (R-CAP 3).
    pub(super) fn promotion(&self, now: Timestamp) -> Promotion {
        if now.taipei_date() < self.session.date { Promotion::ByItself } else { Promotion::ByHand }
    }

    pub(super) fn is_by_organiser(&self) -> bool {
        self.course.terms.admission == Admission::ByOrganiser
    }
}

/// The course of a session: needed before anything can be locked. It never changes.
pub(super) async fn course_of(state: &AppState, session: SessionId) -> Result<CourseId, Failure> {
    let found = state.store.lookup().await?.session(session).await?;
    found.map(|session| session.course).ok_or_else(Failure::not_found)
}

/// A transaction that holds a session with its course, and these people.
pub(super) async fn open(
    state: &AppState,
    course: CourseId,
    session: SessionId,
    people: &[PersonId],
) -> Result<WriteTx, StoreError> {
    let mut scopes = vec![Scope::Session(session), Scope::Course(course)];
    scopes.extend(people.iter().copied().map(Scope::Person));
    state.store.write(&scopes).await
}
