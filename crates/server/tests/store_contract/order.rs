//! Commit order is cursor order: nothing may appear behind a cursor (platform facts, "A takes number 1").

use std::time::Duration;

use tokio::time::timeout;
use yanxi_protocol::scope::Scope;
use yanxi_server::store::StoreError;

use crate::{common::*, on_both};

on_both! {
    a_later_writer_waits_for_an_earlier_one => interleaved;
    an_abandoned_writer_leaves_no_trace => abandoned;
    a_reader_in_between_never_loses_a_document => reader_in_between;
    many_writers_and_a_following_reader_agree => many_writers;
    an_unchanged_document_is_not_news => unchanged;
    tombstones_leave_the_sum => tombstones;
}

const SCOPE: Scope = Scope::Session(SESSION_1);

async fn interleaved(world: &World) {
    let store = &world.state.store;
    let mut a = store.write(&[SCOPE]).await.unwrap();
    a.publish(SCOPE, "test", "a", &1).await.unwrap();
    // B wants the same scope: it must not get a number while A is undecided.
    let second = store.clone();
    let mut b = tokio::spawn(async move {
        let mut b = second.write(&[SCOPE]).await?;
        b.publish(SCOPE, "test", "b", &2).await?;
        b.commit().await
    });
    assert!(timeout(Duration::from_millis(300), &mut b).await.is_err(), "B went past A");
    let cursor = world.pull(Caller::TabletA, SCOPE, None).await.cursor;
    a.commit().await.unwrap();
    b.await.unwrap().unwrap();
    let changes = world.pull(Caller::TabletA, SCOPE, Some(&cursor)).await;
    let mut ids: Vec<(&str, u64)> = changes.docs.iter().map(|doc| (doc.id.as_str(), doc.v)).collect();
    ids.sort_by_key(|(_, v)| *v);
    assert!(ids[0].0 == "a" && ids[1].0 == "b" && ids[0].1 < ids[1].1, "{ids:?}");
}

async fn abandoned(world: &World) {
    let before = world.pull(Caller::TabletA, SCOPE, None).await;
    let mut tx = world.state.store.write(&[SCOPE]).await.unwrap();
    tx.publish(SCOPE, "test", "gone", &1).await.unwrap();
    drop(tx);
    let mut tx = world.state.store.write(&[SCOPE]).await.unwrap();
    tx.publish(SCOPE, "test", "stays", &1).await.unwrap();
    tx.commit().await.unwrap();
    let after = world.pull(Caller::TabletA, SCOPE, Some(&before.cursor)).await;
    let ids: Vec<&str> = after.docs.iter().map(|doc| doc.id.as_str()).collect();
    assert_eq!(ids, ["stays"]);
    assert_sum(&world.pull(Caller::TabletA, SCOPE, None).await);
}

/// A has the lower number and commits last in a naive design; the reader's cursor would pass it for ever.
async fn reader_in_between(world: &World) {
    let store = world.state.store.clone();
    let slow = {
        let mut a = store.write(&[SCOPE]).await.unwrap();
        a.publish(SCOPE, "test", "slow", &1).await.unwrap();
        a
    };
    let quick = tokio::spawn({
        let store = store.clone();
        async move {
            let mut b = store.write(&[SCOPE]).await?;
            b.publish(SCOPE, "test", "quick", &2).await?;
            b.commit().await?;
            Ok::<(), StoreError>(())
        }
    });
    let mut cursor = None;
    let mut seen = Vec::new();
    for round in 0..6 {
        let changes = world.pull(Caller::TabletA, SCOPE, cursor.as_deref()).await;
        seen.extend(changes.docs.into_iter().filter(|doc| doc.kind == "test").map(|doc| doc.id));
        cursor = Some(changes.cursor);
        if round == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(seen.is_empty(), "uncommitted: {seen:?}");
    slow.commit().await.unwrap();
    quick.await.unwrap().unwrap();
    let changes = world.pull(Caller::TabletA, SCOPE, cursor.as_deref()).await;
    seen.extend(changes.docs.into_iter().filter(|doc| doc.kind == "test").map(|doc| doc.id));
    seen.sort();
    assert_eq!(seen, ["quick", "slow"]);
}

async fn many_writers(world: &World) {
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let store = world.state.store.clone();
            tokio::spawn(async move {
                for n in 0..10 {
                    // Two scopes in either order: locks are always taken in one order, so nobody deadlocks.
                    let mut scopes = [SCOPE, Scope::Session(SESSION_2)];
                    if (writer + n) % 2 == 0 {
                        scopes.reverse();
                    }
                    let mut tx = store.write(&scopes).await.unwrap();
                    for scope in scopes {
                        tx.publish(scope, "test", &format!("{writer}.{n}"), &n).await.unwrap();
                    }
                    tx.commit().await.unwrap();
                }
            })
        })
        .collect();
    let mut cursor = None;
    let mut seen = std::collections::BTreeSet::new();
    loop {
        let done = writers.iter().all(tokio::task::JoinHandle::is_finished);
        let changes = world.pull(Caller::TabletB, SCOPE, cursor.as_deref()).await;
        for doc in changes.docs.iter().filter(|doc| doc.kind == "test") {
            assert!(seen.insert(doc.id.clone()), "{} came twice", doc.id);
        }
        cursor = Some(changes.cursor);
        if done {
            break;
        }
    }
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(seen.len(), 80);
    assert_sum(&world.pull(Caller::TabletB, SCOPE, None).await);
}

async fn unchanged(world: &World) {
    let publish = |value| async move {
        let mut tx = world.state.store.write(&[SCOPE]).await.unwrap();
        tx.publish(SCOPE, "test", "x", &value).await.unwrap();
        tx.commit().await.unwrap();
    };
    publish(1).await;
    let mut news = world.state.store.news().subscribe();
    let before = world.pull(Caller::TabletA, SCOPE, None).await;
    publish(1).await;
    let after = world.pull(Caller::TabletA, SCOPE, Some(&before.cursor)).await;
    assert_eq!(after.docs.len(), 0);
    assert!(news.try_recv().is_err(), "an unchanged document was announced");
    publish(2).await;
    assert_eq!(*news.recv().await.unwrap(), [SCOPE]);
}

async fn tombstones(world: &World) {
    let sum = || async { world.pull(Caller::TabletA, SCOPE, None).await.sum.unwrap() };
    let before = sum().await;
    for step in ["publish", "retract"] {
        let mut tx = world.state.store.write(&[SCOPE]).await.unwrap();
        if step == "publish" {
            tx.publish(SCOPE, "test", "x", &1).await.unwrap();
        } else {
            tx.retract(SCOPE, "test", "x").await.unwrap();
        }
        tx.commit().await.unwrap();
    }
    let changes = world.pull(Caller::TabletA, SCOPE, None).await;
    assert!(
        changes.docs.iter().any(|doc| doc.id == "x" && doc.body.is_none()),
        "clients must hear of the removal"
    );
    assert_eq!(changes.sum.unwrap(), before);
    assert_sum(&changes);
}
