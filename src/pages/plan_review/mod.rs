//! `/plans/:plan/review`: the whole plan for the approver, what an amendment changes, and the decision (U-G1).

mod decide;
mod history;
pub mod view_model;

use leptos::prelude::*;
use leptos_router::components::A;
use yanxi_protocol::plans::PlanDetail;

use self::{
    decide::Decide,
    history::History,
    view_model::{ChangeLine, changes},
};
use crate::{
    components::{Badge, PageHeader, TableScroll},
    i18n::{
        planning::{self, review as text},
        use_locale,
    },
    view::{
        planning::{
            load::{Loaded, NotLoaded, SeenOffline, use_plan},
            paper::PlanPaper,
            standing,
        },
        top_bar::TopBar,
    },
};

/// The page.
#[component]
pub fn PlanReviewPage() -> impl IntoView {
    let loaded = use_plan();
    view! {
        <TopBar/>
        <main class="page">
            {move || match loaded.plan.get() {
                Some(detail) => view! { <Review detail=detail loaded=loaded/> }.into_any(),
                None => view! { <NotLoaded loaded=loaded/> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Review(detail: PlanDetail, loaded: Loaded) -> impl IntoView {
    let locale = use_locale();
    let (words, tone) = standing::words(locale.get_untracked(), detail.head.standing);
    let title = detail.head.title.clone();
    let (id, writes) = (detail.head.id, detail.head.may.write);
    let kept = StoredValue::new(detail.clone());
    let differences = Memo::new(move |_| kept.with_value(|detail| changes(locale.get(), detail)));
    let amended = Memo::new(move |_| differences.with(|all| all.as_ref().map(Vec::len)));
    view! {
        <PageHeader title=move || text::title(locale.get()) lead=Some(title)>
            <Badge tone=tone text=words/>
            {writes.then(|| view! {
                <A href=format!("/plans/{id}") attr:class="button">{move || planning::open_editor(locale.get())}</A>
            })}
            <A href=format!("/plans/{id}/print") attr:class="button button-quiet">
                {move || planning::open_print(locale.get())}</A>
        </PageHeader>
        <SeenOffline loaded=loaded/>
        {move || amended.get().map(|count| view! {
            <section class="stack-tight">
                <h2>{move || text::changes(locale.get())}</h2>
                <p>{move || text::changes_lead(locale.get(), count)}</p>
                <Changes lines=differences.get_untracked().unwrap_or_default()/>
            </section>
        })}
        <Decide detail=detail.clone() loaded=loaded/>
        <History versions=detail.versions.clone()/>
        <h2>{move || text::whole(locale.get())}</h2>
        <div class="papers" role="region" tabindex="0" aria-label=move || text::whole(locale.get())>
            <PlanPaper plan=detail.draft/>
        </div>
    }
}

/// Before and after, side by side.
#[component]
fn Changes(lines: Vec<ChangeLine>) -> impl IntoView {
    let locale = use_locale();
    let cell = move |value: Option<String>, class: &'static str| {
        let none = value.is_none();
        view! {
            <td>
                {value.map(|value| view! { <span class=class>{value}</span> })}
                {none.then(|| view! { <span class="muted">{move || text::none(locale.get())}</span> })}
            </td>
        }
    };
    view! {
        <TableScroll label=move || text::changes(locale.get())>
            <table class="table">
                <thead><tr>
                    <th scope="col">{move || text::col_place(locale.get())}</th>
                    <th scope="col">{move || text::col_before(locale.get())}</th>
                    <th scope="col">{move || text::col_after(locale.get())}</th>
                </tr></thead>
                <tbody>
                    {lines.into_iter().map(|line| view! {
                        <tr>
                            <th scope="row">{line.place}</th>
                            {cell(line.before, "plan-lines plan-before")}
                            {cell(line.after, "plan-lines plan-after")}
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
        </TableScroll>
    }
}
