//! The endpoints of planning.

use axum::{Json, extract::State, http::StatusCode};
use yanxi_domain::ids::{CourseId, OrgId, SessionId};
use yanxi_protocol::plans::{
    self as api, ChangeStanding, DecidePlan, MistakenCourse, NewPlan, OnlineLinks, PlanDetail, PlanId,
    PlanList, PlanRevision, SaveDraft, Saved, SetPlanPolicy,
};

use super::{
    extract::{Body, SignedIn},
    path::Id,
    routes::Routes,
};
use crate::{
    failure::Failure,
    service::{mistaken_course, plans, session_links, session_standing},
    state::AppState,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get(api::PLANS, list, "Plans the caller may see.", "PlanList")
        .post(api::PLANS, begin, "Begin a plan.", ("NewPlan", "PlanDetail"))
        .get(api::PLAN, read, "A plan with its versions.", "PlanDetail")
        .post(api::PLAN_DRAFT, save, "Keep the draft of a plan.", ("SaveDraft", "Saved"))
        .post(api::PLAN_SUBMIT, submit, "Submit a plan for approval.", ("PlanRevision", "PlanDetail"))
        .post(api::PLAN_WITHDRAW, withdraw, "Take a submission back.", ("", "PlanDetail"))
        .post(api::PLAN_DECISION, decide, "Approve or return a plan.", ("DecidePlan", "PlanDetail"))
        .post(api::PLAN_ANNOUNCE, announce, "Announce an approved plan.", ("", "PlanDetail"))
        .post(api::PLAN_DELETE, remove, "Remove a plan never announced.", ("", ""))
        .post(api::PLAN_POLICY, set_policy, "Set who approves the plans of a unit.", ("SetPlanPolicy", ""))
        .post(
            api::SESSION_STANDING,
            change_standing,
            "Postpone, call off or restore a session.",
            ("ChangeStanding", ""),
        )
        .post(
            api::COURSE_MISTAKEN,
            delete_mistaken,
            "Take back a course that was entered by mistake.",
            ("MistakenCourse", ""),
        )
        .get(api::SESSION_LINKS, links, "Meeting links of a session.", "OnlineLinks")
}

async fn list(State(state): State<AppState>, SignedIn(actor): SignedIn) -> Result<Json<PlanList>, Failure> {
    plans::list(&state, &actor).await.map(Json)
}

async fn begin(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<NewPlan>,
) -> Result<Json<PlanDetail>, Failure> {
    plans::begin(&state, &actor, &body).await.map(Json)
}

async fn read(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(plan): Id<PlanId>,
) -> Result<Json<PlanDetail>, Failure> {
    plans::read(&state, &actor, plan).await.map(Json)
}

async fn save(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(plan): Id<PlanId>,
    Body(body): Body<SaveDraft>,
) -> Result<Json<Saved>, Failure> {
    plans::save(&state, &actor, plan, &body).await.map(Json)
}

async fn submit(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(plan): Id<PlanId>,
    Body(body): Body<PlanRevision>,
) -> Result<Json<PlanDetail>, Failure> {
    plans::submit(&state, &actor, plan, &body).await.map(Json)
}

async fn withdraw(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(plan): Id<PlanId>,
) -> Result<Json<PlanDetail>, Failure> {
    plans::withdraw(&state, &actor, plan).await.map(Json)
}

async fn decide(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(plan): Id<PlanId>,
    Body(body): Body<DecidePlan>,
) -> Result<Json<PlanDetail>, Failure> {
    plans::decide(&state, &actor, plan, &body).await.map(Json)
}

async fn announce(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(plan): Id<PlanId>,
) -> Result<Json<PlanDetail>, Failure> {
    plans::announce(&state, &actor, plan).await.map(Json)
}

async fn remove(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(plan): Id<PlanId>,
) -> Result<StatusCode, Failure> {
    plans::remove(&state, &actor, plan).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn set_policy(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(unit): Id<OrgId>,
    Body(body): Body<SetPlanPolicy>,
) -> Result<StatusCode, Failure> {
    plans::set_policy(&state, &actor, unit, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn change_standing(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<ChangeStanding>,
) -> Result<StatusCode, Failure> {
    session_standing::change(&state, &actor, session, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn links(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
) -> Result<Json<OnlineLinks>, Failure> {
    session_links::read(&state, &actor, session).await.map(Json)
}

async fn delete_mistaken(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(course): Id<CourseId>,
    Body(body): Body<MistakenCourse>,
) -> Result<StatusCode, Failure> {
    mistaken_course::delete(&state, &actor, course, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}
