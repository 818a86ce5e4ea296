//! The sync endpoint.

use axum::{Json, extract::State};
use yanxi_protocol::sync::{SyncRequest, SyncResponse};

use crate::{actor::Actor, failure::Failure, http::extract::Body, service, state::AppState};

/// One round trip: push own events, pull the wanted scopes.
pub async fn sync(
    State(state): State<AppState>,
    actor: Actor,
    Body(request): Body<SyncRequest>,
) -> Result<Json<SyncResponse>, Failure> {
    service::sync::sync(&state, &actor, request).await.map(Json)
}
