//! The contract of `design.md` 4 in memory: small enough to be checked by eye, fast enough for tens of thousands of
//! seeds.

mod changes;
mod receive;

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;
use yanxi_domain::{
    event::AttendanceEvent,
    ids::{DeviceId, EventId, RecordId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    checksum, docs,
    envelope::{read_request, write_response},
    scope::Scope,
    sync::{Quarantine, ScopeSum, SyncRequest, SyncResponse},
};

use super::{
    defect::Defect,
    server::{DeviceView, ServerEvent, ServerView, SimServer},
};

/// The server.
#[derive(Debug)]
pub struct ModelServer {
    committed: State,
    copy: Option<State>,
    now: Timestamp,
    defect: Option<Defect>,
    requests: u64,
    epochs: u64,
}

#[derive(Clone, Debug, Default)]
struct State {
    epoch: u64,
    devices: BTreeMap<DeviceId, Device>,
    events: BTreeMap<EventId, Stored>,
    stream: BTreeMap<(DeviceId, u64), EventId>,
    quarantined: BTreeMap<(DeviceId, String), (u64, Quarantine)>,
    records: BTreeSet<RecordId>,
    scopes: BTreeMap<Scope, Published>,
}

#[derive(Clone, Debug)]
struct Device {
    cookie: String,
    sessions: BTreeSet<SessionId>,
    reported: u64,
    unsent: u64,
}

#[derive(Clone, Debug)]
struct Stored {
    event: AttendanceEvent,
    raw: String,
    at: Timestamp,
}

#[derive(Clone, Debug, Default)]
struct Published {
    version: u64,
    docs: BTreeMap<(String, String), (u64, Option<String>)>,
    events: BTreeMap<u64, Vec<EventId>>,
    sum: ScopeSum,
}

impl Published {
    fn put(&mut self, kind: &str, id: String, body: Option<String>) {
        let hash = |body: &str| checksum::doc_hash(kind, &id, body);
        let key = (kind.to_owned(), id.clone());
        if let Some((_, Some(old))) = self.docs.get(&key) {
            self.sum.docs -= 1;
            self.sum.hash = self.sum.hash.wrapping_sub(hash(old));
        }
        if let Some(new) = &body {
            self.sum.docs += 1;
            self.sum.hash = self.sum.hash.wrapping_add(hash(new));
        }
        self.docs.insert(key, (self.version, body));
    }
}

enum Who {
    Device(DeviceId),
    Organiser,
}

const ORGANISER: &str = "organiser";

impl ModelServer {
    /// An empty server with two sessions.
    #[must_use]
    pub fn new(defect: Option<Defect>) -> Self {
        Self { committed: State::default(), copy: None, now: Timestamp(0), defect, requests: 0, epochs: 0 }
    }

    fn answer(&mut self, who: &Who, request: SyncRequest) -> SyncResponse {
        self.requests += 1;
        let state = &mut self.committed;
        let mut response = SyncResponse {
            envelope: request.envelope,
            server_time: self.now,
            results: Vec::new(),
            records: Vec::new(),
            device_head: None,
            wipe: false,
            scopes: Vec::new(),
        };
        let mut bumped = BTreeSet::new();
        if let Who::Device(device) = *who {
            response.device_head = Some(state.head(device));
            if let (Some(report), Some(known)) = (&request.device, state.devices.get_mut(&device)) {
                known.reported = known.reported.max(report.head);
                known.unsent = report.unsent.saturating_sub(request.events.len() as u64);
            }
            for raw in &request.events {
                let result = state.receive(device, raw.get(), self.now, self.defect, &mut bumped);
                response.results.push(result);
            }
            for record in request.records {
                response.records.push(record.id);
                state.record(record, &mut bumped);
            }
            response.device_head = response.device_head.max(Some(state.head(device)));
        }
        for pull in &request.pulls {
            response.scopes.push(state.changes(who, pull, self.defect));
        }
        response
    }
}

impl State {
    /// Highest number held or reported.
    fn head(&self, device: DeviceId) -> u64 {
        let held =
            self.stream.range((device, 0)..=(device, u64::MAX)).next_back().map_or(0, |((_, seq), _)| *seq);
        held.max(self.devices.get(&device).map_or(0, |known| known.reported))
    }

    /// Bumps a scope once per request, before anything is written to it.
    fn bump(&mut self, scope: Scope, bumped: &mut BTreeSet<Scope>) -> &mut Published {
        let published = self.scopes.entry(scope).or_default();
        if bumped.insert(scope) {
            published.version += 1;
        }
        published
    }

    fn device_view(&self, id: DeviceId, known: &Device) -> DeviceView {
        let head = self.head(id);
        let aside: BTreeSet<u64> =
            self.quarantined.iter().filter(|((of, _), _)| *of == id).map(|(_, (seq, _))| *seq).collect();
        let holds = |seq: &u64| self.stream.contains_key(&(id, *seq)) || aside.contains(seq);
        DeviceView { head, missing: ranges((1..=head).filter(|seq| !holds(seq))), unsent: known.unsent }
    }
}

/// Inclusive ranges of an ascending sequence.
pub(super) fn ranges(numbers: impl Iterator<Item = u64>) -> Vec<(u64, u64)> {
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    ranges
}

fn parse_cursor(cursor: &str) -> Option<(u64, u64)> {
    let (epoch, version) = cursor.split_once('.')?;
    Some((epoch.parse().ok()?, version.parse().ok()?))
}

impl SimServer for ModelServer {
    fn set_now(&mut self, now: Timestamp) {
        self.now = now;
    }

    fn sessions(&self) -> Vec<SessionId> {
        [1, 2].map(|n| SessionId(Uuid::from_u128(n))).to_vec()
    }

    fn enrol(
        &mut self,
        _name: &str,
        sessions: &[SessionId],
        keep: Option<DeviceId>,
    ) -> Result<(DeviceId, String), String> {
        let state = &mut self.committed;
        // Counted by the server outside its database, like any random id.
        self.epochs += 1;
        let id = keep.unwrap_or(DeviceId(Uuid::from_u64_pair(0xd, self.epochs)));
        let cookie = format!("device-{}", self.epochs);
        let device = Device {
            cookie: cookie.clone(),
            sessions: sessions.iter().copied().collect(),
            reported: state.devices.get(&id).map_or(0, |known| known.reported),
            unsent: 0,
        };
        state.devices.insert(id, device);
        Ok((id, cookie))
    }

    fn organiser(&mut self) -> Result<String, String> {
        Ok(ORGANISER.to_owned())
    }

    fn sync(&mut self, cookie: &str, body: &[u8]) -> (u16, Vec<u8>) {
        let known = self.committed.devices.iter().find(|(_, device)| device.cookie == cookie);
        let who = match known {
            Some((id, _)) => Who::Device(*id),
            None if cookie == ORGANISER => Who::Organiser,
            None => return (401, Vec::new()),
        };
        let Ok(request) = read_request(body) else { return (400, Vec::new()) };
        // The answer is made before the commit; the defect loses the commit now and then.
        let before = (self.defect == Some(Defect::ServerAcksBeforeCommit) && self.requests % 16 == 7)
            .then(|| self.committed.clone());
        let response = self.answer(&who, request);
        if let Some(before) = before {
            self.committed = before;
        }
        (200, write_response(&response, response.envelope))
    }

    fn edit(&mut self, session: SessionId, number: u64, body: Option<String>) -> Result<(), String> {
        let published = self.committed.bump(Scope::Session(session), &mut BTreeSet::new());
        published.put(docs::ROSTER, Uuid::from_u128(number.into()).to_string(), body);
        Ok(())
    }

    fn backup(&mut self) -> Result<(), String> {
        self.copy = Some(self.committed.clone());
        Ok(())
    }

    fn restore(&mut self, new_epoch: bool) -> Result<bool, String> {
        let Some(copy) = self.copy.clone() else { return Ok(false) };
        self.committed = copy;
        if new_epoch {
            self.epochs += 1;
            self.committed.epoch = self.epochs;
        }
        Ok(true)
    }

    fn cursor_position(&self, cursor: &str) -> Option<(String, u64)> {
        parse_cursor(cursor).map(|(epoch, v)| (epoch.to_string(), v))
    }

    fn view(&mut self) -> Result<ServerView, String> {
        let state = &self.committed;
        let docs = state.scopes.iter().map(|(scope, published)| {
            let live =
                published.docs.iter().filter_map(|(key, (_, body))| Some((key.clone(), body.clone()?)));
            (*scope, live.collect())
        });
        Ok(ServerView {
            events: state
                .events
                .iter()
                .map(|(id, stored)| {
                    (*id, ServerEvent { session: stored.event.session, raw: stored.raw.clone() })
                })
                .collect(),
            quarantined: state
                .quarantined
                .iter()
                .map(|((device, raw), (seq, reason))| (Some(*device), *seq, *reason, raw.clone()))
                .collect(),
            docs: docs.collect(),
            devices: state.devices.iter().map(|(id, known)| (*id, state.device_view(*id, known))).collect(),
        })
    }
}
