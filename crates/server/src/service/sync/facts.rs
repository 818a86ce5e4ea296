//! What flags at receipt need to know of a session, kept in memory for a moment.
//!
//! These flags only tell the tablet that a person will look; the official ones are computed from the tables. So a
//! view a second or two old is good enough, and single check-ins need not read a roster each.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use yanxi_domain::{
    course::Session,
    event::Subject,
    ids::{AccountId, RegistrationId, SessionId},
    roster::RegistrationState,
};

use crate::store::{Store, StoreError};

/// How old a view may be.
const MAX_AGE: Duration = Duration::from_secs(2);

/// One session with the states of its registrations.
#[derive(Debug)]
pub(super) struct SessionFacts {
    pub session: Session,
    pub course_closed: bool,
    /// Everybody who works in the course.
    pub crew: HashSet<AccountId>,
    states: HashMap<RegistrationId, RegistrationState>,
}

impl SessionFacts {
    pub(super) fn state_of(&self, subject: Option<Subject>) -> Option<RegistrationState> {
        match subject {
            Some(Subject::Registration(id)) => self.states.get(&id).copied(),
            _ => None,
        }
    }
}

/// Recently read sessions.
#[derive(Debug, Default)]
pub struct FactsCache {
    sessions: Mutex<HashMap<SessionId, (Instant, Arc<SessionFacts>)>>,
}

impl FactsCache {
    pub(super) async fn get(
        &self,
        store: &dyn Store,
        id: SessionId,
    ) -> Result<Option<Arc<SessionFacts>>, StoreError> {
        if let Some((read_at, facts)) = self.lock().get(&id)
            && read_at.elapsed() < MAX_AGE
        {
            return Ok(Some(Arc::clone(facts)));
        }
        let mut tx = store.read().await?;
        let Some(session) = tx.session(id).await? else { return Ok(None) };
        let course_closed = tx.course(session.course).await?.is_some_and(|course| course.closed_at.is_some());
        let crew = tx.crew_of_course(session.course).await?.into_iter().collect();
        let states =
            tx.registrations(id).await?.into_iter().map(|row| (row.entry.id, row.entry.state)).collect();
        let facts = Arc::new(SessionFacts { session, course_closed, crew, states });
        self.lock().insert(id, (Instant::now(), Arc::clone(&facts)));
        Ok(Some(facts))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<SessionId, (Instant, Arc<SessionFacts>)>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
