//! Reading and exporting the audit trail.

use axum::{
    Json,
    body::{Body, Bytes},
    extract::State,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use futures::stream;
use yanxi_protocol::audit::{AUDIT, AUDIT_EXPORT, AuditPage, AuditQuery};

use super::{
    extract::{Asked, SignedIn},
    routes::Routes,
};
use crate::{failure::Failure, service::audit_trail, state::AppState};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get(AUDIT, page, "A page of the audit trail, the newest lines first.", "AuditPage")
        .query::<AuditQuery>()
        .get(AUDIT_EXPORT, export, "The audit trail, one JSON object a line.", "application/x-ndjson")
        .query::<AuditQuery>()
}

async fn page(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Asked(query): Asked<AuditQuery>,
) -> Result<Json<AuditPage>, Failure> {
    audit_trail::page(&state, &actor, &query).await.map(Json)
}

/// Sent as it is read: a trail of years does not have to fit into memory.
async fn export(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Asked(query): Asked<AuditQuery>,
) -> Result<Response, Failure> {
    let filter = audit_trail::begin_export(&state, &actor, &query).await?;
    let lines = stream::try_unfold((state, filter), |(state, mut filter)| async move {
        let lines = audit_trail::export_page(&state, &mut filter).await?;
        if lines.is_empty() {
            return Ok::<_, Failure>(None);
        }
        let mut text = Vec::new();
        for line in &lines {
            serde_json::to_writer(&mut text, line).map_err(|error| Failure::internal(&error.to_string()))?;
            text.push(b'\n');
        }
        Ok(Some((Bytes::from(text), (state, filter))))
    });
    let headers = [
        (CONTENT_TYPE, "application/x-ndjson"),
        (CONTENT_DISPOSITION, "attachment; filename=\"yanxi-audit.ndjson\""),
    ];
    Ok((headers, Body::from_stream(lines)).into_response())
}
