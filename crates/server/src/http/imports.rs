//! Endpoints that take files: rosters, the school directory.

use axum::{Json, extract::State};
use yanxi_domain::ids::SessionId;
use yanxi_protocol::imports::{self, ImportRoster, RosterPreview};

use super::{
    extract::{Body, SignedIn},
    path::Id,
    routes::Routes,
};
use crate::{failure::Failure, service::roster_import, state::AppState};

pub(super) fn routes() -> Routes {
    Routes::default().post(
        imports::ROSTER_IMPORT,
        import_roster,
        "Preview or apply a roster from a file.",
        ("ImportRoster", "RosterPreview"),
    )
}

async fn import_roster(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<ImportRoster>,
) -> Result<Json<RosterPreview>, Failure> {
    roster_import::import(&state, &actor, session, &body).await.map(Json)
}
