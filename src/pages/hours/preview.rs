//! What issuing would do: one sentence, then everybody.

use leptos::prelude::*;

use super::view_model::{Change, Preview, Row};
use crate::{
    components::{Badge, TableScroll, Tone},
    i18n::{
        Locale,
        office::{self, hours as text},
        use_locale,
    },
};

/// The sentence and the full list.
#[component]
pub fn PreviewTable(
    /// What would be issued.
    preview: Preview,
) -> impl IntoView {
    let locale = use_locale();
    let count = preview.rows.len();
    let (new, same, superseding) = (preview.new, preview.same, preview.superseding);
    let counts = move || {
        let locale = locale.get();
        let mut counts = vec![text::new_records(locale, new), text::unchanged_records(locale, same)];
        if superseding > 0 {
            counts.push(text::superseding_records(locale, superseding));
        }
        counts.join(" · ")
    };
    let heading = move || text::list_heading(locale.get(), count);
    view! {
        <p class="hours-sentence">{preview.sentence}</p>
        <p>{counts}</p>
        <p class="muted">{move || text::local_preview(locale.get())}</p>
        <TableScroll label=heading>
            <table class="table">
                <caption class="visually-hidden">{heading}</caption>
                <thead><tr>
                    <th scope="col">{move || office::col_name(locale.get())}</th>
                    <th scope="col">{move || office::col_school(locale.get())}</th>
                    <th scope="col">{move || office::col_title(locale.get())}</th>
                    <th scope="col">{move || text::col_why(locale.get())}</th>
                    <th scope="col" class="numeric">{move || text::col_hours(locale.get())}</th>
                    <th scope="col">{move || text::col_issued(locale.get())}</th>
                </tr></thead>
                <tbody>{preview.rows.into_iter().map(|row| view! { <HoursRow row=row/> }).collect_view()}</tbody>
            </table>
        </TableScroll>
    }
}

#[component]
fn HoursRow(row: Row) -> impl IntoView {
    let locale = use_locale();
    let hours = row.hours;
    let (change, issued) = (row.change, row.issued);
    let tone = match change {
        Change::New => Tone::Info,
        Change::Same => Tone::Ok,
        Change::Supersede => Tone::Wait,
    };
    view! {
        <tr class:hours-zero=row.zero>
            <th scope="row">{row.who.name} " " {row.who.disambiguator.map(|mark| view! { <span class="muted">{mark}</span> })}</th>
            <td>{row.who.school}</td>
            <td>{row.who.title}</td>
            <td>{row.why}</td>
            <td class="numeric nowrap">{move || text::hours_value(locale.get(), &hours)}</td>
            <td class="nowrap"><Badge tone=tone text=Signal::derive(move || standing(locale.get(), issued.as_deref()))/></td>
        </tr>
    }
}

fn standing(locale: Locale, issued: Option<&str>) -> String {
    issued.map_or_else(|| text::not_issued(locale), |hours| text::hours_value(locale, hours))
}
