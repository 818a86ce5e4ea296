//! Accounts that log in themselves, through the real router, on both databases (R-ACC, S0-07).
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

#[path = "accounts/audit.rs"]
mod audit;

#[path = "accounts/authenticator.rs"]
mod authenticator;
#[path = "accounts/first_login.rs"]
mod first_login;
#[path = "accounts/help.rs"]
mod help;
#[path = "accounts/limits.rs"]
mod limits;
#[path = "accounts/managed.rs"]
mod managed;
#[path = "accounts/migration.rs"]
mod migration;
#[path = "accounts/passkeys.rs"]
mod passkeys;
#[path = "accounts/renew.rs"]
mod renew;
#[path = "accounts/reset.rs"]
mod reset;
#[path = "accounts/second_factor.rs"]
mod second_factor;
#[path = "accounts/sessions.rs"]
mod sessions;
