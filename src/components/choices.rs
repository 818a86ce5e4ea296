//! One of a few: reason chips, segmented control. Both are native radio buttons, so that the arrow
//! keys work and a mode called 「簽到」 is never mistaken for the button of that name.

use leptos::prelude::*;

use super::{
    field::next_id,
    icon::{Icon, IconView},
};

/// Reasons and other short answers as chips; `None` until one is chosen.
#[component]
pub fn Chips(
    /// Question.
    #[prop(into)]
    label: Signal<String>,
    /// Answers.
    #[prop(into)]
    options: Signal<Vec<String>>,
    /// Index of the chosen answer.
    value: RwSignal<Option<usize>>,
) -> impl IntoView {
    let name = next_id("chips");
    view! {
        <fieldset class="chips">
            <legend>{label}</legend>
            <div class="chips-list">
                {move || options.get().into_iter().enumerate().map(|(index, option)| view! {
                    <label class="chip">
                        <input type="radio" name=name.clone()
                            prop:checked=move || value.get() == Some(index)
                            on:change=move |_| value.set(Some(index))/>
                        <IconView icon=Icon::Check/>
                        <span>{option}</span>
                    </label>
                }).collect_view()}
            </div>
        </fieldset>
    }
}

/// Two to four modes side by side, one always chosen.
#[component]
pub fn Segmented(
    /// What is chosen; read to screen readers only.
    #[prop(into)]
    label: Signal<String>,
    /// Modes.
    #[prop(into)]
    options: Signal<Vec<String>>,
    /// Index of the present mode.
    #[prop(into)]
    value: Signal<usize>,
    /// Called with the index of the new mode.
    #[prop(into)]
    on_change: Callback<usize>,
) -> impl IntoView {
    let name = next_id("segments");
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{label}</legend>
            <div class="segments-list">
                {move || options.get().into_iter().enumerate().map(|(index, option)| view! {
                    <label class="segment">
                        <input type="radio" name=name.clone()
                            prop:checked=move || value.get() == index
                            on:change=move |_| on_change.run(index)/>
                        <span>{option}</span>
                    </label>
                }).collect_view()}
            </div>
        </fieldset>
    }
}
