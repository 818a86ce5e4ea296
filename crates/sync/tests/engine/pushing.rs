//! What is sent, in which portions, and what the answers do to the outbox.

use rstest::rstest;
use yanxi_protocol::sync::{Outcome, Quarantine};
use yanxi_sync::{Applied, Input, Notice, Poke, Reach, limits};

use crate::bench::*;

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
fn quarantined_events_leave_the_outbox_and_reach_a_person_and_flagged_ones_just_count() {
    let mut bench = Bench::at_rest();
    bench.tap(3);
    bench.load();
    let mut response = results([1, 2, 3], &Outcome::Accepted);
    response.results[1].outcome = Outcome::AcceptedFlagged { flags: Vec::new() };
    response.results[2].outcome = Outcome::Quarantined { reason: Quarantine::NotEnrolled };
    let ack = bench.answer(response).ack.expect("received");
    assert_eq!((ack.through, ack.counted), (3, vec![1, 2]));
    assert_eq!(ack.attention.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [3]);
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
