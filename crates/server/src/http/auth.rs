//! Who am I, and leaving.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header::SET_COOKIE},
    response::IntoResponse,
};
use yanxi_protocol::api::{self, Me};

use super::{cookies, routes::Routes};
use crate::{actor::Actor, failure::Failure, service, state::AppState};

pub(super) fn routes() -> Routes {
    Routes::default().get(api::ME, me, "Account and device of this browser.", "Me").post(
        api::LOGOUT,
        logout,
        "End the account session; the device stays enrolled.",
        ("", ""),
    )
}

async fn me(State(state): State<AppState>, actor: Actor) -> Json<Me> {
    Json(service::auth::me(&state, &actor))
}

async fn logout(
    State(state): State<AppState>,
    _: Actor,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Failure> {
    service::auth::logout(&state, cookies::get(&headers, api::SESSION_COOKIE)).await?;
    let cookie = cookies::set(api::SESSION_COOKIE, "", 0, &state.settings);
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]))
}
