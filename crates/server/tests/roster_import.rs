//! Importing rosters through the API (U-A3, X-02, F-15, S0-22), on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;
#[path = "roster_import/files.rs"]
mod files;
#[path = "roster_import/help.rs"]
mod help;
#[path = "roster_import/hostile.rs"]
mod hostile;
#[path = "roster_import/importing.rs"]
mod importing;
