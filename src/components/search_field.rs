//! The search line above a list.

use leptos::{ev::KeyboardEvent, html::Input, prelude::*};

use super::{
    button::{Button, ButtonKind},
    icon::{Icon, IconView},
};
use crate::i18n::{components as text, use_locale};

/// Search from the first character on. It keeps the focus while arrow keys move through the list it drives.
#[component]
pub fn SearchField(
    /// Placeholder and accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Text as typed.
    value: RwSignal<String>,
    /// Every key that is not part of an input method's composition.
    #[prop(optional, into)]
    on_key: Option<Callback<KeyboardEvent>>,
    /// The element, to give it the focus.
    #[prop(optional)]
    node: NodeRef<Input>,
    /// It drives a list with the arrow keys (role `combobox`).
    #[prop(optional)]
    driving: bool,
    /// Id of that list while it is there (`aria-controls`).
    #[prop(optional, into)]
    controls: Signal<Option<String>>,
    /// Id of the active row (`aria-activedescendant`).
    #[prop(optional, into)]
    active_row: Signal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let clear = move |()| {
        value.set(String::new());
        if let Some(input) = node.get_untracked() {
            let _ = input.focus();
        }
    };
    view! {
        <div class="search-field">
            <IconView icon=Icon::Search/>
            <input
                class="input" type="search" node_ref=node enterkeyhint="search"
                autocomplete="off" autocapitalize="off" spellcheck="false"
                role=driving.then_some("combobox")
                aria-expanded=move || driving.then(|| controls.with(Option::is_some).to_string())
                aria-autocomplete=driving.then_some("list")
                aria-controls=move || controls.get()
                aria-activedescendant=move || active_row.get()
                aria-label=label placeholder=label
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
                on:keydown=move |event| {
                    if !event.is_composing() && let Some(on_key) = on_key {
                        on_key.run(event);
                    }
                }
            />
            <Show when=move || value.with(|text| !text.is_empty())>
                <Button label=move || text::clear_search(locale.get()) icon=Icon::Close icon_only=true
                    kind=ButtonKind::Quiet on_press=clear/>
            </Show>
        </div>
    }
}
