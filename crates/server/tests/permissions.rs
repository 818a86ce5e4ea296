//! Every endpoint and every scope × everybody who may ask (section 9). A new route without a line here fails.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;
#[path = "permissions/endpoints.rs"]
mod endpoints;
#[path = "permissions/own_account.rs"]
mod own_account;
#[path = "permissions/scopes.rs"]
mod scopes;
