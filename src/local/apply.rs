//! Everything one answer of the server changes, in one transaction: cursor and data together, or neither.

mod plan;
mod quiet;
mod scope;

use std::cell::RefCell;

use yanxi_domain::{
    event::RecordBody,
    ids::{RecordId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    checksum, docs,
    scope::Scope,
    sync::{Doc, Outcome},
    upcast::read_event,
};
use yanxi_sync::{Applied, ApplyPlan};

use self::{
    plan::{Decided, decide, selects},
    quiet::take_quiet,
};
use super::{
    kernel::{Db, Durability, Rows, Select, StoreError, UpdateError},
    mirror::{Mirrors, Parsed, PulledEvent, parse},
    rows::{OwnStreamRow, first, is_set_aside},
    schema::Store,
};

/// What changed in a scope.
#[derive(Debug)]
pub struct ScopeDelta {
    /// Scope.
    pub scope: Scope,
    /// Everything held before is gone.
    pub reset: bool,
    /// New or changed documents; without a body: deleted.
    pub docs: Vec<Doc>,
    /// New events.
    pub events: Vec<PulledEvent>,
    /// Server clock of the answer.
    pub pulled_at: Timestamp,
}

impl ScopeDelta {
    /// Nothing but the time at which that was known.
    const fn nothing(scope: Scope, pulled_at: Timestamp) -> Self {
        Self { scope, reset: false, docs: Vec::new(), events: Vec::new(), pulled_at }
    }
}

/// What was committed.
#[derive(Debug, Default)]
pub struct ApplyOutcome {
    /// Answer for the engine.
    pub applied: Applied,
    /// Changes by scope.
    pub deltas: Vec<ScopeDelta>,
    /// Scopes another tab has changed meanwhile: skipped now, read them again.
    pub stale: Vec<Scope>,
    /// Sessions whose own events were confirmed.
    pub confirmed: Vec<SessionId>,
    /// Own texts erased because the person was forgotten.
    pub erased: Vec<RecordId>,
}

const STORES: [Store; 8] = [
    Store::Meta,
    Store::Log,
    Store::Records,
    Store::RecordOutbox,
    Store::Attention,
    Store::Docs,
    Store::Pages,
    Store::Scopes,
];

/// Commits `plan`. `at` is the server clock to remember as 資料時間. Every scope of the plan, and the session of every
/// own event it confirms, must be in `mirrors`; a scope that is not is skipped and reported as stale.
///
/// # Errors
/// See [`StoreError`]; nothing is stored then.
pub async fn apply(
    db: &Db,
    mirrors: &RefCell<Mirrors>,
    mut plan: ApplyPlan,
    at: Timestamp,
) -> Result<ApplyOutcome, StoreError> {
    let quiet = take_quiet(&mut plan, &mirrors.borrow(), at);
    // Reading 10,000 events takes longer than writing them: outside the transaction, and once.
    let parsed: Vec<Vec<Option<Parsed>>> =
        plan.scopes.iter().map(|s| s.events.iter().map(|e| parse(e.raw.get())).collect()).collect();
    let wanted = selects(&plan, &mirrors.borrow());
    let count_above = |rows: &[Rows]| {
        let stream: OwnStreamRow = first(rows.first()).unwrap_or_default();
        let through = match &plan.ack {
            _ if plan.resend_all => 0,
            _ if plan.resend_from.is_some() => plan.lowered(stream.acked_through),
            Some(ack) if ack.from == stream.acked_through => ack.through,
            _ => stream.acked_through,
        };
        vec![Select::CountAbove(Store::Log, through)]
    };
    let decided: Result<Decided, UpdateError<std::convert::Infallible>> = db
        .update(&STORES, Durability::Relaxed, &wanted.selects, count_above, |rows| {
            let mut decided = decide(&plan, &parsed, &wanted, rows, &mirrors.borrow(), at);
            Ok((std::mem::take(&mut decided.ops), decided))
        })
        .await;
    let decided = decided.map_err(|error| match error {
        UpdateError::Store(error) => error,
        UpdateError::Refused(never) => match never {},
    })?;
    let mut outcome = settle(plan, parsed, decided, mirrors, at);
    outcome.deltas.extend(quiet.into_iter().map(|scope| ScopeDelta::nothing(scope, at)));
    Ok(outcome)
}

/// After the commit: memory follows, and the changes are handed out.
fn settle(
    plan: ApplyPlan,
    mut parsed: Vec<Vec<Option<Parsed>>>,
    decided: Decided,
    mirrors: &RefCell<Mirrors>,
    at: Timestamp,
) -> ApplyOutcome {
    let mut mirrors = mirrors.borrow_mut();
    let mut outcome =
        ApplyOutcome { applied: decided.applied, stale: decided.stale, ..ApplyOutcome::default() };
    mirrors.own.stream =
        OwnStreamRow { head: mirrors.own.stream.head.max(decided.stream.head), ..decided.stream };
    for (old, new, raw) in decided.renumbered {
        if let Some(mut entry) = mirrors.own.entries.remove(&old) {
            // Another text, so another share of the sum; an end of session also names its own number.
            entry.hash = checksum::event_hash(&raw);
            entry.event = entry.event.and_then(|_| read_event(&raw).ok()?.known());
            mirrors.own.entries.insert(new, entry);
        }
    }
    if let Some(ack) = &plan.ack
        && decided.acked
    {
        let (aside, others): (Vec<_>, Vec<_>) =
            ack.attention.iter().partition(|(_, outcome)| is_set_aside(outcome));
        let quarantined = others.iter().filter(|(_, o)| matches!(o, Outcome::Quarantined { .. })).count();
        mirrors.own.aside.retain(|seq| *seq <= ack.from || *seq > ack.through);
        mirrors.own.aside.extend(aside.iter().map(|(seq, _)| *seq));
        mirrors.own.quarantined += super::mirror::count(quarantined);
        for seq in &ack.counted {
            let session = mirrors.own.entries.get(seq).map(|e| e.session);
            outcome.confirmed.extend(session.filter(|s| !outcome.confirmed.contains(s)));
        }
    }
    for seq in &decided.arrived {
        mirrors.own.aside.remove(seq);
    }
    if let Some(from) = plan.resend_from {
        mirrors.own.aside.retain(|seq| *seq < from);
    }
    for (scope, row) in decided.rows {
        if let Some(mirror) = mirrors.scopes.get_mut(&scope) {
            mirror.row = row;
        }
    }
    for (index, (mut scope_plan, changes)) in plan.scopes.into_iter().zip(decided.scopes).enumerate() {
        let Some(changes) = changes else { continue };
        let Some(mirror) = mirrors.scopes.get_mut(&scope_plan.scope) else { continue };
        if scope_plan.reset {
            mirror.docs.clear();
            mirror.pulled.clear();
        }
        mirror.pulled.extend(changes.pulled);
        for (name, share) in changes.docs {
            match share {
                Some(share) => mirror.docs.insert(name, share),
                None => mirror.docs.remove(&name),
            };
        }
        let mut docs = Vec::with_capacity(changes.accepted_docs.len());
        for (i, doc) in scope_plan.docs.drain(..).enumerate() {
            if changes.accepted_docs.binary_search(&i).is_ok() {
                docs.push(doc);
            }
        }
        let events = parsed.get_mut(index).map(std::mem::take).unwrap_or_default();
        let events = scope_plan
            .events
            .iter()
            .zip(events)
            .enumerate()
            .filter(|(i, _)| changes.accepted_events.binary_search(i).is_ok())
            .filter_map(|(_, (stored, parsed))| Some(PulledEvent { at: stored.at, event: parsed?.event? }))
            .collect();
        outcome.deltas.push(ScopeDelta {
            scope: scope_plan.scope,
            reset: scope_plan.reset,
            docs,
            events,
            pulled_at: at,
        });
    }
    outcome.erased = decided.erased;
    outcome
}

/// The id of a record document whose person was forgotten.
fn erased_record(doc: &Doc) -> Option<RecordId> {
    if doc.kind != docs::RECORD {
        return None;
    }
    let erased = match &doc.body {
        None => true,
        Some(body) => serde_json::from_str::<yanxi_domain::event::SideRecord>(body.get())
            .is_ok_and(|record| record.body == RecordBody::Erased),
    };
    if erased { doc.id.parse().ok() } else { None }
}

#[cfg(test)]
mod tests;
