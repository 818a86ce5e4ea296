use serde_json::Value;
use uuid::Uuid;
use yanxi_domain::{
    ids::PersonId,
    notice::{Notice, NoticeKind},
    time::Timestamp,
};
use yanxi_protocol::{
    docs,
    own::{self, ReadNotices},
    scope::Scope,
};
use yanxi_server::service::{mail::sender::send_due, notices};

use super::{addresses::confirm, sink::Sink};
use crate::{common::*, on_both};

on_both! {
    a_notice_is_mailed_once_to_a_confirmed_address => once;
    nobody_without_a_confirmed_address_is_mailed => nobody;
    a_mail_server_that_is_away_is_tried_again_also_after_a_restart => again;
    what_is_refused_for_good_or_too_old_is_given_up => given_up;
    one_process_sends_even_when_two_run => two;
    reading_a_notice_is_told_to_all_own_devices_and_only_of_own_notices => reading;
}

const OTHER: PersonId = PersonId(Uuid::from_u128(0xA2));

async fn tell(world: &World, person: PersonId, topic: &str, what: NoticeKind, at: Timestamp) {
    let mut tx = world.state.store.write(&[]).await.unwrap();
    let session = tx.session(SESSION_1).await.unwrap().unwrap();
    let about = notices::about(&session, Some(ADMITTED));
    notices::tell(&mut tx, person, topic, about, what, at).await.unwrap();
    tx.commit().await.unwrap();
}

async fn round(world: &World, sink: &Sink) -> usize {
    send_due(&world.state, &sink.mailer(), Uuid::from_u128(1)).await.unwrap()
}

async fn with_address(world: &World) -> (Sink, World) {
    let sink = Sink::start().await;
    let world = sink.world(world);
    confirm(&world, &sink, "lin@example.test").await;
    sink.letters.lock().unwrap().clear();
    (sink, world)
}

async fn once(world: &World) {
    let (sink, world) = with_address(world).await;
    tell(&world, ATTENDEE, "seat", NoticeKind::Promoted, DAY).await;
    // The same topic again is no second letter.
    tell(&world, ATTENDEE, "seat", NoticeKind::Promoted, DAY).await;
    assert_eq!(round(&world, &sink).await, 1);
    assert_eq!(round(&world, &sink).await, 0);
    let letters = sink.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, "lin@example.test");
    for words in [
        "林測試 您好",
        "備取遞補為錄取",
        "資訊安全研習",
        "114 年 8 月 5 日（二）",
        "https://yanxi.test/notices",
    ] {
        assert!(letters[0].text.contains(words), "{words}: {}", letters[0].text);
    }
    let own = world.pull(Caller::Attendee, Scope::Person(ATTENDEE), None).await;
    let notice = own.docs.iter().find(|doc| doc.kind == docs::NOTICE).unwrap();
    assert_eq!(letters[0].id, format!("<{}@yanxi.test>", notice.id));
}

async fn nobody(world: &World) {
    let (sink, world) = with_address(world).await;
    tell(&world, OTHER, "seat", NoticeKind::Admitted, DAY).await;
    assert_eq!(round(&world, &sink).await, 0);
    // An address a roster lists is no address for mail.
    let mut tx = world.state.store.write(&[]).await.unwrap();
    tx.put_listed(OTHER, None, Some("listed@example.test")).await.unwrap();
    tx.commit().await.unwrap();
    tell(&world, OTHER, "seat2", NoticeKind::Admitted, DAY).await;
    // Taking the address away stops what waits.
    tell(&world, ATTENDEE, "seat", NoticeKind::Admitted, DAY).await;
    super::addresses::ask(&world, own::EMAIL, &own::SetEmail { email: String::new() }).await.unwrap();
    assert_eq!(round(&world, &sink).await, 0);
    assert_eq!(sink.letters().len(), 0);
}

async fn again(world: &World) {
    let (sink, world) = with_address(world).await;
    tell(&world, ATTENDEE, "seat", NoticeKind::Admitted, DAY).await;
    sink.refuse(Some("451 come back later"));
    assert_eq!(round(&world, &sink).await, 0);
    sink.refuse(None);
    // Not at once: the server asked for time.
    assert_eq!(round(&world, &sink).await, 0);
    // Another process, later, over the same database.
    let restarted = sink.world(&World::open(&world.url).await);
    restarted.state.clock.set(Some(DAY.plus_minutes(4)));
    let sent = send_due(&restarted.state, &sink.mailer(), Uuid::from_u128(2)).await.unwrap();
    assert_eq!((sent, sink.letters().len()), (1, 1));
    restarted.state.store.close().await;
}

async fn given_up(world: &World) {
    let (sink, world) = with_address(world).await;
    tell(&world, ATTENDEE, "refused", NoticeKind::Admitted, DAY).await;
    sink.refuse(Some("550 no such mailbox"));
    assert_eq!(round(&world, &sink).await, 0);
    sink.refuse(None);
    tell(&world, ATTENDEE, "old", NoticeKind::Admitted, DAY.plus_minutes(-60 * 49)).await;
    world.state.clock.set(Some(DAY.plus_minutes(60 * 24)));
    assert_eq!(round(&world, &sink).await, 0);
    assert_eq!(sink.letters().len(), 0);
    // After the last of the tries nothing waits any more.
    world.state.clock.set(Some(DAY));
    tell(&world, ATTENDEE, "away", NoticeKind::Admitted, DAY).await;
    sink.refuse(Some("451 later"));
    for hours in [0, 6, 12, 18, 24, 30, 43] {
        world.state.clock.set(Some(DAY.plus_minutes(60 * hours)));
        round(&world, &sink).await;
    }
    sink.refuse(None);
    world.state.clock.set(Some(DAY.plus_minutes(60 * 47)));
    assert_eq!(round(&world, &sink).await, 0);
}

async fn two(world: &World) {
    let (sink, world) = with_address(world).await;
    for n in 0..20 {
        tell(&world, ATTENDEE, &format!("seat{n}"), NoticeKind::Admitted, DAY).await;
    }
    let (mailer, other) = (sink.mailer(), sink.mailer());
    let (one, other) = tokio::join!(
        send_due(&world.state, &mailer, Uuid::from_u128(1)),
        send_due(&world.state, &other, Uuid::from_u128(2)),
    );
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one + other, 20);
    assert!(one == 0 || other == 0, "{one} and {other}");
    let mut ids: Vec<String> = sink.letters().into_iter().map(|letter| letter.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!((sink.letters().len(), ids.len()), (20, 20));
}

async fn reading(world: &World) {
    tell(world, ATTENDEE, "own", NoticeKind::Admitted, DAY).await;
    tell(world, OTHER, "others", NoticeKind::Admitted, DAY).await;
    let mut tx = world.state.store.read().await.unwrap();
    let mine = tx.notices_of(ATTENDEE).await.unwrap()[0].0;
    let others = tx.notices_of(OTHER).await.unwrap()[0].0;
    drop(tx);
    let body = ReadNotices { notices: vec![mine, others, Uuid::nil()] };
    let (status, _): (u16, Option<Value>) = {
        let (status, bytes) = world
            .raw(Caller::Attendee.request("POST", own::NOTICES_READ, serde_json::to_vec(&body).unwrap()))
            .await;
        (status, serde_json::from_slice(&bytes).ok())
    };
    assert_eq!(status, 204);
    let own = world.pull(Caller::Attendee, Scope::Person(ATTENDEE), None).await;
    assert_sum(&own);
    let doc = own.docs.iter().find(|doc| doc.kind == docs::NOTICE).unwrap();
    let notice: Notice = serde_json::from_str(doc.body.as_ref().unwrap().get()).unwrap();
    assert!(notice.read_at.is_some_and(|at| at >= DAY));
    let mut tx = world.state.store.read().await.unwrap();
    assert_eq!(tx.notices_of(OTHER).await.unwrap()[0].1.read_at, None);
}
