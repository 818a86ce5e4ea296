//! 送審紀錄: everything that was ever submitted.

use leptos::prelude::*;
use yanxi_protocol::plans::PlanVersion;

use super::view_model::story;
use crate::i18n::{planning::review as text, use_locale};

/// The list, the newest last.
#[component]
pub fn History(versions: Vec<PlanVersion>) -> impl IntoView {
    let locale = use_locale();
    let any = !versions.is_empty();
    let versions = StoredValue::new(versions);
    let rows = Memo::new(move |_| {
        versions.with_value(|all| all.iter().map(|one| story(locale.get(), one)).collect::<Vec<_>>())
    });
    any.then(|| {
        view! {
            <section class="stack-tight">
                <h2>{move || text::history(locale.get())}</h2>
                <ul class="plain-list">
                    {move || rows.get().into_iter().map(|(number, story, comment)| view! {
                        <li><strong>{number}</strong> " " {story}
                            {(!comment.is_empty()).then(|| view! { <p class="muted">{comment}</p> })}</li>
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}
