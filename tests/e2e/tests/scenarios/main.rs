//! The scripted days of the domain document, played in Chromium against the real server. Start them with
//! `cargo xtask test --only e2e`; a failed scenario leaves pictures and texts in `target/e2e/`.

mod accessible;
mod accounts;
mod blackout;
mod cleared;
mod clock;
mod from_empty;
mod harness;
mod killed;
mod late_device;
mod newcomer;
mod own_records;
mod passkeys;
mod planning;
mod prepared;
mod registration;
mod roster_import;
mod second_tab;
mod shift;
mod two_sessions;
mod write_failure;
