//! The demo entry; these routes exist only in demo mode.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header::SET_COOKIE},
    response::IntoResponse,
};
use yanxi_protocol::api::{self, DemoClock, DemoEnter, DemoPerson};

use super::{cookies, extract::Body, routes::Routes};
use crate::{actor::Actor, failure::Failure, service, state::AppState};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get(api::DEMO_PEOPLE, people, "Invented people to enter as. Demo mode only.", "DemoPerson[]")
        .post(
            api::DEMO_ENTER,
            enter,
            "Enter as an invented person. Demo mode only.",
            ("DemoEnter", "DemoEntered"),
        )
        .post(api::DEMO_CLOCK, clock, "Move the server's clock. Demo mode only.", ("DemoClock", ""))
}

async fn people() -> Json<&'static [DemoPerson]> {
    Json(service::demo::people())
}

async fn enter(
    State(state): State<AppState>,
    _: Actor,
    headers: HeaderMap,
    Body(body): Body<DemoEnter>,
) -> Result<impl IntoResponse, Failure> {
    let device = cookies::get(&headers, api::DEVICE_COOKIE);
    let (entered, token) = service::demo::enter(&state, body.account, device).await?;
    let life = service::demo::DEMO_SESSION_SECONDS;
    let cookie = cookies::set(api::SESSION_COOKIE, &token, life, &state.settings);
    Ok(([(SET_COOKIE, cookie)], Json(entered)))
}

async fn clock(State(state): State<AppState>, _: Actor, Body(body): Body<DemoClock>) -> StatusCode {
    state.clock.set(body.now);
    StatusCode::NO_CONTENT
}
