//! The applicants, to be selected.

use leptos::prelude::*;

use super::{
    Page,
    view_model::{Line, SORTS, Sort, WHICHES, Which, lines},
};
use crate::{
    components::{Badge, Checkbox, Segmented, TableScroll},
    i18n::{
        office::{self, admission as text},
        use_locale,
    },
};

/// Sorting, filter, table.
#[component]
pub fn Applicants(page: Page) -> impl IntoView {
    let locale = use_locale();
    let sort = RwSignal::new(Sort::default());
    let which = RwSignal::new(Which::default());
    let rows = Memo::new(move |_| {
        page.admission.with(|admission| {
            admission.as_ref().map(|a| lines(locale.get(), a, sort.get(), which.get())).unwrap_or_default()
        })
    });
    let sorts = move || {
        let locale = locale.get();
        vec![text::by_time(locale), text::by_school(locale), text::by_light(locale)]
    };
    let whiches = move || {
        let locale = locale.get();
        vec![
            text::all(locale),
            text::only_applied(locale),
            text::only_waiting(locale),
            text::only_admitted(locale),
        ]
    };
    let all_chosen = Memo::new(move |_| {
        rows.with(|rows| {
            !rows.is_empty() && rows.iter().all(|row| page.chosen.with(|all| all.contains(&row.id)))
        })
    });
    let choose_all = move |on: bool| {
        let ids: Vec<_> = rows.with_untracked(|rows| rows.iter().map(|row| row.id).collect());
        page.chosen.update(|all| {
            all.retain(|id| !ids.contains(id));
            if on {
                all.extend(ids);
            }
        });
    };
    view! {
        <div class="row">
            <Segmented label=move || text::sort(locale.get()) options=Signal::derive(sorts)
                value=Signal::derive(move || SORTS.iter().position(|s| *s == sort.get()).unwrap_or_default())
                on_change=move |n: usize| sort.set(SORTS.get(n).copied().unwrap_or_default())/>
            <Segmented label=move || text::which(locale.get()) options=Signal::derive(whiches)
                value=Signal::derive(move || WHICHES.iter().position(|w| *w == which.get()).unwrap_or_default())
                on_change=move |n: usize| which.set(WHICHES.get(n).copied().unwrap_or_default())/>
        </div>
        <Show when=move || page.chosen.with(Vec::is_empty)>
            <p class="muted">{move || text::nobody_chosen(locale.get())}</p>
        </Show>
        <Checkbox label=move || text::choose_all(locale.get()) value=all_chosen on_change=choose_all/>
        <TableScroll label=move || text::title(locale.get())>
            <table class="table admission-table">
                <thead><tr>
                    <th scope="col">{move || office::col_name(locale.get())}</th>
                    <th scope="col">{move || office::col_school(locale.get())}</th>
                    <th scope="col">{move || text::col_area(locale.get())}</th>
                    <th scope="col">{move || text::col_time(locale.get())}</th>
                    <th scope="col">{move || text::col_light(locale.get())}</th>
                    <th scope="col">{move || text::col_state(locale.get())}</th>
                </tr></thead>
                <tbody>
                    <For each=move || rows.get() key=Clone::clone let:row>
                        <Row row=row page=page/>
                    </For>
                </tbody>
            </table>
        </TableScroll>
    }
}

/// One applicant.
#[component]
fn Row(row: Line, page: Page) -> impl IntoView {
    let locale = use_locale();
    let id = row.id;
    let chosen = Memo::new(move |_| page.chosen.with(|all| all.contains(&id)));
    let choose = move |on: bool| {
        page.chosen.update(|all| {
            all.retain(|one| *one != id);
            if on {
                all.push(id);
            }
        });
    };
    let name = row.name;
    let (tone, state) = row.state;
    let marks = row.marks.into_iter().map(|mark| view! { " " <Badge plain=true text=mark/> }).collect_view();
    let notes = row.notes.into_iter().map(|note| view! { <p class="muted small">{note}</p> }).collect_view();
    view! {
        <tr>
            <th scope="row">
                <Checkbox label=move || text::choose_one(locale.get(), &name) value=chosen on_change=choose/>
            </th>
            <td>{row.school} " " {row.title} {marks} {notes}</td>
            <td>{row.area}</td>
            <td class="nowrap numeric">{row.time}</td>
            <td title=move || text::light_later(locale.get())>
                <span aria-hidden="true">{move || text::light_none(locale.get())}</span>
                <span class="visually-hidden">{move || text::light_later(locale.get())}</span>
            </td>
            <td><Badge tone=tone text=state/></td>
        </tr>
    }
}
