//! Arrivals over time as a curve, with the same numbers as a table.

use leptos::prelude::*;

use super::arrivals::{BIN_MINUTES, Bin, HEIGHT, WIDTH, bins, points, position};
use crate::{
    components::TableScroll,
    i18n::{office::board as text, use_locale},
    view::period_board::PeriodBoard,
};

/// The curve of one period.
#[component]
pub fn ArrivalsCurve(
    /// The period's first sign-ins and its start.
    board: Memo<PeriodBoard>,
) -> impl IntoView {
    let locale = use_locale();
    let bins = Memo::new(move |_| board.with(|board| bins(&board.arrivals, board.start)));
    let anybody = Memo::new(move |_| bins.with(|bins| !bins.is_empty()));
    view! {
        <Show when=move || anybody.get()
            fallback=move || view! { <p class="muted">{move || text::arrivals_none(locale.get())}</p> }>
            <Curve board=board bins=bins/>
        </Show>
    }
}

/// Drawn while somebody has arrived.
#[component]
fn Curve(board: Memo<PeriodBoard>, bins: Memo<Vec<Bin>>) -> impl IntoView {
    let locale = use_locale();
    let from = move || bins.with(|bins| bins.first().map(|bin| bin.from.taipei_hhmm()).unwrap_or_default());
    let to = move || {
        let end = |bin: &Bin| bin.from.plus_minutes(BIN_MINUTES).taipei_hhmm();
        bins.with(|bins| bins.last().map(end).unwrap_or_default())
    };
    let label = Signal::derive(move || {
        let total = board.with(|board| board.arrivals.len());
        text::arrivals_label(locale.get(), total, &from(), &to())
    });
    let start = Memo::new(move |_| board.with(|board| board.start));
    let start_at = move || bins.with(|bins| position(bins, start.get()));
    let curve = move || bins.with(|bins| points(bins));
    let area = move || format!("{} {WIDTH},{HEIGHT}", curve());
    let mark =
        move || start_at().map(|x| view! { <line class="curve-start" x1=x x2=x y1="0" y2=HEIGHT></line> });
    // Words stand outside the drawing, which is stretched to the width of the page.
    let start_words = move || {
        start_at().map(|x| {
            view! {
                <span class="curve-start-words" style:left=format!("{:.2}%", 100.0 * x / WIDTH)>
                    {start.get().taipei_hhmm()} " " {move || text::arrivals_start(locale.get())}
                </span>
            }
        })
    };
    let row = |bin: Bin| {
        view! {
            <tr>
                <th scope="row">{bin.from.taipei_hhmm()}</th>
                <td class="numeric">{bin.new}</td>
                <td class="numeric">{bin.sum}</td>
            </tr>
        }
    };
    view! {
        <figure class="arrivals">
            <figcaption>{move || text::arrivals_heading(locale.get())} " — " {label}</figcaption>
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
                        <tbody>{move || bins.get().into_iter().map(row).collect_view()}</tbody>
                    </table>
                </TableScroll>
            </details>
        </figure>
    }
}
