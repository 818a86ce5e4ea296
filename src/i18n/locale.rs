//! The language in force, as a signal.

use leptos::prelude::*;

use super::Locale;

/// Gives the language to everything below; once, in the app.
pub fn provide_locale(locale: Signal<Locale>) {
    provide_context(locale);
}

/// The language in force; Chinese where nobody provided one.
#[must_use]
pub fn use_locale() -> Signal<Locale> {
    use_context::<Signal<Locale>>().unwrap_or_else(|| Signal::stored(Locale::Zh))
}
