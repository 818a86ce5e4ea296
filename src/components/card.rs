//! A sheet of paper on the page, and the page when there is nothing to show.

use leptos::prelude::*;

use super::icon::{Icon, IconView};

/// A bordered sheet that holds one thing.
#[component]
pub fn Card(
    /// More classes.
    #[prop(optional, into)]
    class: String,
    /// Content.
    children: Children,
) -> impl IntoView {
    view! { <div class=format!("card {class}")>{children()}</div> }
}

/// Says why there is nothing here, and what to do about it.
#[component]
pub fn EmptyState(
    /// Picture.
    #[prop(into)]
    icon: Signal<Icon>,
    /// What is so.
    #[prop(into)]
    title: Signal<String>,
    /// What to do.
    #[prop(optional, into)]
    text: Signal<Option<String>>,
    /// A button that does it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <IconView icon=icon/>
            <p class="empty-title">{title}</p>
            {move || text.get().map(|text| view! { <p class="prose">{text}</p> })}
            {children.map(|children| children())}
        </div>
    }
}
