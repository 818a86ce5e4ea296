//! Cursor and data travel together, or neither does.

use wasm_bindgen_test::wasm_bindgen_test;
use yanxi_app::local::{load_outbox, load_scopes};
use yanxi_sync::{Ack, ApplyPlan};

use crate::{
    faults::Fault,
    fixtures::{SCOPE, Tablet, answer, fresh_name},
};

#[wasm_bindgen_test]
async fn ten_thousand_pulled_events_come_back_with_their_cursor() {
    let name = fresh_name();
    let tablet = Tablet::enrolled(&name).await;
    tablet.apply(answer(None, "c1", 10_000)).await.unwrap();
    let tablet = Tablet::restarted(&name).await;
    let loaded = load_scopes(&tablet.db, &tablet.mirrors, &[SCOPE]).await.unwrap();
    assert_eq!((loaded[0].events.len(), loaded[0].docs.len()), (10_000, 1));
    assert!(loaded[0].docs[0].body.as_ref().unwrap().get().contains("王𤧟"));
    let outbox = load_outbox(&tablet.db, 1, &[SCOPE]).await.unwrap();
    assert_eq!(outbox.cursors, [(SCOPE, Some("c1".to_owned()))]);
}

#[wasm_bindgen_test]
async fn an_answer_that_could_not_be_committed_is_asked_for_again() {
    let name = fresh_name();
    let tablet = Tablet::enrolled(&name).await;
    tablet.apply(answer(None, "c1", 2)).await.unwrap();
    let fault = Fault::abort_at_commit();
    let failed = tablet.apply(answer(Some("c1"), "c22", 3)).await;
    assert!(Fault::was_met());
    drop(fault);
    assert!(failed.is_err());
    let restarted = Tablet::restarted(&name).await;
    let loaded = load_scopes(&restarted.db, &restarted.mirrors, &[SCOPE]).await.unwrap();
    assert_eq!(loaded[0].events.len(), 2);
    let outbox = load_outbox(&restarted.db, 1, &[SCOPE]).await.unwrap();
    assert_eq!(outbox.cursors, [(SCOPE, Some("c1".to_owned()))]);
    // The tablet that met the fault goes on as if nothing had happened.
    tablet.apply(answer(Some("c1"), "c22", 3)).await.unwrap();
    let loaded = load_scopes(&tablet.db, &tablet.mirrors, &[SCOPE]).await.unwrap();
    assert_eq!(loaded[0].events.len(), 5);
}

#[wasm_bindgen_test]
async fn a_confirmation_empties_the_outbox_and_survives_a_restart() {
    let name = fresh_name();
    let tablet = Tablet::enrolled(&name).await;
    for _ in 0..3 {
        let tap = tablet.tap().await.unwrap().remove(0);
        tablet.mirrors.borrow_mut().own.insert(tap.event, &tap.raw);
    }
    let ack = Ack { from: 0, through: 2, counted: vec![1, 2], attention: Vec::new(), renumber: Vec::new() };
    let outcome = tablet.apply(ApplyPlan { ack: Some(ack), ..ApplyPlan::default() }).await.unwrap();
    assert_eq!(outcome.applied.unsent, 1);
    let tablet = Tablet::restarted(&name).await;
    let outbox = load_outbox(&tablet.db, 10, &[]).await.unwrap();
    assert_eq!(outbox.events.iter().map(|e| e.seq).collect::<Vec<_>>(), [3]);
}

#[wasm_bindgen_test]
async fn taps_go_on_while_a_large_answer_is_stored() {
    let tablet = Tablet::enrolled(&fresh_name()).await;
    let (applied, tap) = futures::future::join(tablet.apply(answer(None, "c1", 5_000)), tablet.tap()).await;
    applied.unwrap();
    assert_eq!(tap.unwrap()[0].event.seq, 1);
    assert_eq!(tablet.stored_seqs().await, [1]);
}
