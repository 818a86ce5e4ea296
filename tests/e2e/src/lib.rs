//! The whole product in real Chromium.
