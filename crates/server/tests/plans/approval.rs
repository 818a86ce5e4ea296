//! 送審、核准、公告: the gate of S0-27.

use serde_json::{Value, json};
use yanxi_domain::course::HoursPolicy;
use yanxi_protocol::plans::{self, PlanStanding, VersionState};
use yanxi_server::store::APPROVER;

use super::help::*;
use crate::{common::*, on_both};

on_both! {
    a_plan_is_announced_only_after_somebody_else_approved_it => async |world: &World| {
        let plan = import(world, "s0").await;
        let id = plan.head.id;
        let early = world.post::<Value>(OFFICER_CALLER, &path(plans::PLAN_ANNOUNCE, id), &Value::Null).await;
        assert_eq!(code(&early), (409, "plan_not_approved"));
        let waiting = submit(world, &plan).await;
        assert_eq!(waiting.head.standing, PlanStanding::Submitted);
        let early = world.post::<Value>(OFFICER_CALLER, &path(plans::PLAN_ANNOUNCE, id), &Value::Null).await;
        assert_eq!(code(&early), (409, "plan_not_approved"));
        let approve_body = json!({ "version": 1, "approve": true });
        let own = world.post::<Value>(OFFICER_CALLER, &path(plans::PLAN_DECISION, id), &approve_body).await;
        assert_eq!(code(&own), (403, "forbidden"));
        let approved = approve(world, id, 1).await;
        assert_eq!(approved.head.standing, PlanStanding::Approved);
        let announced = announce(world, id).await;
        assert_eq!(announced.head.standing, PlanStanding::Announced);
        assert_eq!(announced.courses, [plan.draft.courses[0].id]);
        // The course is there, with its sessions, and the officer organises it.
        let mut tx = world.state.store.read().await.unwrap();
        let course = tx.course(announced.courses[0]).await.unwrap().unwrap();
        assert_eq!(course.hours, HoursPolicy::FullOnly(yanxi_domain::course::HalfHours(6)));
        assert_eq!(course.owner_unit, UNIT);
        let sessions = tx.sessions_of_course(course.id).await.unwrap();
        let days: Vec<String> = sessions.iter().map(|session| session.date.to_string()).collect();
        assert_eq!(days, ["2025-08-05", "2025-08-05", "2025-08-20", "2025-08-20"]);
        let roles = tx.account_roles(OFFICER_CALLER.account()).await.unwrap();
        assert!(roles.contains(&("organiser".into(), course.id.0)));
        drop(tx);
        let again = world.post::<Value>(OFFICER_CALLER, &path(plans::PLAN_ANNOUNCE, id), &Value::Null).await;
        assert_eq!(code(&again), (409, "plan_announced"));
    };

    nobody_approves_what_they_wrote => async |world: &World| {
        let mut tx = world.state.store.write(&[]).await.unwrap();
        tx.grant(OFFICER_CALLER.account(), APPROVER, UNIT.0).await.unwrap();
        tx.commit().await.unwrap();
        let plan = submit(world, &import(world, "s0").await).await;
        assert!(plan.head.may.own && !plan.head.may.approve);
        let body = json!({ "version": 1, "approve": true });
        let own = world.post::<Value>(OFFICER_CALLER, &path(plans::PLAN_DECISION, plan.head.id), &body).await;
        assert_eq!(code(&own), (409, "own_plan"));
    };

    returning_needs_a_comment_and_gives_the_draft_back => async |world: &World| {
        let plan = submit(world, &import(world, "s0").await).await;
        let at = path(plans::PLAN_DECISION, plan.head.id);
        let silent = world.post::<Value>(APPROVER_CALLER, &at, &json!({ "version": 1, "approve": false })).await;
        assert_eq!(code(&silent), (400, "reason_missing"));
        let body = json!({ "version": 1, "approve": false, "comment": "請補報名人數上限" });
        let returned: plans::PlanDetail = ok(world, APPROVER_CALLER, &at, body.clone()).await;
        assert_eq!(returned.head.standing, PlanStanding::Returned);
        assert_eq!(returned.versions[0].comment, "請補報名人數上限");
        // Decided is decided.
        assert_eq!(code(&world.post::<Value>(APPROVER_CALLER, &at, &body).await), (409, "plan_not_waiting"));
        let again = submit(world, &amend(world, &returned, |plan| plan.courses[0].sessions[0].capacity = Some(60)).await).await;
        assert_eq!(again.versions.iter().map(|v| v.state).collect::<Vec<_>>(), [VersionState::Returned, VersionState::Pending]);
    };

    what_waits_cannot_be_edited_but_taken_back => async |world: &World| {
        let plan = submit(world, &import(world, "s0").await).await;
        let body = serde_json::to_value(plans::SaveDraft { revision: plan.revision, plan: plan.draft.clone() }).unwrap();
        let refused = world.post::<Value>(OFFICER_CALLER, &path(plans::PLAN_DRAFT, plan.head.id), &body).await;
        assert_eq!(code(&refused), (409, "plan_moved_on"));
        let back: plans::PlanDetail =
            ok(world, OFFICER_CALLER, &path(plans::PLAN_WITHDRAW, plan.head.id), Value::Null).await;
        assert_eq!(back.head.standing, PlanStanding::Draft);
        let late = world.post::<Value>(APPROVER_CALLER, &path(plans::PLAN_DECISION, plan.head.id), &json!({ "version": 1, "approve": true })).await;
        assert_eq!(code(&late), (409, "plan_not_waiting"));
    };

    an_unfinished_plan_is_not_submitted => async |world: &World| {
        let body = json!({ "unit": UNIT, "from": { "blank": { "school_year": 114 } } });
        let plan: plans::PlanDetail = ok(world, OFFICER_CALLER, plans::PLANS, body).await;
        let refused = world.post::<Value>(OFFICER_CALLER, &path(plans::PLAN_SUBMIT, plan.head.id), &json!({ "revision": 1 })).await;
        assert_eq!(code(&refused), (409, "plan_incomplete"));
    };

    where_no_approval_is_needed_submitting_approves => async |world: &World| {
        let at = plans::PLAN_POLICY.replace("{unit}", &UNIT.to_string());
        let body = json!({ "policy": "not_needed" }).to_string().into_bytes();
        assert_eq!(world.raw(OFFICER_CALLER.request("POST", &at, body.clone())).await.0, 403);
        assert_eq!(world.raw(APPROVER_CALLER.request("POST", &at, body)).await.0, 204);
        let plan = submit(world, &import(world, "s0").await).await;
        assert_eq!(plan.head.standing, PlanStanding::Approved);
    };

    the_county_approves_where_the_unit_says_so => async |world: &World| {
        let plan = submit(world, &import(world, "s0").await).await;
        let at = path(plans::PLAN_DECISION, plan.head.id);
        let body = json!({ "version": 1, "approve": true });
        assert_eq!(code(&world.post::<Value>(Caller::Supervisor, &at, &body).await), (403, "forbidden"));
        let policy = plans::PLAN_POLICY.replace("{unit}", &UNIT.to_string());
        let by_county = json!({ "policy": "by_unit_or_county" }).to_string().into_bytes();
        assert_eq!(world.raw(Caller::Supervisor.request("POST", &policy, by_county)).await.0, 204);
        let approved: plans::PlanDetail = ok(world, Caller::Supervisor, &at, body).await;
        assert_eq!(approved.head.standing, PlanStanding::Approved);
    };

    every_step_leaves_a_line_in_the_audit_trail => async |world: &World| {
        let plan = announced(world).await;
        let mut tx = world.state.store.read().await.unwrap();
        let lines = tx.audit_of(&format!("plan:{}", plan.head.id)).await.unwrap();
        let actions: Vec<&str> = lines.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(actions, ["begin_plan", "submit_plan", "approve_plan", "announce_plan"]);
        // Ids and codes, no names.
        assert!(lines.iter().all(|line| !line.detail.to_string().contains('王')));
    };
}
