//! One of a few: reason chips, segmented control, tabs. Chips and segments are native radio buttons, so that the
//! arrow keys work and a mode called 「簽到」 is never mistaken for the button of that name.

use leptos::{ev::KeyboardEvent, html, prelude::*};

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

/// Tab strip; the caller shows the panel of `value` below it.
#[component]
pub fn Tabs(
    /// What the tabs are about; read to screen readers only.
    #[prop(into)]
    label: Signal<String>,
    /// Names of the tabs.
    #[prop(into)]
    options: Signal<Vec<String>>,
    /// Index of the open tab.
    value: RwSignal<usize>,
) -> impl IntoView {
    let buttons = StoredValue::new(Vec::<NodeRef<html::Button>>::new());
    let key = move |event: KeyboardEvent| {
        let count = options.with_untracked(Vec::len).max(1);
        let now = value.get_untracked();
        let next = match event.key().as_str() {
            "ArrowRight" => (now + 1) % count,
            "ArrowLeft" => (now + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        value.set(next);
        if let Some(button) = buttons.with_value(|all| all.get(next).and_then(|node| node.get_untracked())) {
            let _ = button.focus();
        }
    };
    let tabs = move || {
        let options = options.get();
        buttons.set_value(options.iter().map(|_| NodeRef::new()).collect());
        let nodes = buttons.get_value();
        options
            .into_iter()
            .zip(nodes)
            .enumerate()
            .map(|(index, (option, node))| {
                view! {
                    <button type="button" class="tab" role="tab" node_ref=node
                        aria-selected=move || (value.get() == index).to_string()
                        tabindex=move || if value.get() == index { "0" } else { "-1" }
                        on:click=move |_| value.set(index)>
                        {option}
                    </button>
                }
            })
            .collect_view()
    };
    view! { <div class="tabs" role="tablist" aria-label=label on:keydown=key>{tabs}</div> }
}
