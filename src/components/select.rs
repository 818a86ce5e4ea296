//! Choice from a closed list, as the platform draws it best.

use leptos::prelude::*;

use super::field::next_id;

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Stable key.
    pub key: String,
    /// Words.
    pub label: String,
}

/// A native select with its label.
#[component]
pub fn Select(
    /// Label, always visible.
    #[prop(into)]
    label: Signal<String>,
    /// Choices in order.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// Key of the chosen one; empty: none yet.
    value: RwSignal<String>,
    /// Words of the empty choice; without them there is none.
    #[prop(optional, into)]
    empty: Option<Signal<String>>,
) -> impl IntoView {
    let id = next_id("select");
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <select id=id class="input" prop:value=move || { options.track(); value.get() }
                on:change=move |event| value.set(event_target_value(&event))>
                {empty.map(|empty| view! { <option value="">{empty}</option> })}
                {move || options.get().into_iter().map(|choice| {
                    let selected = value.with_untracked(|value| *value == choice.key);
                    view! { <option value=choice.key selected=selected>{choice.label}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}
