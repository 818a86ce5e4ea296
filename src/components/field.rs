//! Text entry with label, hint and error, all tied together for screen readers.

use leptos::prelude::*;

use super::icon::{Icon, IconView};

/// One line of text, or several with `lines`.
///
/// There is no maximum length on purpose: HTML counts UTF-16 units and would cut a rare character in half (R-TEXT 3).
#[component]
pub fn TextField(
    /// Label, always visible.
    #[prop(into)]
    label: Signal<String>,
    /// Text as typed, never trimmed or normalised here.
    value: RwSignal<String>,
    /// Help below the label.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// What is wrong and how to mend it; `None` while all is well.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// `inputmode`, e.g. `numeric`.
    #[prop(optional, into)]
    input_mode: Option<&'static str>,
    /// `autocomplete`; off by default, because these fields are about other people.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Hides what is typed.
    #[prop(optional)]
    secret: bool,
    /// `text` unless said otherwise (`time`, `date`).
    #[prop(default = "text")]
    input_type: &'static str,
    /// More than one line.
    #[prop(optional)]
    lines: Option<u32>,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
    /// Called when Enter is pressed in a one-line field.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let id = next_id("field");
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || {
            let ids: Vec<String> = [
                hint.with(Option::is_some).then(|| hint_id.clone()),
                error.with(Option::is_some).then(|| error_id.clone()),
            ]
            .into_iter()
            .flatten()
            .collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let invalid = move || error.with(Option::is_some).then_some("true");
    let key = move |event: leptos::ev::KeyboardEvent| {
        // `is_composing`: Enter that only confirms an input method's suggestion must not submit.
        if event.key() == "Enter"
            && !event.is_composing()
            && let Some(on_enter) = on_enter
        {
            event.prevent_default();
            on_enter.run(());
        }
    };
    let area = NodeRef::<leptos::html::Textarea>::new();
    let input = NodeRef::<leptos::html::Input>::new();
    if autofocus {
        Effect::new(move |_| {
            if let Some(input) = input.get() {
                let _ = input.focus();
            }
            if let Some(area) = area.get() {
                let _ = area.focus();
            }
        });
    }
    let control = if let Some(lines) = lines {
        view! {
            <textarea
                id=id.clone() class="input" rows=lines node_ref=area required=required autocomplete=autocomplete
                aria-describedby=described aria-invalid=invalid
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=id.clone() class="input" node_ref=input required=required autocomplete=autocomplete
                type=if secret { "password" } else { input_type }
                inputmode=input_mode
                aria-describedby=described aria-invalid=invalid
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
                on:keydown=key
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            {move || hint.get().map(|hint| view! { <span class="field-hint" id=hint_id.clone()>{hint}</span> })}
            {control}
            {move || error.get().map(|error| view! {
                <span class="field-error" id=error_id.clone()><IconView icon=Icon::Octagon/>{error}</span>
            })}
        </div>
    }
}

/// A box to tick, with its sentence.
#[component]
pub fn Checkbox(
    /// Sentence beside the box.
    #[prop(into)]
    label: Signal<String>,
    /// Ticked.
    #[prop(into)]
    value: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="checkbox">
            <input type="checkbox" prop:checked=move || value.get()
                on:change=move |event| on_change.run(event_target_checked(&event))/>
            <span>{label}</span>
        </label>
    }
}

/// A document-wide unique id for tying labels to controls.
#[must_use]
pub fn next_id(prefix: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
