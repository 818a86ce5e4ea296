//! Liveness.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::{failure::Failure, state::AppState};

/// Says that the process and its database answer.
pub async fn healthz(State(state): State<AppState>) -> Result<Json<Value>, Failure> {
    state.store.read().await?.scope_state(yanxi_protocol::scope::Scope::Catalog).await?;
    Ok(Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })))
}
