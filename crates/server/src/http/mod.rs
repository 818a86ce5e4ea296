//! HTTP: routes, extractors, errors as JSON. Policy lives in `service`.

pub mod cookies;
mod error;
mod extract;
mod health;

use axum::{Router, routing::get};
use yanxi_protocol::api;

use crate::state::AppState;

/// The whole application as one router, usable in process by tests.
pub fn router(state: AppState) -> Router {
    Router::new().route(api::HEALTHZ, get(health::healthz)).with_state(state)
}
