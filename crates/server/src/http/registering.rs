//! Catalogue, registration, assignment and admission.

use axum::{Json, extract::State, http::StatusCode};
use yanxi_domain::ids::{CourseId, RegistrationId, SessionId};
use yanxi_protocol::registering::{
    self as api, Admission, AdmissionDecided, Assign, Assigned, CatalogDetail, CatalogPage, CatalogQuery,
    DecideAdmission, DecideLeave, Decline, Leave, Register, Registered, ResultsPublished, Staff,
};

use super::{
    extract::{Asked, Body, SignedIn},
    path::Id,
    routes::Routes,
};
use crate::{
    failure::Failure,
    service::{catalogue, registering},
    state::AppState,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get(api::CATALOG, catalog, "A page of the announced sessions.", "CatalogPage")
        .query::<CatalogQuery>()
        .get(api::CATALOG_SESSION, session, "One announced session with its agenda.", "CatalogDetail")
        .post(api::REGISTRATIONS, register, "Register for a session.", ("Register", "Registered"))
        .post(api::LEAVE, leave, "Cancel, give up, or ask for leave.", ("Leave", "Registered"))
        .post(api::DECLINE, decline, "Decline an assignment.", ("Decline", "Registered"))
        .post(api::LEAVE_DECISION, decide_leave, "Decide about a leave.", ("DecideLeave", ""))
        .get(api::STAFF, staff, "Staff of the caller's own school.", "Staff")
        .post(api::ASSIGNMENTS, assign, "Assign own staff to a session.", ("Assign", "Assigned"))
        .get(api::ADMISSION, admission, "Applicants and seats of a session.", "Admission")
        .post(
            api::ADMISSION,
            decide,
            "Admit, put on the waiting list, or do not admit.",
            ("DecideAdmission", "AdmissionDecided"),
        )
        .post(api::RESULTS, publish, "Publish what was decided about applicants.", ("", "ResultsPublished"))
}

async fn catalog(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Asked(query): Asked<CatalogQuery>,
) -> Result<Json<CatalogPage>, Failure> {
    catalogue::catalogue(&state, &actor, &query).await.map(Json)
}

async fn session(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
) -> Result<Json<CatalogDetail>, Failure> {
    catalogue::session(&state, &actor, session).await.map(Json)
}

async fn register(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<Register>,
) -> Result<Json<Registered>, Failure> {
    registering::register(&state, &actor, session, &body).await.map(Json)
}

async fn leave(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(registration): Id<RegistrationId>,
    Body(body): Body<Leave>,
) -> Result<Json<Registered>, Failure> {
    registering::leave(&state, &actor, registration, &body).await.map(Json)
}

async fn decline(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(registration): Id<RegistrationId>,
    Body(body): Body<Decline>,
) -> Result<Json<Registered>, Failure> {
    registering::decline(&state, &actor, registration, &body).await.map(Json)
}

async fn decide_leave(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(registration): Id<RegistrationId>,
    Body(body): Body<DecideLeave>,
) -> Result<StatusCode, Failure> {
    registering::decide_leave(&state, &actor, registration, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn staff(State(state): State<AppState>, SignedIn(actor): SignedIn) -> Result<Json<Staff>, Failure> {
    registering::staff(&state, &actor).await.map(Json)
}

async fn assign(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<Assign>,
) -> Result<Json<Assigned>, Failure> {
    registering::assign(&state, &actor, session, &body).await.map(Json)
}

async fn admission(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
) -> Result<Json<Admission>, Failure> {
    registering::admission(&state, &actor, session).await.map(Json)
}

async fn decide(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<DecideAdmission>,
) -> Result<Json<AdmissionDecided>, Failure> {
    registering::decide(&state, &actor, session, &body).await.map(Json)
}

async fn publish(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(course): Id<CourseId>,
) -> Result<Json<ResultsPublished>, Failure> {
    registering::publish(&state, &actor, course).await.map(Json)
}
