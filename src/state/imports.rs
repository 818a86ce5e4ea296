//! Importing files: the server reads and decides, so it needs the network (Y-10). Nothing of a file is kept here.

use yanxi_domain::ids::SessionId;
use yanxi_protocol::{
    directory_import::{self, DirectoryPreview, ImportDirectory},
    imports::{self, ImportRoster, RosterPreview},
};

use super::{
    ApiFailure,
    runtime::{Runtime, use_runtime},
};

/// Imports.
#[derive(Clone, Copy)]
pub struct ImportsHandle(Runtime);

/// Imports.
#[must_use]
pub fn use_imports() -> ImportsHandle {
    ImportsHandle(use_runtime())
}

impl ImportsHandle {
    /// Previews or applies a roster (U-A3).
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn roster(self, session: SessionId, body: ImportRoster) -> Result<RosterPreview, ApiFailure> {
        self.0.ask(&imports::ROSTER_IMPORT.replace("{session}", &session.to_string()), &body).await
    }

    /// Previews or applies the Ministry's school directory (U-H1).
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn directory(self, body: ImportDirectory) -> Result<DirectoryPreview, ApiFailure> {
        self.0.ask(directory_import::DIRECTORY_IMPORT, &body).await
    }
}
