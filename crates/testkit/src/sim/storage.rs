//! A model of the tablet's IndexedDB: what is committed survives, transactions are atomic, and plans are applied
//! exactly as `yanxi_sync::ApplyPlan` asks. It is also the reading example for the real one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;
use yanxi_domain::{
    event::{AttendanceEvent, SideRecord},
    ids::{DeviceId, EventId, RecordId, SessionId},
};
use yanxi_protocol::{
    checksum,
    scope::Scope,
    sync::{Outcome, Quarantine, ScopeSum},
    upcast::read_event,
};
use yanxi_sync::{Ack, Applied, ApplyPlan, Loaded, OutboxEvent, OwnStream, ScopePlan, renumber};

use super::{defect::Defect, old};

/// Committed content.
#[derive(Clone, Debug, Default)]
pub struct Storage {
    /// The device this browser is enrolled as.
    pub device: Option<DeviceId>,
    /// Cookie of the device or the account.
    pub cookie: String,
    /// Highest own number used.
    pub head: u64,
    /// Own events up to this one are confirmed.
    pub acked_through: u64,
    /// Own events.
    pub log: BTreeMap<u64, OwnEvent>,
    /// Own personal texts; `true` while the server has not confirmed them.
    pub records: BTreeMap<RecordId, (SideRecord, bool)>,
    /// Results a person should see.
    pub attention: BTreeMap<u64, Outcome>,
    /// Replicas.
    pub scopes: BTreeMap<Scope, Replica>,
}

/// An event's exact JSON with its hash: sums are computed all the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hashed {
    /// JSON.
    pub raw: String,
    hash: u64,
}

impl From<&str> for Hashed {
    fn from(raw: &str) -> Self {
        Self { hash: checksum::event_hash(raw), raw: raw.to_owned() }
    }
}

/// A row of the own log.
#[derive(Clone, Debug)]
pub struct OwnEvent {
    /// Identity.
    pub id: EventId,
    /// Session it belongs to.
    pub session: SessionId,
    /// Exact JSON.
    pub raw: Hashed,
    /// The server counts it: it is a member of the session's sum.
    pub counted: bool,
}

/// A replicated scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replica {
    /// Cursor of the last committed answer.
    pub cursor: Option<String>,
    /// (kind, id) → (version, body).
    pub docs: BTreeMap<(String, String), (u64, String)>,
    /// Events that came by pull and are not in the own log.
    pub events: BTreeMap<EventId, Hashed>,
}

/// The tablet's own mark on an event it could not send even alone.
fn too_large(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Quarantined { reason: Quarantine::TooLarge })
}

fn event_seq(raw: &str) -> Option<u64> {
    read_event(raw).ok().map(|event| event.header().seq)
}

impl Storage {
    /// One tap: numbers the events, which may be several, and commits them with their texts. `version` is that of the
    /// app's event format.
    pub fn append(
        &mut self,
        events: Vec<AttendanceEvent>,
        records: Vec<SideRecord>,
        version: u16,
    ) -> Vec<(EventId, String)> {
        for record in records {
            self.records.insert(record.id, (record, true));
        }
        events
            .into_iter()
            .map(|mut event| {
                self.head += 1;
                event.seq = self.head;
                let raw = old::write_event(&event, version);
                let hashed = Hashed::from(raw.as_str());
                let row = OwnEvent { id: event.id, session: event.session, raw: hashed, counted: false };
                self.log.insert(event.seq, row);
                (event.id, raw)
            })
            .collect()
    }

    /// Answers `Action::Load`.
    #[must_use]
    pub fn load(&self, limit: usize, scopes: &[Scope]) -> Loaded {
        let unsent = self.log.range(self.acked_through + 1..);
        let events = unsent
            .clone()
            .take(limit)
            .filter_map(|(seq, row)| {
                Some(OutboxEvent { seq: *seq, raw: RawValue::from_string(row.raw.raw.clone()).ok()? })
            })
            .collect();
        Loaded {
            stream: self.device.map(|device| OwnStream {
                device,
                head: self.head,
                acked_through: self.acked_through,
                unsent: unsent.count() as u64,
                aside: self.first_aside(),
            }),
            events,
            records: self
                .records
                .values()
                .filter(|(_, due)| *due)
                .take(limit)
                .map(|(r, _)| r.clone())
                .collect(),
            cursors: scopes
                .iter()
                .map(|scope| (*scope, self.scopes.get(scope).and_then(|replica| replica.cursor.clone())))
                .collect(),
        }
    }

    /// The first own event marked as too large to be sent.
    #[must_use]
    pub fn first_aside(&self) -> Option<u64> {
        self.attention.iter().find(|(_, outcome)| too_large(outcome)).map(|(seq, _)| *seq)
    }

    /// Own events the server has not confirmed.
    #[must_use]
    pub fn unsent(&self) -> u64 {
        self.log.range(self.acked_through + 1..).count() as u64
    }

    /// Answers `Action::Apply`: all of it in one transaction.
    pub fn apply(&mut self, plan: ApplyPlan, defect: Option<Defect>) -> Applied {
        let ack = plan.ack.clone().filter(|ack| ack.from == self.acked_through);
        if let Some(ack) = &ack {
            self.acknowledge(ack);
        }
        self.head = self.head.max(plan.head_at_least.unwrap_or(0));
        if defect != Some(Defect::TabletLeavesCollisions) {
            for seq in ack.map(|ack| ack.renumber).unwrap_or_default() {
                self.renumber(seq);
            }
        }
        for id in &plan.records_acked {
            if let Some((_, due)) = self.records.get_mut(id) {
                *due = false;
            }
        }
        if let Some(from) = plan.resend_from {
            self.acked_through = plan.lowered(self.acked_through);
            self.attention.retain(|seq, outcome| *seq < from || !too_large(outcome));
        }
        if plan.resend_all {
            match defect {
                Some(Defect::TabletDoesNotResend) => {}
                Some(Defect::TabletDropsLogOnStartOver) => self.log.clear(),
                _ => {
                    self.acked_through = 0;
                    self.records.values_mut().for_each(|(_, due)| *due = true);
                }
            }
        }
        let mut mismatched: Vec<Scope> =
            plan.scopes.into_iter().filter_map(|scope| self.apply_scope(scope)).collect();
        if defect == Some(Defect::TabletSkipsChecksum) {
            mismatched.clear();
        }
        Applied { unsent: self.unsent(), mismatched }
    }

    fn acknowledge(&mut self, ack: &Ack) {
        self.acked_through = ack.through;
        for seq in &ack.counted {
            let Some(row) = self.log.get_mut(seq) else { continue };
            row.counted = true;
            let scope = Scope::Session(row.session);
            if let Some(replica) = self.scopes.get_mut(&scope) {
                replica.events.remove(&row.id);
            }
        }
        self.attention.retain(|seq, outcome| !too_large(outcome) || *seq <= ack.from || *seq > ack.through);
        self.attention.extend(ack.attention.iter().cloned());
    }

    /// The same event under the next free number.
    fn renumber(&mut self, seq: u64) {
        let Some(mut row) = self.log.remove(&seq) else { return };
        self.head += 1;
        let moved = RawValue::from_string(row.raw.raw.clone()).ok().and_then(|raw| renumber(&raw, self.head));
        if let Some(raw) = moved {
            row.raw = raw.get().into();
        }
        self.log.insert(self.head, row);
    }

    /// Returns the scope when its sum is wrong.
    fn apply_scope(&mut self, plan: ScopePlan) -> Option<Scope> {
        let session = match plan.scope {
            Scope::Session(session) => Some(session),
            _ => None,
        };
        let mut own: BTreeMap<EventId, &mut OwnEvent> = self
            .log
            .values_mut()
            .filter(|row| Some(row.session) == session)
            .map(|row| (row.id, row))
            .collect();
        let replica = self.scopes.entry(plan.scope).or_default();
        if replica.cursor != plan.base {
            return None;
        }
        if plan.reset {
            replica.docs.clear();
            replica.events.clear();
            own.values_mut().for_each(|row| row.counted = false);
        }
        for doc in plan.docs {
            let key = (doc.kind, doc.id);
            if replica.docs.get(&key).is_some_and(|(held, _)| *held >= doc.v) {
                continue;
            }
            match doc.body {
                Some(body) => replica.docs.insert(key, (doc.v, body.get().to_owned())),
                None => replica.docs.remove(&key),
            };
        }
        for event in plan.events {
            let raw = event.raw.get();
            let Ok(id) = read_event(raw).map(|event| event.header().id) else { continue };
            match own.get_mut(&id) {
                Some(row) if row.raw.raw == raw => {
                    row.counted = true;
                    let seq = event_seq(raw);
                    self.attention.retain(|marked, outcome| Some(*marked) != seq || !too_large(outcome));
                }
                // Not ours byte for byte (renumbered in a life this storage does not remember): keep the server's.
                _ => {
                    replica.events.insert(id, raw.into());
                }
            }
        }
        replica.cursor = Some(plan.cursor);
        let mut sum = ScopeSum::default();
        for ((kind, id), (_, body)) in &replica.docs {
            sum.docs += 1;
            sum.hash = sum.hash.wrapping_add(checksum::doc_hash(kind, id, body));
        }
        let own = own.values().filter(|row| row.counted).map(|row| &row.raw);
        for event in replica.events.values().chain(own) {
            sum.events += 1;
            sum.hash = sum.hash.wrapping_add(event.hash);
        }
        (plan.sum.is_some() && plan.sum != Some(sum)).then_some(plan.scope)
    }

    /// Events of a session the server is known to have: pulled ones and counted own ones.
    #[must_use]
    pub fn session_events(&self, session: SessionId) -> BTreeMap<EventId, &str> {
        let pulled =
            self.scopes.get(&Scope::Session(session)).into_iter().flat_map(|replica| &replica.events);
        let own = self.log.values().filter(|row| row.session == session && row.counted);
        pulled
            .map(|(id, row)| (*id, row.raw.as_str()))
            .chain(own.map(|row| (row.id, row.raw.raw.as_str())))
            .collect()
    }

    /// Ids of own personal texts.
    #[must_use]
    pub fn unsent_records(&self) -> BTreeSet<RecordId> {
        self.records.values().filter(|(_, due)| *due).map(|(record, _)| record.id).collect()
    }
}
