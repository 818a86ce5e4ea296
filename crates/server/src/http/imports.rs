//! Endpoints that take files: rosters, the school directory.

use axum::{Json, extract::State};
use yanxi_domain::ids::SessionId;
use yanxi_protocol::{
    directory_import::{self, DirectoryPreview, ImportDirectory},
    imports::{self, ImportRoster, RosterPreview},
};

use super::{
    extract::{Body, SignedIn},
    path::Id,
    routes::Routes,
};
use crate::{
    failure::Failure,
    service::{directory_screen, roster_import},
    state::AppState,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .post(
            imports::ROSTER_IMPORT,
            import_roster,
            "Preview or apply a roster from a file.",
            ("ImportRoster", "RosterPreview"),
        )
        .post(
            directory_import::DIRECTORY_IMPORT,
            import_directory,
            "Preview or apply the Ministry's school directory.",
            ("ImportDirectory", "DirectoryPreview"),
        )
}

async fn import_directory(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<ImportDirectory>,
) -> Result<Json<DirectoryPreview>, Failure> {
    directory_screen::import(&state, &actor, &body).await.map(Json)
}

async fn import_roster(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<ImportRoster>,
) -> Result<Json<RosterPreview>, Failure> {
    roster_import::import(&state, &actor, session, &body).await.map(Json)
}
