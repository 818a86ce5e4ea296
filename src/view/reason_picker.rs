//! A reason: one of the common ones as a chip, or own words.

use leptos::prelude::*;

use crate::{
    components::{Chips, TextField},
    i18n::{office::review as text, use_locale},
};

/// What was chosen and typed.
#[derive(Clone, Copy, Debug)]
pub struct ReasonDraft {
    chosen: RwSignal<Option<usize>>,
    words: RwSignal<String>,
}

impl ReasonDraft {
    /// Nothing chosen yet.
    #[must_use]
    pub fn new() -> Self {
        Self { chosen: RwSignal::new(None), words: RwSignal::new(String::new()) }
    }

    /// Forgets the choice.
    pub fn clear(self) {
        self.chosen.set(None);
        self.words.set(String::new());
    }

    /// The reason as it is sent: own words win over and add to the chip; `None` while there is neither.
    #[must_use]
    pub fn value(self, chips: &[String]) -> Option<String> {
        joined(self.chosen.get().and_then(|index| chips.get(index)).map(String::as_str), &self.words.get())
    }
}

impl Default for ReasonDraft {
    fn default() -> Self {
        Self::new()
    }
}

/// Chip and own words as one sentence.
fn joined(chip: Option<&str>, words: &str) -> Option<String> {
    let words = words.trim();
    match (chip, words.is_empty()) {
        (Some(chip), true) => Some(chip.to_owned()),
        (Some(chip), false) => Some(format!("{chip}；{words}")),
        (None, false) => Some(words.to_owned()),
        (None, true) => None,
    }
}

/// Chips and a line for own words.
#[component]
pub fn ReasonPicker(
    /// Where the choice goes.
    draft: ReasonDraft,
    /// Common reasons.
    #[prop(into)]
    chips: Signal<Vec<String>>,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Chips label=move || text::reason_chips(locale.get()) options=chips value=draft.chosen/>
        <TextField label=move || text::reason_free(locale.get()) value=draft.words/>
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn blank_words_are_no_reason_and_own_words_add_to_the_chip() {
        assert_eq!(joined(None, " 　"), None);
        assert_eq!(joined(Some("平板遺失"), " "), Some("平板遺失".into()));
        assert_eq!(joined(None, " 颱風 "), Some("颱風".into()));
        assert_eq!(joined(Some("平板遺失"), "已報案"), Some("平板遺失；已報案".into()));
    }
}
