//! A line across the page that says something lasting.

use leptos::prelude::*;

use super::{icon::IconView, tone::Tone};

/// A banner: shape, colour, words, and perhaps a button as last child.
#[component]
pub fn Banner(
    /// Meaning.
    #[prop(into)]
    tone: Signal<Tone>,
    /// What it is about, in bold; may be left out.
    #[prop(optional, into)]
    title: Signal<Option<String>>,
    /// Sentence.
    #[prop(optional, into)]
    text: Signal<Option<String>>,
    /// Read out at once when it appears (`role="alert"`) instead of politely.
    #[prop(optional)]
    urgent: bool,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=move || format!("banner banner-{}", tone.get().class()) role=if urgent { "alert" } else { "status" }>
            <IconView icon=move || tone.get().icon()/>
            <div class="banner-text">
                {move || title.get().map(|title| view! { <p class="banner-title">{title}</p> })}
                {move || text.get().map(|text| view! { <p>{text}</p> })}
            </div>
            {children.map(|children| children())}
        </div>
    }
}
