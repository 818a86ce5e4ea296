//! Frame of a table.

use leptos::prelude::*;

/// Lets a wide table scroll sideways instead of the page; reachable with the keyboard.
#[component]
pub fn TableScroll(
    /// What the table lists.
    #[prop(into)]
    label: Signal<String>,
    /// The table, class `table`.
    children: Children,
) -> impl IntoView {
    view! { <div class="table-scroll" role="region" tabindex="0" aria-label=label>{children()}</div> }
}
