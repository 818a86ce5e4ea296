//! What the server knows of a device: contact, holes, ended sessions, loss.

use yanxi_domain::{
    device::{DeviceState, DeviceStatus},
    event::EventKind,
};
use yanxi_protocol::{docs, scope::Scope};

use crate::{common::*, on_both};

on_both! {
    holes_are_seen_and_close => holes;
    the_end_of_a_session_is_kept => ended;
    a_restored_tablet_hears_how_far_it_once_was => restored;
    a_lost_tablet_delivers_and_is_wiped => lost;
    the_board_hears_of_changes_and_now_and_then_of_contacts => board;
}

async fn holes(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(10);
    tablet.push(world, &tablet.stream[0..3]).await;
    tablet.push(world, &tablet.stream[5..7]).await;
    let status = tablet.status(world).await;
    assert_eq!((status.head, status.missing), (10, vec![(4, 5), (8, 10)]));
    tablet.push(world, &tablet.stream[3..10]).await;
    assert_eq!(tablet.status(world).await.missing, []);
}

async fn ended(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(2);
    let end = tablet.event(SESSION_1, EventKind::EndOfSession { last_seq: 3 });
    tablet.write(&end);
    tablet.push(world, &tablet.stream[2..]).await;
    let status = tablet.status(world).await;
    assert_eq!((status.ended, status.missing), (vec![(SESSION_1, 3)], vec![(1, 2)]));
}

async fn restored(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(9);
    tablet.push_all(world).await;
    let mut old = Tablet::a();
    old.stream = tablet.stream[..4].to_vec();
    let response = old.push(world, &[]).await;
    assert_eq!(response.device_head, Some(9));
}

async fn lost(world: &World) {
    let mut tablet = Tablet { caller: Caller::LostTablet, id: LOST_TABLET, stream: Vec::new() };
    tablet.sign_in(2);
    let mut request = tablet.request(&tablet.stream);
    let pull = |scope| yanxi_protocol::sync::Pull { scope, cursor: None, own_through: 0 };
    request.pulls = vec![pull(Scope::Session(SESSION_1)), pull(Scope::Crew(SESSION_1)), pull(Scope::Catalog)];
    let response = world.sync(tablet.caller, &request).await;
    assert!(response.wipe);
    assert_eq!(response.results.len(), 2);
    assert_eq!(tablet.status(world).await.state, DeviceState::Lost);
    for scope in response.scopes {
        assert_eq!(scope.status, yanxi_protocol::sync::ScopeStatus::Forbidden);
        assert!(scope.docs.is_empty() && scope.events.is_empty());
    }
}

async fn board(world: &World) {
    let scope = Scope::Course(COURSE);
    let mut tablet = Tablet::a();
    tablet.sign_in(3);
    tablet.push(world, &tablet.stream[..1]).await;
    let first = world.pull(Caller::Organiser, scope, None).await;
    let status = || async {
        let mut tx = world.state.store.read().await.unwrap();
        let text = tx.published(scope, docs::DEVICE, &TABLET_A.to_string()).await.unwrap();
        serde_json::from_str::<DeviceStatus>(&text.unwrap()).unwrap()
    };
    assert_eq!(status().await.missing, [(2, 3)]);
    // Nothing new a moment later: no news for the board.
    tablet.push(world, &[]).await;
    let same = world.pull(Caller::Organiser, scope, Some(&first.cursor)).await;
    assert_eq!(same.docs.len(), 0);
    // A hole closes: news.
    tablet.push(world, &tablet.stream[1..]).await;
    assert_eq!(status().await.missing, []);
    // Long after, the mere contact is news again.
    let seen = status().await.last_seen;
    world.state.clock.set(Some(DAY.plus_minutes(1)));
    tablet.push(world, &[]).await;
    assert!(status().await.last_seen > seen);
}
