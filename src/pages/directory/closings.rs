//! Schools that are in no file: to be looked at and accepted.

use leptos::prelude::*;

use super::{Import, view_model::closing};
use crate::{
    components::{Banner, Checkbox, Tone},
    i18n::{directory as text, use_locale},
};

/// The list, warnings, and the box that accepts it.
#[component]
pub fn Closings(
    /// The import.
    import: Import,
) -> impl IntoView {
    let locale = use_locale();
    let count = Memo::new(move |_| import.preview.with(|p| p.as_ref().map_or(0, |p| p.closings.len())));
    let alarms = move || {
        let alarms = import.preview.with(|p| p.as_ref().map(|p| p.alarms.clone()).unwrap_or_default());
        let line = move |alarm: yanxi_protocol::directory_import::DirectoryAlarm| {
            let words = text::alarm(locale.get(), alarm.part.name(), alarm.missing, alarm.of);
            view! { <Banner tone=Tone::Wait text=Some(words)/> }
        };
        alarms.into_iter().map(line).collect_view()
    };
    let lines = move || {
        let closings = import.preview.with(|p| p.as_ref().map(|p| p.closings.clone()).unwrap_or_default());
        closings.iter().map(|one| view! { <li>{closing(locale.get(), one)}</li> }).collect_view()
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <section class="stack-tight">
                <h2>{move || text::closings_heading(locale.get(), count.get())}</h2>
                {alarms}
                <ul class="plain-list name-columns">{lines}</ul>
                <Checkbox label=move || text::accept_closings(locale.get(), count.get()) value=import.accepted
                    on_change=move |on: bool| import.accepted.set(on)/>
            </section>
        </Show>
    }
}
