//! 公布錄取 (3.2): nobody learns what was decided before everybody does.

use serde_json::{Value, json};
use yanxi_domain::{
    ids::RegistrationId,
    roster::RegistrationState::{Admitted, Applied, Cancelled, NotAdmitted, Waitlisted},
};
use yanxi_protocol::{
    plans::SESSION_LINKS,
    registering::{self as wire, Admission, CatalogDetail, Registered, ResultsPublished},
};
use yanxi_server::service::own_records_clock::publish_ended;

use crate::{common::*, help::*, on_both};

async fn decide(world: &World, ids: &[RegistrationId], decision: &str) {
    let path = wire::ADMISSION.replace("{session}", &FIRST.to_string());
    let body = json!({ "registrations": ids, "decision": decision, "reason": "名額有限" });
    let (status, answer): (u16, Value) = world.post(Caller::Organiser, &path, &body).await;
    assert_eq!(status, 200, "{answer}");
}

async fn publish(world: &World) -> (u16, Value) {
    let path = wire::RESULTS.replace("{course}", &NEW_COURSE.to_string());
    world.post(Caller::Organiser, &path, &Value::Null).await
}

/// Person 0 is admitted, 1 waits, 2 is not admitted, 3 is not decided about.
async fn decided(world: &World, plan: &Plan) -> (Vec<Somebody>, Vec<RegistrationId>) {
    let everybody = opened(world, plan, 4).await;
    let mut ids = Vec::new();
    for somebody in &everybody {
        let answer = somebody.register(world, FIRST).await;
        assert_eq!(answer.state, Applied);
        ids.push(answer.registration);
    }
    decide(world, &ids[..1], "admit").await;
    decide(world, &ids[1..2], "waitlist").await;
    decide(world, &ids[2..3], "not_admit").await;
    (everybody, ids)
}

async fn seen(world: &World, who: &Somebody, id: RegistrationId) -> String {
    let own = who.own_record(world, id).await;
    own["registered"]["state"].as_str().map_or_else(|| own["registered"]["state"].to_string(), str::to_owned)
}

async fn detail(world: &World, who: &Somebody) -> CatalogDetail {
    who.get(world, &wire::CATALOG_SESSION.replace("{session}", &FIRST.to_string())).await.1
}

on_both! {
    before_the_publication_everybody_looks_alike => async |world: &World| {
        let (everybody, ids) = decided(world, &Plan::of(1).by_organiser()).await;
        for (who, id) in everybody.iter().zip(&ids) {
            assert_eq!(seen(world, who, *id).await, "applied");
            assert_eq!(who.own_record(world, *id).await["registered"]["reason"], Value::Null);
            assert_eq!(who.notices(world).await, Vec::<String>::new());
            let detail = detail(world, who).await;
            assert_eq!(detail.summary.mine.map(|mine| mine.state), Some(Applied));
            assert!(detail.summary.refusals[0].zh.contains("待審"), "{:?}", detail.summary.refusals);
            let refused = who.refused(world, FIRST).await;
            assert!(refused.reason.contains("待審"), "{}", refused.reason);
            let links: (u16, Value) = who.get(world, &SESSION_LINKS.replace("{session}", &FIRST.to_string())).await;
            assert_eq!((links.0, links.1["code"].as_str()), (403, Some("not_admitted")));
            let data: (u16, Value) = who.get(world, yanxi_protocol::own::OWN_DATA).await;
            assert!(!data.1.to_string().contains("錄取"), "{}", data.1);
        }
        // The organiser and the tablets see what was decided.
        let (_, view): (u16, Admission) =
            world.get(Caller::Organiser, &wire::ADMISSION.replace("{session}", &FIRST.to_string())).await;
        assert!(view.hidden);
        let states: Vec<_> = view.rows.iter().map(|row| row.state).collect();
        assert_eq!(states, [Admitted, Waitlisted(1), NotAdmitted, Applied]);
    };

    the_publication_tells_everybody_once => async |world: &World| {
        let (everybody, ids) = decided(world, &Plan::of(1).by_organiser()).await;
        let (status, answer) = publish(world).await;
        assert_eq!(status, 200, "{answer}");
        let done: ResultsPublished = serde_json::from_value(answer).unwrap();
        assert_eq!(done, ResultsPublished { admitted: 1, waitlisted: 1, not_admitted: 1, undecided: 1 });
        assert_eq!(publish(world).await.0, 200);
        let expected = [&["admitted"][..], &["waitlisted"], &["not_admitted"], &[]];
        for (who, told) in everybody.iter().zip(expected) {
            assert_eq!(who.notices(world).await, told);
        }
        assert_eq!(seen(world, &everybody[0], ids[0]).await, "admitted");
        assert_eq!(everybody[2].own_record(world, ids[2]).await["registered"]["reason"], "名額有限");
        // From now on a decision is told at once.
        decide(world, &ids[3..], "not_admit").await;
        assert_eq!(everybody[3].notices(world).await, ["not_admitted"]);
        let audit = world.state.store.read().await.unwrap().audit_of(&format!("course:{NEW_COURSE}")).await.unwrap();
        assert_eq!(audit.iter().filter(|line| line.action == "publish_results").count(), 1);
    };

    not_before_registration_closes_and_not_where_the_first_come => async |world: &World| {
        let mut plan = Plan::of(1).by_organiser();
        plan.terms.closes = Some(BEFORE.plus_minutes(60));
        decided(world, &plan).await;
        let (status, error) = publish(world).await;
        assert_eq!((status, error["code"].as_str()), (409, Some("registration_open")));
        world.state.clock.set(Some(BEFORE.plus_minutes(60)));
        assert_eq!(publish(world).await.0, 200);
        let mut tx = world.state.store.write(&[]).await.unwrap();
        let mut course = tx.course(NEW_COURSE).await.unwrap().unwrap();
        course.terms.admission = Default::default();
        tx.put_course(&course).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(publish(world).await.1["code"], "nothing_to_publish");
    };

    who_gives_up_a_seat_they_do_not_know_of_withdraws_and_nobody_learns_of_the_one_behind => async |world: &World| {
        let (everybody, ids) = decided(world, &Plan::of(1).by_organiser()).await;
        let (status, answer): (u16, Registered) = everybody[0].leave(world, ids[0], "withdraw").await;
        assert_eq!((status, answer.state), (200, Cancelled));
        assert_eq!(state_of(world, ids[1]).await, Admitted, "the seat goes to the next one");
        assert_eq!(seen(world, &everybody[1], ids[1]).await, "applied");
        assert_eq!(everybody[1].notices(world).await, Vec::<String>::new());
        publish(world).await;
        assert_eq!(everybody[1].notices(world).await, ["admitted"]);
    };

    a_session_that_has_begun_hides_nothing => async |world: &World| {
        let (everybody, ids) = decided(world, &Plan::of(1).by_organiser()).await;
        publish_ended(&world.state, START.plus_minutes(-2), START.plus_minutes(-1)).await.unwrap();
        assert_eq!(seen(world, &everybody[0], ids[0]).await, "applied");
        world.state.clock.set(Some(START));
        publish_ended(&world.state, START.plus_minutes(-1), START).await.unwrap();
        assert_eq!(seen(world, &everybody[0], ids[0]).await, "admitted");
    };
}
