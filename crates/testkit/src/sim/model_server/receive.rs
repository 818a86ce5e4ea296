//! What the model does with pushed events and texts.

use std::collections::BTreeSet;

use yanxi_domain::{
    event::{AttendanceEvent, EventKind, SideRecord},
    ids::DeviceId,
    time::Timestamp,
};
use yanxi_protocol::{
    docs,
    scope::Scope,
    sync::{EventResult, Outcome, Quarantine},
    upcast::read_event,
};

use super::{State, Stored};
use crate::sim::defect::Defect;

impl State {
    pub(super) fn receive(
        &mut self,
        device: DeviceId,
        raw: &str,
        at: Timestamp,
        defect: Option<Defect>,
        bumped: &mut BTreeSet<Scope>,
    ) -> EventResult {
        let Some(event) = read_event(raw).ok().and_then(|event| event.known()) else {
            self.quarantined.insert((device, raw.to_owned()), (0, Quarantine::Unreadable));
            return EventResult { seq: 0, outcome: Outcome::Quarantined { reason: Quarantine::Unreadable } };
        };
        let seq = event.seq;
        let refused = match self.events.get(&event.id) {
            Some(known) if known.raw == raw => return EventResult { seq, outcome: Outcome::Duplicate },
            Some(_) => Some(Quarantine::IdReused),
            None if event.device != device => Some(Quarantine::ForeignDevice),
            None if defect != Some(Defect::ServerOverwritesNumbers)
                && self.stream.contains_key(&(device, seq)) =>
            {
                Some(Quarantine::SeqReused)
            }
            None if !self.devices.get(&device).is_some_and(|d| d.sessions.contains(&event.session)) => {
                Some(Quarantine::NotEnrolled)
            }
            None => None,
        };
        if let Some(reason) = refused {
            self.quarantined.insert((device, raw.to_owned()), (seq, reason));
            return EventResult { seq, outcome: Outcome::Quarantined { reason } };
        }
        if defect == Some(Defect::ServerDedupsByPerson) && self.same_tap(&event) {
            return EventResult { seq, outcome: Outcome::Duplicate };
        }
        let scope = Scope::Session(event.session);
        let published = self.bump(scope, bumped);
        let v = published.version;
        published.events.entry(v).or_default().push(event.id);
        published.sum.add_event(raw);
        if let Some(overwritten) = self.stream.insert((device, seq), event.id) {
            self.events.remove(&overwritten);
        }
        self.events.insert(event.id, Stored { raw: raw.to_owned(), event, at });
        EventResult { seq, outcome: Outcome::Accepted }
    }

    fn same_tap(&self, event: &AttendanceEvent) -> bool {
        let tap = |e: &AttendanceEvent| match e.kind {
            EventKind::SignIn | EventKind::SignOut => {
                Some((e.session, e.subject, e.kind == EventKind::SignIn))
            }
            _ => None,
        };
        tap(event).is_some_and(|new| self.events.values().any(|stored| tap(&stored.event) == Some(new)))
    }

    /// The first text of a record stays: a repetition must not bring back an erased one.
    pub(super) fn record(&mut self, record: SideRecord, bumped: &mut BTreeSet<Scope>) {
        if self.records.insert(record.id) {
            let body = serde_json::to_string(&record).ok();
            let published = self.bump(Scope::Session(record.session), bumped);
            published.put(docs::RECORD, record.id.to_string(), body);
        }
    }
}
