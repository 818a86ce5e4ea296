//! Who stands in the roster and not in the file: nobody is removed, the organiser may cancel.

use std::sync::Arc;

use leptos::prelude::*;
use yanxi_protocol::imports::{MissingPerson, RosterPreview};

use super::Import;
use crate::{
    components::Checkbox,
    i18n::{office::import_roster as text, use_locale},
};

/// The list with a box for each.
#[component]
pub fn Missing(
    /// The import.
    import: Import,
) -> impl IntoView {
    let locale = use_locale();
    let people = Memo::new(move |_| {
        import.preview.with(|preview: &Option<Arc<RosterPreview>>| {
            preview.as_ref().map(|preview| preview.missing.clone()).unwrap_or_default()
        })
    });
    let line = move |person: MissingPerson| {
        let id = person.registration;
        let label = move || text::cancel_person(locale.get(), &person.name, &person.school, &person.title);
        let ticked = Signal::derive(move || import.cancel.with(|cancel| cancel.contains(&id)));
        let change = move |on: bool| {
            import.cancel.update(|cancel| {
                if on {
                    cancel.insert(id);
                } else {
                    cancel.remove(&id);
                }
            });
        };
        view! { <li><Checkbox label=Signal::derive(label) value=ticked on_change=change/></li> }
    };
    view! {
        <Show when=move || !people.with(Vec::is_empty)>
            <details>
                <summary>{move || text::missing_heading(locale.get(), people.with(Vec::len))}</summary>
                <div class="stack-tight">
                    <p class="muted">{move || text::missing_explains(locale.get())}</p>
                    <ul class="plain-list">{move || people.get().into_iter().map(line).collect_view()}</ul>
                </div>
            </details>
        </Show>
    }
}
