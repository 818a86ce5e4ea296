//! The sync endpoint: speaks every accepted envelope, answers each in its own.

use axum::{
    extract::State,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use yanxi_protocol::{
    envelope::{EnvelopeError, read_request, write_response},
    sync::SyncRequest,
};

use super::extract::{Known, RawBody, not_understood};
use crate::{failure::Failure, service, state::AppState};

/// One round trip: push own events, pull the wanted scopes.
pub async fn sync(
    State(state): State<AppState>,
    Known(actor): Known,
    RawBody(body): RawBody,
) -> Result<Response, Failure> {
    let request = match read_request(&body) {
        Ok(request) => request,
        Err(EnvelopeError::Malformed) => return Err(not_understood()),
        // The service refuses it, with the words for it.
        Err(EnvelopeError::NotAccepted { envelope }) => {
            SyncRequest { envelope, device: None, events: Vec::new(), records: Vec::new(), pulls: Vec::new() }
        }
    };
    let response = service::sync::sync(&state, &actor, request).await?;
    let body = write_response(&response, response.envelope);
    Ok(([(CONTENT_TYPE, "application/json")], body).into_response())
}
