//! One page of paper.

use leptos::prelude::*;

use super::view_model::SheetRow;
use crate::i18n::{office::sheet as text, use_locale};

/// Longer names (romanised ones) are set smaller, so that a row keeps its height and a page its number of rows.
const LONG_NAME: usize = 10;

/// What stands above and below the table on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperHead {
    /// Course title.
    pub course: String,
    /// 第一場
    pub session: String,
    /// Day and period.
    pub time: String,
    /// Place.
    pub place: String,
    /// 「名冊版本 08/05 07:30，60 人」
    pub roster: String,
    /// 「第 1 頁，共 3 頁」
    pub page: String,
    /// With recorded times.
    pub filled: bool,
}

/// A sheet of A4.
#[component]
pub fn Paper(
    /// Head and foot.
    head: PaperHead,
    /// Rows.
    rows: Vec<SheetRow>,
) -> impl IntoView {
    let locale = use_locale();
    let (time, place) = (head.time, head.place);
    let row = move |row: SheetRow| {
        let long = row.name.chars().count() > LONG_NAME;
        view! {
            <tr>
                <td class="sheet-number">{if row.walk_in && row.number.is_empty() {
                    view! { <span class="sheet-walk-in">{move || text::walk_in_rows(locale.get())}</span> }.into_any()
                } else {
                    row.number.into_any()
                }}</td>
                <td>{row.school}</td>
                <td>{row.title}</td>
                <td class="sheet-name" class:sheet-name-long=long>{row.name}</td>
                <td class="sheet-sign">{row.time_in}</td>
                <td class="sheet-sign">{row.time_out}</td>
            </tr>
        }
    };
    view! {
        <section class="paper">
            <header class="paper-head">
                <h2>{head.course} " " {head.session} " " {move || text::title(locale.get())}</h2>
                <p>{move || text::time(locale.get(), &time)}</p>
                <p>{move || text::place(locale.get(), &place)}</p>
            </header>
            <table class="sheet-table">
                <thead><tr>
                    <th scope="col">{move || text::col_number(locale.get())}</th>
                    <th scope="col">{move || text::col_school(locale.get())}</th>
                    <th scope="col">{move || text::col_title(locale.get())}</th>
                    <th scope="col">{move || text::col_name(locale.get())}</th>
                    <th scope="col">{move || text::col_in(locale.get())}</th>
                    <th scope="col">{move || text::col_out(locale.get())}</th>
                </tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
            <footer class="paper-foot">
                <span>{head.roster}</span>
                {if head.filled {
                    view! { <span>{move || text::backfill_legend(locale.get())}</span> }.into_any()
                } else {
                    view! { <span class="paper-staff">{move || text::sign_here(locale.get())}</span> }.into_any()
                }}
                <span>{head.page}</span>
            </footer>
        </section>
    }
}
