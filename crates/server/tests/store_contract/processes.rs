//! Several processes over one database, and one database opened again.

use std::time::Duration;

use axum::body::Body;
use futures::StreamExt as _;
use tokio::time::timeout;
use tower::ServiceExt as _;
use yanxi_protocol::{
    api, docs,
    scope::Scope,
    sync::{Doc, Outcome, ScopeStatus},
};

use crate::{common::*, on_both};

on_both! {
    what_is_committed_survives_reopening => reopened;
    after_a_new_epoch_every_cursor_starts_over => new_epoch;
    kinds_of_documents_that_came_later_are_published_on_opening => published_on_opening;
    a_database_of_a_newer_version_is_left_alone => newer_database;
    the_news_stream_names_changed_scopes_and_no_others => news_stream;
}

const SCOPE: Scope = Scope::Session(SESSION_1);

async fn reopened(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(3);
    tablet.push_all(world).await;
    let before = world.pull(Caller::TabletB, SCOPE, None).await;
    world.state.store.close().await;
    let again = World::open(&world.url).await;
    let after = again.pull(Caller::TabletB, SCOPE, Some(&before.cursor)).await;
    assert_eq!((after.status, after.events.len()), (ScopeStatus::Ok, 0));
    assert_eq!(after.sum, before.sum);
    assert_eq!(tablet.push_all(&again).await, vec![Outcome::Duplicate; 3]);
}

async fn new_epoch(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(3);
    tablet.push_all(world).await;
    let before = world.pull(Caller::TabletB, SCOPE, None).await;
    world.state.store.close().await;
    yanxi_server::store::new_epoch(&world.url).await.unwrap();
    let again = World::open(&world.url).await;
    let after = again.pull(Caller::TabletB, SCOPE, Some(&before.cursor)).await;
    assert_eq!((after.status, after.events.len()), (ScopeStatus::StartOver, 3));
    assert_eq!(after.sum, before.sum, "nothing else has changed");
    assert_sum(&after);
    let next = again.pull(Caller::TabletB, SCOPE, Some(&after.cursor)).await;
    assert_eq!((next.status, next.events.len()), (ScopeStatus::Ok, 0));
}

async fn published_on_opening(world: &World) {
    let wanted = async |world: &World| -> Vec<(String, String)> {
        let mut found = Vec::new();
        for scope in [SCOPE, Scope::Session(SESSION_2), Scope::Course(COURSE)] {
            let changes = world.pull(Caller::Organiser, scope, None).await;
            assert_sum(&changes);
            let new = |doc: &&Doc| [docs::DEVICE_LABEL, docs::REGISTERED].contains(&doc.kind.as_str());
            let live = changes.docs.iter().filter(new).filter(|doc| doc.body.is_some());
            found.extend(live.map(|doc| (doc.kind.clone(), doc.id.clone())));
        }
        found.sort();
        found
    };
    let before = wanted(world).await;
    assert_eq!(before.len(), 4 + 2, "labels and registrations");
    // As a database of the version before has it.
    let mut tx = world.state.store.write(&[SCOPE, Scope::Course(COURSE)]).await.unwrap();
    for (kind, id) in &before {
        for scope in [SCOPE, Scope::Session(SESSION_2), Scope::Course(COURSE)] {
            if tx.published(scope, kind, id).await.unwrap().is_some() {
                tx.retract(scope, kind, id).await.unwrap();
            }
        }
    }
    tx.commit().await.unwrap();
    assert!(wanted(world).await.is_empty());
    let mut tx = world.state.store.write(&[]).await.unwrap();
    undo_accounts(&mut tx).await;
    tx.execute("DELETE FROM migration WHERE number = 2", Vec::new()).await.unwrap();
    tx.commit().await.unwrap();
    world.state.store.close().await;
    let again = World::open(&world.url).await;
    assert_eq!(wanted(&again).await, before);
}

async fn newer_database(world: &World) {
    let mut tx = world.state.store.write(&[]).await.unwrap();
    tx.execute("INSERT INTO migration (number, name) VALUES (99, 'of the future')", Vec::new())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    world.state.store.close().await;
    let error = yanxi_server::store::open(&world.url).await.err();
    assert!(matches!(error, Some(yanxi_server::store::StoreError::Newer(99))), "{error:?}");
}

struct Listener(axum::body::BodyDataStream);

impl Listener {
    async fn new(world: &World, caller: Caller, scopes: &str) -> Self {
        let path = format!("{}?scopes={scopes}", api::NEWS);
        let response = world.router.clone().oneshot(caller.request("GET", &path, Vec::new())).await.unwrap();
        assert_eq!(response.status(), 200);
        let mut listener = Self(Body::into_data_stream(response.into_body()));
        listener.next().await.expect("a first message at once");
        listener
    }

    async fn next(&mut self) -> Option<String> {
        let chunk = timeout(Duration::from_secs(3), self.0.next()).await.ok()??.unwrap();
        Some(String::from_utf8(chunk.to_vec()).unwrap())
    }
}

async fn news_stream(world: &World) {
    let scopes = format!("{SCOPE},{},{}", Scope::Session(SESSION_2), Scope::Course(COURSE));
    let mut listener = Listener::new(world, Caller::TabletA, &scopes).await;
    let mut tablet = Tablet::b();
    let event = tablet.event(SESSION_2, yanxi_domain::event::EventKind::SignIn);
    tablet.write(&event);
    tablet.push_all(world).await;
    tablet.sign_in(1);
    tablet.push_all(world).await;
    let message = listener.next().await.unwrap();
    assert_eq!(message.trim(), format!("event: news\ndata: {SCOPE}"));
}

/// Two routers over one PostgreSQL: both take pushes, each one's clients hear and get what the other took.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_stores_over_one_postgres_deliver_to_each_others_clients() {
    let Some(database) = TestDatabase::postgres().await else { return };
    let one = World::new(&database).await;
    let two = World::open(&database.url).await;
    let (mut a, mut b) = (Tablet::a(), Tablet::b());
    let mut listener_one = Listener::new(&one, Caller::Organiser, &SCOPE.to_string()).await;
    let mut listener_two = Listener::new(&two, Caller::Organiser, &SCOPE.to_string()).await;
    let mut cursor_a = one.pull(a.caller, SCOPE, None).await.cursor;

    b.sign_in(1);
    assert_eq!(b.push_all(&two).await, [Outcome::Accepted]);
    assert!(listener_one.next().await.unwrap().contains(&SCOPE.to_string()));
    assert!(listener_two.next().await.unwrap().contains(&SCOPE.to_string()));
    let changes = one.pull(a.caller, SCOPE, Some(&cursor_a)).await;
    assert_eq!(changes.events[0].raw.get(), b.stream[0]);
    cursor_a = changes.cursor;

    // The same stream through both processes at once: stored once.
    a.sign_in(200);
    let (first, second) = tokio::join!(a.push_all(&one), a.push_all(&two));
    for (first, second) in first.iter().zip(&second) {
        assert!(matches!(
            (first, second),
            (Outcome::Accepted, Outcome::Duplicate) | (Outcome::Duplicate, Outcome::Accepted)
        ));
    }
    // Interleaved single pushes through both, while a client of each follows its cursor.
    let pushing = async {
        for n in 0..40 {
            let tablet = if n % 2 == 0 { &mut a } else { &mut b };
            tablet.sign_in(1);
            let world = if n % 4 < 2 { &one } else { &two };
            tablet.push(world, &tablet.stream[tablet.stream.len() - 1..]).await;
        }
    };
    let following = async {
        let mut got = changes.events.len();
        let mut cursor = cursor_a.clone();
        while got < 241 {
            let page = two.pull(Caller::Organiser, SCOPE, Some(&cursor)).await;
            got += page.events.len();
            cursor = page.cursor;
        }
        got
    };
    let ((), got) =
        timeout(Duration::from_secs(30), async { tokio::join!(pushing, following) }).await.unwrap();
    assert_eq!(got, 241);
    assert_sum(&one.pull(Caller::Organiser, SCOPE, None).await);
    assert_sum(&two.pull(Caller::Organiser, SCOPE, None).await);
    database.remove().await;
}
