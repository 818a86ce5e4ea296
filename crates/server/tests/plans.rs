//! Plans through the router, on both databases: written, approved, announced, amended (3.2, U-A2, U-G1, S0-27).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

#[path = "plans/amendments.rs"]
mod amendments;
#[path = "plans/approval.rs"]
mod approval;
mod common;
#[path = "plans/drafts.rs"]
mod drafts;
#[path = "plans/help.rs"]
mod help;
#[path = "plans/shipped.rs"]
mod shipped;
#[path = "plans/standing.rs"]
mod standing;
