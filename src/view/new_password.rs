//! Choosing a password: two fields that must agree. The server has the last word on what is too easily guessed.

use leptos::prelude::*;

use crate::{
    components::TextField,
    i18n::{Locale, account as text, use_locale},
};

/// Shortest password, in code points; the server's rule.
const SHORTEST: usize = 12;

/// What is typed in the two fields.
#[derive(Clone, Copy)]
pub struct NewPassword {
    /// First field.
    pub chosen: RwSignal<String>,
    /// Second field.
    pub repeated: RwSignal<String>,
}

impl NewPassword {
    /// Two empty fields.
    #[must_use]
    pub fn new() -> Self {
        Self { chosen: RwSignal::default(), repeated: RwSignal::default() }
    }

    /// The password, if both fields agree on one that is long enough.
    #[must_use]
    pub fn get(self) -> Option<String> {
        let (chosen, repeated) = (self.chosen.get_untracked(), self.repeated.get_untracked());
        (too_short(Locale::Zh, &chosen).is_none() && chosen == repeated).then_some(chosen)
    }

    /// Forgets what was typed.
    pub fn clear(self) {
        self.chosen.set(String::new());
        self.repeated.set(String::new());
    }
}

impl Default for NewPassword {
    fn default() -> Self {
        Self::new()
    }
}

/// The fields.
#[component]
pub fn NewPasswordFields(
    /// What is typed.
    password: NewPassword,
    /// Submitting was tried: what is missing is said from now on.
    #[prop(into)]
    tried: Signal<bool>,
) -> impl IntoView {
    let locale = use_locale();
    let short = move || tried.get().then(|| too_short(locale.get(), &password.chosen.get())).flatten();
    let differs = move || {
        (tried.get() && password.chosen.get() != password.repeated.get())
            .then(|| text::password_differs(locale.get()))
    };
    view! {
        <TextField label=move || text::new_password(locale.get()) value=password.chosen required=true secret=true
            autocomplete="new-password" hint=move || Some(text::new_password_hint(locale.get())) error=short/>
        <TextField label=move || text::repeat_password(locale.get()) value=password.repeated required=true
            secret=true autocomplete="new-password" error=differs/>
    }
}

fn too_short(locale: Locale, chosen: &str) -> Option<String> {
    let length = chosen.chars().count();
    (length < SHORTEST).then(|| text::password_short(locale, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_there_once_both_fields_agree_on_a_long_one() {
        let owner = Owner::new();
        owner.with(|| {
            let password = NewPassword::new();
            assert_eq!(password.get(), None);
            password.chosen.set("eight frogs at noon".into());
            assert_eq!(password.get(), None, "typed once");
            password.repeated.set("eight frogs at noom".into());
            assert_eq!(password.get(), None, "typed differently");
            password.repeated.set("eight frogs at noon".into());
            assert_eq!(password.get().as_deref(), Some("eight frogs at noon"));
            password.chosen.set("短".into());
            password.repeated.set("短".into());
            assert_eq!(password.get(), None, "too short");
        });
    }
}
