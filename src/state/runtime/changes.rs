//! What the driver tells becomes signals: once per change, in place where it matters.

use leptos::prelude::*;
use yanxi_protocol::scope::Scope;
use yanxi_sync::{EngineStatus, Reach as EngineReach};

use super::Runtime;
use crate::{
    local::{self, LoadedScope, ScopeDelta, Shift},
    state::sync::Reach,
    sync_driver::{Change, spawn},
};

/// An answer without changes within this time only says "still so"; telling every page would cost more than it tells.
const STILL_SO_MS: i64 = 30_000;

impl Runtime {
    pub(super) fn take(self, change: Change) {
        match change {
            Change::Status(status) => self.take_status(status),
            Change::Clock(sample) => {
                self.with(|inner| {
                    inner.measured.set(Some(sample));
                    inner.manual_offset.set(None);
                });
                self.refresh_clock();
            }
            Change::Loaded(scope) => self.take_loaded(scope),
            Change::Changed(delta) => self.take_delta(delta),
            Change::OwnConfirmed(sessions) => {
                self.show_confirmed(&sessions);
                self.refresh_counts();
            }
            Change::OwnStale => spawn(self.reload_own()),
            Change::IdentityStale => spawn(self.reload_self()),
            Change::Wiped => {
                self.forget_replicas(|_| true);
                self.with(|inner| *inner.shift.borrow_mut() = Shift::default());
                self.show_shift();
            }
            Change::StoreFailed(error) => self.broken(&error),
        }
    }

    fn take_status(self, engine: EngineStatus) {
        self.with(|inner| {
            inner.sync_told_reach.set(engine.reach != EngineReach::Unknown);
            let new = |status: &crate::state::sync::SyncStatus| {
                let mut new = status.clone();
                new.reach = match engine.reach {
                    // A page without wishes makes no round trip; what other requests found out stands.
                    EngineReach::Unknown => status.reach,
                    EngineReach::Online => Reach::Online,
                    EngineReach::Offline => Reach::Offline,
                    EngineReach::SignInNeeded => Reach::SignInNeeded,
                };
                new.syncing = engine.syncing;
                new.last_contact = engine.last_contact.or(status.last_contact);
                new
            };
            let changed = inner.status.with_untracked(|status| {
                let new = new(status);
                (new != *status).then_some(new)
            });
            if let Some(status) = changed {
                inner.status.set(status);
            }
        });
    }

    /// Saved and unsent, counted from the own log.
    pub(super) fn refresh_counts(self) {
        let Some(core) = self.core() else { return };
        let counts = {
            let own = &core.mirrors.borrow().own;
            let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
            (count(own.entries.len()), own.unsent(), own.quarantined, count(own.aside.len()))
        };
        self.with(|inner| {
            let same =
                inner.status.with_untracked(|s| (s.saved, s.unsent, s.attention, s.set_aside) == counts);
            if !same {
                inner.status.update(|s| (s.saved, s.unsent, s.attention, s.set_aside) = counts);
            }
        });
    }

    fn take_loaded(self, loaded: LoadedScope) {
        // After a start without network: the last answer stored is the last contact there was.
        self.with(|inner| {
            if inner.status.with_untracked(|status| status.last_contact < loaded.pulled_at) {
                inner.status.update(|status| status.last_contact = loaded.pulled_at);
            }
        });
        match loaded.scope {
            Scope::Session(id) => self.load_session(id, loaded),
            scope => {
                let docs = super::DocSet::new(loaded.docs, loaded.pulled_at);
                self.with(|inner| inner.docs.borrow_mut().insert(scope, docs));
                self.show_docs(scope);
            }
        }
    }

    fn take_delta(self, delta: ScopeDelta) {
        let empty = !delta.reset && delta.docs.is_empty() && delta.events.is_empty();
        match delta.scope {
            Scope::Session(id) => self.change_session(id, delta, |age| empty && age < STILL_SO_MS),
            scope => {
                let skip = self.with(|inner| {
                    let mut all = inner.docs.borrow_mut();
                    let docs = all.entry(scope).or_default();
                    let age = docs.pulled_at.map_or(i64::MAX, |at| delta.pulled_at.since(at));
                    let skip = empty && age < STILL_SO_MS;
                    if !skip {
                        docs.change(delta.reset, delta.docs, delta.pulled_at);
                    }
                    skip
                });
                if !skip {
                    self.show_docs(scope);
                }
            }
        }
    }

    /// Another tab wrote own events.
    async fn reload_own(self) {
        let Some(core) = self.core() else { return };
        match local::load_own(&core.db).await {
            Ok((own, texts)) => {
                core.mirrors.borrow_mut().own = own;
                self.with(|inner| *inner.own_texts.borrow_mut() = texts);
                self.show_own();
                self.refresh_counts();
            }
            Err(error) => self.broken(&error),
        }
    }

    /// Another tab signed in or out, enrolled, or changed the shift.
    async fn reload_self(self) {
        let Some(core) = self.core() else { return };
        if let Err(error) = self.read_self(&core.db, &core.mirrors).await {
            self.broken(&error);
        }
        self.want_for_device();
        self.follow_person();
        self.refresh_counts();
    }
}
