//! Sound and vibration, unless the person muted them.

use leptos::prelude::*;

use super::prefs::muted;
use crate::{
    platform::{feedback, timer},
    sync_driver::spawn,
};

/// So long after a commit the tick is heard, milliseconds.
const AFTER_PAINT_MS: u32 = 40;

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
            // The green confirmation is painted first; making a sound takes a slow tablet some milliseconds.
            spawn(async {
                timer::sleep(AFTER_PAINT_MS).await;
                feedback::saved();
            });
        }
    }

    /// Something needs a look.
    pub fn attention(self) {
        if !self.muted.get_untracked() {
            feedback::attention();
        }
    }
}
