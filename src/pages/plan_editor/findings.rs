//! 檢查結果: everything found, each a way to where it is.

use leptos::prelude::*;
use yanxi_domain::ids::SessionId;

use super::bound::Draft;
use crate::{
    components::{Badge, Button, ButtonKind},
    i18n::planning::findings as text,
    view::planning::words,
};

/// The summary.
#[component]
pub fn Findings(
    draft: Draft,
    /// Opens the form of the session something was found in.
    open: RwSignal<Option<SessionId>>,
) -> impl IntoView {
    let locale = draft.locale;
    let rows = Memo::new(move |_| {
        let locale = locale.get();
        let mut found = draft.found.get();
        found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        draft.plan.with_untracked(|plan| {
            let row = |finding: yanxi_domain::plan::check::Finding| {
                let (severity, tone) = words::severity(locale, finding.severity);
                let place = words::place(locale, &[plan], &finding.place);
                let problem = words::problem(locale, &finding.problem);
                (severity, tone, place, problem, finding.place.session)
            };
            found.into_iter().map(row).collect::<Vec<_>>()
        })
    });
    view! {
        <section class="card stack-tight" aria-label=move || text::heading(locale.get())>
            <h2>{move || text::heading(locale.get())}</h2>
            <Show when=move || rows.with(Vec::is_empty)><p>{move || text::none(locale.get())}</p></Show>
            <ul class="plain-list">
                {move || rows.get().into_iter().map(|(severity, tone, place, problem, session)| view! {
                    <li class="row">
                        <Badge tone=tone text=severity/>
                        {match session {
                            Some(id) => view! {
                                <Button label=place kind=ButtonKind::Quiet on_press=move |()| open.set(Some(id))/>
                            }.into_any(),
                            None => view! { <strong>{place}</strong> }.into_any(),
                        }}
                        <span>{problem}</span>
                    </li>
                }).collect_view()}
            </ul>
        </section>
    }
}
