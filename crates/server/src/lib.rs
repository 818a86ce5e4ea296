//! The backend: one axum program that also serves the built app (design 5).
//!
//! `http` → `service` → `store`. Only `store` knows sqlx, only `http` knows axum.

pub mod actor;
pub mod admin;
pub mod clock;
pub mod demo;
pub mod failure;
pub mod http;
pub mod permissions;
pub mod ranges;
pub mod serve;
pub mod service;
pub mod state;
pub mod store;
