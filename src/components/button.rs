//! Buttons. The label is a verb and is the accessible name.

use leptos::{ev::MouseEvent, prelude::*};

use super::icon::{Icon, IconView};

/// Weight of a button. A screen has at most one primary button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The main thing to do here.
    Primary,
    /// An ordinary action.
    #[default]
    Plain,
    /// An action that should not catch the eye.
    Quiet,
    /// Takes something back or ends something.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Plain => "button",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button of at least 48 × 48 px.
///
/// A blocked button stays in the tab order and says why it is blocked (Y-10): pressing it does nothing.
#[component]
pub fn Button(
    /// Verb; also the accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Called on press, unless blocked.
    #[prop(into)]
    on_press: Callback<()>,
    /// Weight.
    #[prop(optional)]
    kind: ButtonKind,
    /// Icon before the label.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Shows only the icon; the label remains the accessible name.
    #[prop(optional)]
    icon_only: bool,
    /// 72 px high, for the one action of a standing person.
    #[prop(optional)]
    big: bool,
    /// Why it cannot be pressed now; shown below the label and read to screen readers.
    #[prop(optional, into)]
    blocked: Signal<Option<String>>,
    /// Work is under way: presses are ignored, so that a double tap does nothing twice.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// `submit` inside a form; `button` otherwise.
    #[prop(optional)]
    submit: bool,
    /// More classes.
    #[prop(optional, into)]
    class: String,
    /// For tests and labels.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let off = move || busy.get() || blocked.with(Option::is_some);
    let press = move |event: MouseEvent| {
        if off() {
            event.prevent_default();
            return;
        }
        on_press.run(());
    };
    let classes = move || {
        let mut classes = String::from(kind.class());
        for (on, name) in
            [(big, " button-big"), (icon_only, " button-icon-only"), (busy.get(), " button-busy")]
        {
            if on {
                classes.push_str(name);
            }
        }
        if !class.is_empty() {
            classes.push(' ');
            classes.push_str(&class);
        }
        classes
    };
    view! {
        <button
            id=id
            type=if submit { "submit" } else { "button" }
            class=classes
            aria-disabled=move || off().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            aria-label=move || icon_only.then(|| label.get())
            title=move || icon_only.then(|| label.get())
            on:click=press
        >
            {icon.map(|icon| view! { <IconView icon=icon/> })}
            {(!icon_only).then(|| view! {
                <span>
                    {label}
                    {move || blocked.get().map(|why| view! { <span class="button-reason">{why}</span> })}
                </span>
            })}
        </button>
    }
}
