//! A tablet's state over the kernel in memory: what a tap, a handover and a wrong PIN do to it.

use std::{pin::pin, rc::Rc, task::Context};

use leptos::prelude::*;
use serde_json::{json, value::RawValue};
use uuid::Uuid;
use yanxi_domain::{
    event::{AttendanceEvent, Direction, EventKind, Evidence, Method, OffsetQuality, Subject},
    ids::{AccountId, DeviceId, PeriodId, RegistrationId, SessionId},
    presence::presence,
    time::Timestamp,
};
use yanxi_protocol::{
    api::DeviceIdentity,
    docs::{self, Operator, PinVerifier},
    scope::Scope,
    sync::Doc,
};

use super::{Inner, Runtime};
use crate::{
    local::{self, ClockSample, LoadedScope},
    platform::clock::device_now,
    state::{
        desk::{NewEvent, NewKind, WriteFailed},
        device::{UnlockRefused, WriterState},
    },
    sync_driver::Change,
};

const SESSION: SessionId = SessionId(Uuid::from_u128(1));
const PERIOD: PeriodId = PeriodId(Uuid::from_u128(2));
const DEVICE: DeviceId = DeviceId(Uuid::from_u128(0xd));
const JIA: AccountId = AccountId(Uuid::from_u128(0xa));
const BING: AccountId = AccountId(Uuid::from_u128(0xb));
const PERSON: Subject = Subject::Registration(RegistrationId(Uuid::from_u128(0x10)));
/// PBKDF2-HMAC-SHA256 of "passwd" with "salt", one round (RFC 7914): the PIN of everybody here.
const KEY: &str = "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc";
const PIN: &str = "passwd";

/// Nothing here waits, so one poll is the whole future.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(std::task::Waker::noop());
    match pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("waited"),
    }
}

fn operator(id: AccountId, name: &str) -> Operator {
    let pin = PinVerifier { salt: "73616c74".into(), rounds: 1, hash: KEY.into() };
    Operator { id, name: name.into(), pin: Some(pin) }
}

fn doc(kind: &str, id: impl ToString, body: &impl serde::Serialize) -> Doc {
    let body = serde_json::to_string(body).unwrap();
    Doc { kind: kind.into(), id: id.to_string(), v: 1, body: Some(RawValue::from_string(body).unwrap()) }
}

fn loaded(scope: Scope, docs: Vec<Doc>) -> Change {
    Change::Loaded(LoadedScope { scope, docs, events: Vec::new(), pulled_at: Some(device_now()) })
}

/// An enrolled tablet, this tab the writer, nobody on shift.
fn tablet() -> Runtime {
    let runtime = Runtime(StoredValue::new_local(Rc::new(Inner::new())));
    now(runtime.boot());
    let core = runtime.core().unwrap();
    let identity = DeviceIdentity { id: DEVICE, name: "平板A".into(), sessions: vec![SESSION] };
    now(local::adopt_identity(&core.db, &identity)).unwrap();
    now(runtime.read_self(&core.db, &core.mirrors)).unwrap();
    runtime.with(|inner| inner.writer.set(WriterState::Writer));
    let start = device_now();
    let session = json!({
        "id": SESSION, "course": Uuid::from_u128(9), "course_title": "研習", "number": 1,
        "date": start.taipei_date(), "mode": "on_site",
        "periods": [{ "id": PERIOD, "label": "morning", "start": start, "end": start.plus_minutes(180) }],
    });
    runtime.take(loaded(Scope::Session(SESSION), vec![doc(docs::SESSION, SESSION, &session)]));
    let crew = [operator(JIA, "甲"), operator(BING, "丙")];
    runtime.take(loaded(Scope::Crew(SESSION), crew.iter().map(|o| doc(docs::OPERATOR, o.id, o)).collect()));
    runtime
}

fn new(kind: NewKind) -> NewEvent {
    NewEvent {
        session: SESSION,
        period: PERIOD,
        subject: Some(PERSON),
        kind,
        method: Method::List,
        evidence: Evidence::Medium,
        reason: None,
        record: None,
    }
}

fn record(runtime: Runtime, kind: NewKind) -> Result<AttendanceEvent, WriteFailed> {
    now(runtime.record(vec![new(kind)])).map(|mut events| events.remove(0))
}

fn counts(runtime: Runtime) -> (u64, u64) {
    runtime.with(|inner| inner.status.with_untracked(|status| (status.saved, status.unsent)))
}

fn unlock(runtime: Runtime, who: AccountId, pin: &str) -> Result<(), UnlockRefused> {
    now(runtime.unlock(who, pin.to_owned()))
}

#[test]
fn a_tap_needs_somebody_on_shift_and_shows_at_once() {
    Owner::new().with(|| {
        let runtime = tablet();
        assert_eq!(record(runtime, NewKind::SignIn), Err(WriteFailed::NoOperator));
        unlock(runtime, JIA, PIN).unwrap();
        let event = record(runtime, NewKind::SignIn).unwrap();
        assert_eq!((event.seq, event.device, event.operator), (1, DEVICE, JIA));
        assert_eq!(counts(runtime), (1, 1));
        let shown = runtime.with(|inner| inner.sessions.borrow()[&SESSION].clone()).get_untracked().unwrap();
        let present = presence(&shown.log, PERIOD, PERSON);
        assert!(present.inside && present.first_in.unwrap().direction == Direction::In);
    });
}

#[test]
fn a_text_too_long_to_be_sent_is_refused_before_it_blocks_what_comes_after_it() {
    Owner::new().with(|| {
        let runtime = tablet();
        unlock(runtime, JIA, PIN).unwrap();
        let with = |length| NewEvent { reason: Some("𤧟".repeat(length)), ..new(NewKind::SignIn) };
        assert!(matches!(now(runtime.record(vec![with(2_001)])), Err(WriteFailed::Store(_))));
        assert_eq!(counts(runtime), (0, 0));
        assert!(now(runtime.record(vec![with(2_000)])).is_ok(), "characters count, not bytes");
    });
}

#[test]
fn a_second_tab_cannot_write() {
    Owner::new().with(|| {
        let runtime = tablet();
        unlock(runtime, JIA, PIN).unwrap();
        runtime.with(|inner| inner.writer.set(WriterState::ReadOnlyOtherTab));
        assert_eq!(record(runtime, NewKind::SignIn), Err(WriteFailed::NotTheWriter));
        assert_eq!(counts(runtime), (0, 0));
    });
}

#[test]
fn a_handover_is_written_by_the_one_who_leaves_and_later_events_carry_the_next() {
    Owner::new().with(|| {
        let runtime = tablet();
        unlock(runtime, JIA, PIN).unwrap();
        record(runtime, NewKind::SignIn).unwrap();
        now(runtime.handover(SESSION, PERIOD, BING, PIN.into())).unwrap();
        let after = record(runtime, NewKind::SignOut).unwrap();
        assert_eq!((after.seq, after.operator), (3, BING));
        let core = runtime.core().unwrap();
        let mirrors = core.mirrors.borrow();
        let handover = mirrors.own.entries[&2].event.clone().unwrap();
        assert_eq!((handover.operator, handover.kind), (JIA, EventKind::Handover { to: BING }));
        assert_eq!((handover.subject, counts(runtime)), (None, (3, 3)));
    });
}

#[test]
fn five_wrong_pins_lock_one_operator_and_touch_nothing_else() {
    Owner::new().with(|| {
        let runtime = tablet();
        unlock(runtime, JIA, PIN).unwrap();
        record(runtime, NewKind::SignIn).unwrap();
        runtime.lock();
        for left in (1..=4).rev() {
            assert_eq!(unlock(runtime, BING, "0000"), Err(UnlockRefused::PinRefused { left }));
        }
        assert_eq!(unlock(runtime, BING, "0000"), Err(UnlockRefused::Locked));
        // The right one comes too late, after a restart as well.
        assert_eq!(unlock(runtime, BING, PIN), Err(UnlockRefused::Locked));
        let core = runtime.core().unwrap();
        now(runtime.read_self(&core.db, &core.mirrors)).unwrap();
        assert_eq!(unlock(runtime, BING, PIN), Err(UnlockRefused::Locked));
        assert_eq!(counts(runtime), (1, 1));
        // Somebody else opens the way.
        unlock(runtime, JIA, PIN).unwrap();
        unlock(runtime, BING, PIN).unwrap();
    });
}

#[test]
fn a_shift_survives_a_restart_and_ends_by_itself() {
    Owner::new().with(|| {
        let runtime = tablet();
        unlock(runtime, JIA, PIN).unwrap();
        let core = runtime.core().unwrap();
        now(runtime.read_self(&core.db, &core.mirrors)).unwrap();
        let who = || runtime.with(|inner| inner.operator.get_untracked()).map(|operator| operator.id);
        assert_eq!(who(), Some(JIA));
        runtime.with(|inner| inner.shift.borrow_mut().until = Timestamp(0));
        runtime.expire_shift();
        assert_eq!(who(), None);
    });
}

#[test]
fn the_end_of_a_session_names_its_own_number_and_events_carry_the_measured_offset() {
    Owner::new().with(|| {
        let runtime = tablet();
        unlock(runtime, JIA, PIN).unwrap();
        let before = record(runtime, NewKind::SignIn).unwrap();
        assert_eq!((before.offset, before.quality), (None, OffsetQuality::Unknown));
        runtime.take(Change::Clock(ClockSample { offset_ms: -500, rtt_ms: 40, at: device_now() }));
        let end = record(runtime, NewKind::EndOfSession).unwrap();
        assert_eq!(end.kind, EventKind::EndOfSession { last_seq: 2 });
        assert_eq!((end.offset, end.quality), (Some(-500), OffsetQuality::Good));
        record(runtime, NewKind::ClockFix { offset_ms: 60_000 }).unwrap();
        let after = record(runtime, NewKind::SignOut).unwrap();
        assert_eq!((after.offset, after.quality), (Some(60_000), OffsetQuality::Manual));
    });
}
