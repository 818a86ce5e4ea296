//! 413: send less; what is refused even alone is set aside, never dropped, and never in the way of others.

use uuid::Uuid;
use yanxi_domain::{
    event::{RecordBody, SideRecord},
    ids::{RecordId, SessionId},
};
use yanxi_protocol::sync::{Outcome, Quarantine, SyncRequest};
use yanxi_sync::{Applied, ApplyPlan, Input, Notice, Poke, TransportError, limits};

use crate::bench::*;

const TOO_LARGE: Outcome = Outcome::Quarantined { reason: Quarantine::TooLarge };

fn refuse(bench: &mut Bench) -> Asks {
    bench.feed(Input::Responded(Err(TransportError::TooLarge)))
}

/// The store of the bench takes a plan in.
fn commit(bench: &mut Bench, plan: &ApplyPlan) -> Asks {
    if let Some(ack) = &plan.ack {
        assert_eq!(ack.from, bench.acked);
        bench.acked = ack.through;
        let first = ack.attention.iter().find(|(_, outcome)| *outcome == TOO_LARGE);
        bench.aside = bench.aside.or(first.map(|(seq, _)| *seq));
    }
    if let Some(from) = plan.resend_from {
        bench.acked = bench.acked.min(from - 1);
        bench.aside = None;
    }
    bench.applied(Applied { unsent: bench.head - bench.acked, mismatched: Vec::new() })
}

/// Loads and answers, with a proxy that lets nothing larger than `limit` bytes of events through, until the engine
/// waits. Returns what got through.
fn run(bench: &mut Bench, mut asks: Asks, fits: impl Fn(&SyncRequest) -> bool) -> Vec<u64> {
    let mut through = Vec::new();
    for _ in 0..200 {
        asks = match asks {
            Asks::Load { limit } => bench.load_with(limit),
            Asks::Apply(plan) => commit(bench, &plan),
            Asks::Send(request) if fits(&request) => {
                let seqs: Vec<u64> = request.events.iter().map(|raw| seq(raw.get())).collect();
                through.extend(&seqs);
                let plan = bench.answer(results(seqs, &Outcome::Accepted));
                commit(bench, &plan)
            }
            Asks::Send(_) => refuse(bench),
            Asks::Nothing if bench.head > bench.acked => bench.fire(),
            Asks::Nothing => return through,
        };
    }
    panic!("no end");
}

fn seq(raw: &str) -> u64 {
    serde_json::from_str::<serde_json::Value>(raw).unwrap()["seq"].as_u64().unwrap()
}

fn names(request: &SyncRequest, number: u64) -> bool {
    request.events.iter().any(|raw| seq(raw.get()) == number)
}

fn note() -> SideRecord {
    let body = RecordBody::Note { text: "備註".to_owned() };
    SideRecord { id: RecordId(Uuid::from_u128(5)), session: SessionId(Uuid::from_u128(7)), body }
}

#[test]
fn a_push_too_large_is_cut_to_a_quarter_without_waiting() {
    let mut bench = Bench::at_rest();
    bench.tap(100);
    bench.load();
    assert!(matches!(refuse(&mut bench), Asks::Load { limit: 25 }));
}

#[test]
fn one_event_refused_even_alone_is_marked_and_the_others_are_sent() {
    for bad in [1, 2, 57, 100] {
        let mut bench = Bench::at_rest();
        let asks = bench.tap(100);
        let mut through = run(&mut bench, asks, |request| !names(request, bad));
        through.sort_unstable();
        assert_eq!(through, (1..=100).filter(|seq| *seq != bad).collect::<Vec<_>>(), "{bad}");
        assert_eq!((bench.aside, bench.acked), (Some(bad), 100));
        assert_eq!(bench.notices, [Notice::SetAside { seq: bad }]);
        // Taps go on as usual, and the one aside is left in peace.
        let asks = bench.tap(1);
        assert_eq!(run(&mut bench, asks, |request| !names(request, bad)), [101]);
    }
}

#[test]
fn the_plan_that_sets_aside_counts_nothing() {
    let mut bench = Bench::at_rest();
    bench.tap(1);
    bench.load();
    let Asks::Apply(plan) = refuse(&mut bench) else { panic!("a plan") };
    assert!(plan.scopes.is_empty() && plan.records_acked.is_empty() && !plan.resend_all);
    let ack = plan.ack.expect("the outbox goes on");
    assert_eq!((ack.from, ack.through, ack.counted, ack.renumber), (0, 1, vec![], vec![]));
    assert_eq!(ack.attention, [(1, TOO_LARGE)]);
}

#[test]
fn when_everything_is_refused_it_waits_longer_each_time() {
    let mut bench = Bench::at_rest();
    bench.tap(12);
    let mut asks = bench.load_with(1);
    let mut waits = Vec::new();
    while bench.head > bench.acked {
        asks = match asks {
            Asks::Load { limit } => bench.load_with(limit),
            Asks::Send(_) => refuse(&mut bench),
            Asks::Apply(plan) => commit(&mut bench, &plan),
            Asks::Nothing => {
                waits.push(bench.timer.expect("a timer") - bench.mono_ms);
                bench.fire()
            }
        };
    }
    assert_eq!(waits.len(), 11);
    assert!(waits[0] <= limits::BACKOFF_START_MS && waits[10] >= limits::BACKOFF_CAP_MS / 2, "{waits:?}");
}

#[test]
fn a_person_who_asks_has_it_tried_again() {
    let mut bench = Bench::at_rest();
    let asks = bench.tap(10);
    run(&mut bench, asks, |request| !names(request, 3));
    for poke in [Poke::Focus, Poke::Online] {
        let asks = bench.feed(Input::Poke(poke));
        let asks = match asks {
            Asks::Load { limit } => bench.load_with(limit),
            other => other,
        };
        assert!(
            matches!(asks, Asks::Send(request) if request.events.is_empty()),
            "no reason to send all again"
        );
        let plan = bench.answer(ok());
        commit(&mut bench, &plan);
    }
    let asks = bench.feed(Input::Poke(Poke::Manual));
    assert_eq!(run(&mut bench, asks, |_| true), (3..=10).collect::<Vec<_>>());
    assert_eq!((bench.aside, bench.acked), (None, 10));
}

#[test]
fn pulls_ask_for_the_event_set_aside_too_for_it_may_have_arrived() {
    let mut bench = Bench::at_rest();
    let asks = bench.tap(5);
    run(&mut bench, asks, |request| !names(request, 3));
    bench.feed(Input::Poke(Poke::Focus));
    let request = bench.load();
    assert_eq!(request.pulls[0].own_through, 2);
}

#[test]
fn a_start_of_the_app_tries_it_again_and_sets_it_aside_again() {
    let mut bench = Bench::at_rest();
    let asks = bench.tap(3);
    run(&mut bench, asks, |request| !names(request, 3));
    bench.feed(Input::Suspend);
    let asks = bench.feed(Input::Start);
    assert_eq!(run(&mut bench, asks, |request| !names(request, 3)), [0_u64; 0]);
    assert_eq!((bench.aside, bench.acked), (Some(3), 3));
}

#[test]
fn an_event_is_not_blamed_for_the_text_beside_it() {
    let mut bench = Bench::at_rest();
    bench.records = vec![note()];
    bench.tap(1);
    let Asks::Send(both) = bench.load_with(1) else { panic!("a request") };
    assert_eq!((both.events.len(), both.records.len()), (1, 1));
    assert!(matches!(refuse(&mut bench), Asks::Load { limit: 1 }));
    let Asks::Send(event) = bench.load_with(1) else { panic!("a request") };
    assert_eq!((event.events.len(), event.records.len()), (1, 0));
    let plan = bench.answer(results([1], &Outcome::Accepted));
    assert!(matches!(commit(&mut bench, &plan), Asks::Load { .. }), "the text is still due");
    let Asks::Send(text) = bench.load_with(1) else { panic!("a request") };
    assert_eq!((text.events.len(), text.records.len()), (0, 1));
    assert!(matches!(refuse(&mut bench), Asks::Nothing), "a text alone waits for its time");
    assert!(bench.timer.is_some() && bench.aside.is_none());
}
