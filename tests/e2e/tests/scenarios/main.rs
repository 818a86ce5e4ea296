//! The scripted days of the domain document, played in Chromium against the real server. Start them with
//! `cargo xtask test --only e2e`; a failed scenario leaves pictures and texts in `target/e2e/`.

mod blackout;
mod harness;
mod killed;
mod newcomer;
mod prepared;
