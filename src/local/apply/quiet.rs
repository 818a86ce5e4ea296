//! Scopes an answer says nothing new about.

use std::collections::BTreeSet;

use yanxi_domain::time::Timestamp;
use yanxi_protocol::scope::Scope;
use yanxi_sync::{ApplyPlan, ScopePlan};

use crate::local::mirror::{Mirrors, ScopeMirror};

/// So old may 資料時間 become in the store while a scope is quiet, milliseconds: after a restart without network it reads
/// at most this much too early.
const STAMP_EVERY_MS: i64 = 60_000;

/// Takes the scopes out of `plan` that stand exactly as they are held, so that nothing is read or written for them. An
/// answer names every scope of a device, and a tap waits for the transaction that stores an answer.
pub(super) fn take_quiet(plan: &mut ApplyPlan, mirrors: &Mirrors, at: Timestamp) -> Vec<Scope> {
    let confirmed: BTreeSet<Scope> = plan
        .ack
        .iter()
        .flat_map(|ack| &ack.counted)
        .filter_map(|seq| Some(Scope::Session(mirrors.own.entries.get(seq)?.session)))
        .collect();
    let mut quiet = Vec::new();
    plan.scopes.retain(|scope| {
        let held = mirrors.scopes.get(&scope.scope);
        let still = !confirmed.contains(&scope.scope) && held.is_some_and(|held| is_quiet(scope, held, at));
        if still {
            quiet.push(scope.scope);
        }
        !still
    });
    quiet
}

fn is_quiet(plan: &ScopePlan, held: &ScopeMirror, at: Timestamp) -> bool {
    let row = &held.row;
    let cursor = row.cursor.as_deref();
    !plan.reset
        && plan.docs.is_empty()
        && plan.events.is_empty()
        && cursor == plan.base.as_deref()
        && cursor == Some(plan.cursor.as_str())
        && plan.sum.is_none_or(|sum| sum == row.sum)
        && row.pulled_at.is_some_and(|stored| (0..STAMP_EVERY_MS).contains(&at.since(stored)))
}
