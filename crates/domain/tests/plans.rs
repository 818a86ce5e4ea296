//! Plans: checks, compiling, diffs, amendments, the life cycle of a course.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

#[path = "plans/amendments.rs"]
mod amendments;
#[path = "plans/checks.rs"]
mod checks;
#[path = "plans/help.rs"]
mod help;
#[path = "plans/laws.rs"]
mod laws;
#[path = "plans/life_cycle.rs"]
mod life_cycle;
#[path = "plans/topics.rs"]
mod topics;
