//! Back-filled paper (U-A14).

use uuid::Uuid;
use yanxi_domain::{
    event::{Direction, EventKind},
    ids::EventId,
    time::Timestamp,
};
use yanxi_protocol::{
    api::{self, Backfill, BackfillLine},
    docs as kinds,
    scope::Scope,
};

use crate::{common::*, desk::*, on_both};

fn line(event: u128, direction: Direction) -> BackfillLine {
    let claimed = if direction == Direction::In { START } else { END };
    BackfillLine {
        event: EventId(Uuid::from_u128(event)),
        registration: ADMITTED,
        period: PERIOD,
        direction,
        claimed,
    }
}

on_both! {
    lines_become_events_every_client_gets => async |world: &World| {
        let lines = vec![line(1, Direction::In), line(2, Direction::Out)];
        backfilled(world, &Backfill { lines, reason: "斷電，改用紙本".into() }).await;
        let changes = world.pull(Caller::TabletA, Scope::Session(SESSION_1), None).await;
        assert_sum(&changes);
        let events: Vec<yanxi_domain::event::AttendanceEvent> =
            changes.events.iter().map(|e| serde_json::from_str(e.raw.get()).unwrap()).collect();
        assert_eq!(events.iter().map(|e| e.seq).collect::<Vec<_>>(), [1, 2]);
        assert!(events.iter().all(|e| e.reason.as_deref() == Some("斷電，改用紙本")));
        assert!(events.iter().all(|e| matches!(e.kind, EventKind::PaperBackfill { .. })));
    };

    the_office_device_is_no_tablet => async |world: &World| {
        let lines = vec![line(1, Direction::In)];
        backfilled(world, &Backfill { lines, reason: "紙本".into() }).await;
        let devices = docs(world, Caller::Organiser, Scope::Course(COURSE), kinds::DEVICE).await;
        assert_eq!(devices.len(), 3, "the fixture's tablets only");
        let tablets = world.state.store.read().await.unwrap().device_statuses(COURSE).await.unwrap();
        assert_eq!(tablets.len(), 3);
    };

    repeating_a_request_adds_nothing_and_the_stream_goes_on => async |world: &World| {
        let once = Backfill { lines: vec![line(1, Direction::In)], reason: "紙本".into() };
        backfilled(world, &once).await;
        backfilled(world, &once).await;
        let more = Backfill { lines: vec![line(1, Direction::In), line(2, Direction::Out)], reason: "紙本".into() };
        backfilled(world, &more).await;
        let mut tx = world.state.store.read().await.unwrap();
        let events = tx.session_events(SESSION_1).await.unwrap();
        assert_eq!(events.iter().map(|e| e.event.seq).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(tx.audit_of(&format!("session:{SESSION_1}")).await.unwrap().len(), 2);
    };

    an_id_is_never_used_for_something_else => async |world: &World| {
        let once = Backfill { lines: vec![line(1, Direction::In)], reason: "紙本".into() };
        backfilled(world, &once).await;
        world.state.clock.set(Some(END.plus_minutes(90)));
        let lines = vec![line(3, Direction::In), line(1, Direction::Out)];
        let (status, error) = refused(world, api::BACKFILL, &Backfill { lines, reason: "紙本".into() }).await;
        assert_eq!((status, error.code.as_str()), (409, "id_reused"));
        let events = world.state.store.read().await.unwrap().session_events(SESSION_1).await.unwrap();
        assert_eq!(events.len(), 1, "all or nothing");
    };

    a_time_in_the_future_or_far_from_the_session_is_a_typing_error => async |world: &World| {
        let now = world.state.clock.now();
        for claimed in [now.plus_minutes(60), START.plus_minutes(-24 * 60), Timestamp(i64::MIN), Timestamp(i64::MAX)] {
            let body = Backfill {
                lines: vec![line(1, Direction::In), BackfillLine { claimed, ..line(2, Direction::Out) }],
                reason: "紙本".into(),
            };
            let (status, error) = refused(world, api::BACKFILL, &body).await;
            assert_eq!((status, error.code.as_str()), (400, "claimed_time"), "{claimed:?}");
        }
        let events = world.state.store.read().await.unwrap().session_events(SESSION_1).await.unwrap();
        assert!(events.is_empty(), "all or nothing");
    };

    a_reason_is_mandatory_and_strangers_are_unknown => async |world: &World| {
        let blank = Backfill { lines: vec![line(1, Direction::In)], reason: "  ".into() };
        let (status, error) = refused(world, api::BACKFILL, &blank).await;
        assert_eq!((status, error.code.as_str()), (400, "reason_missing"));
        let empty = Backfill { lines: Vec::new(), reason: "紙本".into() };
        let (status, error) = refused(world, api::BACKFILL, &empty).await;
        assert_eq!((status, error.code.as_str()), (400, "no_lines"));
        let mut stranger = line(1, Direction::In);
        stranger.registration = yanxi_domain::ids::RegistrationId(Uuid::from_u128(0xBAD));
        let body = Backfill { lines: vec![stranger], reason: "紙本".into() };
        let (status, error) = refused(world, api::BACKFILL, &body).await;
        assert_eq!((status, error.code.as_str()), (404, "not_found"));
    };
}
