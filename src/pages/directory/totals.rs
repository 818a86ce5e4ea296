//! Control totals next to the published table (14.3).

use leptos::prelude::*;
use yanxi_protocol::directory_import::DirectoryTotal;

use super::{
    Import,
    view_model::{compared, differing, sums},
};
use crate::{
    components::{Badge, TableScroll, Tone},
    i18n::{directory as text, use_locale},
};

/// The sum, and the counties that differ.
#[component]
pub fn Totals(
    /// The import.
    import: Import,
) -> impl IntoView {
    let locale = use_locale();
    let totals = Memo::new(move |_| {
        import.preview.with(|preview| preview.as_ref().map(|p| p.totals.clone()).unwrap_or_default())
    });
    let sum = move || {
        let (counties, counted, published) = totals.with(|totals| sums(totals));
        text::totals_sum(locale.get(), counties, counted, published)
    };
    let line = move |total: DirectoryTotal| {
        let numbers = compared(locale.get(), &total);
        let cells = numbers.map(|number| view! { <td class="numeric">{number}</td> }).collect_view();
        view! { <tr><th scope="row">{total.county}</th>{cells}</tr> }
    };
    let table = move || {
        let differing = totals.with(|totals| differing(totals));
        if differing.is_empty() {
            let words = move || text::totals_agree(locale.get());
            return view! { <p><Badge tone=Tone::Ok text=Signal::derive(words)/></p> }.into_any();
        }
        view! {
            <p>{text::totals_differ(locale.get(), differing.len())}</p>
            <TableScroll label=move || text::totals_heading(locale.get())>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{text::col_county(locale.get())}</th>
                        <th scope="col" class="numeric">{text::col_special(locale.get())}</th>
                        <th scope="col" class="numeric">{text::col_elementary(locale.get())}</th>
                        <th scope="col" class="numeric">{text::col_junior(locale.get())}</th>
                        <th scope="col" class="numeric">{text::col_total(locale.get())}</th>
                    </tr></thead>
                    <tbody>{differing.into_iter().map(line).collect_view()}</tbody>
                </table>
            </TableScroll>
        }
        .into_any()
    };
    view! {
        <section class="stack-tight">
            <h2>{move || text::totals_heading(locale.get())}</h2>
            <p>{sum}</p>
            {table}
        </section>
    }
}
