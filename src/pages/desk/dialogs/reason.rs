//! Reason chips with a line of text for 「其他」.

use leptos::prelude::*;

use crate::{
    components::{Chips, TextField},
    i18n::{desk as text, use_locale},
};

/// Chips and the text of the last one.
#[derive(Clone, Copy)]
pub struct ReasonState {
    /// Which chip.
    pub chip: RwSignal<Option<usize>>,
    /// Text for the last chip.
    pub other: RwSignal<String>,
    /// Somebody tried to go on without a reason.
    pub missing: RwSignal<bool>,
}

impl ReasonState {
    /// Nothing chosen.
    #[must_use]
    pub fn new() -> Self {
        Self { chip: RwSignal::new(None), other: RwSignal::new(String::new()), missing: RwSignal::new(false) }
    }

    /// Back to nothing.
    pub fn clear(self) {
        self.chip.set(None);
        self.other.set(String::new());
        self.missing.set(false);
    }

    /// The reason in words, if there is one; otherwise the field says what is missing.
    #[must_use]
    pub fn take(self, chips: &[String]) -> Option<String> {
        let chip = self.chip.get_untracked();
        let other = self.other.get_untracked().trim().to_owned();
        let reason = match chip {
            Some(index) if index + 1 == chips.len() => (!other.is_empty()).then_some(other),
            Some(index) => chips.get(index).cloned(),
            None => None,
        };
        self.missing.set(reason.is_none());
        reason
    }
}

/// The chips; the last one asks for words.
#[component]
pub fn ReasonChips(
    /// Reasons; the last one is 「其他」.
    #[prop(into)]
    chips: Signal<Vec<String>>,
    /// State.
    state: ReasonState,
) -> impl IntoView {
    let locale = use_locale();
    let other = Memo::new(move |_| state.chip.get().is_some_and(|chip| chip + 1 == chips.with(Vec::len)));
    let missing = move || state.missing.get().then(|| text::reason_missing(locale.get()));
    view! {
        <Chips label=move || text::reason(locale.get()) options=chips value=state.chip/>
        <Show when=move || other.get()>
            <TextField label=move || text::reason_text(locale.get()) value=state.other autofocus=true
                hint=move || Some(text::reason_text_hint(locale.get())) error=missing/>
        </Show>
        <Show when=move || state.missing.get() && !other.get()>
            <p class="field-error" role="alert">{move || text::reason_missing(locale.get())}</p>
        </Show>
    }
}
