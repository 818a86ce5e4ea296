//! What the server does not know: newer formats, periods, operators. Nothing is refused for it, everything is seen (5.3).

use serde_json::json;
use uuid::Uuid;
use yanxi_domain::{
    attendance::Flag,
    event::{EventKind, Method},
    ids::{AccountId, PeriodId},
};
use yanxi_protocol::{
    docs::{self, QuarantinedEvent},
    scope::Scope,
    sync::{Outcome, Quarantine},
};
use yanxi_server::store::Aside;

use crate::{common::*, on_both};

const STRANGER: AccountId = AccountId(Uuid::from_u128(0xAC99));

on_both! {
    an_unknown_version_or_kind_is_kept_handed_on_and_shown_to_the_owner => newer_format;
    what_a_newer_server_understands_is_no_longer_shown => looked_at_again;
    an_unknown_period_is_accepted_with_a_flag => unknown_period;
    an_operator_who_is_not_of_the_crew_is_accepted_with_a_flag => unknown_operator;
    the_crew_of_the_course_is_known_in_all_its_sessions => crew;
}

async fn kept_aside(world: &World) -> Vec<QuarantinedEvent> {
    let course = world.pull(Caller::Organiser, Scope::Course(COURSE), None).await;
    assert_sum(&course);
    let kept = course.docs.into_iter().filter(|doc| doc.kind == docs::QUARANTINED);
    kept.filter_map(|doc| Some(serde_json::from_str(doc.body?.get()).unwrap())).collect()
}

fn flagged(flag: Flag) -> Outcome {
    Outcome::AcceptedFlagged { flags: vec![flag] }
}

async fn newer_format(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(1);
    for (version, kind) in [(4, json!("sign_in")), (3, json!({ "hologram": { "size": 3 } }))] {
        let event = serde_json::to_string(&tablet.event(SESSION_1, EventKind::SignIn)).unwrap();
        let mut event: serde_json::Value = serde_json::from_str(&event).unwrap();
        (event["v"], event["kind"]) = (json!(version), kind);
        tablet.stream.push(event.to_string());
    }
    tablet.sign_in(1);
    let newer = flagged(Flag::NewerFormat);
    let expected = [Outcome::Accepted, newer.clone(), newer, Outcome::Accepted];
    assert_eq!(tablet.push_all(world).await, expected);
    assert_eq!(tablet.push_all(world).await, vec![Outcome::Duplicate; 4]);
    let session = world.pull(Caller::TabletB, Scope::Session(SESSION_1), None).await;
    let raws: Vec<&str> = session.events.iter().map(|event| event.raw.get()).collect();
    assert_eq!(raws, tablet.stream, "byte for byte, for those who know it");
    let mut shown = kept_aside(world).await;
    shown.sort_by_key(|event| tablet.stream.iter().position(|raw| *raw == event.raw));
    assert!(shown.iter().all(|event| event.reason == Quarantine::NewerFormat));
    assert_eq!(shown.iter().map(|event| event.raw.as_str()).collect::<Vec<_>>(), tablet.stream[1..3]);
    assert_eq!(tablet.status(world).await.missing, []);
    World::open(&world.url).await;
    assert_eq!(kept_aside(world).await.len(), 2, "a start of the same program understands no more");
}

/// The row an older program left of an event that this one can read.
async fn looked_at_again(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(1);
    tablet.push_all(world).await;
    let mut tx = world.state.store.write(&[Scope::Course(COURSE)]).await.unwrap();
    for (raw, reason) in
        [(tablet.stream[0].as_str(), Quarantine::NewerFormat), ("{}", Quarantine::NotEnrolled)]
    {
        let aside = Aside { course: COURSE, device: TABLET_A, seq: 1, received_at: DAY, reason, raw };
        tx.keep_aside(aside).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(kept_aside(world).await.len(), 2);
    assert_eq!(tablet.push_all(world).await, [Outcome::Duplicate], "it is in the log");
    World::open(&world.url).await;
    let left = kept_aside(world).await;
    assert_eq!(left.iter().map(|event| event.reason).collect::<Vec<_>>(), [Quarantine::NotEnrolled]);
}

async fn unknown_period(world: &World) {
    let mut tablet = Tablet::a();
    let mut event = tablet.event(SESSION_1, EventKind::SignIn);
    event.period = PeriodId(Uuid::from_u128(0xF99));
    tablet.write(&event);
    tablet.sign_in(1);
    assert_eq!(tablet.push_all(world).await, [flagged(Flag::UnknownPeriod), Outcome::Accepted]);
    let session = world.pull(Caller::TabletB, Scope::Session(SESSION_1), None).await;
    assert_eq!(session.events.len(), 2);
}

async fn unknown_operator(world: &World) {
    let mut tablet = Tablet::a();
    let mut tapped = tablet.event(SESSION_1, EventKind::SignIn);
    tapped.operator = STRANGER;
    tablet.write(&tapped);
    let handed_over = tablet.event(SESSION_1, EventKind::Handover { to: STRANGER });
    tablet.write(&handed_over);
    let mut by_himself = tablet.event(SESSION_1, EventKind::SignIn);
    (by_himself.operator, by_himself.method) = (STRANGER, Method::SelfService);
    tablet.write(&by_himself);
    let stranger = flagged(Flag::UnknownOperator);
    assert_eq!(tablet.push_all(world).await, [stranger.clone(), stranger, Outcome::Accepted]);
    let session = world.pull(Caller::TabletB, Scope::Session(SESSION_1), None).await;
    assert_eq!(session.events.len(), 3, "it happened (Y-01)");
}

/// The fixture's staff works in session 1 only; its organiser in the course.
async fn crew(world: &World) {
    let mut tablet = Tablet::b();
    for operator in [STAFF, AccountId(Uuid::from_u128(0xAC3))] {
        let mut event = tablet.event(SESSION_2, EventKind::Handover { to: STAFF });
        event.operator = operator;
        tablet.write(&event);
    }
    let mut other = tablet.event(SESSION_2, EventKind::Handover { to: STAFF });
    other.operator = AccountId(Uuid::from_u128(0xAC4));
    tablet.write(&other);
    let results = tablet.push_all(world).await;
    assert_eq!(results[..2], [Outcome::Accepted, Outcome::Accepted]);
    assert_eq!(results[2], flagged(Flag::UnknownOperator), "the organiser of another course");
}
