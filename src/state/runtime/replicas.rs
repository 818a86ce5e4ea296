//! Replica signals: made when first asked for, fed by the driver, forgotten on sign-out.

use std::sync::Arc;

use leptos::prelude::*;
use yanxi_domain::{
    event::{AttendanceEvent, EventKind, SideRecord},
    ids::{CourseId, SessionId},
};
use yanxi_protocol::{
    docs::{CountySchools, Operator},
    scope::Scope,
};

use super::Runtime;
use crate::{
    local::{LoadedScope, ScopeDelta},
    state::replica::{CourseReplica, OwnRecords, SessionReplica},
};

impl Runtime {
    pub(in crate::state) fn session(self, id: SessionId) -> Signal<Option<Arc<SessionReplica>>> {
        self.want_while_used(Scope::Session(id));
        self.with(|inner| inner.sessions.borrow_mut().entry(id).or_default().clone().into())
    }

    pub(in crate::state) fn course(self, id: CourseId) -> Signal<Option<Arc<CourseReplica>>> {
        self.want_while_used(Scope::Course(id));
        self.with(|inner| inner.courses.borrow_mut().entry(id).or_default().clone().into())
    }

    pub(in crate::state) fn crew(self, id: SessionId) -> Signal<Vec<Operator>> {
        self.want_while_used(Scope::Crew(id));
        self.with(|inner| inner.crews.borrow_mut().entry(id).or_default().clone().into())
    }

    pub(in crate::state) fn schools(self) -> Signal<Arc<Vec<CountySchools>>> {
        self.want_while_used(Scope::Catalog);
        self.with(|inner| inner.schools.clone().into())
    }

    pub(in crate::state) fn own_records(self) -> Signal<Option<Arc<OwnRecords>>> {
        self.with(|inner| inner.own_records.clone().into())
    }

    /// The wish ends with the component that made it.
    fn want_while_used(self, scope: Scope) {
        self.want(scope);
        if Owner::current().is_some() {
            on_cleanup(move || self.unwant(scope));
        }
    }

    pub(super) fn load_session(self, id: SessionId, loaded: LoadedScope) {
        let Some(core) = self.core() else { return };
        let replica = self.with(|inner| {
            SessionReplica::build(id, loaded, &core.mirrors.borrow().own, &inner.own_texts.borrow())
        });
        let signal = self.with(|inner| inner.sessions.borrow_mut().entry(id).or_default().clone());
        signal.update(|shown| {
            let change = shown.as_ref().and_then(|old| old.change);
            *shown = replica.map(|new| Arc::new(SessionReplica { change, ..new }));
        });
    }

    /// `skip` judges by the age of what is shown.
    pub(super) fn change_session(self, id: SessionId, delta: ScopeDelta, skip: impl Fn(i64) -> bool) {
        let signal = self.with(|inner| inner.sessions.borrow_mut().entry(id).or_default().clone());
        let pulled_at = signal.with_untracked(|shown| shown.as_ref().map(|replica| replica.pulled_at));
        match pulled_at {
            Some(Some(at)) if skip(delta.pulled_at.since(at)) => {}
            Some(_) => signal.update(|shown| {
                if let Some(replica) = shown {
                    Arc::make_mut(replica).apply(delta);
                }
            }),
            None => {
                let loaded = LoadedScope {
                    scope: delta.scope,
                    docs: delta.docs,
                    events: delta.events,
                    pulled_at: Some(delta.pulled_at),
                };
                self.load_session(id, loaded);
            }
        }
    }

    /// Shows newly committed own events and texts.
    pub(super) fn show_appended(self, events: &[AttendanceEvent], records: &[SideRecord]) {
        let concerned = |id: SessionId| {
            // 校時 concerns every session of its boot.
            events.iter().any(|event| event.session == id || matches!(event.kind, EventKind::ClockFix { .. }))
                || records.iter().any(|record| record.session == id)
        };
        self.each_session(concerned, |id, replica| {
            for event in events {
                replica.take_own(id, event);
            }
            for record in records.iter().filter(|record| record.session == id) {
                replica.take_own_record(record.clone());
            }
        });
    }

    /// Own events of these sessions are no longer unsent.
    pub(super) fn show_confirmed(self, sessions: &[SessionId]) {
        let Some(core) = self.core() else { return };
        for id in sessions {
            let signal = self.with(|inner| inner.sessions.borrow().get(id).cloned());
            if let Some(signal) = signal.filter(|signal| signal.with_untracked(Option::is_some)) {
                let by = self.with(|inner| inner.status.with_untracked(|status| status.last_contact));
                signal.update(|shown| {
                    if let Some(replica) = shown {
                        Arc::make_mut(replica).confirm_own(&core.mirrors.borrow().own, by);
                    }
                });
            }
        }
    }

    /// Shows everything of the own log, after it was read again.
    pub(super) fn show_own(self) {
        let Some(core) = self.core() else { return };
        let own = core.mirrors.borrow().own.clone();
        let events: Vec<AttendanceEvent> = own.entries.values().filter_map(|e| e.event.clone()).collect();
        let records = self.with(|inner| inner.own_texts.borrow().clone());
        self.show_appended(&events, &records);
        let by = self.with(|inner| inner.status.with_untracked(|status| status.last_contact));
        self.each_session(|_| true, |_, replica| replica.confirm_own(&own, by));
    }

    fn each_session(
        self,
        concerned: impl Fn(SessionId) -> bool,
        change: impl Fn(SessionId, &mut SessionReplica),
    ) {
        let signals: Vec<_> = self
            .with(|inner| inner.sessions.borrow().iter().map(|(id, signal)| (*id, signal.clone())).collect());
        for (id, signal) in signals {
            if concerned(id) && signal.with_untracked(Option::is_some) {
                signal.update(|shown| {
                    if let Some(replica) = shown {
                        change(id, Arc::make_mut(replica));
                    }
                });
            }
        }
    }

    /// Computes what pages see of a small scope.
    pub(super) fn show_docs(self, scope: Scope) {
        self.with(|inner| {
            let all = inner.docs.borrow();
            let Some(docs) = all.get(&scope) else { return };
            match scope {
                Scope::Crew(id) => {
                    let crew = docs.crew();
                    let signal = inner.crews.borrow_mut().entry(id).or_default().clone();
                    drop(all);
                    signal.set(crew);
                }
                Scope::Course(id) => {
                    let course = docs.course();
                    let signal = inner.courses.borrow_mut().entry(id).or_default().clone();
                    drop(all);
                    signal.set(course);
                }
                Scope::Person(_) => {
                    let records = docs.own_records().filter(|_| inner.person.get() == Some(scope));
                    drop(all);
                    inner.own_records.set(records);
                }
                Scope::Catalog => {
                    let schools = docs.schools();
                    drop(all);
                    inner.schools.set(schools);
                }
                Scope::Session(_) => {}
            }
        });
    }

    /// Empties what is shown of the chosen scopes.
    pub(super) fn forget_replicas(self, chosen: impl Fn(Scope) -> bool) {
        self.with(|inner| {
            inner.docs.borrow_mut().retain(|scope, _| !chosen(*scope));
            let sessions: Vec<_> = inner.sessions.borrow().iter().map(|(i, s)| (*i, s.clone())).collect();
            for (id, signal) in sessions {
                if chosen(Scope::Session(id)) {
                    signal.set(None);
                }
            }
            let courses: Vec<_> = inner.courses.borrow().iter().map(|(i, s)| (*i, s.clone())).collect();
            for (id, signal) in courses {
                if chosen(Scope::Course(id)) {
                    signal.set(None);
                }
            }
            let crews: Vec<_> = inner.crews.borrow().iter().map(|(i, s)| (*i, s.clone())).collect();
            for (id, signal) in crews {
                if chosen(Scope::Crew(id)) {
                    signal.set(Vec::new());
                }
            }
            if inner.person.get().is_none_or(&chosen) {
                inner.own_records.set(None);
            }
            if chosen(Scope::Catalog) {
                inner.schools.set(Arc::default());
            }
        });
    }
}
