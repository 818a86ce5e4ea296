//! `/plans/:plan/print`: the plan on paper, as the source document looks.

use leptos::prelude::*;
use leptos_router::components::A;
use yanxi_protocol::plans::PlanDetail;

use crate::{
    components::{Button, ButtonKind, Icon, PageHeader},
    i18n::{office, planning as text, use_locale},
    state::files,
    view::{
        planning::{
            load::{NotLoaded, use_plan},
            paper::PlanPaper,
        },
        top_bar::TopBar,
    },
};

/// The page.
#[component]
pub fn PlanPrintPage() -> impl IntoView {
    let locale = use_locale();
    let loaded = use_plan();
    let paper = move |detail: PlanDetail| {
        let id = detail.head.id;
        view! {
            <div class="no-print">
                <PageHeader title=move || text::open_print(locale.get())>
                    <A href=format!("/plans/{id}") attr:class="button">{move || text::open_editor(locale.get())}</A>
                    <Button label=move || office::print(locale.get()) kind=ButtonKind::Primary icon=Icon::Print
                        on_press=|()| files::print()/>
                </PageHeader>
            </div>
            <div class="papers" role="region" tabindex="0" aria-label=move || text::open_print(locale.get())>
                <PlanPaper plan=detail.draft/>
            </div>
        }
    };
    view! {
        <TopBar/>
        <main class="page sheet-page">
            {move || match loaded.plan.get() {
                Some(detail) => paper(detail).into_any(),
                None => view! { <NotLoaded loaded=loaded/> }.into_any(),
            }}
        </main>
    }
}
