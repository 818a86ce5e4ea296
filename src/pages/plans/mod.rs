//! `/plans`: every plan the account may see, where it stands and what to do next; new plans and imports begin here.

mod begin;
mod import;
mod policy;
pub mod view_model;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_protocol::plans::PlanList;

use self::{
    begin::BeginDialog,
    import::ImportDialog,
    policy::Policy,
    view_model::{PlanLine, lines, plans_at_all},
};
use crate::{
    components::{Badge, Banner, Button, ButtonKind, EmptyState, Icon, PageHeader, Tone},
    i18n::{
        office,
        planning::{self, list as text},
        use_locale,
    },
    state::{ApiFailure, me::use_me, plans::use_plans},
    view::{data_bar::use_offline_reason, failure::failure, top_bar::TopBar},
};

/// The page.
#[component]
pub fn PlansPage() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let account = Memo::new(move |_| me.me().with(|me| me.account.as_ref().map(|own| own.id)));
    let planner = Memo::new(move |_| me.me().with(plans_at_all));
    let signed_out = Memo::new(move |_| me.loaded().get() && account.with(Option::is_none));
    view! {
        <TopBar/>
        <main class="page">
            {move || if signed_out.get() {
                view! {
                    <EmptyState icon=Icon::Lock title=move || office::not_signed_in(locale.get())>
                        <A href="/" attr:class="button">{move || office::to_entry(locale.get())}</A>
                    </EmptyState>
                }.into_any()
            } else if account.get().is_some() && !planner.get() {
                view! { <EmptyState icon=Icon::Lock title=move || text::not_planner(locale.get())/> }.into_any()
            } else if account.get().is_some() {
                view! { <Plans/> }.into_any()
            } else {
                view! { <EmptyState icon=Icon::Hourglass title=move || planning::loading(locale.get())/> }.into_any()
            }}
        </main>
    }
}

#[component]
fn Plans() -> impl IntoView {
    let locale = use_locale();
    let handle = use_plans();
    let list = RwSignal::new(None::<PlanList>);
    let refused = RwSignal::new(None::<ApiFailure>);
    let read = move || {
        spawn_local(async move {
            match handle.list().await {
                Ok(found) => {
                    refused.set(None);
                    list.set(Some(found));
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    read();
    let offline = use_offline_reason();
    let writes = Memo::new(move |_| {
        list.with(|list| list.as_ref().is_some_and(|list| list.units.iter().any(|unit| unit.writes)))
    });
    let (beginning, importing) = (RwSignal::new(false), RwSignal::new(false));
    let known = Signal::derive(move || list.get().unwrap_or_default());
    let rows = Memo::new(move |_| list.with(|list| list.as_ref().map(|list| lines(locale.get(), list))));
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        <PageHeader title=move || text::title(locale.get()) lead=move || text::lead(locale.get())>
            <Show when=move || writes.get()>
                <Button label=move || text::import(locale.get()) blocked=offline
                    on_press=move |()| importing.set(true)/>
                <Button label=move || text::new_plan(locale.get()) kind=ButtonKind::Primary blocked=offline
                    on_press=move |()| beginning.set(true)/>
            </Show>
        </PageHeader>
        {move || why().map(|words| view! {
            <Banner tone=Tone::Wait text=Some(words)>
                <Button label=move || planning::try_again(locale.get()) on_press=move |()| read()/>
            </Banner>
        })}
        {move || rows.get().map(|rows| if rows.is_empty() {
            let advice = move || if writes.get() { text::none_writer(locale.get()) } else { text::none_reader(locale.get()) };
            view! {
                <EmptyState icon=Icon::Sheet title=move || text::none(locale.get()) text=Signal::derive(move || Some(advice()))/>
            }.into_any()
        } else {
            view! { <ul class="plain-list">{rows.into_iter().map(|line| view! { <PlanRow line=line/> }).collect_view()}</ul> }
                .into_any()
        })}
        <Policy list=known done=Callback::new(move |()| read())/>
        <BeginDialog open=beginning list=known/>
        <ImportDialog open=importing list=known/>
    }
}

/// One plan of the list.
#[component]
fn PlanRow(line: PlanLine) -> impl IntoView {
    let locale = use_locale();
    let label = line.title.clone();
    view! {
        <li class="card plan-line">
            <div class="stack-tight">
                <p class="row"><A href=format!("/plans/{}", line.id) attr:class="plan-title">{line.title}</A>
                    <Badge tone=line.tone text=line.standing/></p>
                <p>{line.next}</p>
                <p class="muted">{line.about}</p>
            </div>
            <nav class="row" aria-label=label>
                {line.writes.then(|| view! {
                    <A href=format!("/plans/{}", line.id) attr:class="button">{move || planning::open_editor(locale.get())}</A>
                })}
                <A href=format!("/plans/{}/review", line.id)
                    attr:class=if line.mine_to_decide { "button button-primary" } else { "button" }>
                    {move || planning::open_review(locale.get())}</A>
                <A href=format!("/plans/{}/print", line.id) attr:class="button button-quiet">
                    {move || planning::open_print(locale.get())}</A>
            </nav>
        </li>
    }
}
