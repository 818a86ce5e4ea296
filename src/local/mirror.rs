//! What of the store is kept in memory: enough to judge an answer without reading the whole scope again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use yanxi_domain::{
    event::{AttendanceEvent, SideRecord},
    ids::{EventId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    checksum::{doc_hash, event_hash},
    scope::Scope,
    sync::{Doc, Outcome, StoredEvent},
    upcast::{Header, read_event},
};

use super::{
    kernel::{Db, Select, StoreError},
    meta::stream_key,
    rows::{OwnStreamRow, ScopeRow, first, scope_prefix, set_aside, text},
    schema::Store,
};

/// An own event as kept in memory.
#[derive(Clone, Debug)]
pub struct OwnEntry {
    /// Event id.
    pub id: EventId,
    /// Its session.
    pub session: SessionId,
    /// Its share of the scope's sum.
    pub hash: u64,
    /// The event; `None` if this version cannot read it (written by a newer one).
    pub event: Option<AttendanceEvent>,
}

/// The own stream.
#[derive(Clone, Debug, Default)]
pub struct OwnLog {
    /// Numbers.
    pub stream: OwnStreamRow,
    /// Events by number.
    pub entries: BTreeMap<u64, OwnEntry>,
    /// Events some result of which needs a person.
    pub quarantined: u64,
    /// Numbers of events refused as too large even alone. They stand below the confirmed number, but only this device
    /// has them.
    pub aside: BTreeSet<u64>,
}

/// An event of a scope that came from the server.
#[derive(Clone, Debug)]
pub struct PulledEvent {
    /// Server receipt time.
    pub at: Timestamp,
    /// The event.
    pub event: AttendanceEvent,
}

/// What judging an answer needs to know of a scope.
#[derive(Clone, Debug)]
pub(super) struct ScopeMirror {
    pub row: ScopeRow,
    /// Version and share of the sum, by `kind/id`.
    pub docs: HashMap<String, (u64, u64)>,
    pub pulled: HashSet<EventId>,
}

/// Everything kept in memory.
#[derive(Clone, Debug, Default)]
pub struct Mirrors {
    /// The own stream.
    pub own: OwnLog,
    pub(super) scopes: HashMap<Scope, ScopeMirror>,
}

/// A scope as read from the store.
#[derive(Debug)]
pub struct LoadedScope {
    /// Scope.
    pub scope: Scope,
    /// Its documents.
    pub docs: Vec<Doc>,
    /// Its pulled events; those this version cannot read are kept in the store but left out here.
    pub events: Vec<PulledEvent>,
    /// Server clock of the last answer.
    pub pulled_at: Option<Timestamp>,
}

/// An event read once: header, content where this version can read it, and its share of the sum.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    pub header: Header,
    pub event: Option<AttendanceEvent>,
    pub hash: u64,
}

pub(super) fn parse(raw: &str) -> Option<Parsed> {
    let read = read_event(raw).ok()?;
    Some(Parsed { header: read.header(), event: read.known(), hash: event_hash(raw) })
}

impl OwnLog {
    /// Takes a committed event into memory.
    pub fn insert(&mut self, event: AttendanceEvent, raw: &str) {
        self.stream.head = self.stream.head.max(event.seq);
        let entry = OwnEntry {
            id: event.id,
            session: event.session,
            hash: event_hash(raw),
            event: Some(event.clone()),
        };
        self.entries.insert(event.seq, entry);
    }

    /// Whether this device is the only one that has the event: not confirmed, or set aside.
    #[must_use]
    pub fn only_here(&self, seq: u64) -> bool {
        seq > self.stream.acked_through || self.aside.contains(&seq)
    }

    /// Own events the server has not confirmed, those set aside included.
    #[must_use]
    pub fn unsent(&self) -> u64 {
        let above = self.stream.acked_through.saturating_add(1);
        let aside = self.aside.range(..above).count();
        count(self.entries.range(above..).count() + aside)
    }

    /// Forgets the confirmed events of sessions after they were purged from the store.
    pub fn forget(&mut self, sessions: &HashSet<SessionId>) {
        let (confirmed, aside) = (self.stream.acked_through, &self.aside);
        self.entries.retain(|seq, entry| {
            *seq > confirmed || aside.contains(seq) || !sessions.contains(&entry.session)
        });
    }
}

impl Mirrors {
    /// The own stream and no scopes yet.
    #[must_use]
    pub fn new(own: OwnLog) -> Self {
        Self { own, scopes: HashMap::new() }
    }

    /// Whether the scope was read from the store.
    #[must_use]
    pub fn holds(&self, scope: Scope) -> bool {
        self.scopes.contains_key(&scope)
    }

    /// Forgets a scope, so that the next load reads it again.
    pub fn forget(&mut self, scope: Scope) {
        self.scopes.remove(&scope);
    }

    /// Scopes held in memory.
    #[must_use]
    pub fn scopes(&self) -> Vec<Scope> {
        self.scopes.keys().copied().collect()
    }
}

/// Reads the own stream and the unsent texts.
///
/// # Errors
/// See [`StoreError`].
pub async fn load_own(db: &Db) -> Result<(OwnLog, Vec<SideRecord>), StoreError> {
    let selects = [
        Select::One(Store::Meta, stream_key()),
        Select::All(Store::Log),
        Select::All(Store::Records),
        Select::All(Store::Attention),
    ];
    let rows = db
        .read(&[Store::Meta, Store::Log, Store::Records, Store::Attention], &selects, |_| Vec::new())
        .await?;
    let mut own = OwnLog { stream: first(rows.first()).unwrap_or_default(), ..OwnLog::default() };
    for raw in rows.get(1).into_iter().flatten() {
        if let Some(Parsed { header, event, hash }) = parse(raw) {
            own.entries.insert(header.seq, OwnEntry { id: header.id, session: header.session, hash, event });
        }
    }
    let records =
        rows.get(2).into_iter().flatten().filter_map(|row| serde_json::from_str(row).ok()).collect();
    // A flagged entry counts like any other and waits for nobody on the tablet; only what was refused is shown there.
    let refused = |row: &String| {
        serde_json::from_str(row)
            .is_ok_and(|(_, outcome): (u64, Outcome)| matches!(outcome, Outcome::Quarantined { .. }))
            && set_aside(row).is_none()
    };
    own.aside = rows.get(3).into_iter().flatten().filter_map(|row| set_aside(row)).collect();
    own.quarantined = count(rows.get(3).map_or(0, |rows| rows.iter().filter(|row| refused(row)).count()));
    Ok((own, records))
}

/// Reads scopes into `mirrors` and hands out what is in them, all in one read transaction.
///
/// # Errors
/// See [`StoreError`].
pub async fn load_scopes(
    db: &Db,
    mirrors: &std::cell::RefCell<Mirrors>,
    scopes: &[Scope],
) -> Result<Vec<LoadedScope>, StoreError> {
    let selects: Vec<Select> = scopes
        .iter()
        .flat_map(|scope| {
            [
                Select::One(Store::Scopes, text(scope.to_string())),
                Select::Prefix(Store::Docs, scope_prefix(*scope)),
                Select::Prefix(Store::Pages, scope_prefix(*scope)),
            ]
        })
        .collect();
    let rows = db.read(&[Store::Scopes, Store::Docs, Store::Pages], &selects, |_| Vec::new()).await?;
    let mut loaded = Vec::with_capacity(scopes.len());
    for (scope, rows) in scopes.iter().zip(rows.chunks(3)) {
        let row = first(rows.first()).unwrap_or_else(|| ScopeRow::empty(*scope));
        let mut mirror = ScopeMirror { row, docs: HashMap::new(), pulled: HashSet::new() };
        let mut docs = Vec::new();
        for text in rows.get(1).into_iter().flatten() {
            if let Ok(doc) = serde_json::from_str::<Doc>(text) {
                mirror.docs.insert(doc_name(&doc), (doc.v, hash_of(&doc)));
                docs.push(doc);
            }
        }
        let mut events = Vec::new();
        for page in rows.get(2).into_iter().flatten() {
            for stored in serde_json::from_str::<Vec<StoredEvent>>(page).unwrap_or_default() {
                if let Some(parsed) = parse(stored.raw.get()) {
                    mirror.pulled.insert(parsed.header.id);
                    events.extend(parsed.event.map(|event| PulledEvent { at: stored.at, event }));
                }
            }
        }
        loaded.push(LoadedScope { scope: *scope, docs, events, pulled_at: mirror.row.pulled_at });
        mirrors.borrow_mut().scopes.insert(*scope, mirror);
    }
    Ok(loaded)
}

/// Name of a document within its scope.
pub(super) fn doc_name(doc: &Doc) -> String {
    format!("{}/{}", doc.kind, doc.id)
}

/// Share of a live document in the sum.
pub(super) fn hash_of(doc: &Doc) -> u64 {
    doc.body.as_ref().map_or(0, |body| doc_hash(&doc.kind, &doc.id, body.get()))
}

pub(super) fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
