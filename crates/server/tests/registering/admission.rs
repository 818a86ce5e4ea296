//! The organiser decides about applicants (U-A4).

use serde_json::{Value, json};
use yanxi_domain::{
    ids::RegistrationId,
    roster::RegistrationState::{Admitted, Applied, NotAdmitted, Waitlisted},
};
use yanxi_protocol::{
    api::ApiError,
    registering::{self as wire, Admission, AdmissionDecided, ResultsPublished},
};

use crate::{common::*, help::*, on_both};

fn path() -> String {
    wire::ADMISSION.replace("{session}", &FIRST.to_string())
}

async fn decide(world: &World, ids: &[RegistrationId], more: Value) -> AdmissionDecided {
    let (status, answer): (u16, Value) = ask(world, ids, more).await;
    assert_eq!(status, 200, "{answer}");
    serde_json::from_value(answer).unwrap()
}

async fn refused(world: &World, ids: &[RegistrationId], more: Value) -> ApiError {
    let (status, answer): (u16, Value) = ask(world, ids, more).await;
    assert!(status >= 400, "{answer}");
    serde_json::from_value(answer).unwrap()
}

async fn ask(world: &World, ids: &[RegistrationId], mut body: Value) -> (u16, Value) {
    body["registrations"] = json!(ids);
    world.post(Caller::Organiser, &path(), &body).await
}

/// 公布錄取; what is decided from then on is told at once.
async fn publish(world: &World) -> ResultsPublished {
    let path = wire::RESULTS.replace("{course}", &NEW_COURSE.to_string());
    let (status, answer): (u16, Value) = world.post(Caller::Organiser, &path, &Value::Null).await;
    assert_eq!(status, 200, "{answer}");
    serde_json::from_value(answer).unwrap()
}

async fn applied(world: &World, everybody: &[Somebody]) -> Vec<RegistrationId> {
    let mut ids = Vec::new();
    for (n, somebody) in everybody.iter().enumerate() {
        world.state.clock.set(Some(BEFORE.plus_minutes(n as i64)));
        ids.push(somebody.register(world, FIRST).await.registration);
    }
    ids
}

on_both! {
    a_batch_fills_the_seats_in_the_order_of_application_and_the_rest_waits => async |world: &World| {
        let everybody = opened(world, &Plan::of(2).by_organiser(), 4).await;
        let ids = applied(world, &everybody).await;
        publish(world).await;
        let reversed: Vec<_> = ids.iter().rev().copied().collect();
        let done = decide(world, &reversed, json!({ "decision": "admit" })).await;
        assert_eq!((done.admitted, done.waitlisted), (2, 2));
        let mut states = Vec::new();
        for id in &ids {
            states.push(state_of(world, *id).await);
        }
        assert_eq!(states, [Admitted, Admitted, Waitlisted(1), Waitlisted(2)]);
        assert_eq!(everybody[0].notices(world).await, ["admitted"]);
        assert_eq!(everybody[3].notices(world).await, ["waitlisted"]);
        let (_, view): (u16, Admission) = world.get(Caller::Organiser, &path()).await;
        assert_eq!((view.capacity, view.admitted, view.seats_left), (Some(2), 2, Some(0)));
        assert_eq!(view.rows.iter().map(|row| row.registration).collect::<Vec<_>>(), ids);
        assert!(view.rows.iter().all(|row| row.applied_at.is_some()));
    };

    beyond_the_seats_only_with_a_reason => async |world: &World| {
        let everybody = opened(world, &Plan::of(1).by_organiser(), 2).await;
        let ids = applied(world, &everybody).await;
        publish(world).await;
        decide(world, &ids, json!({ "decision": "admit" })).await;
        let error = refused(world, &ids[1..], json!({ "decision": "admit", "beyond_seats": true })).await;
        assert_eq!(error.code, "reason_missing");
        let more = json!({ "decision": "admit", "beyond_seats": true, "reason": "教室加設座位" });
        assert_eq!(decide(world, &ids[1..], more).await.admitted, 1);
        assert_eq!(state_of(world, ids[1]).await, Admitted);
        assert_eq!(everybody[1].notices(world).await, ["waitlisted", "promoted"]);
        let audit = world.state.store.read().await.unwrap().audit_of(&format!("session:{FIRST}")).await.unwrap();
        let last = audit.iter().rfind(|line| line.action == "decide_admission").unwrap();
        assert_eq!(last.detail["beyond_seats"], true);
        assert_eq!(last.detail["rows"][0]["before"], json!({ "waitlisted": 1 }));
    };

    a_refusal_needs_a_reason_and_the_person_reads_it => async |world: &World| {
        let everybody = opened(world, &Plan::of(1), 2).await;
        let ids = applied(world, &everybody).await;
        assert_eq!(refused(world, &ids[..1], json!({ "decision": "not_admit" })).await.code, "reason_missing");
        decide(world, &ids[..1], json!({ "decision": "not_admit", "reason": "非本次對象" })).await;
        assert_eq!(state_of(world, ids[0]).await, NotAdmitted);
        let own = everybody[0].own_record(world, ids[0]).await;
        assert_eq!(own["registered"]["reason"], "非本次對象");
        assert_eq!(state_of(world, ids[1]).await, Admitted, "the seat goes to the next one");
    };

    who_is_put_on_the_waiting_list_does_not_come_back_at_once => async |world: &World| {
        let everybody = opened(world, &Plan::of(1), 2).await;
        let ids = applied(world, &everybody).await;
        assert_eq!(refused(world, &ids[..1], json!({ "decision": "waitlist" })).await.code, "reason_missing");
        decide(world, &ids[..1], json!({ "decision": "waitlist", "reason": "先讓未參加過者" })).await;
        assert_eq!((state_of(world, ids[0]).await, state_of(world, ids[1]).await), (Waitlisted(1), Waitlisted(2)));
        // By hand, on any day.
        assert_eq!(decide(world, &ids[1..], json!({ "decision": "admit" })).await.admitted, 1);
    };

    nobody_is_admitted_to_two_sessions_at_the_same_time => async |world: &World| {
        let plan = Plan { same_time: true, ..Plan::default() }.by_organiser();
        let everybody = opened(world, &plan, 1).await;
        let ids = applied(world, &everybody).await;
        let other = everybody[0].register(world, SECOND).await.registration;
        decide(world, &ids, json!({ "decision": "admit" })).await;
        let second = wire::ADMISSION.replace("{session}", &SECOND.to_string());
        let body = json!({ "registrations": [other], "decision": "admit" });
        let (_, done): (u16, AdmissionDecided) = world.post(Caller::Organiser, &second, &body).await;
        assert_eq!((done.admitted, done.skipped.len()), (0, 1));
        assert_eq!(done.skipped[0].1.code, "same_time");
        assert_eq!(state_of(world, other).await, Applied);
    };

    a_registration_of_another_session_is_not_found => async |world: &World| {
        opened(world, &Plan::of(1), 0).await;
        let error = refused(world, &[ADMITTED], json!({ "decision": "admit" })).await;
        assert_eq!(error.code, "not_found");
    };
}
