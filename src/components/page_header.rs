//! Heading of a page.

use leptos::prelude::*;

/// The page's one `h1`, a line about it, and its actions at the end.
#[component]
pub fn PageHeader(
    /// Heading.
    #[prop(into)]
    title: Signal<String>,
    /// One line below it.
    #[prop(optional, into)]
    lead: Signal<Option<String>>,
    /// Actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-header">
            <div class="page-header-text">
                <h1>{title}</h1>
                {move || lead.get().map(|lead| view! { <p class="muted">{lead}</p> })}
            </div>
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </header>
    }
}
