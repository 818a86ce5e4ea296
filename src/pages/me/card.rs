//! One course as a card on the screen and as a row on paper.

use leptos::prelude::*;

use super::view_model::{RecordCard, YearView};
use crate::{
    components::Badge,
    i18n::{me as text, use_locale},
};

/// A card: date, title, organiser, state in words with a shape, hours at the right edge.
#[component]
pub fn RecordCardView(
    /// What it shows.
    card: RecordCard,
) -> impl IntoView {
    let locale = use_locale();
    let count = card.versions.len();
    let versions = card.versions;
    let history = (count > 0).then(|| {
        let lines = versions
            .into_iter()
            .map(|(line, reason)| {
                let reason = (!reason.is_empty()).then(|| view! { <p class="muted">{reason}</p> });
                view! { <li>{line} {reason}</li> }
            })
            .collect_view();
        view! {
            <details class="record-history">
                <summary>{move || text::versions_heading(locale.get(), count)}</summary>
                <ol>{lines}</ol>
            </details>
        }
    });
    let (host, place) = (card.host, card.place);
    view! {
        <li class="record-card" class:record-card-off=card.not_counted>
            <div class="record-card-words">
                <p class="record-card-date">{card.when}</p>
                <h2 class="record-card-title">{card.title}</h2>
                <p class="muted">{move || text::host(locale.get(), &host)}</p>
                <p class="muted">{move || text::place(locale.get(), &place)}</p>
                <p class="record-card-state"><Badge tone=card.tone text=card.state/></p>
                {card.corrected_from.map(|words| view! { <p class="muted">{words}</p> })}
            </div>
            {card.hours.map(|hours| view! {
                <p class="record-card-hours">
                    <span class="record-card-number">{hours}</span>
                    <span>{move || text::hours_unit(locale.get())}</span>
                </p>
            })}
            {history}
        </li>
    }
}

/// The record as it is printed: one table a year, with the sum.
#[component]
pub fn PrintTable(
    /// The year's records.
    view: Memo<YearView>,
    /// Name of the year.
    year: Memo<String>,
    /// Whose.
    name: Memo<Option<String>>,
    /// 資料時間.
    footer: Signal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let row = |card: RecordCard| {
        view! {
            <tr>
                <td class="nowrap">{card.day}</td>
                <td>{card.title}</td>
                <td>{card.host}</td>
                <td>{card.state}</td>
                <td class="numeric">{card.hours}</td>
            </tr>
        }
    };
    view! {
        <section class="print-only print-record">
            <p class="print-record-head">
                {move || name.get().map(|name| text::print_of(locale.get(), &name))}
                <span>{year}</span>
            </p>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{move || text::col_date(locale.get())}</th>
                        <th scope="col">{move || text::col_course(locale.get())}</th>
                        <th scope="col">{move || text::col_host(locale.get())}</th>
                        <th scope="col">{move || text::col_state(locale.get())}</th>
                        <th scope="col" class="numeric">{move || text::col_hours(locale.get())}</th>
                    </tr>
                </thead>
                <tbody>{move || view.get().cards.into_iter().rev().map(row).collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colspan="4">{move || text::total_row(locale.get())}</th>
                        <td class="numeric">{move || view.with(|view| view.total.clone())}</td>
                    </tr>
                </tfoot>
            </table>
            <p>{footer}</p>
        </section>
    }
}
