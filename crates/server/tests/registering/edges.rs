//! Where rules meet: midnight before the day, the deadline with people waiting, a full school at one instant, pressing twice.

use futures::future::join_all;
use serde_json::{Value, json};
use yanxi_domain::roster::RegistrationState::{Admitted, Cancelled, NotAdmitted, Waitlisted};
use yanxi_protocol::{
    plans::SESSION_STANDING,
    registering::{self as wire, Registered},
};

use crate::{common::*, help::*, on_both};

/// Midnight that begins the day of the sessions, in Taipei.
const MIDNIGHT: yanxi_domain::time::Timestamp = START.plus_minutes(-9 * 60);

fn again(world: &World) -> World {
    World { state: world.state.clone(), router: world.router.clone(), url: String::new() }
}

async fn stand(world: &World, standing: &str) {
    let path = SESSION_STANDING.replace("{session}", &FIRST.to_string());
    let body = json!({ "standing": standing, "reason": "颱風" });
    let (status, _) =
        world.raw(Caller::Organiser.request("POST", &path, body.to_string().into_bytes())).await;
    assert_eq!(status, 204);
}

on_both! {
    the_last_evening_still_moves_up_and_midnight_does_not => async |world: &World| {
        let everybody = opened(world, &Plan::of(1), 3).await;
        let mut ids = Vec::new();
        for somebody in &everybody {
            ids.push(somebody.register(world, FIRST).await.registration);
        }
        // 20:00 and one millisecond before midnight are the day before in Taipei, and another day in UTC.
        world.state.clock.set(Some(MIDNIGHT.plus_minutes(-4 * 60)));
        let (status, _) = everybody[0].leave::<Registered>(world, ids[0], "give_up").await;
        assert_eq!((status, state_of(world, ids[1]).await), (200, Admitted));
        assert_eq!(state_of(world, ids[2]).await, Waitlisted(1));
        world.state.clock.set(Some(MIDNIGHT));
        let (status, _) = everybody[1].leave::<Registered>(world, ids[1], "give_up").await;
        assert_eq!((status, state_of(world, ids[2]).await), (200, Waitlisted(1)));
        assert_eq!(everybody[2].notices(world).await, ["waitlisted"]);
    };

    who_waits_at_the_deadline_waits_on_and_nobody_new_comes_in => async |world: &World| {
        let mut plan = Plan::of(1);
        plan.terms.closes = Some(START.plus_minutes(-2 * 24 * 60));
        let everybody = opened(world, &plan, 3).await;
        let seat = everybody[0].register(world, FIRST).await.registration;
        let waits = everybody[1].register(world, FIRST).await.registration;
        world.state.clock.set(plan.terms.closes);
        assert_eq!(everybody[2].refused(world, FIRST).await.code, "closed");
        let (status, _) = everybody[0].leave::<Registered>(world, seat, "give_up").await;
        assert_eq!((status, state_of(world, waits).await), (200, Admitted));
    };

    a_school_with_one_seat_gets_one_however_many_press_at_once => async |world: &World| {
        let mut plan = Plan::of(50);
        plan.terms.per_school = Some(1);
        // Persons 0 and 99 … are of one school.
        let everybody = opened(world, &plan, 100).await;
        let mut colleagues = vec![everybody[0].clone(), everybody[99].clone()];
        for one in &everybody[1..7] {
            move_to(world, one, 1).await;
            colleagues.push(one.clone());
        }
        let mut tx = world.state.store.write(&[]).await.unwrap();
        for (n, one) in colleagues.iter().enumerate() {
            // Nobody of them has a namesake.
            tx.put_person(one.person, &format!("同事{n}"), Some(school_id(1)), "教師").await.unwrap();
        }
        tx.commit().await.unwrap();
        let tries = colleagues.into_iter().map(|one| {
            let world = again(world);
            tokio::spawn(async move { one.register(&world, FIRST).await.state })
        });
        let states: Vec<_> = join_all(tries).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(states.iter().filter(|state| **state == Admitted).count(), 1, "{states:?}");
        let others = everybody[50].register(world, FIRST).await.state;
        assert_eq!(others, Admitted, "another school is not held up");
    };

    giving_up_many_times_at_once_frees_one_seat => async |world: &World| {
        let everybody = opened(world, &Plan::of(1), 4).await;
        let mut ids = Vec::new();
        for somebody in &everybody {
            ids.push(somebody.register(world, FIRST).await.registration);
        }
        let id = ids[0];
        let presses = (0..6).map(|_| {
            let (one, world) = (everybody[0].clone(), again(world));
            tokio::spawn(async move { one.leave::<Value>(&world, id, "give_up").await })
        });
        for press in join_all(presses).await {
            let (status, answer) = press.unwrap();
            assert_eq!((status, answer["state"].as_str()), (200, Some("cancelled")), "{answer}");
        }
        let mut states = Vec::new();
        for id in &ids {
            states.push(state_of(world, *id).await);
        }
        assert_eq!(states, [Cancelled, Admitted, Waitlisted(1), Waitlisted(2)]);
        assert_eq!(everybody[0].notices(world).await, ["admitted", "cancelled"]);
        assert_eq!(everybody[1].notices(world).await, ["waitlisted", "promoted"]);
    };

    who_was_refused_does_not_come_in_by_registering_once_more => async |world: &World| {
        let everybody = opened(world, &Plan::of(5), 1).await;
        let id = everybody[0].register(world, FIRST).await.registration;
        let path = wire::ADMISSION.replace("{session}", &FIRST.to_string());
        let body = json!({ "registrations": [id], "decision": "not_admit", "reason": "非本次對象" });
        let (status, _): (u16, Value) = world.post(Caller::Organiser, &path, &body).await;
        assert_eq!((status, state_of(world, id).await), (200, NotAdmitted));
        let refused = everybody[0].refused(world, FIRST).await;
        assert_eq!(refused.code, "already");
        assert!(refused.reason.contains("未錄取"), "{}", refused.reason);
        // The organiser may think again.
        let body = json!({ "registrations": [id], "decision": "admit" });
        let (status, _): (u16, Value) = world.post(Caller::Organiser, &path, &body).await;
        assert_eq!((status, state_of(world, id).await), (200, Admitted));
    };

    a_session_that_is_not_held_holds_nobody => async |world: &World| {
        let everybody = opened(world, &Plan { same_time: true, ..Plan::of(5) }, 2).await;
        let first = everybody[0].register(world, FIRST).await.registration;
        assert_eq!(everybody[0].refused(world, SECOND).await.code, "same_time");
        stand(world, "called_off").await;
        assert_eq!(everybody[0].register(world, SECOND).await.state, Admitted);
        // Postponed beyond the old deadline: giving up needs no leave.
        stand(world, "postponed").await;
        world.state.clock.set(Some(START.plus_minutes(10)));
        let (status, answer): (u16, Registered) = everybody[0].leave(world, first, "give_up").await;
        assert_eq!((status, answer.state), (200, Cancelled));
    };
}
