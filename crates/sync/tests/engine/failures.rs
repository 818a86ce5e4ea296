//! What does not work, and when it is tried again.

use rstest::rstest;
use yanxi_protocol::sync::Outcome;
use yanxi_sync::{Applied, Input, LocalFailure, Poke, Reach, TransportError, limits};

use crate::bench::*;

#[rstest]
#[case::offline(TransportError::Offline, Reach::Offline, true)]
#[case::captive_portal(TransportError::CaptivePortal, Reach::Offline, true)]
#[case::server_error(TransportError::Server, Reach::Offline, true)]
#[case::timeout(TransportError::Timeout, Reach::Offline, true)]
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
fn a_poke_during_a_hanging_request_retries_once_without_waiting() {
    let mut bench = Bench::at_rest();
    bench.tap(1);
    bench.load();
    bench.feed(Input::Poke(Poke::Online));
    assert!(matches!(bench.feed(Input::Responded(Err(TransportError::Timeout))), Asks::Load { .. }));
    bench.load();
    assert!(matches!(bench.feed(Input::Responded(Err(TransportError::Timeout))), Asks::Nothing));
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
