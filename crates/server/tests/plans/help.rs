//! People who plan, and short ways to ask.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;
use yanxi_domain::{
    ids::{AccountId, OrgId},
    org::{County, School, SchoolLevel},
    plan::Plan,
};
use yanxi_protocol::plans::{self, PlanDetail, PlanId, SaveDraft};
use yanxi_server::store::{APPROVER, OFFICER};

use crate::common::*;

/// 海豐國小 of the fixture's courses.
pub const UNIT: OrgId = OrgId(Uuid::from_u128(0x0F));
/// Writes plans of the unit.
pub const OFFICER_CALLER: Caller = Caller::Staff;
/// Approves them.
pub const APPROVER_CALLER: Caller = Caller::OtherOrganiser;
/// Plans for the unit too.
pub const COLLEAGUE: Caller = Caller::Organiser;

pub fn account(caller: Caller) -> AccountId {
    let n = match caller {
        Caller::Attendee => 0,
        Caller::Staff => 1,
        Caller::Organiser => 2,
        Caller::OtherOrganiser => 3,
        other => panic!("{other:?} has no account"),
    };
    AccountId(Uuid::from_u128(0xAC1 + n))
}

/// Gives the fixture's people their roles in planning.
pub async fn cast(world: &World) {
    let mut tx = world.state.store.write(&[]).await.unwrap();
    let school = School {
        id: UNIT,
        code: "999601".into(),
        full_name: "屏東縣屏東市海豐國民小學".into(),
        short_name: "海豐國小".into(),
        county: "pif".into(),
        level: SchoolLevel::Elementary,
        count_weight: 1,
        other_names: Vec::new(),
    };
    let county = County { code: "pif".into(), name: "屏東縣".into() };
    tx.put_county_schools(1, &county, &[school]).await.unwrap();
    tx.grant(account(OFFICER_CALLER), OFFICER, UNIT.0).await.unwrap();
    tx.grant(account(COLLEAGUE), OFFICER, UNIT.0).await.unwrap();
    tx.grant(account(APPROVER_CALLER), APPROVER, UNIT.0).await.unwrap();
    tx.commit().await.unwrap();
}

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
    cast(world).await;
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
