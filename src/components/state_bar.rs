//! The bar at the foot of the screen that says what is saved here and what is sent. It never goes away.

use leptos::prelude::*;

use super::{
    icon::{Icon, IconView},
    tone::Tone,
};

/// Shell of the state bar; the page supplies the words.
#[component]
pub fn StateBar(
    /// Name for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Meaning.
    #[prop(into)]
    tone: Signal<Tone>,
    /// Picture of the connection.
    #[prop(into)]
    icon: Signal<Icon>,
    /// Saved and unsent, in words.
    #[prop(into)]
    text: Signal<String>,
    /// What else belongs there, at the end: versions, counts, a button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <footer class=move || format!("state-bar state-{}", tone.get().class()) aria-label=label>
            <span class="state-bar-text"><IconView icon=icon/><span>{text}</span></span>
            {children.map(|children| view! { <div class="state-bar-end">{children()}</div> })}
        </footer>
    }
}
