//! A course from its documents.

use std::{collections::HashMap, sync::Arc};

use yanxi_domain::{course::Session, determination::FinalOverride, ids::SessionId};
use yanxi_protocol::docs::{self, AccountName, Registered};

use super::{CourseReplica, DocSet};

impl DocSet {
    /// `None` until the course itself arrived.
    pub(in crate::state) fn course(&self) -> Option<Arc<CourseReplica>> {
        let course = self.of_kind(docs::COURSE).into_iter().next()?;
        let mut sessions: Vec<Session> = self.of_kind(docs::SESSION);
        sessions.sort_by_key(|session| (session.number, session.date));
        let mut determinations: Vec<yanxi_domain::determination::Determination> =
            self.of_kind(docs::DETERMINATION);
        determinations.sort_by_key(|determination| determination.at);
        let final_overrides: HashMap<SessionId, FinalOverride> = self
            .with_ids(docs::FINAL_OVERRIDE)
            .filter_map(|(id, body)| Some((id.parse().ok()?, body)))
            .collect();
        Some(Arc::new(CourseReplica {
            course,
            sessions,
            devices: self.of_kind(docs::DEVICE),
            readiness: self.of_kind(docs::READINESS),
            determinations,
            draft_links: self.of_kind(docs::DRAFT_LINK),
            final_overrides,
            hours: self.of_kind(docs::HOURS),
            quarantined: self.of_kind(docs::QUARANTINED),
            accounts: self
                .of_kind::<AccountName>(docs::ACCOUNT)
                .into_iter()
                .map(|account| (account.id, account.name))
                .collect(),
            registered: self
                .of_kind::<Registered>(docs::REGISTERED)
                .into_iter()
                .map(|row| (row.registration, row.session))
                .collect(),
            pulled_at: self.pulled_at,
        }))
    }
}
