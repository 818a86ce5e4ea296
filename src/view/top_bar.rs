//! Head of every page outside the check-in screen: the product's name as the way home, the ways between pages, language and theme.

use leptos::prelude::*;
use leptos_router::components::A;

use super::nav::MainNav;
use crate::{
    components::{Button, ButtonKind, Icon},
    i18n::{Locale, office as text, product_name, use_locale},
    state::prefs::{self, Theme},
};

/// The head.
#[component]
pub fn TopBar(
    /// What belongs at its end: who is signed in.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let locale = use_locale();
    let theme = prefs::theme();
    let language = prefs::locale();
    let switch_language = move |()| language.update(|now| *now = other_language(*now));
    let switch_theme = move |()| theme.update(|now| *now = next_theme(*now));
    view! {
        <header class="top-bar no-print">
            <A href="/" attr:class="top-bar-name">{move || product_name(locale.get())}</A>
            <MainNav/>
            <div class="top-bar-end">
                {children.map(|children| children())}
                <Button label=move || text::switch_language(locale.get()) icon=Icon::Language
                    kind=ButtonKind::Quiet on_press=switch_language/>
                <Button label=move || theme_label(locale.get(), theme.get()) icon=Icon::Sun icon_only=true
                    kind=ButtonKind::Quiet on_press=switch_theme/>
            </div>
        </header>
    }
}

const fn other_language(now: Locale) -> Locale {
    match now {
        Locale::Zh => Locale::En,
        Locale::En => Locale::Zh,
    }
}

const fn next_theme(now: Theme) -> Theme {
    match now {
        Theme::System => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::System,
    }
}

fn theme_label(locale: Locale, now: Theme) -> String {
    match now {
        Theme::System => text::theme_system(locale),
        Theme::Light => text::theme_light(locale),
        Theme::Dark => text::theme_dark(locale),
    }
}
