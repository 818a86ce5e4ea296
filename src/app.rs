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
    state,
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
                <Route path=path!("/me") view=later::ME/>
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
