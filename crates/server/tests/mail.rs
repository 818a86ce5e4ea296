//! Notices by mail, addresses, calendars (U-E3), against a mail server of our own, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "mail/addresses.rs"]
mod addresses;
#[path = "mail/calendars.rs"]
mod calendars;
mod common;
#[path = "mail/letters.rs"]
mod letters;
#[path = "mail/sink.rs"]
mod sink;
