//! 核准 or 退回, with a comment; disabled with its reason for whoever may not.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::plans::{DecidePlan, PlanDetail};

use super::view_model::pending;
use crate::{
    components::{Banner, Button, ButtonKind, Card, TextField, Tone},
    i18n::{planning::review as text, use_locale},
    state::ApiFailure,
    view::{data_bar::use_offline_reason, failure::failure, planning::load::Loaded},
};

/// The decision.
#[component]
pub fn Decide(detail: PlanDetail, loaded: Loaded) -> impl IntoView {
    let locale = use_locale();
    let offline = use_offline_reason();
    let comment = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let (id, may, waiting) = (detail.head.id, detail.head.may, pending(&detail));
    let Some(version) = waiting else {
        return view! { <Banner tone=Tone::Info text=Signal::derive(move || Some(text::nothing_waits(locale.get())))/> }
            .into_any();
    };
    if !may.approve {
        let words =
            move || if may.own { text::own_plan(locale.get()) } else { text::not_approver(locale.get()) };
        return view! { <Banner tone=Tone::Info text=Signal::derive(move || Some(words()))/> }.into_any();
    }
    let decide = move |approve: bool| {
        busy.set(true);
        spawn_local(async move {
            let body = DecidePlan { version, approve, comment: comment.get_untracked() };
            match loaded.handle.decide(id, body).await {
                Ok(after) => {
                    refused.set(None);
                    loaded.plan.set(Some(after));
                }
                Err(why) => refused.set(Some(why)),
            }
            let _ = busy.try_set(false);
        });
    };
    let cannot_return = Signal::derive(move || {
        let silent = comment.with(|comment| comment.trim().is_empty());
        offline.get().or_else(|| silent.then(|| text::comment_hint(locale.get())))
    });
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        <Card class="stack">
            {move || why().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
            <TextField label=move || text::comment(locale.get()) value=comment lines=2
                hint=Signal::derive(move || Some(text::comment_hint(locale.get())))/>
            <div class="row">
                <Button label=move || text::approve(locale.get()) kind=ButtonKind::Primary blocked=offline busy=busy
                    on_press=move |()| decide(true)/>
                <Button label=move || text::send_back(locale.get()) kind=ButtonKind::Danger blocked=cannot_return
                    busy=busy on_press=move |()| decide(false)/>
            </div>
        </Card>
    }
    .into_any()
}
