//! The contract of the store and of sync, held by both databases.
//!
//! SQLite always; PostgreSQL when `YANXI_TEST_PG_URL` names a server (`cargo xtask test` starts one).
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;
#[path = "store_contract/directory.rs"]
mod directory;
#[path = "store_contract/impossible.rs"]
mod impossible;
#[path = "store_contract/ingest.rs"]
mod ingest;
#[path = "store_contract/ledger.rs"]
mod ledger;
#[path = "store_contract/order.rs"]
mod order;
#[path = "store_contract/processes.rs"]
mod processes;
#[path = "store_contract/pull.rs"]
mod pull;
#[path = "store_contract/strangers.rs"]
mod strangers;
#[path = "store_contract/versions.rs"]
mod versions;
