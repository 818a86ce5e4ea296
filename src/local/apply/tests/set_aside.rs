//! Events refused as too large even alone: kept, counted as unsent, tried again.

use super::*;

#[test]
fn an_event_set_aside_stays_is_counted_as_unsent_and_is_never_purged() {
    let tablet = Tablet::enrolled();
    tablet.tap(3);
    let mark = (2, Outcome::Quarantined { reason: Quarantine::TooLarge });
    tablet.apply(ApplyPlan {
        ack: Some(Ack { counted: vec![1, 3], attention: vec![mark], ..ack(0, 3) }),
        ..ApplyPlan::default()
    });
    let tablet = Tablet::restarted(tablet.db);
    let sessions = [SESSION].into_iter().collect();
    {
        let mirrors = tablet.mirrors.borrow();
        assert_eq!((mirrors.own.unsent(), mirrors.own.quarantined), (1, 0));
        assert_eq!(now(crate::local::purge_own(&tablet.db, &mirrors, &sessions)).unwrap(), 2);
    }
    tablet.mirrors.borrow_mut().own.forget(&sessions);
    assert_eq!(tablet.mirrors.borrow().own.entries.keys().copied().collect::<Vec<_>>(), [2]);
    let outbox = now(load_outbox(&tablet.db, 100, &[])).unwrap();
    assert_eq!((outbox.stream.unwrap().aside, outbox.events.len()), (Some(2), 0));

    let again = tablet.apply(ApplyPlan { resend_from: Some(2), ..ApplyPlan::default() });
    assert_eq!((again.applied.unsent, tablet.mirrors.borrow().own.aside.len()), (1, 0));
    let outbox = now(load_outbox(&tablet.db, 100, &[])).unwrap();
    assert_eq!((outbox.stream.unwrap().aside, outbox.events[0].seq), (None, 2));
    tablet.apply(ApplyPlan { ack: Some(ack(1, 2)), ..ApplyPlan::default() });
    assert_eq!(Tablet::restarted(tablet.db).mirrors.borrow().own.unsent(), 0);
}

#[test]
fn an_event_set_aside_that_reached_the_server_after_all_comes_back_by_a_pull() {
    let tablet = Tablet::enrolled();
    let taps = tablet.tap(1);
    let mark = (1, Outcome::Quarantined { reason: Quarantine::TooLarge });
    tablet.apply(ApplyPlan {
        ack: Some(Ack { counted: Vec::new(), attention: vec![mark], ..ack(0, 1) }),
        ..ApplyPlan::default()
    });
    let outcome = tablet.apply(ApplyPlan {
        scopes: vec![ScopePlan {
            events: vec![stored(&taps[0].event)],
            sum: Some(sum_of(&[], &[&taps[0].event])),
            ..scope_plan(None, "c1")
        }],
        ..ApplyPlan::default()
    });
    assert_eq!(outcome.applied.mismatched, []);
    assert_eq!(tablet.mirrors.borrow().own.unsent(), 0);
    assert_eq!(Tablet::restarted(tablet.db).mirrors.borrow().own.unsent(), 0);
}

#[test]
fn a_mark_goes_when_its_event_is_confirmed_after_all() {
    let tablet = Tablet::enrolled();
    tablet.tap(1);
    let mark = (1, Outcome::Quarantined { reason: Quarantine::TooLarge });
    tablet.apply(ApplyPlan {
        ack: Some(Ack { counted: Vec::new(), attention: vec![mark], ..ack(0, 1) }),
        ..ApplyPlan::default()
    });
    tablet.apply(ApplyPlan { resend_all: true, ..ApplyPlan::default() });
    tablet.apply(ApplyPlan { ack: Some(ack(0, 1)), ..ApplyPlan::default() });
    assert_eq!(tablet.mirrors.borrow().own.unsent(), 0);
    let outbox = now(load_outbox(&tablet.db, 100, &[])).unwrap();
    assert_eq!(outbox.stream.unwrap().aside, None);
}
