//! The privacy notice, own data, and requests about it.

use axum::{Json, extract::State, http::StatusCode};
use uuid::Uuid;
use yanxi_protocol::own::{
    self, AnswerDataRequest, DataRequest, NewDataRequest, OwnData, PrivacyNotice, PrivacyShown,
};

use super::{
    extract::{Body, SignedIn},
    path::Id,
    routes::Routes,
};
use crate::{
    actor::Actor,
    failure::Failure,
    service::{privacy, privacy_data},
    state::AppState,
};

pub(super) fn routes() -> Routes {
    let answer = ("AnswerDataRequest", "DataRequest");
    Routes::default()
        .get(own::PRIVACY_NOTICE, notice, "The privacy notice in force.", "PrivacyNotice")
        .post(own::PRIVACY_SHOWN, shown, "Say that the notice was shown.", ("PrivacyShown", ""))
        .get(own::OWN_DATA, own_data, "Everything held about the caller.", "OwnData")
        .post(own::DATA_REQUESTS, ask, "Ask for correction or deletion.", ("NewDataRequest", "DataRequest"))
        .get(own::DATA_REQUESTS_OPEN, to_answer, "Requests the caller answers.", "DataRequest[]")
        .post(own::DATA_REQUEST_ANSWER, answer_request, "Answer a request about own data.", answer)
}

async fn notice(State(state): State<AppState>, actor: Actor) -> Result<Json<PrivacyNotice>, Failure> {
    privacy::notice(&state, &actor).await.map(Json)
}

async fn shown(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<PrivacyShown>,
) -> Result<StatusCode, Failure> {
    privacy::shown(&state, &actor, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn own_data(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
) -> Result<Json<OwnData>, Failure> {
    privacy_data::own(&state, &actor).await.map(Json)
}

async fn ask(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<NewDataRequest>,
) -> Result<Json<DataRequest>, Failure> {
    privacy::ask(&state, &actor, &body).await.map(Json)
}

async fn to_answer(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
) -> Result<Json<Vec<DataRequest>>, Failure> {
    privacy::to_answer(&state, &actor).await.map(Json)
}

async fn answer_request(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(request): Id<Uuid>,
    Body(body): Body<AnswerDataRequest>,
) -> Result<Json<DataRequest>, Failure> {
    privacy::answer(&state, &actor, request, &body).await.map(Json)
}
