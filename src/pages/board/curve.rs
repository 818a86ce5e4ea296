//! Arrivals over time as a curve, with the same numbers as a table.

use leptos::prelude::*;
use yanxi_domain::time::Timestamp;

use super::arrivals::{BIN_MINUTES, Bin, HEIGHT, WIDTH, bins, points, position};
use crate::{
    components::TableScroll,
    i18n::{office::board as text, use_locale},
};

/// The curve of one period.
#[component]
pub fn ArrivalsCurve(
    /// First sign-ins, sorted.
    times: Vec<Timestamp>,
    /// Start of the period: marked on the curve.
    start: Timestamp,
) -> impl IntoView {
    let locale = use_locale();
    let bins = bins(&times);
    let total = times.len();
    let (Some(first), Some(last)) = (bins.first().copied(), bins.last().copied()) else {
        return view! { <p class="muted">{move || text::arrivals_none(locale.get())}</p> }.into_any();
    };
    let (from, to) = (first.from.taipei_hhmm(), last.from.plus_minutes(BIN_MINUTES).taipei_hhmm());
    let label = {
        let (from, to) = (from.clone(), to.clone());
        move || text::arrivals_label(locale.get(), total, &from, &to)
    };
    let start_at = position(&bins, start);
    let mark = start_at.map(|x| view! { <line class="curve-start" x1=x x2=x y1="0" y2=HEIGHT></line> });
    // Words stand outside the drawing, which is stretched to the width of the page.
    let start_words = start_at.map(|x| {
        view! {
            <span class="curve-start-words" style:left=format!("{:.2}%", 100.0 * x / WIDTH)>
                {start.taipei_hhmm()} " " {move || text::arrivals_start(locale.get())}
            </span>
        }
    });
    let curve = points(&bins);
    let area = format!("{curve} {WIDTH},{HEIGHT}");
    let row = |bin: Bin| {
        view! {
            <tr>
                <th scope="row">{bin.from.taipei_hhmm()}</th>
                <td class="numeric">{bin.new}</td>
                <td class="numeric">{bin.sum}</td>
            </tr>
        }
    };
    let rows = bins.into_iter().map(row).collect_view();
    view! {
        <figure class="arrivals">
            <figcaption>{move || text::arrivals_heading(locale.get())} " — " {label.clone()}</figcaption>
            <svg class="curve" viewBox=format!("0 -4 {WIDTH} {}", HEIGHT + 8.0) preserveAspectRatio="none" role="img"
                aria-label=label>
                <polygon class="curve-area" points=area></polygon>
                <polyline class="curve-line" points=curve></polyline>
                {mark}
            </svg>
            <div class="curve-ends" aria-hidden="true"><span>{from}</span>{start_words}<span>{to}</span></div>
            <details>
                <summary>{move || text::arrivals_table(locale.get())}</summary>
                <TableScroll label=move || text::arrivals_heading(locale.get())>
                    <table class="table arrivals-table">
                        <thead><tr>
                            <th scope="col">{move || text::arrivals_col_time(locale.get())}</th>
                            <th scope="col" class="numeric">{move || text::arrivals_col_new(locale.get())}</th>
                            <th scope="col" class="numeric">{move || text::arrivals_col_sum(locale.get())}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </TableScroll>
            </details>
        </figure>
    }
    .into_any()
}
