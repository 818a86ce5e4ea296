//! Preferences of this browser: language, theme, sound.

use leptos::prelude::*;

use crate::{i18n::Locale, platform};

const LOCALE_KEY: &str = "yanxi.locale";
const THEME_KEY: &str = "yanxi.theme";
const MUTED_KEY: &str = "yanxi.muted";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

#[derive(Clone, Copy)]
pub(super) struct Prefs {
    locale: RwSignal<Locale>,
    theme: RwSignal<Theme>,
    muted: RwSignal<bool>,
}

/// Language of the interface; setting it stores it.
#[must_use]
pub fn locale() -> RwSignal<Locale> {
    expect_context::<Prefs>().locale
}

/// Theme; setting it stores it. `app.rs` puts it on the document.
#[must_use]
pub fn theme() -> RwSignal<Theme> {
    expect_context::<Prefs>().theme
}

/// No sound and no vibration; setting it stores it.
#[must_use]
pub fn muted() -> RwSignal<bool> {
    expect_context::<Prefs>().muted
}

impl Theme {
    /// Value of the document's `data-theme`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Prefs {
    pub(super) fn load() -> Self {
        let locale = match platform::prefs::get(LOCALE_KEY).as_deref() {
            Some("en") => Locale::En,
            _ => Locale::Zh,
        };
        let theme = match platform::prefs::get(THEME_KEY).as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        };
        let muted = platform::prefs::get(MUTED_KEY).as_deref() == Some("yes");
        Self { locale: RwSignal::new(locale), theme: RwSignal::new(theme), muted: RwSignal::new(muted) }
    }

    /// Writes every later change to the browser's preferences.
    pub(super) fn keep(self) {
        Effect::watch(
            move || self.locale.get(),
            |locale, _, _| platform::prefs::set(LOCALE_KEY, if *locale == Locale::En { "en" } else { "zh" }),
            false,
        );
        Effect::watch(
            move || self.theme.get(),
            |theme, _, _| platform::prefs::set(THEME_KEY, theme.as_str()),
            false,
        );
        Effect::watch(
            move || self.muted.get(),
            |muted, _, _| platform::prefs::set(MUTED_KEY, if *muted { "yes" } else { "no" }),
            false,
        );
    }
}
