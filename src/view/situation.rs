//! A session as its organiser holds it now: the facts every judgement of the organiser's pages is computed from.

use std::sync::Arc;

use yanxi_domain::{
    facts::Facts,
    ids::{RegistrationId, SessionId},
    time::Timestamp,
};

use crate::state::replica::{CourseReplica, SessionReplica};

/// Replicas of a session and its course at one moment. Cloning shares them.
#[derive(Clone)]
pub struct Situation {
    /// Session, roster and events.
    pub session: Arc<SessionReplica>,
    /// Devices, decisions and hours.
    pub course: Arc<CourseReplica>,
    /// Corrected time.
    pub now: Timestamp,
}

impl Situation {
    /// Computes something from the facts, the same way the server does.
    pub fn with_facts<T>(&self, compute: impl FnOnce(&Facts<'_>) -> T) -> T {
        let own = self.session.session.id;
        let elsewhere = |registration: RegistrationId| -> Option<SessionId> {
            self.course.registered.get(&registration).copied().filter(|session| *session != own)
        };
        compute(&Facts {
            session: &self.session.session,
            roster: &self.session.roster,
            log: &self.session.log,
            records: &self.session.records,
            links: &self.course.draft_links,
            devices: &self.course.devices,
            determinations: &self.course.determinations,
            override_: self.course.final_overrides.get(&self.session.session.id),
            course_closed_at: self.course.course.closed_at,
            sibling_registered: &elsewhere,
            now: self.now,
        })
    }
}

impl PartialEq for Situation {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.session, &other.session)
            && Arc::ptr_eq(&self.course, &other.course)
            && self.now == other.now
    }
}
