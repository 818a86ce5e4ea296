//! Storing events: once, byte for byte, each with its own result (5.3).

use serde_json::json;
use yanxi_domain::{
    attendance::Flag,
    event::{EventKind, RecordBody, SideRecord, Subject},
    ids::{EventId, RecordId},
};
use yanxi_protocol::{
    docs,
    scope::Scope,
    sync::{Outcome, Quarantine},
};

use crate::{
    common::{tablet::outcomes, *},
    on_both,
};

on_both! {
    accepts_once_and_answers_duplicate_after => accepts_once;
    hands_on_the_exact_bytes => exact_bytes;
    keeps_every_refused_event_with_its_reason => quarantines;
    same_events_twice_in_one_request => twice_in_one_request;
    two_tabs_pushing_the_same_stream_at_once => two_tabs;
    flags_what_a_person_should_see => flags;
    stores_a_side_record_once_and_for_its_session_only => side_records;
    a_refused_event_stays_refused => stays_refused;
    one_bad_event_does_not_fail_the_batch => bad_among_good;
    bulk_of_every_chunk_size => bulk;
}

async fn accepts_once(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(3);
    assert_eq!(tablet.push_all(world).await, vec![Outcome::Accepted; 3]);
    assert_eq!(tablet.push_all(world).await, vec![Outcome::Duplicate; 3]);
    let changes = world.pull(Caller::TabletB, Scope::Session(SESSION_1), None).await;
    assert_eq!(changes.events.len(), 3);
    assert_eq!(changes.sum.unwrap().events, 3);
}

async fn exact_bytes(world: &World) {
    let mut tablet = Tablet::a();
    let event = tablet.event(SESSION_1, EventKind::SignIn);
    let plain = serde_json::to_string(&event).unwrap();
    // Other order of fields, spaces, an escape, a field from the future: all of it must survive.
    let odd = plain.replacen('{', "{ \"future\" : [1.50, \"\\u7814\"],  ", 1);
    tablet.stream.push(odd.clone());
    assert_eq!(tablet.push_all(world).await, [Outcome::Accepted]);
    let changes = world.pull(Caller::TabletB, Scope::Session(SESSION_1), None).await;
    assert_eq!(changes.events[0].raw.get(), odd);
    assert_eq!(changes.events[0].at.0 / 1000, DAY.0 / 1000);
}

async fn quarantines(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(1);
    assert_eq!(tablet.push_all(world).await, [Outcome::Accepted]);
    let first: EventId = serde_json::from_value(json(&tablet.stream[0])["id"].clone()).unwrap();

    let mut foreign = tablet.event(SESSION_1, EventKind::SignIn);
    foreign.device = TABLET_B;
    let not_enrolled = tablet.event(SESSION_2, EventKind::SignIn);
    let mut id_reused = tablet.event(SESSION_1, EventKind::SignOut);
    (id_reused.id, id_reused.seq) = (first, 4);
    let mut seq_reused = tablet.event(SESSION_1, EventKind::SignOut);
    seq_reused.seq = 1;
    let mut no_reason = tablet.event(SESSION_1, EventKind::Void { event: first });
    (no_reason.seq, no_reason.reason) = (5, Some("  ".into()));
    let pushed: Vec<String> = [foreign, not_enrolled, id_reused, seq_reused, no_reason]
        .iter()
        .map(|event| serde_json::to_string(event).unwrap())
        .chain([r#"{"seq":6,"v":3,"what":"no event"}"#.to_owned(), "42".to_owned()])
        .collect();
    let expected: Vec<Outcome> = [
        Quarantine::ForeignDevice,
        Quarantine::NotEnrolled,
        Quarantine::IdReused,
        Quarantine::SeqReused,
        Quarantine::ReasonMissing,
        Quarantine::Unreadable,
        Quarantine::Unreadable,
    ]
    .map(|reason| Outcome::Quarantined { reason })
    .into();
    let response = tablet.push(world, &pushed).await;
    assert_eq!(response.results[5].seq, 6);
    assert_eq!(response.results[6].seq, 0);
    assert_eq!(outcomes(response.results), expected);
    // Repeating changes nothing, neither the answers nor what the owner sees.
    assert_eq!(outcomes(tablet.push(world, &pushed).await.results), expected);
    let course = world.pull(Caller::Organiser, Scope::Course(COURSE), None).await;
    let mut kept: Vec<docs::QuarantinedEvent> = course
        .docs
        .iter()
        .filter(|doc| doc.kind == docs::QUARANTINED)
        .map(|doc| serde_json::from_str(doc.body.as_ref().unwrap().get()).unwrap())
        .collect();
    kept.sort_by_key(|kept| pushed.iter().position(|raw| *raw == kept.raw));
    assert_eq!(kept.iter().map(|kept| kept.raw.clone()).collect::<Vec<_>>(), pushed);
    assert!(kept.iter().all(|kept| kept.device == Some(TABLET_A)));
    let session = world.pull(Caller::TabletB, Scope::Session(SESSION_1), None).await;
    assert_eq!(session.sum.unwrap().events, 1, "nothing refused may reach the other tablets");
}

async fn twice_in_one_request(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(2);
    let mut changed = json(&tablet.stream[1]);
    changed["mono"] = json!(99);
    let pushed = vec![
        tablet.stream[0].clone(),
        tablet.stream[0].clone(),
        tablet.stream[1].clone(),
        changed.to_string(),
    ];
    let results = outcomes(tablet.push(world, &pushed).await.results);
    let reused = Outcome::Quarantined { reason: Quarantine::IdReused };
    assert_eq!(results, [Outcome::Accepted, Outcome::Duplicate, Outcome::Accepted, reused]);
}

async fn two_tabs(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(40);
    let pushes = (0..6).map(|_| tablet.push_all(world));
    let answers = futures::future::join_all(pushes).await;
    for place in 0..40 {
        let accepted = answers.iter().filter(|results| results[place] == Outcome::Accepted).count();
        let duplicate = answers.iter().filter(|results| results[place] == Outcome::Duplicate).count();
        assert_eq!((accepted, duplicate), (1, 5), "event {place}");
    }
    let changes = world.pull(Caller::TabletB, Scope::Session(SESSION_1), None).await;
    assert_eq!(changes.events.len(), 40);
    assert_sum(&changes);
}

async fn flags(world: &World) {
    let mut tablet = Tablet::a();
    let mut cancelled = tablet.event(SESSION_1, EventKind::SignIn);
    cancelled.subject = Some(Subject::Registration(CANCELLED));
    tablet.write(&cancelled);
    let mut no_clock = tablet.event(SESSION_1, EventKind::SignIn);
    (no_clock.offset, no_clock.quality) = (None, yanxi_domain::event::OffsetQuality::Unknown);
    tablet.write(&no_clock);
    let results = tablet.push_all(world).await;
    assert_eq!(results[0], Outcome::AcceptedFlagged { flags: vec![Flag::CancelledButPresent] });
    assert_eq!(results[1], Outcome::AcceptedFlagged { flags: vec![Flag::ClockUntrusted] });
}

async fn side_records(world: &World) {
    let tablet = Tablet::a();
    let record = |n, session, name: &str| SideRecord {
        id: RecordId(uuid::Uuid::from_u128(n)),
        session,
        body: RecordBody::Note { text: name.into() },
    };
    let mut request = tablet.request(&[]);
    request.records = vec![record(1, SESSION_1, "一"), record(2, SESSION_2, "二")];
    let response = world.sync(tablet.caller, &request).await;
    assert_eq!(response.records, [1, 2].map(|n| RecordId(uuid::Uuid::from_u128(n))));
    request.records = vec![record(1, SESSION_1, "改")];
    world.sync(tablet.caller, &request).await;
    let bodies = |changes: yanxi_protocol::sync::ScopeChanges| -> Vec<SideRecord> {
        let records = changes.docs.into_iter().filter(|doc| doc.kind == docs::RECORD);
        records.map(|doc| serde_json::from_str(doc.body.unwrap().get()).unwrap()).collect()
    };
    let first = bodies(world.pull(Caller::TabletB, Scope::Session(SESSION_1), None).await);
    assert_eq!(first, [record(1, SESSION_1, "一")], "a device cannot change what the server has");
    let second = bodies(world.pull(Caller::TabletB, Scope::Session(SESSION_2), None).await);
    assert_eq!(second, [], "a tablet cannot write into a session it is not enrolled for");
}

async fn stays_refused(world: &World) {
    let mut tablet = Tablet::a();
    let event = tablet.event(SESSION_2, EventKind::SignIn);
    tablet.write(&event);
    let refused = [Outcome::Quarantined { reason: Quarantine::NotEnrolled }];
    assert_eq!(tablet.push_all(world).await, refused);
    let mut tx = world.state.store.write(&[Scope::Course(COURSE)]).await.unwrap();
    tx.enrol_for(TABLET_A, &[SESSION_2]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(tablet.push_all(world).await, refused, "the tablet was told so and does not count it");
}

async fn bad_among_good(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(5);
    tablet.stream[2] = r#"{"seq":3}"#.into();
    let results = tablet.push_all(world).await;
    assert_eq!(results[2], Outcome::Quarantined { reason: Quarantine::Unreadable });
    assert_eq!(results.iter().filter(|outcome| **outcome == Outcome::Accepted).count(), 4);
    assert_eq!(tablet.status(world).await.missing, [], "a refused number is no hole");
}

async fn bulk(world: &World) {
    let mut tablet = Tablet::a();
    for count in [1, 7, 8, 9, 63, 65, 255, 256, 600] {
        let from = tablet.stream.len();
        tablet.sign_in(count);
        let results = outcomes(tablet.push(world, &tablet.stream[from..]).await.results);
        assert_eq!(results, vec![Outcome::Accepted; count], "{count}");
    }
    let changes = world.pull(Caller::TabletB, Scope::Session(SESSION_1), None).await;
    let raws: Vec<&str> = changes.events.iter().map(|event| event.raw.get()).collect();
    assert_eq!(raws, tablet.stream);
    assert_sum(&changes);
}

fn json(raw: &str) -> serde_json::Value {
    serde_json::from_str(raw).unwrap()
}
