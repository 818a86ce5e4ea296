//! The lock screen of the check-in page: the lock, and what is saved and sent.

use leptos::prelude::*;

use super::{context::use_screen, foot::StartFoot};
use crate::view::lock::Locked;

/// The screen.
#[component]
pub fn LockScreen() -> impl IntoView {
    let identity = use_screen().identity.get_value();
    view! {
        <div class="desk-start">
            <Locked identity=identity/>
            <StartFoot/>
        </div>
    }
}
