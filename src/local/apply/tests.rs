//! The rules of applying answers, over the kernel in memory.

mod quiet;
mod set_aside;

use std::{cell::RefCell, pin::pin, task::Context};

use serde_json::value::RawValue;
use uuid::Uuid;
use yanxi_domain::{
    event::{AttendanceEvent, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality, SideRecord},
    ids::{AccountId, BootId, DeviceId, EventId, PeriodId},
};
use yanxi_protocol::{
    api::DeviceIdentity,
    sync::{Quarantine, ScopeSum, StoredEvent},
};
use yanxi_sync::{Ack, ScopePlan};

use super::*;
use crate::local::{Appended, adopt_identity, append, load_outbox, load_own, load_scopes, open_named};

const SESSION: SessionId = SessionId(Uuid::from_u128(1));
const SCOPE: Scope = Scope::Session(SESSION);
const DEVICE: DeviceId = DeviceId(Uuid::from_u128(0xd));
const OTHER: DeviceId = DeviceId(Uuid::from_u128(0xe));
const AT: Timestamp = Timestamp(1_754_352_000_000);

/// The kernel in memory never waits, so one poll is the whole future.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(std::task::Waker::noop());
    match pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("the kernel in memory waited"),
    }
}

fn event(device: DeviceId, seq: u64, id: u128) -> AttendanceEvent {
    AttendanceEvent {
        id: EventId(Uuid::from_u128(id)),
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

fn stored(event: &AttendanceEvent) -> StoredEvent {
    StoredEvent { at: AT, raw: RawValue::from_string(serde_json::to_string(event).unwrap()).unwrap() }
}

fn doc(id: &str, v: u64, body: Option<&str>) -> Doc {
    Doc { kind: "x".into(), id: id.into(), v, body: body.map(|b| RawValue::from_string(b.into()).unwrap()) }
}

fn scope_plan(base: Option<&str>, cursor: &str) -> ScopePlan {
    ScopePlan {
        scope: SCOPE,
        base: base.map(str::to_owned),
        reset: false,
        docs: Vec::new(),
        events: Vec::new(),
        cursor: cursor.into(),
        sum: None,
    }
}

fn sum_of(docs: &[Doc], events: &[&AttendanceEvent]) -> ScopeSum {
    let mut sum = ScopeSum::default();
    for doc in docs {
        sum.add_doc(doc);
    }
    for event in events {
        sum.add_event(&serde_json::to_string(event).unwrap());
    }
    sum
}

struct Tablet {
    db: Db,
    mirrors: RefCell<Mirrors>,
}

impl Tablet {
    fn enrolled() -> Self {
        let db = now(open_named("test")).unwrap();
        let identity = DeviceIdentity { id: DEVICE, name: "平板A".into(), sessions: vec![SESSION] };
        now(adopt_identity(&db, &identity)).unwrap();
        Self::restarted(db)
    }

    fn restarted(db: Db) -> Self {
        let mirrors = RefCell::new(Mirrors::new(now(load_own(&db)).unwrap().0));
        now(load_scopes(&db, &mirrors, &[SCOPE])).unwrap();
        Self { db, mirrors }
    }

    fn tap(&self, count: u128) -> Vec<Appended> {
        let taps = now(append(&self.db, DEVICE, &[], |first| {
            (0..count).map(|i| event(DEVICE, first + i as u64, 0x1000 + u128::from(first) + i)).collect()
        }))
        .unwrap();
        for tap in &taps {
            self.mirrors.borrow_mut().own.insert(tap.event.clone(), &tap.raw);
        }
        taps
    }

    fn apply(&self, plan: ApplyPlan) -> ApplyOutcome {
        now(apply(&self.db, &self.mirrors, plan, AT)).unwrap()
    }

    fn sum(&self) -> ScopeSum {
        self.mirrors.borrow().scopes[&SCOPE].row.sum
    }
}

fn ack(from: u64, through: u64) -> Ack {
    Ack {
        from,
        through,
        counted: (from + 1..=through).collect(),
        attention: Vec::new(),
        renumber: Vec::new(),
    }
}

#[test]
fn numbers_go_on_after_a_restart_and_the_outbox_is_what_is_not_confirmed() {
    let tablet = Tablet::enrolled();
    tablet.tap(3);
    tablet.apply(ApplyPlan { ack: Some(ack(0, 2)), ..ApplyPlan::default() });
    let tablet = Tablet::restarted(tablet.db);
    assert_eq!(tablet.tap(1)[0].event.seq, 4);
    let outbox = now(load_outbox(&tablet.db, 100, &[SCOPE])).unwrap();
    assert_eq!(outbox.events.iter().map(|e| e.seq).collect::<Vec<_>>(), [3, 4]);
    let stream = outbox.stream.unwrap();
    assert_eq!((stream.head, stream.acked_through, stream.unsent), (4, 2, 2));
    assert_eq!(tablet.mirrors.borrow().own.unsent(), 2);
}

#[test]
fn own_confirmed_and_pulled_events_and_documents_add_up_to_the_sum_of_the_scope() {
    let tablet = Tablet::enrolled();
    let own = tablet.tap(1);
    let theirs = event(OTHER, 1, 7);
    let docs = [doc("a", 1, Some("1")), doc("b", 1, Some("2"))];
    let outcome = tablet.apply(ApplyPlan {
        ack: Some(ack(0, 1)),
        scopes: vec![ScopePlan {
            docs: docs.to_vec(),
            // The answer repeats the own event: each id counts once.
            events: vec![stored(&theirs), stored(&own[0].event), stored(&theirs)],
            sum: Some(sum_of(&docs, &[&own[0].event, &theirs])),
            ..scope_plan(None, "c1")
        }],
        ..ApplyPlan::default()
    });
    assert_eq!(outcome.applied, Applied { unsent: 0, mismatched: vec![] });
    assert_eq!(outcome.confirmed, [SESSION]);
    let delta = &outcome.deltas[0];
    assert_eq!((delta.docs.len(), delta.events.len()), (2, 1));

    // Pulled again under the same version, changed, deleted.
    let outcome = tablet.apply(ApplyPlan {
        scopes: vec![ScopePlan {
            docs: vec![doc("a", 1, Some("9")), doc("b", 2, None)],
            events: vec![stored(&theirs)],
            sum: Some(sum_of(&docs[..1], &[&own[0].event, &theirs])),
            ..scope_plan(Some("c1"), "c2")
        }],
        ..ApplyPlan::default()
    });
    assert!(outcome.applied.mismatched.is_empty());
    assert_eq!(outcome.deltas[0].docs.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["b"]);
    assert!(outcome.deltas[0].events.is_empty());

    let before = tablet.sum();
    let tablet = Tablet::restarted(tablet.db);
    assert_eq!(tablet.sum(), before);
    assert_eq!(tablet.mirrors.borrow().scopes[&SCOPE].pulled.len(), 1);
}

#[test]
fn a_wrong_sum_is_reported_and_the_data_is_kept_all_the_same() {
    let tablet = Tablet::enrolled();
    let outcome = tablet.apply(ApplyPlan {
        scopes: vec![ScopePlan {
            docs: vec![doc("a", 1, Some("1"))],
            sum: Some(ScopeSum::default()),
            ..scope_plan(None, "c1")
        }],
        ..ApplyPlan::default()
    });
    assert_eq!(outcome.applied.mismatched, [SCOPE]);
    let loaded = now(load_scopes(&tablet.db, &tablet.mirrors, &[SCOPE])).unwrap();
    assert_eq!(loaded[0].docs.len(), 1);
}

#[test]
fn an_answer_to_an_older_cursor_or_an_older_confirmation_changes_nothing() {
    let tablet = Tablet::enrolled();
    tablet.tap(2);
    tablet.apply(ApplyPlan {
        ack: Some(ack(0, 1)),
        scopes: vec![scope_plan(None, "c1")],
        ..ApplyPlan::default()
    });
    let outcome = tablet.apply(ApplyPlan {
        ack: Some(ack(0, 2)),
        scopes: vec![ScopePlan { docs: vec![doc("a", 9, Some("1"))], ..scope_plan(None, "c9") }],
        ..ApplyPlan::default()
    });
    assert_eq!(outcome.applied.unsent, 1);
    assert!(outcome.deltas.is_empty() && outcome.confirmed.is_empty());
    let outbox = now(load_outbox(&tablet.db, 100, &[SCOPE])).unwrap();
    assert_eq!(outbox.cursors, [(SCOPE, Some("c1".to_owned()))]);
}

#[test]
fn a_tab_whose_memory_is_older_than_the_store_skips_the_scope_and_says_so() {
    let first = Tablet::enrolled();
    let second = Tablet::restarted(first.db.clone());
    first.apply(ApplyPlan { scopes: vec![scope_plan(None, "c1")], ..ApplyPlan::default() });
    let plan = || ApplyPlan { scopes: vec![scope_plan(Some("c1"), "c2")], ..ApplyPlan::default() };
    let outcome = second.apply(plan());
    assert_eq!(outcome.stale, [SCOPE]);
    now(load_scopes(&second.db, &second.mirrors, &[SCOPE])).unwrap();
    assert!(second.apply(plan()).stale.is_empty());
}

#[test]
fn starting_over_drops_the_replica_and_sends_everything_again() {
    let tablet = Tablet::enrolled();
    let own = tablet.tap(2);
    let theirs = event(OTHER, 1, 7);
    tablet.apply(ApplyPlan {
        ack: Some(ack(0, 2)),
        scopes: vec![ScopePlan {
            docs: vec![doc("a", 5, Some("1"))],
            events: vec![stored(&theirs)],
            ..scope_plan(None, "c1")
        }],
        ..ApplyPlan::default()
    });
    // The restored backup holds an older document and the first own event only.
    let older = [doc("a", 2, Some("0"))];
    let outcome = tablet.apply(ApplyPlan {
        resend_all: true,
        scopes: vec![ScopePlan {
            reset: true,
            docs: older.to_vec(),
            events: vec![stored(&own[0].event)],
            sum: Some(sum_of(&older, &[&own[0].event])),
            ..scope_plan(Some("c1"), "r1")
        }],
        ..ApplyPlan::default()
    });
    assert_eq!(outcome.applied, Applied { unsent: 2, mismatched: vec![] });
    assert!(outcome.deltas[0].reset);
    // Both are confirmed anew; the one the pull brought back is not counted twice.
    tablet.apply(ApplyPlan { ack: Some(ack(0, 2)), ..ApplyPlan::default() });
    assert_eq!(tablet.sum(), sum_of(&older, &[&own[0].event, &own[1].event]));
    let loaded = now(load_scopes(&tablet.db, &tablet.mirrors, &[SCOPE])).unwrap();
    assert_eq!((loaded[0].docs.len(), loaded[0].events.len()), (1, 1));
}

#[test]
fn quarantined_events_do_not_count_and_are_kept_for_a_person() {
    let tablet = Tablet::enrolled();
    tablet.tap(2);
    let refused = Outcome::Quarantined { reason: Quarantine::IdReused };
    tablet.apply(ApplyPlan {
        ack: Some(Ack { counted: vec![2], attention: vec![(1, refused)], ..ack(0, 2) }),
        ..ApplyPlan::default()
    });
    assert_eq!(tablet.sum().events, 1);
    assert_eq!(tablet.mirrors.borrow().own.quarantined, 1);
    assert_eq!(Tablet::restarted(tablet.db).mirrors.borrow().own.quarantined, 1);
}

#[test]
fn events_whose_numbers_were_taken_move_above_everything_the_server_holds() {
    let tablet = Tablet::enrolled();
    let taps = tablet.tap(2);
    let outcome = tablet.apply(ApplyPlan {
        head_at_least: Some(40),
        ack: Some(Ack { counted: Vec::new(), renumber: vec![1, 2], ..ack(0, 2) }),
        ..ApplyPlan::default()
    });
    assert_eq!(outcome.applied.unsent, 2);
    let outbox = now(load_outbox(&tablet.db, 100, &[])).unwrap();
    assert_eq!(outbox.events.iter().map(|e| e.seq).collect::<Vec<_>>(), [41, 42]);
    let moved: AttendanceEvent = serde_json::from_str(outbox.events[0].raw.get()).unwrap();
    assert_eq!(moved, AttendanceEvent { seq: 41, ..taps[0].event.clone() });
    assert_eq!(tablet.mirrors.borrow().own.entries.keys().copied().collect::<Vec<_>>(), [41, 42]);
    let hash = tablet.mirrors.borrow().own.entries[&41].hash;
    assert_eq!(hash, checksum::event_hash(outbox.events[0].raw.get()), "the sum follows the new text");
    assert_eq!(tablet.tap(1)[0].event.seq, 43);
}

#[test]
fn a_day_of_single_taps_and_one_large_pull_both_make_few_pages() {
    let tablet = Tablet::enrolled();
    let mut cursor: Option<String> = None;
    for i in 0..100_u64 {
        let next = format!("c{i}");
        tablet.apply(ApplyPlan {
            scopes: vec![ScopePlan {
                events: vec![stored(&event(OTHER, i + 1, 0x5000 + u128::from(i)))],
                ..scope_plan(cursor.as_deref(), &next)
            }],
            ..ApplyPlan::default()
        });
        cursor = Some(next);
    }
    assert!(tablet.mirrors.borrow().scopes[&SCOPE].row.pages <= 3);
    let many = (0..10_000_u64).map(|i| stored(&event(OTHER, 200 + i, 0x10000 + u128::from(i)))).collect();
    tablet.apply(ApplyPlan {
        scopes: vec![ScopePlan { events: many, ..scope_plan(cursor.as_deref(), "end") }],
        ..ApplyPlan::default()
    });
    assert!(tablet.mirrors.borrow().scopes[&SCOPE].row.pages <= 12);
    let loaded = now(load_scopes(&tablet.db, &tablet.mirrors, &[SCOPE])).unwrap();
    assert_eq!(loaded[0].events.len(), 10_100);
    assert_eq!(tablet.sum().events, 10_100);
}

#[test]
fn a_forgotten_person_is_forgotten_here_too() {
    let tablet = Tablet::enrolled();
    let record = SideRecord {
        id: RecordId(Uuid::from_u128(0xf)),
        session: SESSION,
        body: RecordBody::Note { text: "疏散".into() },
    };
    now(append(&tablet.db, DEVICE, std::slice::from_ref(&record), |seq| vec![event(DEVICE, seq, 9)]))
        .unwrap();
    assert_eq!(now(load_outbox(&tablet.db, 9, &[])).unwrap().records, std::slice::from_ref(&record));
    tablet.apply(ApplyPlan { records_acked: vec![record.id], ..ApplyPlan::default() });
    assert!(now(load_outbox(&tablet.db, 9, &[])).unwrap().records.is_empty());
    let erased = SideRecord { body: RecordBody::Erased, ..record.clone() };
    let body = serde_json::to_string(&erased).unwrap();
    let mut change = doc(&record.id.to_string(), 2, Some(&body));
    change.kind = docs::RECORD.into();
    let outcome = tablet.apply(ApplyPlan {
        scopes: vec![ScopePlan { docs: vec![change], ..scope_plan(None, "c1") }],
        ..ApplyPlan::default()
    });
    assert_eq!(outcome.erased, [record.id]);
    assert!(now(load_own(&tablet.db)).unwrap().1.is_empty());
}

#[test]
fn a_new_identity_starts_at_one_and_the_former_stream_is_archived_whole() {
    let tablet = Tablet::enrolled();
    tablet.tap(3);
    let identity = DeviceIdentity { id: OTHER, name: "平板B".into(), sessions: vec![SESSION] };
    now(adopt_identity(&tablet.db, &identity)).unwrap();
    let own = now(load_own(&tablet.db)).unwrap().0;
    assert!(own.entries.is_empty());
    let archived =
        now(tablet.db.read(&[Store::Archive], &[Select::All(Store::Archive)], |_| Vec::new())).unwrap();
    assert_eq!(archived[0].len(), 3);
    let old_tab = now(append(&tablet.db, DEVICE, &[], |seq| vec![event(DEVICE, seq, 1)]));
    assert_eq!(old_tab, Err(crate::local::WriteError::OtherDevice));
    let first = now(append(&tablet.db, OTHER, &[], |seq| vec![event(OTHER, seq, 1)])).unwrap();
    assert_eq!(first[0].event.seq, 1);
}

#[test]
fn purging_never_touches_what_the_server_has_not_confirmed() {
    let tablet = Tablet::enrolled();
    tablet.tap(3);
    tablet.apply(ApplyPlan { ack: Some(ack(0, 2)), ..ApplyPlan::default() });
    let purged =
        now(crate::local::purge_own(&tablet.db, &tablet.mirrors.borrow(), &[SESSION].into())).unwrap();
    assert_eq!(purged, 2);
    let outbox = now(load_outbox(&tablet.db, 9, &[])).unwrap();
    assert_eq!(outbox.events.iter().map(|e| e.seq).collect::<Vec<_>>(), [3]);
    assert_eq!(Tablet::restarted(tablet.db).tap(1)[0].event.seq, 4);
}
