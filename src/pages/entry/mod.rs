//! The entry page `/`: demo people by role with one click, or what this installation can do. It never lists real people.

pub mod view_model;

mod demo;

use leptos::prelude::*;
use leptos_router::components::A;

use self::demo::DemoPeople;
use crate::{
    components::{Card, PageHeader},
    i18n::{entry as text, product_name, use_locale},
    state::{device::use_device, me::use_me},
    view::{role_path::role_path, top_bar::TopBar},
};

/// The page.
#[component]
pub fn EntryPage() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let demo = Memo::new(move |_| me.me().with(|me| me.demo));
    view! {
        <TopBar/>
        <main class="page">
            <PageHeader title=move || product_name(locale.get()) lead=move || text::tagline(locale.get())>
                <A href="/login" attr:class="button">{move || text::log_in(locale.get())}</A>
            </PageHeader>
            <Continue/>
            <Show when=move || demo.get()>
                <DemoPeople/>
            </Show>
            <Show when=move || !demo.get()>
                <Capabilities/>
            </Show>
            <EnrolThisDevice/>
        </main>
    }
}

/// For somebody who is already at work here.
#[component]
fn Continue() -> impl IntoView {
    let locale = use_locale();
    let (me, device) = (use_me().me(), use_device().identity());
    let account = Memo::new(move |_| {
        me.with(|me| me.account.as_ref().map(|account| (account.name.clone(), role_path(&account.roles))))
    });
    let device_name =
        Memo::new(move |_| device.with(|device| device.as_ref().map(|device| device.name.clone())));
    let anything = move || account.with(Option::is_some) || device_name.with(Option::is_some);
    let account_label = move |name: &str, path: &str| match path {
        "/courses" => text::continue_courses(locale.get(), name),
        "/me" => text::continue_me(locale.get(), name),
        _ => text::continue_work(locale.get(), name),
    };
    view! {
        <Show when=anything>
            <section class="stack" aria-labelledby="continue-heading">
                <h2 id="continue-heading">{move || text::continue_heading(locale.get())}</h2>
                <div class="row">
                    {move || device_name.get().map(|name| view! {
                        <A href="/desk" attr:class="button button-primary">
                            {move || text::continue_desk(locale.get(), &name)}
                        </A>
                    })}
                    {move || account.get().map(|(name, path)| view! {
                        <A href=path attr:class="button">{move || account_label(&name, path)}</A>
                    })}
                </div>
            </section>
        </Show>
    }
}

/// What this installation is for; no names, no numbers.
#[component]
fn Capabilities() -> impl IntoView {
    let locale = use_locale();
    view! {
        <section class="stack" aria-labelledby="can-heading">
            <h2 id="can-heading">{move || text::can_heading(locale.get())}</h2>
            <ul class="plain-list prose">
                <li>{move || text::can_checkin(locale.get())}</li>
                <li>{move || text::can_review(locale.get())}</li>
                <li>{move || text::can_records(locale.get())}</li>
            </ul>
            <p class="muted prose">{move || text::account_note(locale.get())}</p>
        </section>
    }
}

/// The way in for a tablet.
#[component]
fn EnrolThisDevice() -> impl IntoView {
    let locale = use_locale();
    view! {
        <Card class="enrol-card">
            <p class="prose grow">{move || text::enrol_explains(locale.get())}</p>
            <A href="/enrol" attr:class="button">{move || text::enrol_device(locale.get())}</A>
        </Card>
    }
}
