//! Events, plans and a tablet over a store of its own.

use std::cell::RefCell;

use serde_json::value::RawValue;
use uuid::Uuid;
use yanxi_app::local::{
    Appended, ApplyOutcome, Db, Mirrors, StoreError, WriteError, adopt_identity, append, apply, load_own,
    load_scopes, open_named,
};
use yanxi_domain::{
    event::{
        AttendanceEvent, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality, RecordBody, SideRecord,
    },
    ids::{AccountId, BootId, DeviceId, EventId, PeriodId, RecordId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    api::DeviceIdentity,
    scope::Scope,
    sync::{Doc, StoredEvent},
};
use yanxi_sync::{ApplyPlan, ScopePlan};

pub const SESSION: SessionId = SessionId(Uuid::from_u128(1));
pub const SCOPE: Scope = Scope::Session(SESSION);
pub const DEVICE: DeviceId = DeviceId(Uuid::from_u128(0xd));
pub const OTHER: DeviceId = DeviceId(Uuid::from_u128(0xe));
pub const AT: Timestamp = Timestamp(1_754_352_000_000);

/// A name no other test uses.
pub fn fresh_name() -> String {
    format!("test-{}", Uuid::new_v4())
}

pub fn event(device: DeviceId, seq: u64) -> AttendanceEvent {
    AttendanceEvent {
        id: EventId(Uuid::new_v4()),
        seq,
        at: AT,
        mono: 5,
        subject: None,
        kind: EventKind::SignIn,
        session: SESSION,
        period: PeriodId(Uuid::from_u128(2)),
        device,
        boot: BootId(Uuid::from_u128(3)),
        operator: AccountId(Uuid::from_u128(4)),
        offset: None,
        quality: OffsetQuality::Unknown,
        method: Method::List,
        evidence: Evidence::Medium,
        reason: None,
        v: EVENT_VERSION,
    }
}

pub fn note(id: u128, text: &str) -> SideRecord {
    SideRecord {
        id: RecordId(Uuid::from_u128(id)),
        session: SESSION,
        body: RecordBody::Note { text: text.to_owned() },
    }
}

/// An answer of `count` foreign events and one document.
pub fn answer(base: Option<&str>, cursor: &str, count: u64) -> ApplyPlan {
    let events = (1..=count)
        .map(|seq| StoredEvent {
            at: AT,
            raw: RawValue::from_string(serde_json::to_string(&event(OTHER, seq)).unwrap()).unwrap(),
        })
        .collect();
    let body = RawValue::from_string(format!("{{\"pulled\":\"{cursor}\",\"name\":\"王𤧟\"}}")).unwrap();
    let doc = Doc { kind: "x".into(), id: "a".into(), v: cursor.len() as u64, body: Some(body) };
    ApplyPlan {
        scopes: vec![ScopePlan {
            scope: SCOPE,
            base: base.map(str::to_owned),
            reset: false,
            docs: vec![doc],
            events,
            cursor: cursor.into(),
            sum: None,
        }],
        ..ApplyPlan::default()
    }
}

/// A device over its own store.
pub struct Tablet {
    pub db: Db,
    pub mirrors: RefCell<Mirrors>,
}

impl Tablet {
    pub async fn enrolled(name: &str) -> Self {
        let db = open_named(name).await.unwrap();
        let identity = DeviceIdentity { id: DEVICE, name: "平板A".into(), sessions: vec![SESSION] };
        adopt_identity(&db, &identity).await.unwrap();
        Self::over(db).await
    }

    /// The same store after the browser was closed and opened again.
    pub async fn restarted(name: &str) -> Self {
        Self::over(open_named(name).await.unwrap()).await
    }

    async fn over(db: Db) -> Self {
        let mirrors = RefCell::new(Mirrors::new(load_own(&db).await.unwrap().0));
        load_scopes(&db, &mirrors, &[SCOPE]).await.unwrap();
        Self { db, mirrors }
    }

    pub async fn tap(&self) -> Result<Vec<Appended>, WriteError> {
        self.tap_with(&[]).await
    }

    pub async fn tap_with(&self, records: &[SideRecord]) -> Result<Vec<Appended>, WriteError> {
        let mut made = event(DEVICE, 0);
        made.id = EventId(Uuid::new_v4());
        append(&self.db, DEVICE, records, |first| vec![AttendanceEvent { seq: first, ..made.clone() }]).await
    }

    pub async fn apply(&self, plan: ApplyPlan) -> Result<ApplyOutcome, StoreError> {
        apply(&self.db, &self.mirrors, plan, AT).await
    }

    /// Numbers in the store, as a new start would read them.
    pub async fn stored_seqs(&self) -> Vec<u64> {
        load_own(&self.db).await.unwrap().0.entries.keys().copied().collect()
    }
}
