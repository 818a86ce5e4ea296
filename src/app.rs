//! Providers and the route table; only this file and `later.rs` import pages.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::{EmptyState, Icon, LiveRegion, provide_announcer},
    i18n::{self, Locale, provide_locale, use_locale},
    later,
    pages::entry::EntryPage,
    state::{self, sync::Reach},
};

/// Puts the app on the page.
pub fn mount() {
    #[cfg(target_arch = "wasm32")]
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

/// The app.
#[component]
pub fn App() -> impl IntoView {
    leptos_meta::provide_meta_context();
    state::provide_state();
    follow_preferences();
    send_requests();
    provide_locale(state::prefs::locale().into());
    provide_announcer();
    view! {
        <Router>
            <Routes fallback=NotFound>
                // One line a page.
                <Route path=path!("/") view=EntryPage/>
                <Route path=path!("/courses") view=later::COURSES/>
                <Route path=path!("/board/:session") view=later::BOARD/>
                <Route path=path!("/review/:session") view=later::REVIEW/>
                <Route path=path!("/hours/:session") view=later::HOURS/>
                <Route path=path!("/backfill/:session") view=later::BACKFILL/>
                <Route path=path!("/sheet/:session") view=later::SHEET/>
                <Route path=path!("/devices/:course") view=later::DEVICES/>
                <Route path=path!("/plans") view=later::PLANS/>
                <Route path=path!("/plans/:plan") view=later::PLAN/>
                <Route path=path!("/plans/:plan/review") view=later::PLAN_REVIEW/>
                <Route path=path!("/plans/:plan/print") view=later::PLAN_PRINT/>
                <Route path=path!("/import/:session") view=later::IMPORT_ROSTER/>
                <Route path=path!("/directory") view=later::DIRECTORY/>
                <Route path=path!("/me") view=later::ME/>
                <Route path=path!("/notices") view=later::NOTICES/>
                <Route path=path!("/privacy") view=later::PRIVACY/>
                <Route path=path!("/catalog") view=later::CATALOG/>
                <Route path=path!("/catalog/:session") view=later::CATALOG_SESSION/>
                <Route path=path!("/assign") view=later::ASSIGN/>
                <Route path=path!("/admission/:session") view=later::ADMISSION/>
                <Route path=path!("/login") view=later::LOGIN/>
                <Route path=path!("/first-login") view=later::FIRST_LOGIN/>
                <Route path=path!("/account") view=later::ACCOUNT/>
                <Route path=path!("/accounts") view=later::ACCOUNTS/>
                <Route path=path!("/audit") view=later::AUDIT/>
                <Route path=path!("/desk") view=later::DESK/>
                <Route path=path!("/enrol") view=later::ENROL/>
                <Route path=path!("/readiness") view=later::READINESS/>
            </Routes>
        </Router>
        <LiveRegion/>
    }
}

/// An address nobody knows.
#[component]
fn NotFound() -> impl IntoView {
    let locale = use_locale();
    view! {
        <main class="page">
            <EmptyState icon=Icon::Search title=move || i18n::page_not_found(locale.get())>
                <a class="button button-primary" href="/">{move || i18n::to_start(locale.get())}</a>
            </EmptyState>
        </main>
    }
}

/// Requests made without a network go out as soon as there is one, also after a restart and on any page.
fn send_requests() {
    let registering = state::registering::use_registering();
    let status = state::sync::use_sync().status();
    let online = Memo::new(move |_| status.with(|status| status.reach == Reach::Online));
    Effect::new(move || {
        if online.get() && state::registering::is_waiting() {
            later::send_requests(registering);
        }
    });
}

/// Language and theme stand on the document element, where style sheets and screen readers look for them.
fn follow_preferences() {
    let (locale, theme) = (state::prefs::locale(), state::prefs::theme());
    Effect::new(move || {
        if let Some(root) = document().document_element() {
            let lang = if locale.get() == Locale::En { "en" } else { "zh-Hant-TW" };
            let _ = root.set_attribute("lang", lang);
            let _ = root.set_attribute("data-theme", theme.get().as_str());
        }
    });
}
