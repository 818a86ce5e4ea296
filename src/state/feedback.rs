//! Sound and vibration, unless the person muted them.

use leptos::prelude::*;

use super::prefs::muted;
use crate::platform::feedback;

/// Sound and vibration. A handle, so that it can be taken along into a task: a task has no context.
#[derive(Clone, Copy)]
pub struct Feedback {
    muted: RwSignal<bool>,
}

/// Sound and vibration.
#[must_use]
pub fn use_feedback() -> Feedback {
    Feedback { muted: muted() }
}

impl Feedback {
    /// Something was committed to this device. Call only after the write was confirmed (Y-02).
    pub fn saved(self) {
        if !self.muted.get_untracked() {
            feedback::saved();
        }
    }

    /// Something needs a look.
    pub fn attention(self) {
        if !self.muted.get_untracked() {
            feedback::attention();
        }
    }
}
