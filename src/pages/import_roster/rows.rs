//! The rows of the file, by what happens with them.

use leptos::prelude::*;
use yanxi_protocol::imports::ImportedRow;

use super::{
    Import,
    row::RowLine,
    view_model::{Kind, SHOWN, count},
};
use crate::{
    components::Segmented,
    i18n::{office::import_roster as text, use_locale},
};

/// Filter and list.
#[component]
pub fn Rows(
    /// The import.
    import: Import,
) -> impl IntoView {
    let locale = use_locale();
    let labels = Memo::new(move |_| {
        import.preview.with(|preview| {
            let count = |kind| preview.as_ref().map_or(0, |preview| count(preview, kind));
            Kind::ALL.map(|kind| kind.label(locale.get(), count(kind))).to_vec()
        })
    });
    let value = Signal::derive(move || {
        let kind = import.kind.get();
        Kind::ALL.iter().position(|other| *other == kind).unwrap_or_default()
    });
    let rows = Memo::new(move |_| {
        let kind = import.kind.get();
        import.preview.with(|preview| {
            let rows = preview.iter().flat_map(|preview| &preview.rows);
            rows.filter(|row| Kind::of(row) == kind).cloned().collect::<Vec<ImportedRow>>()
        })
    });
    let shown = move || rows.with(|rows| rows.iter().take(SHOWN).cloned().collect::<Vec<_>>());
    let hidden = move || rows.with(|rows| rows.len().saturating_sub(SHOWN));
    view! {
        <section class="stack-tight" aria-label=move || text::rows_label(locale.get())>
            <Segmented label=move || text::filter_label(locale.get()) options=labels value=value
                on_change=move |at: usize| import.kind.set(Kind::ALL.get(at).copied().unwrap_or(Kind::Rest))/>
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="muted">{move || text::none_here(locale.get())}</p>
            </Show>
            <ul class="import-rows">
                // A row is drawn anew only when something about it changed: what is being typed elsewhere stays.
                <For each=shown
                    key=|row| format!("{row:?}") let:row>
                    <RowLine row=row import=import/>
                </For>
            </ul>
            <Show when=move || { hidden() > 0 }>
                <p class="muted">{move || text::more_rows(locale.get(), hidden())}</p>
            </Show>
        </section>
    }
}
