//! What is asked for, and what the answers do to a replica.

use rstest::rstest;
use yanxi_domain::time::Timestamp;
use yanxi_protocol::sync::{Outcome, ScopeStatus, SyncResponse};
use yanxi_sync::{Action, Applied, Input, Notice, Now, Poke, limits};

use crate::bench::*;

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
fn a_checksum_that_is_wrong_after_starting_over_is_seen_to_at_once() {
    let mut bench = Bench::at_rest();
    bench.feed(Input::Poke(Poke::Manual));
    bench.load();
    bench.answer(SyncResponse { scopes: vec![change(ScopeStatus::StartOver, "", false)], ..ok() });
    bench.applied(Applied::default());
    assert_eq!(bench.load().pulls[0].cursor, None);
    bench.answer(SyncResponse { scopes: vec![change(ScopeStatus::Ok, "e2-1", false)], ..ok() });
    // A request of the device's former life arrived meanwhile: the server has own events that this device does not know.
    assert!(matches!(bench.applied(Applied { unsent: 0, mismatched: vec![SCOPE] }), Asks::Load { .. }));
    assert_eq!(bench.load().pulls[0].cursor, None);
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
