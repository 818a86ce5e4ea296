//! The engine, driven by hand: every input has a visible consequence.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Helpers of a test may panic like the test itself.

mod bench;
mod failures;
mod pulling;
mod pushing;
mod too_large;
