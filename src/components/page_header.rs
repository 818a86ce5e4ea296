//! Heading of a page.

use leptos::prelude::*;

use crate::i18n::{Locale, product_name, use_locale};

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
    let locale = use_locale();
    view! {
        <leptos_meta::Title text=move || document_title(locale.get(), &title.get())/>
        <header class="page-header">
            <div class="page-header-text">
                <h1>{title}</h1>
                {move || lead.get().map(|lead| view! { <p class="muted">{lead}</p> })}
            </div>
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </header>
    }
}

/// 「到場情形｜研習」; the entry page is called as the product itself.
fn document_title(locale: Locale, page: &str) -> String {
    let product = product_name(locale);
    if page == product { product } else { format!("{page}｜{product}") }
}
