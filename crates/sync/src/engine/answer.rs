//! What an answer of the server means.

use yanxi_protocol::{
    scope::Scope,
    sync::{EventResult, Outcome, Quarantine, ScopeChanges, ScopeStatus, SyncResponse},
};

use super::{Engine, Sent, Staged, Step};
use crate::{
    action::{Ack, Action, ApplyPlan, Notice, Reach, ScopePlan},
    input::{Applied, LocalFailure, Now, TransportError},
    limits::{BATCH_GROWTH, FIRST_BATCH, LARGEST_BATCH, REFETCH_PAUSE_MS},
};

impl Engine {
    pub(super) fn responded(
        &mut self,
        answer: Result<SyncResponse, TransportError>,
        now: Now,
        out: &mut Vec<Action>,
    ) {
        let Step::Sending(sent) = std::mem::replace(&mut self.step, Step::Idle) else { return };
        if !self.running {
            return;
        }
        let response = match answer {
            Ok(response) if fits(&sent, &response) => response,
            other => {
                self.not_answered(&sent, other.err().unwrap_or(TransportError::Server), now, out);
                return;
            }
        };
        self.hurried = false;
        self.alone = false;
        self.status.reach = Reach::Online;
        self.status.last_contact = Some(response.server_time);
        out.extend(self.offset.sample(sent.at, now, response.server_time).map(Action::Offset));
        if sent.batch_full {
            self.batch = self.batch.saturating_mul(BATCH_GROWTH).min(LARGEST_BATCH);
        }
        self.wipe |= response.wipe;

        let ack = acknowledge(&sent, response.results);
        let head = sent.stream.map_or(0, |stream| stream.head);
        let regressed_to = response.device_head.filter(|server_head| *server_head > head);
        let collided = ack.as_ref().is_some_and(|ack| !ack.renumber.is_empty());
        if regressed_to.is_some() || collided {
            out.push(Action::Notice(Notice::StorageRegressed {
                server_head: response.device_head.unwrap_or(head),
            }));
            self.refetch_sessions();
        }
        if collided && sent.seqs.len() == ack.as_ref().map_or(0, |ack| ack.renumber.len()) {
            // Nothing but collisions: normal for an old snapshot, once. A server that never stops must not be hammered.
            self.not_before_ms = now.mono_ms.saturating_add(self.backoff.fail());
        } else {
            self.backoff.reset();
        }
        let scopes: Vec<ScopePlan> =
            response.scopes.into_iter().filter_map(|change| self.changes(&sent, change, out)).collect();
        // What was confirmed before the refetch need not be on the server any more: whatever made the refetch
        // necessary may have happened again since. Sending all once more is harmless, and settles it.
        let resend_all = scopes.iter().any(|plan| plan.reset && matches!(plan.scope, Scope::Session(_)));
        let plan = ApplyPlan {
            head_at_least: regressed_to,
            records_acked: response.records,
            resend_from: None,
            resend_all,
            scopes,
            ack,
        };
        let progress = plan.ack.is_some() || resend_all;
        self.step = Step::Applying { progress, records_full: sent.records_full };
        out.push(Action::Apply(plan));
    }

    /// An old snapshot may have missed pulls it believes to have made.
    fn refetch_sessions(&mut self) {
        for (scope, wanted) in &mut self.scopes {
            if matches!(scope, Scope::Session(_)) {
                wanted.refetch = Some(Staged::default());
                wanted.due = true;
            }
        }
    }

    fn changes(&mut self, sent: &Sent, change: ScopeChanges, out: &mut Vec<Action>) -> Option<ScopePlan> {
        let scope = change.scope;
        let ask = sent.asked.iter().find(|ask| ask.scope == scope)?;
        let wanted = self.scopes.get_mut(&scope)?;
        match change.status {
            ScopeStatus::Forbidden => {
                wanted.forbidden = true;
                out.push(Action::Notice(Notice::Forbidden { scope }));
                return None;
            }
            ScopeStatus::StartOver if ask.sent.is_some() => {
                wanted.refetch = Some(Staged::default());
                wanted.due = true;
                out.push(Action::Notice(Notice::StartedOver { scope }));
                return None;
            }
            ScopeStatus::StartOver | ScopeStatus::Ok => {}
        }
        if wanted.refetch.as_ref().map(|staged| &staged.cursor) != ask.refetch.then_some(&ask.sent) {
            // A refetch began or was given up while this answer was under way: it answers another question.
            wanted.due = true;
            return None;
        }
        wanted.due |= change.more;
        let base = ask.stored.clone();
        let Some(staged) = &mut wanted.refetch else {
            let ScopeChanges { docs, events, cursor, sum, .. } = change;
            return Some(ScopePlan { scope, base, reset: false, docs, events, cursor, sum });
        };
        staged.docs.extend(change.docs);
        staged.events.extend(change.events);
        staged.cursor = Some(change.cursor.clone());
        if change.more {
            return None;
        }
        let Staged { docs, events, .. } = wanted.refetch.take()?;
        Some(ScopePlan { scope, base, reset: true, docs, events, cursor: change.cursor, sum: change.sum })
    }

    fn not_answered(&mut self, sent: &Sent, error: TransportError, now: Now, out: &mut Vec<Action>) {
        for ask in &sent.asked {
            if let Some(wanted) = self.scopes.get_mut(&ask.scope) {
                wanted.due = true;
            }
        }
        match error {
            TransportError::Unauthorized => {
                self.push = true;
                if std::mem::take(&mut self.hurried) {
                    return;
                }
                self.status.reach = Reach::SignInNeeded;
            }
            TransportError::TooLarge if !sent.seqs.is_empty() || sent.records > 1 => {
                self.too_large(sent, now, out);
            }
            TransportError::Offline
            | TransportError::CaptivePortal
            | TransportError::Server
            | TransportError::Timeout
            | TransportError::TooLarge => {
                self.status.reach = Reach::Offline;
                self.failed(now);
            }
        }
    }

    /// Send less, down to one event without texts. One that is refused even so is set aside, so that it does not stand in
    /// the way of those behind it: it stays in the log, marked, and its number is a gap the organiser sees.
    fn too_large(&mut self, sent: &Sent, now: Now, out: &mut Vec<Action>) {
        self.push = true;
        let largest = sent.seqs.len().max(sent.records);
        self.batch = (largest / 4).max(1);
        if let (1, &[seq], Some(stream)) = (largest, sent.seqs.as_slice(), sent.stream) {
            if sent.records > 0 {
                self.alone = true;
                return;
            }
            self.alone = false;
            let outcome = Outcome::Quarantined { reason: Quarantine::TooLarge };
            let ack = Ack {
                from: stream.acked_through,
                through: seq,
                counted: Vec::new(),
                attention: vec![(seq, outcome)],
                renumber: Vec::new(),
            };
            // If everything is refused, the fault is not in the events: do not run through all of them.
            self.not_before_ms = now.mono_ms.saturating_add(self.backoff.fail());
            self.step = Step::Applying { progress: true, records_full: sent.records_full };
            out.push(Action::Notice(Notice::SetAside { seq }));
            out.push(Action::Apply(ApplyPlan { ack: Some(ack), ..ApplyPlan::default() }));
        }
    }

    /// Something did not work: wait longer each time, and begin small.
    pub(super) fn failed(&mut self, now: Now) {
        self.push = true;
        self.batch = self.batch.min(FIRST_BATCH);
        let wait = self.backoff.fail();
        self.not_before_ms =
            if std::mem::take(&mut self.hurried) { 0 } else { now.mono_ms.saturating_add(wait) };
    }

    pub(super) fn applied(&mut self, answer: Result<Applied, LocalFailure>, now: Now, out: &mut Vec<Action>) {
        let Step::Applying { progress, records_full } = std::mem::replace(&mut self.step, Step::Idle) else {
            return;
        };
        let Ok(applied) = answer else {
            // Nothing was stored, so everything will be asked and answered again.
            self.scopes.values_mut().for_each(|wanted| wanted.due = true);
            self.failed(now);
            return;
        };
        self.status.unsent = applied.unsent;
        self.push |= progress && applied.unsent > 0;
        for scope in applied.mismatched {
            let Some(wanted) = self.scopes.get_mut(&scope) else { continue };
            // Only a refetch for this very reason counts: after another one a request of the device's former life may
            // still arrive, and the difference is real (seed 50455).
            let paused =
                wanted.mismatched_at_ms.is_some_and(|at| now.mono_ms.saturating_sub(at) < REFETCH_PAUSE_MS);
            if !paused && wanted.refetch.is_none() {
                wanted.mismatched_at_ms = Some(now.mono_ms);
                wanted.refetch = Some(Staged::default());
                wanted.due = true;
                out.push(Action::Notice(Notice::ScopeMismatch { scope }));
            }
        }
        if records_full {
            self.push = true;
        } else {
            self.wipe_if_sent(applied.unsent, out);
        }
    }

    /// A lost device first hands over what it has, then forgets the people on it.
    pub(super) fn wipe_if_sent(&mut self, unsent: u64, out: &mut Vec<Action>) {
        if self.wipe && unsent == 0 {
            self.wipe = false;
            self.scopes.clear();
            out.push(Action::Wipe);
        }
    }
}

/// A result per event, in order; anything else is not an answer to this request.
fn fits(sent: &Sent, response: &SyncResponse) -> bool {
    response.results.len() == sent.seqs.len()
        && response.results.iter().zip(&sent.seqs).all(|(result, seq)| result.seq == *seq || result.seq == 0)
}

fn acknowledge(sent: &Sent, results: Vec<EventResult>) -> Option<Ack> {
    let through = *sent.seqs.last()?;
    let from = sent.stream?.acked_through;
    let mut ack = Ack { from, through, counted: Vec::new(), attention: Vec::new(), renumber: Vec::new() };
    for (&seq, result) in sent.seqs.iter().zip(results) {
        match result.outcome {
            // A flag is for the organiser, who has it from the server: on the device the event counts like any other.
            Outcome::Accepted | Outcome::Duplicate | Outcome::AcceptedFlagged { .. } => ack.counted.push(seq),
            Outcome::Quarantined { reason: Quarantine::SeqReused } => ack.renumber.push(seq),
            Outcome::Quarantined { .. } => ack.attention.push((seq, result.outcome)),
        }
    }
    Some(ack)
}
