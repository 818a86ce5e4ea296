//! The rows of the files that say something.

use leptos::prelude::*;
use yanxi_protocol::directory_import::DirectoryRow;

use super::{
    Import,
    view_model::{Kind, SHOWN, first_kind, words},
};
use crate::{
    components::{Segmented, TableScroll},
    i18n::{directory as text, use_locale},
};

/// Filter and table.
#[component]
pub fn Rows(
    /// The import.
    import: Import,
) -> impl IntoView {
    let locale = use_locale();
    let first = import.preview.with_untracked(|preview| preview.as_ref().map(|p| first_kind(p)));
    let kind = RwSignal::new(first.unwrap_or(Kind::New));
    let labels = Memo::new(move |_| {
        import.preview.with(|preview| {
            let label =
                |kind: Kind| preview.as_ref().map(|p| kind.label(locale.get(), p)).unwrap_or_default();
            Kind::ALL.map(label).to_vec()
        })
    });
    let value =
        Signal::derive(move || Kind::ALL.iter().position(|other| *other == kind.get()).unwrap_or_default());
    let rows = Memo::new(move |_| {
        let kind = kind.get();
        import.preview.with(|preview| {
            let rows = preview.iter().flat_map(|preview| &preview.rows);
            rows.filter(|row| Kind::of(row) == Some(kind)).cloned().collect::<Vec<DirectoryRow>>()
        })
    });
    let quiet = move || {
        import.preview.with(|preview| {
            let [_, _, unchanged, joined, ..] = preview.as_ref().map_or([0; 6], |preview| preview.counts);
            text::unchanged(locale.get(), unchanged, joined)
        })
    };
    let line = move |row: &DirectoryRow| {
        view! {
            <tr>
                <td class="numeric">{row.line}</td>
                <td>{row.code.clone()}</td>
                <th scope="row">{row.name.clone()}</th>
                <td>{words(locale.get(), &row.verdict)}</td>
            </tr>
        }
    };
    let hidden = move || rows.with(|rows| rows.len().saturating_sub(SHOWN));
    view! {
        <section class="stack-tight">
            <p class="muted">{quiet}</p>
            <Segmented label=move || text::filter_label(locale.get()) options=labels value=value
                on_change=move |at: usize| kind.set(Kind::ALL.get(at).copied().unwrap_or(Kind::New))/>
            <Show when=move || !rows.with(Vec::is_empty)
                fallback=move || view! { <p class="muted">{move || text::none_here(locale.get())}</p> }>
                <TableScroll label=move || text::rows_label(locale.get())>
                    <table class="table">
                        <thead><tr>
                            <th scope="col" class="numeric">{move || text::col_line(locale.get())}</th>
                            <th scope="col">{move || text::col_code(locale.get())}</th>
                            <th scope="col">{move || text::col_name(locale.get())}</th>
                            <th scope="col">{move || text::col_verdict(locale.get())}</th>
                        </tr></thead>
                        <tbody>{move || rows.with(|rows| rows.iter().take(SHOWN).map(line).collect_view())}</tbody>
                    </table>
                </TableScroll>
            </Show>
            <Show when=move || { hidden() > 0 }>
                <p class="muted">{move || text::more_rows(locale.get(), hidden())}</p>
            </Show>
        </section>
    }
}
