//! The organiser's endpoints: decisions, links, overrides, back-filling, hours.

use axum::{Json, extract::State, http::StatusCode};
use yanxi_domain::ids::SessionId;
use yanxi_protocol::api::{self, Backfill, Decide, IssueHours, IssuePreview, LinkDraft, OverrideFinal};

use super::{
    extract::{Body, SignedIn},
    path::Id,
    routes::Routes,
};
use crate::{
    failure::Failure,
    service::{hours, office, office_backfill},
    state::AppState,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .post(api::DECISIONS, decide, "Decide doubtful cases with a reason.", ("Decide", ""))
        .post(api::DRAFT_LINKS, link_draft, "Say that a walk-in is a registration.", ("LinkDraft", ""))
        .post(api::FINAL_OVERRIDE, override_final, "Declare a session final.", ("OverrideFinal", ""))
        .post(api::BACKFILL, backfill, "Enter punches from the paper sheet.", ("Backfill", ""))
        .post(
            api::HOURS,
            issue_hours,
            "Preview or issue the hours of a session.",
            ("IssueHours", "IssuePreview"),
        )
}

async fn decide(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<Decide>,
) -> Result<StatusCode, Failure> {
    office::decide(&state, &actor, session, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn link_draft(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<LinkDraft>,
) -> Result<StatusCode, Failure> {
    office::link_draft(&state, &actor, session, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn override_final(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<OverrideFinal>,
) -> Result<StatusCode, Failure> {
    office::override_final(&state, &actor, session, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn backfill(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<Backfill>,
) -> Result<StatusCode, Failure> {
    office_backfill::backfill(&state, &actor, session, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn issue_hours(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<IssueHours>,
) -> Result<Json<IssuePreview>, Failure> {
    hours::issue(&state, &actor, session, &body).await.map(Json)
}
