//! A session's replica, built once and then changed in place: a tap must not rebuild a roster of a thousand.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use yanxi_domain::{
    course::Session,
    event::{AttendanceEvent, EventKind, ReceivedEvent, SideRecord},
    ids::{RegistrationId, SessionId},
    log::SessionLog,
    roster::{RegistrationState, RosterEntry},
    time::Timestamp,
};
use yanxi_protocol::{
    docs::{self, DeviceLabel},
    sync::Doc,
};

use super::SessionReplica;
use crate::local::{LoadedScope, OwnLog, PulledEvent, ScopeDelta};

impl SessionReplica {
    /// From what the store holds. `None` until the session itself arrived.
    pub(in crate::state) fn build(
        id: SessionId,
        loaded: LoadedScope,
        own: &OwnLog,
        own_records: &[SideRecord],
    ) -> Option<Self> {
        let session = loaded.docs.iter().filter(|doc| doc.kind == docs::SESSION).find_map(body::<Session>)?;
        let mut replica = Self {
            session: Arc::new(session),
            roster: Arc::default(),
            records: Arc::default(),
            device_labels: Arc::default(),
            log: SessionLog::new(),
            pulled_at: loaded.pulled_at,
            change: None,
        };
        replica.take_docs(loaded.docs);
        replica.take_pulled(loaded.events);
        for event in own.entries.values().filter_map(|entry| entry.event.as_ref()) {
            replica.take_own(id, event);
        }
        replica.confirm_own(own, loaded.pulled_at);
        for record in own_records.iter().filter(|record| record.session == id) {
            replica.take_own_record(record.clone());
        }
        Some(replica)
    }

    /// Takes an answer of the server in.
    pub(in crate::state) fn apply(&mut self, delta: ScopeDelta) {
        let before = admitted(&self.roster);
        let known = self.pulled_at.is_some();
        if delta.reset {
            self.roster = Arc::default();
        }
        let touches_roster = delta.reset || delta.docs.iter().any(|doc| doc.kind == docs::ROSTER);
        self.take_docs(delta.docs);
        self.take_pulled(delta.events);
        self.pulled_at = Some(delta.pulled_at);
        if touches_roster && known {
            let after = admitted(&self.roster);
            let (removed, added) = (before.difference(&after).count(), after.difference(&before).count());
            if removed + added > 0 {
                let (old_removed, old_added) = self.change.unwrap_or_default();
                self.change = Some((old_removed + count(removed), old_added + count(added)));
            }
        }
    }

    /// Takes an own event in; 校時 concerns every session of its boot.
    pub(in crate::state) fn take_own(&mut self, id: SessionId, event: &AttendanceEvent) {
        if event.session == id || matches!(event.kind, EventKind::ClockFix { .. }) {
            self.log.insert(ReceivedEvent { event: event.clone(), received_at: None });
        }
    }

    /// Own events the server confirmed were received at the latest at `by`, server clock. When exactly only the server
    /// knows; what counts here is that they are no longer unsent.
    pub(in crate::state) fn confirm_own(&mut self, own: &OwnLog, by: Option<Timestamp>) {
        let there = own.entries.iter().filter(|(seq, _)| !own.only_here(**seq));
        let confirmed = there.filter_map(|(_, entry)| entry.event.as_ref());
        for event in confirmed {
            if self.log.get(event.id).is_some_and(|known| known.received_at.is_none()) {
                let at = by.unwrap_or_default().max(event.corrected());
                self.log.insert(ReceivedEvent { event: event.clone(), received_at: Some(at) });
            }
        }
    }

    /// Takes an own text in; what the server published about it wins.
    pub(in crate::state) fn take_own_record(&mut self, record: SideRecord) {
        if !self.records.contains_key(&record.id) {
            Arc::make_mut(&mut self.records).insert(record.id, record);
        }
    }

    fn take_pulled(&mut self, events: Vec<PulledEvent>) {
        for PulledEvent { at, event } in events {
            self.log.insert(ReceivedEvent { event, received_at: Some(at) });
        }
    }

    fn take_docs(&mut self, docs: Vec<Doc>) {
        let mut places: Option<HashMap<RegistrationId, usize>> = None;
        for doc in docs {
            match doc.kind.as_str() {
                docs::SESSION => {
                    if let Some(session) = body(&doc) {
                        self.session = Arc::new(session);
                    }
                }
                docs::ROSTER => {
                    let roster = Arc::make_mut(&mut self.roster);
                    let places = places.get_or_insert_with(|| {
                        roster.iter().enumerate().map(|(place, entry)| (entry.id, place)).collect()
                    });
                    take_row(roster, places, &doc);
                }
                docs::RECORD => {
                    if let Some(record) = body::<SideRecord>(&doc) {
                        Arc::make_mut(&mut self.records).insert(record.id, record);
                    }
                }
                docs::DEVICE_LABEL => {
                    if let Some(device) = body::<DeviceLabel>(&doc) {
                        Arc::make_mut(&mut self.device_labels).insert(device.id, device.label);
                    }
                }
                _ => {}
            }
        }
    }
}

/// A roster is additive (5.5): a row the server withdrew stays, as 已取消, so that staff can explain.
fn take_row(roster: &mut Vec<RosterEntry>, places: &mut HashMap<RegistrationId, usize>, doc: &Doc) {
    match body::<RosterEntry>(doc) {
        Some(entry) => match places.get(&entry.id).and_then(|place| roster.get_mut(*place)) {
            Some(known) => *known = entry,
            None => {
                places.insert(entry.id, roster.len());
                roster.push(entry);
            }
        },
        None => {
            let gone = doc.id.parse::<RegistrationId>().ok().filter(|_| doc.body.is_none());
            if let Some(known) = gone.and_then(|id| roster.get_mut(*places.get(&id)?)) {
                known.state = RegistrationState::Cancelled;
            }
        }
    }
}

fn body<T: serde::de::DeserializeOwned>(doc: &Doc) -> Option<T> {
    serde_json::from_str(doc.body.as_ref()?.get()).ok()
}

fn admitted(roster: &[RosterEntry]) -> HashSet<RegistrationId> {
    roster.iter().filter(|entry| entry.state == RegistrationState::Admitted).map(|entry| entry.id).collect()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Last instant of a session.
pub(in crate::state) fn session_end(session: &Session) -> Option<Timestamp> {
    session.periods.iter().map(|period| period.end).max()
}
