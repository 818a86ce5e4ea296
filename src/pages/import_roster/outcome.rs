//! After an import.

use leptos::prelude::*;
use leptos_router::components::A;

use super::Import;
use crate::{
    components::{Banner, Tone},
    i18n::{office::import_roster as text, use_locale},
};

/// What was written, and where to go on.
#[component]
pub fn Outcome(
    /// The import.
    import: Import,
    /// Registrations it wrote.
    written: usize,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Banner tone=Tone::Ok title=move || text::done(locale.get(), written)
            text=move || text::done_text(locale.get())/>
        <p><A href=format!("/board/{}", import.session) attr:class="button">{move || text::to_board(locale.get())}</A></p>
    }
}
