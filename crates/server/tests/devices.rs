//! Devices through the real router, on both databases: codes, enrolment, moving, loss, readiness, PINs.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

#[path = "devices/codes.rs"]
mod codes;
#[path = "devices/enrolment.rs"]
mod enrolment;
#[path = "devices/help.rs"]
mod help;
#[path = "devices/labels.rs"]
mod labels;
#[path = "devices/loss.rs"]
mod loss;
#[path = "devices/pins.rs"]
mod pins;
