//! Providers and the route table; the only place that imports pages.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{i18n::Locale, state};

/// Puts the app on the page.
pub fn mount() {
    #[cfg(target_arch = "wasm32")]
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

/// The app.
#[component]
pub fn App() -> impl IntoView {
    state::provide_state();
    follow_preferences();
    view! {
        <Router>
            <Routes fallback=|| ()>
                // One line a page.
                <Route path=path!("/") view=|| () />
            </Routes>
        </Router>
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
