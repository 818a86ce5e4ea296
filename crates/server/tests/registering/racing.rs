//! Many at once, through the real router.

use std::collections::BTreeSet;

use futures::future::join_all;
use yanxi_domain::roster::RegistrationState::{self, Admitted, Waitlisted};
use yanxi_protocol::registering::Registered;

use crate::{common::*, help::*, on_both};

/// How often the race is run on a database: one lucky order proves little.
const RACES: u128 = 3;

on_both! {
    fifty_race_for_the_last_ten_seats => async |world: &World| {
        for race in 0..RACES {
            if race == 0 {
                Plan::of(30).announce(world).await;
                schools(world).await;
            }
            // Each race fills another session of the same course up to its last ten seats.
            let session = [FIRST, SECOND, SESSION_2][race as usize % 3];
            if session == SESSION_2 {
                limit(world).await;
            }
            for early in people(world, race * 1_000, 20).await {
                assert_eq!(early.register(world, session).await.state, Admitted);
            }
            let racers = people(world, race * 1_000 + 100, 50).await;
            let answers = join_all(racers.iter().map(|one| {
                let (one, world) = (one.clone(), again(world));
                tokio::spawn(async move { one.register(&world, session).await })
            }))
            .await;
            let states: Vec<RegistrationState> =
                answers.into_iter().map(|answer| answer.expect("no error answer").state).collect();
            assert_eq!(states.iter().filter(|state| **state == Admitted).count(), 10);
            let positions: BTreeSet<u32> = states
                .iter()
                .filter_map(|state| if let Waitlisted(n) = state { Some(*n) } else { None })
                .collect();
            assert_eq!(positions, (1..=40).collect::<BTreeSet<u32>>());
        }
    };

    one_person_at_the_same_instant_in_two_sessions_at_the_same_time => async |world: &World| {
        let everybody = opened(world, &Plan { same_time: true, ..Plan::default() }, 20).await;
        for somebody in &everybody {
            let tries = [FIRST, SECOND].map(|session| {
                let (one, world) = (somebody.clone(), again(world));
                tokio::spawn(async move {
                    one.ask::<serde_json::Value>(&world, session, uuid::Uuid::new_v4()).await
                })
            });
            let mut statuses: Vec<u16> = join_all(tries).await.into_iter().map(|t| t.unwrap().0).collect();
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 409]);
        }
    };

    the_same_request_sent_many_times_at_once_is_one_registration => async |world: &World| {
        let everybody = opened(world, &Plan::of(5), 1).await;
        let request = uuid::Uuid::new_v4();
        let tries = (0..8).map(|_| {
            let (one, world) = (everybody[0].clone(), again(world));
            tokio::spawn(async move { one.ask::<Registered>(&world, FIRST, request).await })
        });
        let ids: BTreeSet<_> =
            join_all(tries).await.into_iter().map(|t| t.unwrap().1.registration).collect();
        assert_eq!(ids.len(), 1);
    };

    people_who_promote_each_other_do_not_wait_for_each_other => async |world: &World| {
        // Half sit in the first and wait in the second session, half the other way round; all give up at once.
        let everybody = opened(world, &Plan::of(10), 20).await;
        let mut seats = Vec::new();
        for (n, somebody) in everybody.iter().enumerate() {
            let session = if n < 10 { FIRST } else { SECOND };
            seats.push(somebody.register(world, session).await.registration);
        }
        for (n, somebody) in everybody.iter().enumerate() {
            let session = if n < 10 { SECOND } else { FIRST };
            assert!(matches!(somebody.register(world, session).await.state, Waitlisted(_)));
        }
        let leaving = everybody.iter().zip(seats).map(|(one, seat)| {
            let (one, world) = (one.clone(), again(world));
            tokio::spawn(async move { one.leave::<serde_json::Value>(&world, seat, "give_up").await })
        });
        for left in join_all(leaving).await {
            let (status, answer) = left.unwrap();
            assert_eq!(status, 200, "{answer}");
        }
        for session in [FIRST, SECOND] {
            let rows = world.state.store.read().await.unwrap().registrations(session).await.unwrap();
            assert_eq!(rows.iter().filter(|row| row.entry.state == Admitted).count(), 10);
        }
    };
}

/// Thirty seats in a session of the fixture.
async fn limit(world: &World) {
    let mut tx = world.state.store.write(&[]).await.unwrap();
    let mut session = tx.session(SESSION_2).await.unwrap().unwrap();
    session.capacity = Some(30);
    session.periods[0].start = START.plus_minutes(-600);
    session.periods[0].end = START.plus_minutes(-500);
    tx.put_session(&session).await.unwrap();
    tx.commit().await.unwrap();
}

/// The same application for a task of its own.
fn again(world: &World) -> World {
    World { state: world.state.clone(), router: world.router.clone(), url: String::new() }
}
