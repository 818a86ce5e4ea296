//! Two people of one name and title at one school (F-15).

use serde_json::{Value, json};
use uuid::Uuid;
use yanxi_protocol::registering::{self as wire, Assigned, CatalogDetail, Register, Staff};
use yanxi_server::store::APPROVER;

use crate::{common::*, help::*, on_both};

/// Persons 0 and 99 work at school 1, and both are 陳怡君, 教師; person 98, of another school, too.
async fn three(world: &World) -> Vec<Somebody> {
    let everybody = opened(world, &Plan::of(5), 100).await;
    let mut tx = world.state.store.write(&[]).await.unwrap();
    for (n, school) in [(0, 1), (99, 1), (98, 99)] {
        tx.put_person(everybody[n].person, "陳怡君", Some(school_id(school)), "教師").await.unwrap();
    }
    tx.commit().await.unwrap();
    everybody
}

async fn register(world: &World, who: &Somebody, mark: &str) -> (u16, Value) {
    let body = Register { request: Uuid::new_v4(), disambiguator: mark.into(), ..Register::default() };
    who.post(world, &wire::REGISTRATIONS.replace("{session}", &FIRST.to_string()), &body).await
}

async fn asked(world: &World, who: &Somebody) -> bool {
    let path = wire::CATALOG_SESSION.replace("{session}", &FIRST.to_string());
    who.get::<CatalogDetail>(world, &path).await.1.registrant.namesake
}

fn code(answer: &(u16, Value)) -> (u16, &str) {
    (answer.0, answer.1["code"].as_str().unwrap_or_default())
}

on_both! {
    who_has_the_name_of_a_colleague_says_what_tells_them_apart => async |world: &World| {
        let everybody = three(world).await;
        let (one, other, elsewhere) = (&everybody[0], &everybody[99], &everybody[98]);
        assert!(asked(world, one).await && asked(world, other).await && !asked(world, elsewhere).await);
        assert_eq!(code(&register(world, one, " ").await), (409, "namesake"));
        assert_eq!(code(&register(world, one, &"三".repeat(21)).await), (400, "mark_too_long"));
        assert_eq!(register(world, one, "三年甲班").await.0, 200);
        assert_eq!(code(&register(world, other, "三年 甲班").await), (409, "mark_taken"));
        assert_eq!(register(world, other, "自然科").await.0, 200);
        assert_eq!(register(world, elsewhere, "").await.0, 200);
        let rows = world.state.store.read().await.unwrap().registrations(FIRST).await.unwrap();
        let marks: Vec<_> = rows.iter().map(|row| row.entry.disambiguator.as_deref()).collect();
        assert_eq!(marks, [Some("三年甲班"), Some("自然科"), None]);
        // It is kept: nobody is asked twice.
        assert!(!asked(world, one).await);
        let path = wire::REGISTRATIONS.replace("{session}", &SECOND.to_string());
        let body = Register { request: Uuid::new_v4(), ..Register::default() };
        assert_eq!(one.post::<Value>(world, &path, &body).await.0, 200);
        let rows = world.state.store.read().await.unwrap().registrations(SECOND).await.unwrap();
        assert_eq!(rows[0].entry.disambiguator.as_deref(), Some("三年甲班"));
    };

    the_school_is_asked_too_when_it_assigns => async |world: &World| {
        let everybody = three(world).await;
        let mut tx = world.state.store.write(&[]).await.unwrap();
        tx.grant(everybody[1].account, APPROVER, school_id(1).0).await.unwrap();
        tx.commit().await.unwrap();
        let (_, staff): (u16, Staff) = everybody[1].get(world, wire::STAFF).await;
        assert_eq!(staff.people.iter().map(|one| one.namesake).collect::<Vec<_>>(), [true, true]);
        let path = wire::ASSIGNMENTS.replace("{session}", &FIRST.to_string());
        let person = |mark: &str| {
            json!({ "person": everybody[99].person, "request": Uuid::new_v4(), "disambiguator": mark })
        };
        let (_, done): (u16, Assigned) =
            everybody[1].post(world, &path, &json!({ "people": [person("")] })).await;
        assert_eq!(done.people[0].refused.as_ref().unwrap().code, "namesake");
        let (_, done): (u16, Assigned) =
            everybody[1].post(world, &path, &json!({ "people": [person("自然科")] })).await;
        assert!(done.people[0].registered.is_some());
    };
}
