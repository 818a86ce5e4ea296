//! The school directory (7.4, X-14, U-H1): every quirk of the files, the control totals, and the laws of importing.
//! Schools and codes are invented.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "directory/files.rs"]
mod files;
#[path = "directory/finding.rs"]
mod finding;
#[path = "directory/importing.rs"]
mod importing;
#[path = "directory/laws.rs"]
mod laws;
#[path = "directory/linking.rs"]
mod linking;
#[path = "directory/rows.rs"]
mod rows;
#[path = "directory/totals.rs"]
mod totals;
