//! Local transactions of a simulated browser: begun, failing, committed, and what people are told after.

use yanxi_domain::ids::{EventId, RecordId};
use yanxi_protocol::scope::Scope;
use yanxi_sync::{ApplyPlan, Input, LocalFailure};

use super::{
    client::{Client, Op},
    defect::Defect,
    fault::Fault,
    world::{Promise, TabRef, What, World},
};

impl World {
    pub fn begin(&mut self, it: TabRef, op: Op) {
        let id = self.id();
        let duration = self.rng.range(1, 30);
        let Some(tab) = self.tab_mut(it) else { return };
        tab.ops.insert(id, op);
        self.after(duration, What::Local { tab: it, op: id });
    }

    /// A local transaction completes.
    pub fn local(&mut self, it: TabRef, id: u64) -> Result<(), String> {
        let Some(op) = self.tab_mut(it).and_then(|tab| tab.ops.remove(&id)) else { return Ok(()) };
        if !matches!(op, Op::Load { .. }) && self.faults.strikes(Fault::WriteFails, &mut self.rng) {
            self.note(|| format!("client {} fails to write", it.client));
            return match op {
                Op::Load { .. } => self.feed(it, Input::Loaded(Err(LocalFailure))),
                Op::Apply(_) => self.feed(it, Input::Applied(Err(LocalFailure))),
                Op::Append { .. } => Ok(()),
            };
        }
        match op {
            Op::Load { limit, scopes } => {
                let loaded = self.clients[it.client].storage.load(limit, &scopes);
                self.feed(it, Input::Loaded(Ok(loaded)))
            }
            Op::Apply(plan) if self.defect == Some(Defect::TabletSavesCursorFirst) && split(&plan) => {
                self.save_cursors_first(it, plan);
                Ok(())
            }
            Op::Apply(plan) => {
                let applied = self.commit(it.client, plan)?;
                self.feed(it, Input::Applied(Ok(applied)))
            }
            Op::Append { events, records } => {
                let count = events.len() as u64;
                let ids: Vec<RecordId> = records.iter().map(|record| record.id).collect();
                let Client { storage, version, .. } = &mut self.clients[it.client];
                let committed = storage.append(events, records, *version);
                self.promise(it.client, committed, &ids);
                self.feed(it, Input::Appended(count))
            }
        }
    }

    /// Commits a plan, watching that cursors only move forward.
    pub fn commit(&mut self, client: usize, plan: ApplyPlan) -> Result<yanxi_sync::Applied, String> {
        let resets: Vec<Scope> = plan.scopes.iter().filter(|s| s.reset).map(|s| s.scope).collect();
        let position = |world: &Self, scope: &Scope| {
            let cursor = world.clients[client].storage.scopes.get(scope)?.cursor.as_deref()?;
            world.server.cursor_position(cursor)
        };
        let touched: Vec<Scope> = plan.scopes.iter().map(|s| s.scope).collect();
        let before: Vec<_> = touched.iter().map(|scope| position(self, scope)).collect();
        let applied = self.clients[client].storage.apply(plan, self.defect);
        for (scope, before) in touched.into_iter().zip(before) {
            let after = position(self, &scope);
            if let (Some(before), Some(after)) = (before, after)
                && !resets.contains(&scope)
                && (before.0 != after.0 || before.1 > after.1)
            {
                return Err(format!("client {client}: cursor of {scope} went from {before:?} to {after:?}"));
            }
        }
        Ok(applied)
    }

    /// The deliberate mistake of two transactions where one is needed.
    fn save_cursors_first(&mut self, it: TabRef, mut plan: ApplyPlan) {
        for scope in &mut plan.scopes {
            let replica = self.clients[it.client].storage.scopes.entry(scope.scope).or_default();
            if replica.cursor == scope.base {
                replica.cursor = Some(scope.cursor.clone());
                scope.base = replica.cursor.clone();
            }
        }
        self.begin(it, Op::Apply(plan));
    }

    /// The operator sees 「已存於本機」.
    pub fn promise(&mut self, client: usize, committed: Vec<(EventId, String)>, records: &[RecordId]) {
        self.note(|| format!("client {client} promises {} events", committed.len()));
        for (id, raw) in committed {
            self.promised.insert(id, Promise { client, raw, records: records.to_vec() });
        }
    }
}

/// Only plans with data can be cut in two, and the second half must not be cut again.
fn split(plan: &ApplyPlan) -> bool {
    plan.scopes.iter().any(|scope| scope.base.as_deref() != Some(scope.cursor.as_str()))
}
