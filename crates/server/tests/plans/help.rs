//! People who plan, and short ways to ask.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use yanxi_domain::{ids::OrgId, plan::Plan};
use yanxi_protocol::plans::{self, PlanDetail, PlanId, SaveDraft};

use crate::common::*;

/// Whose plans these are.
pub const UNIT: OrgId = SCHOOL;
/// Writes plans of the unit.
pub const OFFICER_CALLER: Caller = Caller::Officer;
/// Approves them.
pub const APPROVER_CALLER: Caller = Caller::Approver;
/// Plans for the unit too.
pub const COLLEAGUE: Caller = Caller::Administrator;

pub fn path(template: &str, plan: PlanId) -> String {
    template.replace("{plan}", &plan.to_string())
}

/// A refusal's code.
pub fn code(answer: &(u16, Value)) -> (u16, &str) {
    (answer.0, answer.1["code"].as_str().unwrap_or_default())
}

pub async fn ok<T: DeserializeOwned>(world: &World, caller: Caller, path: &str, body: Value) -> T {
    let (status, answer) = world.post::<Value>(caller, path, &body).await;
    assert_eq!(status, 200, "{path}: {answer}");
    serde_json::from_value(answer).unwrap()
}

/// The S0 plan, imported by the officer.
pub async fn import(world: &World, key: &str) -> PlanDetail {
    let body = json!({ "unit": UNIT, "from": { "shipped": { "key": key } } });
    ok(world, OFFICER_CALLER, plans::PLANS, body).await
}

pub async fn submit(world: &World, plan: &PlanDetail) -> PlanDetail {
    let body = json!({ "revision": plan.revision });
    ok(world, OFFICER_CALLER, &path(plans::PLAN_SUBMIT, plan.head.id), body).await
}

pub async fn approve(world: &World, plan: PlanId, version: u32) -> PlanDetail {
    let body = json!({ "version": version, "approve": true });
    ok(world, APPROVER_CALLER, &path(plans::PLAN_DECISION, plan), body).await
}

pub async fn announce(world: &World, plan: PlanId) -> PlanDetail {
    ok(world, OFFICER_CALLER, &path(plans::PLAN_ANNOUNCE, plan), Value::Null).await
}

/// Imported, submitted, approved, announced.
pub async fn announced(world: &World) -> PlanDetail {
    let plan = submit(world, &import(world, "s0").await).await;
    approve(world, plan.head.id, 1).await;
    announce(world, plan.head.id).await
}

/// Saves the draft changed; returns the plan as it then is.
pub async fn amend(world: &World, plan: &PlanDetail, change: impl FnOnce(&mut Plan)) -> PlanDetail {
    let mut draft = plan.draft.clone();
    change(&mut draft);
    let body = serde_json::to_value(SaveDraft { revision: plan.revision, plan: draft }).unwrap();
    let _: Value = ok(world, OFFICER_CALLER, &path(plans::PLAN_DRAFT, plan.head.id), body).await;
    read(world, OFFICER_CALLER, plan.head.id).await
}

pub async fn read(world: &World, caller: Caller, plan: PlanId) -> PlanDetail {
    let (status, answer) = world.get::<Value>(caller, &path(plans::PLAN, plan)).await;
    assert_eq!(status, 200, "{answer}");
    serde_json::from_value(answer).unwrap()
}
