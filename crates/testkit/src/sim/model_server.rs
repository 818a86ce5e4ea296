//! The contract of `design.md` 4 in memory: small enough to be checked by eye, fast enough for tens of thousands of
//! seeds.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;
use uuid::Uuid;
use yanxi_domain::{
    event::{AttendanceEvent, EventKind, SideRecord},
    ids::{DeviceId, EventId, RecordId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    checksum, docs,
    envelope::{read_request, write_response},
    scope::Scope,
    sync::{
        Doc, EventResult, Outcome, Pull, Quarantine, ScopeChanges, ScopeStatus, ScopeSum, StoredEvent,
        SyncRequest, SyncResponse,
    },
    upcast::read_event,
};

use super::{
    defect::Defect,
    server::{DeviceView, ServerEvent, ServerView, SimServer},
};

/// Rows in one page of changes: few, so that paging happens all the time.
const PAGE_ROWS: usize = 40;

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

    fn receive(
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
    fn record(&mut self, record: SideRecord, bumped: &mut BTreeSet<Scope>) {
        if self.records.insert(record.id) {
            let body = serde_json::to_string(&record).ok();
            let published = self.bump(Scope::Session(record.session), bumped);
            published.put(docs::RECORD, record.id.to_string(), body);
        }
    }

    fn changes(&self, who: &Who, pull: &Pull, defect: Option<Defect>) -> ScopeChanges {
        let scope = pull.scope;
        let nothing = |status| ScopeChanges {
            scope,
            status,
            docs: Vec::new(),
            events: Vec::new(),
            cursor: String::new(),
            more: false,
            sum: None,
        };
        let own = match (who, scope) {
            (Who::Device(device), Scope::Session(session) | Scope::Crew(session)) => {
                if !self.devices.get(device).is_some_and(|known| known.sessions.contains(&session)) {
                    return nothing(ScopeStatus::Forbidden);
                }
                Some(*device)
            }
            (_, Scope::Catalog) | (Who::Organiser, Scope::Session(_) | Scope::Course(_)) => None,
            _ => return nothing(ScopeStatus::Forbidden),
        };
        let empty = Published::default();
        let published = self.scopes.get(&scope).unwrap_or(&empty);
        let known = pull.cursor.as_deref().and_then(parse_cursor);
        let known = known.filter(|(epoch, v)| *epoch == self.epoch && *v <= published.version);
        let status =
            if pull.cursor.is_some() && known.is_none() { ScopeStatus::StartOver } else { ScopeStatus::Ok };
        let after = known.map_or(0, |(_, v)| v);

        let mut answer = nothing(status);
        let mut versions: BTreeMap<u64, (Vec<Doc>, Vec<StoredEvent>)> = BTreeMap::new();
        for ((kind, id), (v, body)) in published.docs.iter().filter(|(_, (v, _))| *v > after) {
            let body = body.clone().and_then(|body| RawValue::from_string(body).ok());
            versions.entry(*v).or_default().0.push(Doc { kind: kind.clone(), id: id.clone(), v: *v, body });
        }
        for (v, ids) in published.events.range(after + 1..) {
            for stored in ids.iter().filter_map(|id| self.events.get(id)) {
                if own == Some(stored.event.device) && stored.event.seq <= pull.own_through {
                    continue;
                }
                let raw = RawValue::from_string(stored.raw.clone()).ok();
                let rows = &mut versions.entry(*v).or_default().1;
                rows.extend(raw.map(|raw| StoredEvent { at: stored.at, raw }));
            }
        }
        let mut through = published.version;
        for (v, (docs, events)) in versions {
            if answer.docs.len() + answer.events.len() >= PAGE_ROWS {
                answer.more = true;
                through = v - 1;
                break;
            }
            answer.docs.extend(docs);
            answer.events.extend(events);
            if defect == Some(Defect::ServerCutsVersions) {
                let room = PAGE_ROWS.saturating_sub(answer.docs.len());
                answer.events.truncate(room);
            }
        }
        answer.cursor = format!("{}.{through}", self.epoch);
        answer.sum = (!answer.more).then_some(published.sum);
        answer
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
