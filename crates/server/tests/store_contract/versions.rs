//! Events of every accepted version count alike once they are in the log (design 4).

use serde_json::{Value, json};
use yanxi_domain::{
    attendance::Flag,
    event::{AttendanceEvent, EventKind},
};
use yanxi_protocol::sync::Outcome;

use crate::{common::*, on_both};

on_both! {
    events_of_older_versions_count_as_what_they_say => older_versions;
    an_event_of_a_newer_kind_is_left_out_of_the_evaluation => newer_kind;
}

async fn older_versions(world: &World) {
    let mut tablet = Tablet::a();
    let mut written = Vec::new();
    for spell in [version_1, version_2, version_3] {
        let event = tablet.event(SESSION_1, EventKind::SignIn);
        tablet.stream.push(spell(&event));
        written.push(event);
    }
    assert_eq!(tablet.push_all(world).await, vec![Outcome::Accepted; 3]);

    let mut tx = world.state.store.read().await.unwrap();
    let stored: Vec<_> =
        tx.session_events(SESSION_1).await.unwrap().into_iter().map(|received| received.event).collect();
    assert_eq!(stored, written);
    for event in written {
        assert_eq!(tx.stored_event(event.id).await.unwrap(), Some(event));
    }
}

async fn newer_kind(world: &World) {
    let mut tablet = Tablet::a();
    let event = tablet.event(SESSION_1, EventKind::SignIn);
    tablet.stream.push(version_3(&event).replacen("\"sign_in\"", "\"of_the_future\"", 1));
    assert_eq!(tablet.push_all(world).await, [Outcome::AcceptedFlagged { flags: vec![Flag::NewerFormat] }]);
    let mut tx = world.state.store.read().await.unwrap();
    assert!(tx.session_events(SESSION_1).await.unwrap().is_empty());
    assert_eq!(tx.stored_event(event.id).await.unwrap(), None);
}

/// A sign-in as version 1 wrote it.
fn version_1(event: &AttendanceEvent) -> String {
    let time = chrono::DateTime::from_timestamp_millis(event.at.0).unwrap();
    with_subject(
        event,
        "registrationId",
        |id| id,
        json!({
            "schemaVersion": 1,
            "eventId": event.id,
            "deviceSeq": event.seq,
            "type": "signIn",
            "time": time.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
            "monoMs": event.mono,
            "bootId": event.boot,
            "sessionId": event.session,
            "periodId": event.period,
            "deviceId": event.device,
            "operatorId": event.operator,
            "clockOffsetMs": event.offset,
            "offsetQuality": event.quality,
            "method": event.method,
            "evidence": event.evidence,
        }),
    )
}

/// A sign-in as version 2 wrote it.
fn version_2(event: &AttendanceEvent) -> String {
    with_subject(
        event,
        "subject",
        |id| json!({ "type": "registration", "id": id }),
        json!({
            "v": 2,
            "id": event.id,
            "seq": event.seq,
            "at": event.at,
            "mono": event.mono,
            "kind": { "type": "sign_in" },
            "session": event.session,
            "period": event.period,
            "device": event.device,
            "boot": event.boot,
            "operator": event.operator,
            "clock_offset_ms": event.offset,
            "quality": event.quality,
            "method": event.method,
            "evidence": event.evidence,
        }),
    )
}

fn version_3(event: &AttendanceEvent) -> String {
    serde_json::to_string(event).unwrap()
}

fn with_subject(
    event: &AttendanceEvent,
    field: &str,
    spell: impl Fn(Value) -> Value,
    mut raw: Value,
) -> String {
    assert_eq!(event.subject, Some(yanxi_domain::event::Subject::Registration(ADMITTED)));
    raw[field] = spell(json!(ADMITTED));
    raw.to_string()
}
