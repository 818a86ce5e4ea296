//! Sound and vibration, unless the person muted them.

use leptos::prelude::*;

use super::prefs::muted;
use crate::platform::feedback;

/// Something was committed to this device. Call only after the write was confirmed (Y-02).
pub fn saved() {
    if !muted().get_untracked() {
        feedback::saved();
    }
}

/// Something needs a look.
pub fn attention() {
    if !muted().get_untracked() {
        feedback::attention();
    }
}
