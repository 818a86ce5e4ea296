//! Importing rosters (U-A3, X-02, F-15, S0-22).
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "roster_import/laws.rs"]
mod laws;
#[path = "roster_import/reading.rs"]
mod reading;
#[path = "roster_import/support.rs"]
mod support;
#[path = "roster_import/verdicts.rs"]
mod verdicts;
