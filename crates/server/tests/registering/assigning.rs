//! 指派 (S0-05, U-G2).

use serde_json::json;
use uuid::Uuid;
use yanxi_domain::roster::{Origin, RegistrationState::Cancelled};
use yanxi_protocol::{
    api::ApiError,
    registering::{self as wire, Assigned, Registered, Staff},
};
use yanxi_server::store::APPROVER;

use crate::{common::*, help::*, on_both};

fn path() -> String {
    wire::ASSIGNMENTS.replace("{session}", &FIRST.to_string())
}

/// Person 0 is the principal of school 1, person 99 works there too, person 1 does not.
async fn with_principal(world: &World, plan: &Plan) -> Vec<Somebody> {
    let everybody = opened(world, plan, 100).await;
    let mut tx = world.state.store.write(&[]).await.unwrap();
    tx.grant(everybody[0].account, APPROVER, school_id(1).0).await.unwrap();
    tx.commit().await.unwrap();
    everybody
}

fn one(who: &Somebody) -> serde_json::Value {
    json!({ "person": who.person, "request": Uuid::new_v4(), "business_area": "註冊" })
}

on_both! {
    the_assigned_person_is_told_and_may_decline => async |world: &World| {
        let everybody = with_principal(world, &Plan::of(5)).await;
        let (principal, registrar) = (&everybody[0], &everybody[99]);
        let (status, done): (u16, Assigned) =
            principal.post(world, &path(), &json!({ "people": [one(registrar)] })).await;
        assert_eq!(status, 200);
        let id = done.people[0].registered.as_ref().unwrap().registration;
        let row = world.state.store.read().await.unwrap().registration(id).await.unwrap().unwrap();
        assert_eq!((row.entry.origin, row.entry.business_area.as_deref()), (Origin::Assigned, Some("註冊")));
        assert_eq!(registrar.notices(world).await, ["assigned", "admitted"]);
        let (_, staff): (u16, Staff) = principal.get(world, wire::STAFF).await;
        let names: Vec<_> = staff.people.iter().map(|p| (p.name.as_str(), p.registrations.len())).collect();
        assert_eq!(names, [("測試0", 0), ("測試99", 1)]);

        let path = wire::DECLINE.replace("{registration}", &id.to_string());
        let (status, error): (u16, ApiError) = registrar.post(world, &path, &json!({ "reason": " " })).await;
        assert_eq!((status, error.code.as_str()), (400, "reason_missing"));
        let (_, answer): (u16, Registered) = registrar.post(world, &path, &json!({ "reason": "當日監考" })).await;
        assert_eq!(answer.state, Cancelled);
        assert_eq!(principal.notices(world).await, ["declined"]);
        let mut tx = world.state.store.read().await.unwrap();
        let told = serde_json::to_value(&tx.notices_of(principal.person).await.unwrap()[0].1).unwrap();
        assert_eq!((told["name"].as_str(), told["reason"].as_str()), (Some("測試99"), Some("當日監考")));
    };

    nobody_assigns_people_of_another_school => async |world: &World| {
        let everybody = with_principal(world, &Plan::of(5)).await;
        let body = json!({ "people": [one(&everybody[99]), one(&everybody[1])] });
        let (status, error): (u16, ApiError) = everybody[0].post(world, &path(), &body).await;
        assert_eq!((status, error.code.as_str()), (403, "forbidden"));
        assert!(world.state.store.read().await.unwrap().registrations(FIRST).await.unwrap().is_empty());
    };

    one_who_cannot_go_does_not_hold_up_the_others => async |world: &World| {
        let everybody = with_principal(world, &Plan::of(5)).await;
        everybody[99].register(world, FIRST).await;
        let body = json!({ "people": [one(&everybody[99]), one(&everybody[0])] });
        let (_, done): (u16, Assigned) = everybody[0].post(world, &path(), &body).await;
        assert_eq!(done.people[0].refused.as_ref().unwrap().code, "already");
        assert!(done.people[1].registered.is_some());
    };

    who_registered_themselves_cannot_decline => async |world: &World| {
        let everybody = opened(world, &Plan::of(5), 1).await;
        let id = everybody[0].register(world, FIRST).await.registration;
        let path = wire::DECLINE.replace("{registration}", &id.to_string());
        let (status, error): (u16, ApiError) = everybody[0].post(world, &path, &json!({ "reason": "理由" })).await;
        assert_eq!((status, error.code.as_str()), (409, "not_assigned"));
    };
}
