//! The organiser's work through the real router, on both databases: decisions, back-filling, finality, hours.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;
#[path = "office/desk.rs"]
mod desk;

#[path = "office/backfill.rs"]
mod backfill;
#[path = "office/decisions.rs"]
mod decisions;
#[path = "office/doubts.rs"]
mod doubts;
#[path = "office/hours.rs"]
mod hours;
#[path = "office/own_records.rs"]
mod own_records;
