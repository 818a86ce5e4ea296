//! 課程登錄錯誤 (S3-13, U-A10).

use serde_json::{Value, json};
use yanxi_domain::{course::SessionState, roster::RegistrationState::Cancelled};
use yanxi_protocol::{
    plans::{COURSE_MISTAKEN, SESSION_STANDING},
    registering::{self as wire, CatalogPage, Registered},
};
use yanxi_server::store::NewEvent;

use crate::{common::*, help::*, on_both};

async fn delete(world: &World, caller: Caller, reason: &str) -> (u16, Value) {
    let path = COURSE_MISTAKEN.replace("{course}", &NEW_COURSE.to_string());
    let body = json!({ "kind": "duplicate", "reason": reason });
    let (status, body) = world.raw(caller.request("POST", &path, body.to_string().into_bytes())).await;
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

async fn listed(world: &World, who: &Somebody) -> u32 {
    who.get::<CatalogPage>(world, wire::CATALOG).await.1.total
}

on_both! {
    a_duplicate_is_deleted_and_everybody_registered_is_told_why => async |world: &World| {
        let everybody = opened(world, &Plan::of(1), 2).await;
        let first = everybody[0].register(world, FIRST).await.registration;
        let waiting = everybody[1].register(world, FIRST).await.registration;
        assert_eq!(delete(world, Caller::Organiser, "  ").await.1["code"], "reason_missing");
        assert_eq!(delete(world, Caller::OtherOrganiser, "重複登課").await.0, 403);
        let before = listed(world, &everybody[0]).await;
        assert_eq!(delete(world, Caller::Organiser, "重複登課").await.0, 204);
        assert_eq!(delete(world, Caller::Organiser, "再一次").await.0, 204, "repeating changes nothing");
        for id in [first, waiting] {
            assert_eq!(state_of(world, id).await, Cancelled);
        }
        assert_eq!(everybody[0].notices(world).await, ["admitted", "mistaken"]);
        assert_eq!(everybody[1].notices(world).await, ["waitlisted", "mistaken"]);
        let own = everybody[0].own_record(world, first).await;
        assert_eq!(own["state"], "not_counted");
        assert_eq!(own["registered"]["reason"], "課程登錄錯誤（重複登課）：重複登課");
        // In no list any more, and nothing can be done with it.
        assert_eq!(listed(world, &everybody[0]).await, before - 2);
        assert_eq!(everybody[0].refused(world, FIRST).await.code, "called_off");
        let path = SESSION_STANDING.replace("{session}", &FIRST.to_string());
        let body = json!({ "standing": "scheduled", "reason": "復課" });
        let (status, error): (u16, Value) = world.post(Caller::Organiser, &path, &body).await;
        assert_eq!((status, error["code"].as_str()), (409, Some("course_deleted")));
        let mut tx = world.state.store.read().await.unwrap();
        assert_eq!(tx.session(FIRST).await.unwrap().unwrap().state, SessionState::Cancelled);
        let audit = tx.audit_of(&format!("course:{NEW_COURSE}")).await.unwrap();
        assert_eq!(audit.iter().filter(|line| line.action == "delete_mistaken_course").count(), 1);
        assert!(!audit.iter().any(|line| line.detail.to_string().contains("測試")), "no names");
    };

    one_punch_and_it_is_no_mistake_any_more => async |world: &World| {
        let everybody = opened(world, &Plan::of(1), 1).await;
        let id = everybody[0].register(world, FIRST).await.registration;
        let mut tx = world.state.store.write(&[yanxi_protocol::scope::Scope::Session(SECOND)]).await.unwrap();
        let event = NewEvent {
            id: yanxi_domain::ids::EventId(uuid::Uuid::from_u128(0xE9)),
            session: SECOND,
            device: TABLET_A,
            seq: 900,
            received_at: DAY,
            raw: "{}".into(),
        };
        tx.append_events(&[event]).await.unwrap();
        tx.commit().await.unwrap();
        let (status, error) = delete(world, Caller::Organiser, "未開班").await;
        assert_eq!((status, error["code"].as_str()), (409, Some("course_has_records")));
        assert_ne!(state_of(world, id).await, Cancelled);
        assert_eq!(everybody[0].notices(world).await, ["admitted"]);
    };

    the_seat_elsewhere_at_that_time_is_free_again => async |world: &World| {
        // Person 0 sits in the mistaken course and waits for the fixture's session at the same time.
        let everybody = opened(world, &Plan::of(1), 1).await;
        everybody[0].register(world, FIRST).await;
        let refused = everybody[0].refused(world, SESSION_1).await;
        assert_eq!(refused.code, "same_time");
        delete(world, Caller::System, "重複登課").await;
        let again: Registered = everybody[0].register(world, SESSION_1).await;
        assert_eq!(again.session, SESSION_1);
    };
}
