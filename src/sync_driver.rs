//! Runs the sync engine against the browser: timers, visibility, web lock, transport, local store.

pub mod api;
