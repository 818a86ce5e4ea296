//! The decision inside the transaction: what an answer means for what is stored right now. Synchronous and pure.

use std::collections::BTreeMap;

use yanxi_domain::{ids::RecordId, time::Timestamp};
use yanxi_protocol::scope::Scope;
use yanxi_sync::{Ack, Applied, ApplyPlan, renumber};

use super::{
    erased_record,
    scope::{ScopeChanges, change_scope},
};
use crate::local::{
    kernel::{Key, Op, Rows, Select},
    meta::stream_key,
    mirror::{Mirrors, Parsed, count},
    rows::{OwnStreamRow, ScopeRow, first, page_key, put, text},
    schema::Store,
};

/// What is read inside the transaction, and where the answers stand.
pub(super) struct Wanted {
    pub selects: Vec<Select>,
    scopes: Vec<Scope>,
}

/// Fixed places of [`Wanted::selects`].
const STREAM: usize = 0;
const RECORDS: usize = 1;
const FIRST_SCOPE: usize = 2;

pub(super) struct Decided {
    pub ops: Vec<Op>,
    pub applied: Applied,
    pub stream: OwnStreamRow,
    pub acked: bool,
    /// Old number, new number, new text.
    pub renumbered: Vec<(u64, u64, String)>,
    pub rows: BTreeMap<Scope, ScopeRow>,
    /// One entry per scope of the plan; `None`: skipped.
    pub scopes: Vec<Option<ScopeChanges>>,
    pub stale: Vec<Scope>,
    pub erased: Vec<RecordId>,
    /// Own events set aside that reached the server all the same.
    pub arrived: Vec<u64>,
}

pub(super) fn selects(plan: &ApplyPlan, mirrors: &Mirrors) -> Wanted {
    let mut scopes: Vec<Scope> = plan.scopes.iter().map(|s| s.scope).collect();
    if let Some(ack) = &plan.ack {
        let sessions = ack.counted.iter().filter_map(|seq| mirrors.own.entries.get(seq)).map(|e| e.session);
        scopes.extend(sessions.map(Scope::Session));
    }
    scopes.sort_unstable();
    scopes.dedup();
    let records = if plan.resend_all {
        Select::All(Store::Records)
    } else {
        Select::Prefix(Store::Records, "-".to_owned())
    };
    let mut selects = vec![Select::One(Store::Meta, stream_key()), records];
    for scope in &scopes {
        let tail = mirrors.scopes.get(scope).map_or(0, |m| m.row.pages.saturating_sub(1));
        selects.push(Select::One(Store::Scopes, text(scope.to_string())));
        selects.push(Select::One(Store::Pages, page_key(*scope, tail)));
    }
    let renumber = plan.ack.iter().flat_map(|ack| &ack.renumber);
    selects.extend(renumber.map(|seq| Select::One(Store::Log, Key::Seq(*seq))));
    Wanted { selects, scopes }
}

pub(super) fn decide(
    plan: &ApplyPlan,
    parsed: &[Vec<Option<Parsed>>],
    wanted: &Wanted,
    rows: &[Rows],
    mirrors: &Mirrors,
    at: Timestamp,
) -> Decided {
    let mut decided = Decided {
        ops: Vec::new(),
        applied: Applied::default(),
        stream: first(rows.get(STREAM)).unwrap_or_default(),
        acked: false,
        renumbered: Vec::new(),
        rows: BTreeMap::new(),
        scopes: Vec::new(),
        stale: Vec::new(),
        erased: Vec::new(),
        arrived: Vec::new(),
    };
    let mut tails = BTreeMap::new();
    for (i, scope) in wanted.scopes.iter().enumerate() {
        let row: ScopeRow = first(rows.get(FIRST_SCOPE + 2 * i)).unwrap_or_else(|| ScopeRow::empty(*scope));
        // Another tab was here since this one read the scope: its memory cannot judge the answer.
        if mirrors.scopes.get(scope).is_none_or(|m| m.row.revision != row.revision) {
            decided.stale.push(*scope);
            continue;
        }
        tails.insert(
            *scope,
            rows.get(FIRST_SCOPE + 2 * i + 1).and_then(|r| r.first()).map_or("", String::as_str),
        );
        decided.rows.insert(*scope, row);
    }
    let before = decided.rows.clone();

    if let Some(head) = plan.head_at_least {
        decided.stream.head = decided.stream.head.max(head);
    }
    let log_rows = rows.get(FIRST_SCOPE + 2 * wanted.scopes.len()..).unwrap_or_default();
    if let Some(ack) = &plan.ack {
        acknowledge(&mut decided, ack, log_rows, mirrors);
    }
    decided
        .ops
        .extend(plan.records_acked.iter().map(|id| Op::Delete(Store::RecordOutbox, text(id.to_string()))));
    if let Some(from) = plan.resend_from {
        decided.stream.acked_through = plan.lowered(decided.stream.acked_through);
        let marks = mirrors.own.aside.range(from..);
        decided.ops.extend(marks.map(|seq| Op::Delete(Store::Attention, Key::Seq(*seq))));
    }
    if plan.resend_all {
        decided.stream.acked_through = 0;
        for row in rows.get(RECORDS).into_iter().flatten() {
            if let Ok(record) = serde_json::from_str::<yanxi_domain::event::SideRecord>(row) {
                let id = record.id.to_string();
                decided.ops.push(Op::Put(Store::RecordOutbox, text(id.clone()), id));
            }
        }
    }
    for (scope_plan, parsed) in plan.scopes.iter().zip(parsed) {
        let changes = match (decided.rows.get_mut(&scope_plan.scope), mirrors.scopes.get(&scope_plan.scope)) {
            (Some(row), Some(mirror)) if row.cursor == scope_plan.base => {
                let tail = tails.get(&scope_plan.scope).copied().unwrap_or_default();
                Some(change_scope(&mut decided.ops, row, mirror, &mirrors.own, tail, scope_plan, parsed))
            }
            _ => None,
        };
        if changes.is_some() {
            decided.arrived.extend(arrived(parsed, mirrors));
        }
        if changes.is_some()
            && let Some(row) = decided.rows.get_mut(&scope_plan.scope)
        {
            row.cursor = Some(scope_plan.cursor.clone());
            row.pulled_at = Some(at);
            if scope_plan.sum.is_some_and(|sum| sum != row.sum) {
                decided.applied.mismatched.push(scope_plan.scope);
            }
            for id in scope_plan.docs.iter().filter_map(erased_record) {
                decided.ops.push(Op::Delete(Store::Records, text(id.to_string())));
                decided.ops.push(Op::Delete(Store::RecordOutbox, text(id.to_string())));
                decided.erased.push(id);
            }
        }
        decided.scopes.push(changes);
    }
    let marks = decided.arrived.iter().map(|seq| Op::Delete(Store::Attention, Key::Seq(*seq)));
    decided.ops.extend(marks);
    for (scope, row) in &mut decided.rows {
        if before.get(scope) != Some(row) {
            row.revision += 1;
            decided.ops.push(row.put());
        }
    }
    if decided.stream != first(rows.get(STREAM)).unwrap_or_default() {
        decided.ops.push(put(Store::Meta, stream_key(), &decided.stream));
    }
    let above: u64 = first(rows.last()).unwrap_or(0);
    // Renumbered events were counted below the line; they stand above it now.
    decided.applied.unsent = above + if plan.resend_all { 0 } else { count(decided.renumbered.len()) };
    decided
}

/// Numbers of own events that were set aside and now came back by a pull.
fn arrived(parsed: &[Option<Parsed>], mirrors: &Mirrors) -> Vec<u64> {
    let own = &mirrors.own;
    let is_back = |seq: &&u64| {
        let id = own.entries.get(seq).map(|entry| entry.id);
        parsed.iter().flatten().any(|parsed| Some(parsed.header.id) == id)
    };
    own.aside.iter().filter(is_back).copied().collect()
}

fn acknowledge(decided: &mut Decided, ack: &Ack, log_rows: &[Rows], mirrors: &Mirrors) {
    if decided.stream.acked_through != ack.from {
        return;
    }
    decided.acked = true;
    decided.stream.acked_through = ack.through;
    for seq in &ack.counted {
        let Some(entry) = mirrors.own.entries.get(seq) else { continue };
        let scope = Scope::Session(entry.session);
        let Some(row) = decided.rows.get_mut(&scope) else { continue };
        let pulled = mirrors.scopes.get(&scope).is_some_and(|m| m.pulled.contains(&entry.id));
        if !pulled && row.counted.insert(*seq) {
            row.sum.events += 1;
            row.sum.hash = row.sum.hash.wrapping_add(entry.hash);
        }
    }
    // What was too large once and went through now needs nobody any more; if it still is, its mark follows.
    let marks = mirrors.own.aside.iter().filter(|seq| (ack.from + 1..=ack.through).contains(seq));
    decided.ops.extend(marks.map(|seq| Op::Delete(Store::Attention, Key::Seq(*seq))));
    for (seq, outcome) in &ack.attention {
        decided.ops.push(put(Store::Attention, Key::Seq(*seq), &(seq, outcome)));
    }
    for (seq, rows) in ack.renumber.iter().zip(log_rows) {
        let raw = rows.first().and_then(|raw| serde_json::value::RawValue::from_string(raw.clone()).ok());
        let new = decided.stream.head + 1;
        if let Some(moved) = raw.and_then(|raw| renumber(&raw, new)) {
            decided.stream.head = new;
            decided.ops.push(Op::Put(Store::Log, Key::Seq(new), moved.get().to_owned()));
            decided.ops.push(Op::Delete(Store::Log, Key::Seq(*seq)));
            decided.renumbered.push((*seq, new, moved.get().to_owned()));
        }
    }
}
