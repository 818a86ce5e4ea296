//! The changes of one scope: documents, events, sum and pages.

use std::collections::{HashMap, HashSet};

use yanxi_domain::ids::EventId;
use yanxi_protocol::sync::ScopeSum;
use yanxi_sync::ScopePlan;

use crate::local::{
    kernel::Op,
    mirror::{OwnLog, Parsed, ScopeMirror, doc_name, hash_of},
    ranges::SeqSet,
    rows::{ScopeRow, doc_key, page_key, put, scope_prefix},
    schema::Store,
};

/// A page below this size is appended to, so that a day of single taps does not become a thousand pages.
const SMALL_PAGE_BYTES: usize = 32 * 1024;
/// A page is closed at this size: one value of many megabytes stalls the browser.
const LARGE_PAGE_BYTES: usize = 1024 * 1024;

/// What changed, by index into the plan.
pub(super) struct ScopeChanges {
    pub accepted_docs: Vec<usize>,
    pub accepted_events: Vec<usize>,
    /// New version and share of the sum by document name; `None`: gone.
    pub docs: HashMap<String, Option<(u64, u64)>>,
    pub pulled: HashSet<EventId>,
}

pub(super) fn change_scope(
    ops: &mut Vec<Op>,
    row: &mut ScopeRow,
    mirror: &ScopeMirror,
    own: &OwnLog,
    tail: &str,
    plan: &ScopePlan,
    parsed: &[Option<Parsed>],
) -> ScopeChanges {
    if plan.reset {
        ops.push(Op::DeletePrefix(Store::Docs, scope_prefix(plan.scope)));
        ops.push(Op::DeletePrefix(Store::Pages, scope_prefix(plan.scope)));
        row.sum = ScopeSum::default();
        row.counted = SeqSet::default();
        row.pages = 0;
        row.tail_bytes = 0;
    }
    let mut changes = ScopeChanges {
        accepted_docs: Vec::new(),
        accepted_events: Vec::new(),
        docs: HashMap::new(),
        pulled: HashSet::new(),
    };
    change_docs(ops, row, mirror, plan, &mut changes);
    let tail = if plan.reset { "" } else { tail };
    add_events(ops, row, mirror, own, tail, plan, parsed, &mut changes);
    changes
}

fn change_docs(
    ops: &mut Vec<Op>,
    row: &mut ScopeRow,
    mirror: &ScopeMirror,
    plan: &ScopePlan,
    changes: &mut ScopeChanges,
) {
    for (index, doc) in plan.docs.iter().enumerate() {
        let name = doc_name(doc);
        let held = match changes.docs.get(&name) {
            Some(newer) => *newer,
            None if plan.reset => None,
            None => mirror.docs.get(&name).copied(),
        };
        if held.is_some_and(|(version, _)| version >= doc.v) {
            continue;
        }
        if let Some((_, share)) = held {
            row.sum.docs = row.sum.docs.saturating_sub(1);
            row.sum.hash = row.sum.hash.wrapping_sub(share);
        }
        let key = doc_key(plan.scope, &doc.kind, &doc.id);
        if doc.body.is_some() {
            row.sum.add_doc(doc);
            ops.push(put(Store::Docs, key, doc));
            changes.docs.insert(name, Some((doc.v, hash_of(doc))));
        } else {
            ops.push(Op::Delete(Store::Docs, key));
            changes.docs.insert(name, None);
        }
        changes.accepted_docs.push(index);
    }
}

#[expect(clippy::too_many_arguments, reason = "one step of one function, split for reading")]
fn add_events(
    ops: &mut Vec<Op>,
    row: &mut ScopeRow,
    mirror: &ScopeMirror,
    own: &OwnLog,
    tail: &str,
    plan: &ScopePlan,
    parsed: &[Option<Parsed>],
    changes: &mut ScopeChanges,
) {
    let mut page = Page::continuing(row, tail);
    for (index, (stored, parsed)) in plan.events.iter().zip(parsed).enumerate() {
        // Without an id it cannot be told from others; the checksum will say that something is missing.
        let Some(parsed) = parsed else { continue };
        let id = parsed.header.id;
        let held = changes.pulled.contains(&id) || (!plan.reset && mirror.pulled.contains(&id));
        let counted = Some(parsed.header.device) == own.stream.device
            && row.counted.contains(parsed.header.seq)
            && own.entries.get(&parsed.header.seq).is_some_and(|entry| entry.id == id);
        if held || counted {
            continue;
        }
        row.sum.events += 1;
        row.sum.hash = row.sum.hash.wrapping_add(parsed.hash);
        changes.pulled.insert(id);
        changes.accepted_events.push(index);
        page.push(stored.at.0, stored.raw.get());
        if page.text.len() >= LARGE_PAGE_BYTES {
            page.write(ops, row);
            page = Page::fresh(row);
        }
    }
    if page.changed {
        page.write(ops, row);
    }
}

/// A chunk of events as JSON text, grown by appending: the bytes of each event stay as they came.
struct Page {
    number: u32,
    text: String,
    changed: bool,
}

impl Page {
    fn fresh(row: &ScopeRow) -> Self {
        Self { number: row.pages, text: String::new(), changed: false }
    }

    fn continuing(row: &ScopeRow, tail: &str) -> Self {
        match (row.pages.checked_sub(1), tail.strip_suffix(']')) {
            (Some(number), Some(open)) if tail.len() < SMALL_PAGE_BYTES => {
                Self { number, text: open.to_owned(), changed: false }
            }
            _ => Self::fresh(row),
        }
    }

    fn push(&mut self, at: i64, raw: &str) {
        self.text.push(if self.text.is_empty() { '[' } else { ',' });
        self.text.push_str("{\"at\":");
        self.text.push_str(&at.to_string());
        self.text.push_str(",\"raw\":");
        self.text.push_str(raw);
        self.text.push('}');
        self.changed = true;
    }

    fn write(&mut self, ops: &mut Vec<Op>, row: &mut ScopeRow) {
        let mut text = std::mem::take(&mut self.text);
        text.push(']');
        row.pages = self.number + 1;
        row.tail_bytes = u32::try_from(text.len()).unwrap_or(u32::MAX);
        ops.push(Op::Put(Store::Pages, page_key(row.scope, self.number), text));
    }
}
