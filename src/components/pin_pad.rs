//! Keypad for a short number, for fingers; a keyboard works too.

use leptos::{ev::KeyboardEvent, html::Input, prelude::*};

use super::{
    button::{Button, ButtonKind},
    field::next_id,
    icon::Icon,
};
use crate::i18n::{components as text, use_locale};

/// Longest PIN.
const MAX_DIGITS: usize = 8;

/// Digits, delete and confirm around a hidden number. It clears itself after each attempt.
#[component]
pub fn PinPad(
    /// Label of the number.
    #[prop(into)]
    label: Signal<String>,
    /// Words of the confirm button.
    #[prop(into)]
    confirm: Signal<String>,
    /// Called with the digits.
    #[prop(into)]
    on_confirm: Callback<String>,
    /// An attempt is being checked.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why no attempt is possible now.
    #[prop(optional, into)]
    blocked: Signal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let id = next_id("pin");
    let digits = RwSignal::new(String::new());
    let node = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            let _ = input.focus();
        }
    });
    let add = move |digit: char| {
        digits.update(|digits| {
            if digits.len() < MAX_DIGITS {
                digits.push(digit);
            }
        });
    };
    let send = move || {
        let entered = digits.get_untracked();
        if !entered.is_empty() && !busy.get_untracked() && blocked.with_untracked(Option::is_none) {
            digits.set(String::new());
            on_confirm.run(entered);
        }
    };
    let typed = move |event| {
        let only: String =
            event_target_value(&event).chars().filter(char::is_ascii_digit).take(MAX_DIGITS).collect();
        digits.set(only);
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            send();
        }
    };
    // `inputmode="none"`: the pad is on the screen already, the system keyboard would only cover it.
    view! {
        <div class="stack">
            <div class="field">
                <label class="field-label" for=id.clone()>{label}</label>
                <input id=id class="input" type="password" inputmode="none" autocomplete="off" node_ref=node
                    prop:value=move || digits.get() on:input=typed on:keydown=key/>
            </div>
            <div class="pin-pad">
                {('1'..='9').map(|digit| view! {
                    <Button label=digit.to_string() on_press=move |()| add(digit)/>
                }).collect_view()}
                <Button label=move || text::delete_digit(locale.get()) icon=Icon::Backspace icon_only=true
                    on_press=move |()| digits.update(|digits| { digits.pop(); })/>
                <Button label="0" on_press=move |()| add('0')/>
                <span></span>
            </div>
            <Button label=confirm kind=ButtonKind::Primary busy=busy blocked=blocked on_press=move |()| send()/>
        </div>
    }
}
