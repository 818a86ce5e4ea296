//! The local store and the platform in a real browser: what a crash, a full disk, a dead connection, another tab, an
//! upgrade and a downgrade do to facts.
//!
//! `CHROMEDRIVER=/usr/bin/chromedriver cargo test --target wasm32-unknown-unknown --test browser`
//!
//! Faults are injected into the browser's own objects, so the product needs no hooks for them.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod atomicity;
mod faults;
mod fixtures;
mod platform;
mod replicas;
mod upgrades;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
