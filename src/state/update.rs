//! A newer version of the app waits: offered, never applied by itself (F-19).

use leptos::prelude::*;

use super::runtime::{Runtime, use_runtime};
use crate::platform;

/// A waiting update.
#[derive(Clone, Copy)]
pub struct UpdateHandle(Runtime);

/// A waiting update.
#[must_use]
pub fn use_update() -> UpdateHandle {
    UpdateHandle(use_runtime())
}

/// Starts the app anew from its address; what is stored stays.
pub fn reload() {
    platform::lifecycle::reload();
}

impl UpdateHandle {
    /// A newer version is downloaded and waits.
    #[must_use]
    pub fn available(self) -> Signal<bool> {
        self.0.with(|inner| inner.update_available.clone().into())
    }

    /// Whether it may be offered now: nothing on its way. What was set aside waits for the organiser, not for a version.
    #[must_use]
    pub fn offerable(self) -> Signal<bool> {
        let (available, status) = self.0.with(|inner| (inner.update_available.clone(), inner.status.clone()));
        Signal::derive(move || {
            available.get() && status.with(|s| s.unsent <= s.set_aside && s.broken.is_none())
        })
    }

    /// Switches to it and reloads every tab.
    pub fn apply(self) {
        self.0.apply_update();
    }
}
