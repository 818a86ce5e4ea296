//! 延期、停辦、恢復 (U-A13).

use serde_json::{Value, json};
use yanxi_domain::{course::SessionState, notice::NoticeKind};
use yanxi_protocol::{plans, scope::Scope};

use super::{
    amendments::{register, told},
    help::*,
};
use crate::{common::*, on_both};

async fn change(
    world: &World,
    session: yanxi_domain::ids::SessionId,
    standing: &str,
    reason: &str,
) -> (u16, String) {
    let at = plans::SESSION_STANDING.replace("{session}", &session.to_string());
    let body = json!({ "standing": standing, "reason": reason }).to_string().into_bytes();
    let (status, answer) = world.raw(OFFICER_CALLER.request("POST", &at, body)).await;
    let answer: Value = serde_json::from_slice(&answer).unwrap_or_default();
    (status, answer["code"].as_str().unwrap_or_default().to_owned())
}

on_both! {
    a_typhoon_postpones_and_everybody_is_told => async |world: &World| {
        let plan = announced(world).await;
        register(world, &plan).await;
        let session = plan.draft.courses[0].sessions[0].id;
        assert_eq!(change(world, session, "postponed", " ").await, (400, "reason_missing".into()));
        assert_eq!(change(world, session, "postponed", "颱風停班停課").await.0, 204);
        assert_eq!(told(world).await, [NoticeKind::Postponed { reason: "颱風停班停課".into() }]);
        assert_eq!(change(world, session, "postponed", "再一次").await, (409, "standing_unchanged".into()));
        // Tablets learn it by the session document.
        let mut tx = world.state.store.read().await.unwrap();
        let body = tx.published(Scope::Session(session), "session", &session.to_string()).await.unwrap().unwrap();
        assert!(body.contains("\"state\":\"postponed\""));
        drop(tx);
        // The new day comes with an amendment; then it is held again, and that is told too.
        let now = read(world, OFFICER_CALLER, plan.head.id).await;
        let drafted = amend(world, &now, |plan| plan.courses[0].sessions[0].date = "8月12日(二)".into()).await;
        submit(world, &drafted).await;
        approve(world, plan.head.id, 2).await;
        let mut tx = world.state.store.read().await.unwrap();
        let held = tx.session(session).await.unwrap().unwrap();
        assert_eq!((held.state, held.date.to_string()), (SessionState::Scheduled, "2025-08-12".into()));
        drop(tx);
        assert_eq!(told(world).await[0], NoticeKind::Changed);
    };

    a_called_off_session_stays_so_whatever_is_amended => async |world: &World| {
        let plan = announced(world).await;
        register(world, &plan).await;
        let session = plan.draft.courses[0].sessions[0].id;
        assert_eq!(change(world, session, "called_off", "場地整修").await.0, 204);
        assert_eq!(told(world).await, [NoticeKind::CalledOff { reason: "場地整修".into() }]);
        let drafted = amend(world, &plan, |plan| plan.courses[0].sessions[0].capacity = Some(30)).await;
        submit(world, &drafted).await;
        approve(world, plan.head.id, 2).await;
        let mut tx = world.state.store.read().await.unwrap();
        assert_eq!(tx.session(session).await.unwrap().unwrap().state, SessionState::Cancelled);
    };

    what_was_held_is_neither_postponed_nor_called_off => async |world: &World| {
        let plan = announced(world).await;
        let session = &plan.draft.courses[0].sessions[0];
        // 2025-08-05 12:00 and one minute; the fixture's morning is 08:40.
        world.state.clock.set(Some(DAY.plus_minutes(201)));
        assert_eq!(change(world, session.id, "called_off", "太遲").await, (409, "session_over".into()));
    };
}
