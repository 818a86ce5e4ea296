//! Names do not stay on a tablet longer than they are needed (5.7, V-09).

use std::collections::HashSet;

use leptos::prelude::*;
use yanxi_domain::{
    ids::SessionId,
    time::{HOUR_MS, Timestamp},
};
use yanxi_protocol::scope::Scope;

use super::Runtime;
use crate::{
    local::{self, MetaKey},
    platform::timer,
    state::replica::session_end,
};

/// Confirmed events and rosters go this long after the session ended (5.7 \[PROPOSED\]).
const KEEP_MS: i64 = 30 * 24 * HOUR_MS;
/// Not while the app starts: nobody waits for it.
const AFTER_START_MS: u32 = 20_000;

impl Runtime {
    /// Deletes what is old and confirmed. Events the server has not confirmed stay, and so does their session.
    pub(super) async fn purge_old(self) {
        timer::sleep(AFTER_START_MS).await;
        let Some(core) = self.core() else { return };
        let now = self.now();
        let old: HashSet<SessionId> = self.with(|inner| {
            let sessions = inner.sessions.borrow();
            let ended = sessions.iter().filter_map(|(id, signal)| {
                let end = signal.with_untracked(|shown| session_end(&shown.as_ref()?.session))?;
                is_old(end, now).then_some(*id)
            });
            ended.collect()
        });
        let unsent: HashSet<SessionId> = {
            let own = &core.mirrors.borrow().own;
            let only_here = own.entries.iter().filter(|(seq, _)| own.only_here(**seq));
            only_here.map(|(_, entry)| entry.session).collect()
        };
        let old: HashSet<SessionId> = old.difference(&unsent).copied().collect();
        if old.is_empty() {
            return;
        }
        let scopes: Vec<Scope> =
            old.iter().flat_map(|session| [Scope::Session(*session), Scope::Crew(*session)]).collect();
        let mirrors = core.mirrors.borrow().clone();
        let identity = self.with(|inner| inner.identity.get_untracked()).map(|mut identity| {
            identity.sessions.retain(|session| !old.contains(session));
            identity
        });
        let purged = async {
            // First, so that the next start does not fetch them again.
            if let Some(identity) = &identity {
                core.db.set_meta(MetaKey::Identity, identity).await?;
            }
            core.driver.forget(&scopes).await?;
            local::purge_own(&core.db, &mirrors, &old).await
        };
        match purged.await {
            Ok(_) => {
                self.with(|inner| inner.identity.set(identity));
                core.mirrors.borrow_mut().own.forget(&old);
                self.forget_replicas(|scope| scopes.contains(&scope));
                self.refresh_counts();
            }
            Err(error) => self.broken(&error),
        }
    }
}

fn is_old(end: Timestamp, now: Timestamp) -> bool {
    now.since(end) > KEEP_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_kept_for_thirty_days() {
        let end = Timestamp(1_754_352_000_000);
        assert!(!is_old(end, end.plus_ms(KEEP_MS)));
        assert!(is_old(end, end.plus_ms(KEEP_MS + 1)));
    }
}
