//! A tap is stored whole or not at all, and nobody is told otherwise (F-09, F-27, Y-02).

use futures::future::join;
use wasm_bindgen_test::wasm_bindgen_test;
use yanxi_app::local::{StoreError, WriteError, load_outbox, load_own};

use crate::{
    faults::Fault,
    fixtures::{Tablet, fresh_name, note},
};

#[wasm_bindgen_test]
async fn the_next_number_after_a_restart_follows_the_last_one() {
    let name = fresh_name();
    let tablet = Tablet::enrolled(&name).await;
    for expected in 1..=3 {
        assert_eq!(tablet.tap().await.unwrap()[0].event.seq, expected);
    }
    let tablet = Tablet::restarted(&name).await;
    assert_eq!(tablet.tap().await.unwrap()[0].event.seq, 4);
    assert_eq!(tablet.stored_seqs().await, [1, 2, 3, 4]);
}

#[wasm_bindgen_test]
async fn what_is_stored_is_byte_for_byte_what_the_tap_made() {
    let tablet = Tablet::enrolled(&fresh_name()).await;
    let tap = tablet.tap().await.unwrap();
    let outbox = load_outbox(&tablet.db, 10, &[]).await.unwrap();
    assert_eq!(outbox.events[0].raw.get(), tap[0].raw);
}

#[wasm_bindgen_test]
async fn power_lost_between_put_and_commit_leaves_neither_event_nor_number_nor_text() {
    let tablet = Tablet::enrolled(&fresh_name()).await;
    let fault = Fault::abort_at_commit();
    let failed = tablet.tap_with(&[note(7, "疏散")]).await;
    assert!(Fault::was_met());
    drop(fault);
    assert!(matches!(failed, Err(WriteError::Store(_))), "{failed:?}");
    let (own, texts) = load_own(&tablet.db).await.unwrap();
    assert!(own.entries.is_empty() && own.stream.head == 0 && texts.is_empty());
    assert_eq!(tablet.tap().await.unwrap()[0].event.seq, 1);
}

#[wasm_bindgen_test]
async fn a_full_disk_is_named_as_such() {
    let tablet = Tablet::enrolled(&fresh_name()).await;
    let fault = Fault::quota_at_commit();
    let failed = tablet.tap().await;
    drop(fault);
    assert_eq!(failed, Err(WriteError::Store(StoreError::Failed("QuotaExceededError".into()))));
    assert!(tablet.stored_seqs().await.is_empty());
}

#[wasm_bindgen_test]
async fn a_commit_reported_as_failed_but_stored_is_success_and_is_not_written_twice() {
    let tablet = Tablet::enrolled(&fresh_name()).await;
    let fault = Fault::lie_at_commit();
    let tap = tablet.tap().await;
    assert!(Fault::was_met());
    drop(fault);
    assert_eq!(tap.unwrap()[0].event.seq, 1);
    assert_eq!(tablet.stored_seqs().await, [1]);
}

#[wasm_bindgen_test]
async fn a_connection_the_browser_lost_is_opened_again_once() {
    let tablet = Tablet::enrolled(&fresh_name()).await;
    tablet.tap().await.unwrap();
    let fault = Fault::dead_connection();
    let tap = tablet.tap().await;
    assert!(Fault::was_met());
    drop(fault);
    assert_eq!(tap.unwrap()[0].event.seq, 2);

    let fault = Fault::dead_connection();
    let read = load_own(&tablet.db).await;
    assert!(Fault::was_met());
    drop(fault);
    assert_eq!(read.unwrap().0.entries.len(), 2);
}

#[wasm_bindgen_test]
async fn two_connections_never_use_one_number_twice() {
    let name = fresh_name();
    let (one, two) = (Tablet::enrolled(&name).await, Tablet::restarted(&name).await);
    let many = |tablet: &'static Tablet| async move {
        for _ in 0..20 {
            tablet.tap().await.unwrap();
        }
    };
    // Leaked: the futures of the two run side by side until both are done.
    let (one, two): (&'static Tablet, &'static Tablet) = (Box::leak(Box::new(one)), Box::leak(Box::new(two)));
    join(many(one), many(two)).await;
    assert_eq!(one.stored_seqs().await, (1..=40).collect::<Vec<u64>>());
}

#[wasm_bindgen_test]
async fn a_walk_in_is_one_transaction_with_its_text() {
    let tablet = Tablet::enrolled(&fresh_name()).await;
    tablet.tap_with(&[note(1, "王𤧟")]).await.unwrap();
    let outbox = load_outbox(&tablet.db, 10, &[]).await.unwrap();
    assert_eq!((outbox.events.len(), outbox.records), (1, vec![note(1, "王𤧟")]));
}
