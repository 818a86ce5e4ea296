//! What was typed so far, to be checked before it is sent.

use leptos::prelude::*;
use yanxi_domain::time::Timestamp;

use super::view_model::Line;
use crate::{
    components::{Badge, Button, ButtonKind, Icon, TableScroll, Tone},
    i18n::{
        office::{self, backfill as text, events},
        use_locale,
    },
};

/// The table; lines can be taken out again.
#[component]
pub fn LineTable(
    /// Lines typed so far.
    lines: RwSignal<Vec<Line>>,
) -> impl IntoView {
    let locale = use_locale();
    let row = move |(index, line): (usize, Line)| {
        let name = line.person.name.clone();
        let time = |time: Option<Timestamp>| time.map(Timestamp::taipei_hhmm);
        let remarks = line
            .remarks
            .into_iter()
            .map(|remark| view! { <Badge tone=Tone::Wait text=remark/> })
            .collect_view();
        view! {
            <tr>
                <td class="numeric">{line.person.number}</td>
                <th scope="row">{line.person.name}</th>
                <td>{line.person.school}</td>
                <td>{time(line.time_in)}</td>
                <td>{time(line.time_out)}</td>
                <td>{remarks}</td>
                <td><Button label=move || text::remove(locale.get(), &name) icon=Icon::Close icon_only=true
                    kind=ButtonKind::Quiet on_press=move |()| lines.update(|lines| { lines.remove(index); })/></td>
            </tr>
        }
    };
    move || {
        if lines.with(Vec::is_empty) {
            return view! { <p class="muted">{move || text::list_empty(locale.get())}</p> }.into_any();
        }
        let rows = lines.get().into_iter().enumerate().map(row).collect_view();
        let count = lines.with(Vec::len);
        view! {
            <TableScroll label=move || text::list_heading(locale.get(), count)>
                <table class="table">
                    <thead><tr>
                        <th scope="col" class="numeric">{move || text::col_number(locale.get())}</th>
                        <th scope="col">{move || office::col_name(locale.get())}</th>
                        <th scope="col">{move || office::col_school(locale.get())}</th>
                        <th scope="col">{move || events::direction(locale.get(), yanxi_domain::event::Direction::In)}</th>
                        <th scope="col">{move || events::direction(locale.get(), yanxi_domain::event::Direction::Out)}</th>
                        <th scope="col">{move || text::col_remark(locale.get())}</th>
                        <th scope="col">{move || text::col_action(locale.get())}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </TableScroll>
        }
        .into_any()
    }
}
