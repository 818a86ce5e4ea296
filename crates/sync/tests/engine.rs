//! The engine, driven by hand: every input has a visible consequence.
#![allow(clippy::unwrap_used, clippy::expect_used)] // Helpers of a test may panic like the test itself.

use rstest::rstest;
use serde_json::value::RawValue;
use uuid::Uuid;
use yanxi_domain::{
    ids::{DeviceId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    scope::Scope,
    sync::{EventResult, Outcome, Quarantine, ScopeChanges, ScopeStatus, SyncRequest, SyncResponse},
};
use yanxi_sync::{
    Action, Applied, ApplyPlan, Config, Engine, EngineStatus, Input, Loaded, LocalFailure, Notice, Now,
    OutboxEvent, OwnStream, Poke, Reach, TransportError, limits,
};

const SCOPE: Scope = Scope::Session(SessionId(Uuid::from_u128(7)));
const DEVICE: DeviceId = DeviceId(Uuid::from_u128(1));

/// An engine with a hand on every lever.
struct Bench {
    engine: Engine,
    mono_ms: u64,
    head: u64,
    acked: u64,
    cursor: Option<String>,
    status: EngineStatus,
    notices: Vec<Notice>,
    timer: Option<u64>,
    wiped: bool,
}

/// What the engine waits for.
#[derive(Debug)]
enum Asks {
    Load { limit: usize },
    Send(SyncRequest),
    Apply(ApplyPlan),
    Nothing,
}

impl Bench {
    fn new() -> Self {
        let engine = Engine::new(Config { seed: 1, app_version: "1.0".to_owned() });
        Self {
            engine,
            mono_ms: 1_000,
            head: 0,
            acked: 0,
            cursor: Some("c1".to_owned()),
            status: EngineStatus::default(),
            notices: Vec::new(),
            timer: None,
            wiped: false,
        }
    }

    /// Started, with the session wanted, and the first cycle done.
    fn at_rest() -> Self {
        let mut bench = Self::new();
        bench.feed(Input::Want(SCOPE));
        bench.feed(Input::Start);
        bench.load();
        bench.answer(ok());
        bench.applied(Applied::default());
        bench
    }

    fn feed(&mut self, input: Input) -> Asks {
        let now = Now { wall: Timestamp(1_754_352_000_000 + self.mono_ms as i64), mono_ms: self.mono_ms };
        let mut asks = Asks::Nothing;
        for action in self.engine.handle(input, now) {
            match action {
                Action::Load { limit, .. } => asks = Asks::Load { limit },
                Action::Send(request) => asks = Asks::Send(request),
                Action::Apply(plan) => asks = Asks::Apply(plan),
                Action::SetTimer { after_ms } => self.timer = Some(self.mono_ms + after_ms),
                Action::Report(status) => self.status = status,
                Action::Offset(_) => {}
                Action::Wipe => self.wiped = true,
                Action::Notice(notice) => self.notices.push(notice),
            }
        }
        asks
    }

    fn tap(&mut self, events: u64) -> Asks {
        self.head += events;
        self.feed(Input::Appended(events))
    }

    /// Answers a Load from the model store, with the limit the engine asked for.
    fn load_with(&mut self, limit: usize) -> Asks {
        let through = self.head.min(self.acked + limit as u64);
        let loaded = Loaded {
            stream: Some(OwnStream {
                device: DEVICE,
                head: self.head,
                acked_through: self.acked,
                unsent: self.head - self.acked,
            }),
            events: (self.acked + 1..=through).map(event).collect(),
            records: Vec::new(),
            cursors: vec![(SCOPE, self.cursor.clone())],
        };
        self.feed(Input::Loaded(Ok(loaded)))
    }

    fn load(&mut self) -> SyncRequest {
        match self.load_with(limits::FIRST_BATCH) {
            Asks::Send(request) => request,
            other => panic!("expected a request, got {other:?}"),
        }
    }

    fn answer(&mut self, response: SyncResponse) -> ApplyPlan {
        match self.feed(Input::Responded(Ok(response))) {
            Asks::Apply(plan) => plan,
            other => panic!("expected a plan, got {other:?}"),
        }
    }

    fn applied(&mut self, applied: Applied) -> Asks {
        self.feed(Input::Applied(Ok(applied)))
    }

    fn fire(&mut self) -> Asks {
        self.mono_ms = self.timer.take().expect("a timer is set");
        self.feed(Input::Timer)
    }
}

fn event(seq: u64) -> OutboxEvent {
    OutboxEvent { seq, raw: RawValue::from_string(format!("{{\"seq\":{seq}}}")).unwrap() }
}

fn ok() -> SyncResponse {
    SyncResponse {
        envelope: 3,
        server_time: Timestamp(1_754_352_001_000),
        results: Vec::new(),
        records: Vec::new(),
        device_head: None,
        wipe: false,
        scopes: Vec::new(),
    }
}

fn results(seqs: impl IntoIterator<Item = u64>, outcome: &Outcome) -> SyncResponse {
    let results = seqs.into_iter().map(|seq| EventResult { seq, outcome: outcome.clone() }).collect();
    SyncResponse { results, ..ok() }
}

fn change(status: ScopeStatus, cursor: &str, more: bool) -> ScopeChanges {
    ScopeChanges {
        scope: SCOPE,
        status,
        docs: Vec::new(),
        events: Vec::new(),
        cursor: cursor.to_owned(),
        more,
        sum: None,
    }
}

#[test]
fn a_tap_is_pushed_at_once_with_the_pull_in_the_same_round_trip() {
    let mut bench = Bench::at_rest();
    assert!(matches!(bench.tap(1), Asks::Load { limit: limits::FIRST_BATCH }));
    let request = bench.load();
    assert_eq!(request.events.len(), 1);
    assert_eq!((request.pulls.len(), request.pulls[0].own_through), (1, 1));
    assert_eq!(request.device.as_ref().map(|d| (d.head, d.unsent)), Some((1, 1)));
    let plan = bench.answer(results([1], &Outcome::Accepted));
    let ack = plan.ack.expect("acknowledged");
    assert_eq!((ack.from, ack.through, ack.counted), (0, 1, vec![1]));
    assert!(matches!(bench.applied(Applied::default()), Asks::Nothing));
    assert_eq!((bench.status.reach, bench.status.unsent, bench.status.syncing), (Reach::Online, 0, false));
}

#[test]
fn one_request_at_a_time_and_taps_meanwhile_go_with_the_next() {
    let mut bench = Bench::at_rest();
    bench.tap(1);
    bench.load();
    assert!(matches!(bench.tap(2), Asks::Nothing));
    assert!(matches!(bench.feed(Input::Poke(Poke::Manual)), Asks::Nothing));
    bench.answer(results([1], &Outcome::Accepted));
    bench.acked = 1;
    assert!(matches!(bench.applied(Applied { unsent: 2, ..Applied::default() }), Asks::Load { .. }));
    assert_eq!(bench.load().events.len(), 2);
}

#[test]
fn a_long_outbox_grows_its_batches_and_leaves_the_pulls_for_last() {
    let mut bench = Bench::at_rest();
    let mut sizes = Vec::new();
    let mut asks = bench.tap(10_000);
    while let Asks::Load { limit } = asks {
        let Asks::Send(request) = bench.load_with(limit) else { panic!("a request") };
        let last = bench.head == bench.acked + request.events.len() as u64;
        assert_eq!(request.pulls.is_empty(), !last);
        sizes.push(request.events.len());
        let through = bench.acked + request.events.len() as u64;
        bench.answer(results(bench.acked + 1..=through, &Outcome::Accepted));
        bench.acked = through;
        asks = bench.applied(Applied { unsent: bench.head - bench.acked, mismatched: Vec::new() });
    }
    assert_eq!(sizes, [100, 500, 2_500, 2_500, 2_500, 1_900]);
}

#[rstest]
#[case::offline(TransportError::Offline, Reach::Offline, true)]
#[case::captive_portal(TransportError::CaptivePortal, Reach::Offline, true)]
#[case::server_error(TransportError::Server, Reach::Offline, true)]
#[case::timeout(TransportError::Timeout, Reach::Offline, true)]
#[case::single_event_too_large(TransportError::TooLarge, Reach::Offline, true)]
#[case::signed_out(TransportError::Unauthorized, Reach::SignInNeeded, false)]
fn a_failure_keeps_the_queue_and_waits(
    #[case] error: TransportError,
    #[case] reach: Reach,
    #[case] tries_again_by_itself: bool,
) {
    let mut bench = Bench::at_rest();
    bench.tap(1);
    bench.load();
    bench.timer = None;
    assert!(matches!(bench.feed(Input::Responded(Err(error))), Asks::Nothing));
    assert_eq!((bench.status.reach, bench.status.unsent), (reach, 1));
    assert_eq!(bench.timer.is_some(), tries_again_by_itself);
    assert!(matches!(bench.tap(1), Asks::Nothing), "a tap does not shorten the wait");
    assert!(matches!(bench.feed(Input::Poke(Poke::News(vec![SCOPE]))), Asks::Nothing));
    assert!(matches!(bench.feed(Input::Poke(Poke::Online)), Asks::Load { .. }), "a poke does");
    assert_eq!(bench.load().events.len(), 2);
}

#[test]
fn waits_grow_to_five_minutes_and_a_success_resets_them() {
    let mut bench = Bench::at_rest();
    bench.tap(1);
    let mut waits = Vec::new();
    for _ in 0..12 {
        bench.load();
        bench.feed(Input::Responded(Err(TransportError::Offline)));
        waits.push(bench.timer.expect("a timer") - bench.mono_ms);
        assert!(matches!(bench.fire(), Asks::Load { .. }));
    }
    assert!(waits[0] <= limits::BACKOFF_START_MS && waits.iter().all(|wait| *wait <= limits::BACKOFF_CAP_MS));
    assert!(waits[11] >= limits::BACKOFF_CAP_MS / 2);
    bench.load();
    bench.answer(results([1], &Outcome::Duplicate));
    bench.acked = 1;
    bench.applied(Applied::default());
    bench.tap(1);
    bench.load();
    bench.feed(Input::Responded(Err(TransportError::Offline)));
    assert!(bench.timer.expect("a timer") - bench.mono_ms <= limits::BACKOFF_START_MS);
}

#[test]
fn a_failed_large_batch_starts_again_small() {
    let mut bench = Bench::at_rest();
    bench.tap(1_000);
    bench.load();
    bench.answer(results(1..=100, &Outcome::Accepted));
    bench.acked = 100;
    assert!(matches!(
        bench.applied(Applied { unsent: 900, ..Applied::default() }),
        Asks::Load { limit: 500 }
    ));
    bench.load_with(500);
    bench.feed(Input::Responded(Err(TransportError::Timeout)));
    assert!(matches!(bench.fire(), Asks::Load { limit: limits::FIRST_BATCH }));
}

#[test]
fn a_push_too_large_is_cut_to_a_quarter_without_waiting() {
    let mut bench = Bench::at_rest();
    bench.tap(100);
    bench.load();
    assert!(matches!(bench.feed(Input::Responded(Err(TransportError::TooLarge))), Asks::Load { limit: 25 }));
}

#[test]
fn a_poke_during_a_hanging_request_retries_once_without_waiting() {
    let mut bench = Bench::at_rest();
    bench.tap(1);
    bench.load();
    bench.feed(Input::Poke(Poke::Online));
    assert!(matches!(bench.feed(Input::Responded(Err(TransportError::Timeout))), Asks::Load { .. }));
    bench.load();
    assert!(matches!(bench.feed(Input::Responded(Err(TransportError::Timeout))), Asks::Nothing));
}

#[rstest]
#[case::with_news(true, limits::POLL_WITH_NEWS_MS)]
#[case::without_news(false, limits::POLL_WITHOUT_NEWS_MS)]
fn at_rest_it_asks_now_and_then(#[case] channel: bool, #[case] every_ms: u64) {
    let mut bench = Bench::at_rest();
    bench.feed(Input::NewsChannel(channel));
    for _ in 0..2 {
        // The first one may come from before the channel changed.
        assert!(matches!(bench.fire(), Asks::Load { .. }));
        let started = bench.mono_ms;
        let request = bench.load();
        assert_eq!((request.events.len(), request.pulls.len()), (0, 1));
        bench.answer(ok());
        bench.applied(Applied::default());
        assert_eq!(bench.timer, Some(started + every_ms));
    }
}

#[test]
fn a_wall_clock_that_jumps_back_an_hour_does_not_delay_anything() {
    let mut bench = Bench::at_rest();
    let at = bench.timer.expect("a timer");
    let now = Now { wall: Timestamp(0), mono_ms: at };
    let actions = bench.engine.handle(Input::Timer, now);
    assert!(actions.iter().any(|action| matches!(action, Action::Load { .. })));
}

#[test]
fn more_pages_are_asked_for_at_once_and_only_for_that_scope() {
    let mut bench = Bench::at_rest();
    bench.feed(Input::Poke(Poke::News(vec![SCOPE])));
    bench.load();
    let plan = bench.answer(SyncResponse { scopes: vec![change(ScopeStatus::Ok, "c2", true)], ..ok() });
    assert_eq!((plan.scopes[0].base.as_deref(), plan.scopes[0].cursor.as_str()), (Some("c1"), "c2"));
    bench.cursor = Some("c2".to_owned());
    assert!(matches!(bench.applied(Applied::default()), Asks::Load { .. }));
    assert_eq!(bench.load().pulls[0].cursor.as_deref(), Some("c2"));
}

#[test]
fn start_over_resends_all_own_events_and_replaces_the_replica_in_one_transaction() {
    let mut bench = Bench::at_rest();
    bench.head = 9;
    bench.acked = 9;
    bench.feed(Input::Poke(Poke::Manual));
    bench.load();
    let plan =
        bench.answer(SyncResponse { scopes: vec![change(ScopeStatus::StartOver, "e2-5", false)], ..ok() });
    assert!(!plan.resend_all && plan.scopes.is_empty());
    bench.applied(Applied::default());
    let request = bench.load();
    assert_eq!((request.pulls[0].cursor.as_deref(), request.pulls[0].own_through), (None, 0));
    let page = SyncResponse { scopes: vec![change(ScopeStatus::Ok, "e2-5", true)], ..ok() };
    assert!(bench.answer(page).scopes.is_empty(), "the first page waits for the last one");
    bench.applied(Applied::default());
    let request = bench.load();
    assert_eq!((request.pulls[0].cursor.as_deref(), request.pulls[0].own_through), (Some("e2-5"), 0));
    let plan = bench.answer(SyncResponse { scopes: vec![change(ScopeStatus::Ok, "e2-7", false)], ..ok() });
    let scope = &plan.scopes[0];
    assert_eq!((scope.reset, scope.base.as_deref(), scope.cursor.as_str()), (true, Some("c1"), "e2-7"));
    assert!(plan.resend_all, "what was confirmed before may be gone");
    bench.acked = 0;
    assert!(matches!(bench.applied(Applied { unsent: 9, ..Applied::default() }), Asks::Load { .. }));
    assert_eq!(bench.load().events.len(), 9);
    assert_eq!(bench.notices, [Notice::StartedOver { scope: SCOPE }]);
}

#[test]
fn a_wrong_checksum_fetches_the_scope_anew_but_not_in_a_loop() {
    let mut bench = Bench::at_rest();
    let mismatch = || Applied { unsent: 0, mismatched: vec![SCOPE] };
    bench.feed(Input::Poke(Poke::Manual));
    bench.load();
    bench.answer(SyncResponse { scopes: vec![change(ScopeStatus::Ok, "c2", false)], ..ok() });
    assert!(matches!(bench.applied(mismatch()), Asks::Load { .. }));
    assert_eq!(bench.load().pulls[0].cursor, None);
    let plan = bench.answer(SyncResponse { scopes: vec![change(ScopeStatus::Ok, "c2", false)], ..ok() });
    assert!(plan.resend_all && plan.scopes[0].reset);
    assert!(matches!(bench.applied(mismatch()), Asks::Nothing), "wrong again: a defect, wait");
    assert_eq!(bench.notices, [Notice::ScopeMismatch { scope: SCOPE }]);
    bench.mono_ms += limits::REFETCH_PAUSE_MS;
    bench.feed(Input::Timer);
    bench.load();
    bench.answer(SyncResponse { scopes: vec![change(ScopeStatus::Ok, "c2", false)], ..ok() });
    assert!(matches!(bench.applied(mismatch()), Asks::Load { .. }));
}

#[test]
fn an_old_snapshot_jumps_over_the_numbers_the_server_holds() {
    let mut bench = Bench::at_rest();
    bench.acked = 5;
    bench.head = 7;
    bench.feed(Input::Poke(Poke::Manual));
    bench.load();
    let mut response = results([6, 7], &Outcome::Quarantined { reason: Quarantine::SeqReused });
    response.device_head = Some(9);
    let plan = bench.answer(response);
    assert_eq!(plan.head_at_least, Some(9));
    let ack = plan.ack.expect("received");
    assert_eq!((ack.through, ack.renumber, ack.counted.len(), ack.attention.len()), (7, vec![6, 7], 0, 0));
    assert_eq!(bench.notices, [Notice::StorageRegressed { server_head: 9 }]);
    bench.acked = 7;
    bench.head = 11;
    bench.applied(Applied { unsent: 2, ..Applied::default() });
    assert!(matches!(bench.fire(), Asks::Load { .. }));
    assert_eq!(bench.load().pulls[0].cursor, None, "pulls of the lost days are made up for");
}

#[test]
fn flagged_and_quarantined_events_leave_the_outbox_and_reach_a_person() {
    let mut bench = Bench::at_rest();
    bench.tap(3);
    bench.load();
    let mut response = results([1, 2, 3], &Outcome::Accepted);
    response.results[1].outcome = Outcome::AcceptedFlagged { flags: Vec::new() };
    response.results[2].outcome = Outcome::Quarantined { reason: Quarantine::NotEnrolled };
    let ack = bench.answer(response).ack.expect("received");
    assert_eq!((ack.through, ack.counted), (3, vec![1, 2]));
    assert_eq!(ack.attention.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [2, 3]);
}

#[rstest]
#[case::missing(vec![1])]
#[case::other_order(vec![2, 1])]
#[case::other_numbers(vec![7, 8])]
fn an_answer_that_does_not_fit_the_batch_acknowledges_nothing(#[case] seqs: Vec<u64>) {
    let mut bench = Bench::at_rest();
    bench.tap(2);
    bench.load();
    assert!(matches!(bench.feed(Input::Responded(Ok(results(seqs, &Outcome::Accepted)))), Asks::Nothing));
    assert_eq!(bench.status.unsent, 2);
}

#[test]
fn a_failed_local_commit_asks_for_the_same_again() {
    let mut bench = Bench::at_rest();
    bench.tap(1);
    bench.load();
    bench.answer(results([1], &Outcome::Accepted));
    assert!(matches!(bench.feed(Input::Applied(Err(LocalFailure))), Asks::Nothing));
    assert!(matches!(bench.fire(), Asks::Load { .. }));
    assert_eq!(bench.load().events.len(), 1);
}

#[test]
fn a_suspended_tab_applies_nothing_and_starts_nothing() {
    let mut bench = Bench::at_rest();
    bench.tap(1);
    bench.load();
    bench.feed(Input::Suspend);
    assert!(matches!(bench.feed(Input::Responded(Ok(results([1], &Outcome::Accepted)))), Asks::Nothing));
    assert!(matches!(bench.feed(Input::Poke(Poke::Manual)), Asks::Nothing));
    assert!(matches!(bench.feed(Input::Start), Asks::Load { .. }));
}

#[test]
fn a_forbidden_scope_is_left_alone_until_poked() {
    let mut bench = Bench::at_rest();
    bench.feed(Input::Poke(Poke::News(vec![SCOPE])));
    bench.load();
    bench.answer(SyncResponse { scopes: vec![change(ScopeStatus::Forbidden, "", false)], ..ok() });
    assert!(matches!(bench.applied(Applied::default()), Asks::Nothing));
    assert_eq!(bench.notices, [Notice::Forbidden { scope: SCOPE }]);
    bench.tap(1);
    assert!(bench.load().pulls.is_empty());
    bench.answer(results([1], &Outcome::Accepted));
    bench.acked = 1;
    bench.applied(Applied::default());
    bench.feed(Input::Poke(Poke::Manual));
    assert_eq!(bench.load().pulls.len(), 1);
}

#[test]
fn a_lost_device_hands_over_its_queue_before_it_wipes() {
    let mut bench = Bench::at_rest();
    bench.tap(150);
    bench.load();
    let mut response = results(1..=100, &Outcome::Accepted);
    response.wipe = true;
    bench.answer(response);
    bench.acked = 100;
    bench.applied(Applied { unsent: 50, ..Applied::default() });
    assert!(!bench.wiped);
    let request = bench.load();
    assert!(request.pulls.is_empty(), "it gets no more names");
    bench.answer(results(101..=150, &Outcome::Accepted));
    bench.applied(Applied::default());
    assert!(bench.wiped);
}
