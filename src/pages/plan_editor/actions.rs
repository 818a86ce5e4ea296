//! 送審、撤回、公告、匯出、刪除: what is decided by the server is disabled with its reason (Y-10, U-A2).

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_navigate};
use yanxi_domain::plan::check::{Severity, reaches};
use yanxi_protocol::plans::{PlanDetail, PlanStanding};

use super::{bound::Draft, saving::Saver};
use crate::{
    components::{Banner, Button, ButtonKind, Dialog, Tone},
    i18n::planning::{self, editor as text},
    state::{ApiFailure, plans::use_plans},
    view::{data_bar::use_offline_reason, failure::failure, planning::standing},
};

/// The buttons. `answer` gets the plan as the server has it after each of them.
#[component]
pub fn Actions(
    draft: Draft,
    saver: Saver,
    detail: Signal<PlanDetail>,
    answer: Callback<PlanDetail>,
    export: Callback<()>,
) -> impl IntoView {
    let locale = draft.locale;
    let handle = use_plans();
    let navigate = use_navigate();
    let offline = use_offline_reason();
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let removing = RwSignal::new(false);
    let id = detail.with_untracked(|detail| detail.head.id);
    let head = Memo::new(move |_| detail.with(|detail| detail.head.standing));
    let waits = Memo::new(move |_| standing::waits(head.get()));
    let announced = Memo::new(move |_| detail.with(|detail| detail.announced_at.is_some()));
    let cannot_submit = Signal::derive(move || {
        let same = detail.with(|detail| draft.plan.with(|plan| detail.in_force.as_ref() == Some(plan)));
        if let Some(why) = offline.get() {
            Some(why)
        } else if draft.found.with(|found| reaches(found, Severity::BlocksSubmitting)) {
            Some(text::cannot_submit_findings(locale.get()))
        } else if same {
            Some(text::cannot_submit_same(locale.get()))
        } else if !saver.is_saved() {
            Some(text::cannot_submit_unsaved(locale.get()))
        } else {
            None
        }
    });
    let cannot_announce = Signal::derive(move || {
        if announced.get() {
            return Some(text::cannot_announce_twice(locale.get()));
        }
        let approved = detail.with(|detail| detail.in_force.is_some());
        if approved { offline.get() } else { Some(text::cannot_announce(locale.get())) }
    });
    let finish = move |result: Result<PlanDetail, ApiFailure>| {
        busy.set(false);
        match result {
            Ok(plan) => {
                refused.set(None);
                answer.run(plan);
            }
            Err(why) => refused.set(Some(why)),
        }
    };
    let submit = move |()| {
        busy.set(true);
        spawn_local(async move { finish(handle.submit(id, saver.revision.get_untracked()).await) });
    };
    let withdraw = move |()| {
        busy.set(true);
        spawn_local(async move { finish(handle.withdraw(id).await) });
    };
    let announce = move |()| {
        busy.set(true);
        spawn_local(async move { finish(handle.announce(id).await) });
    };
    let remove = Callback::new(move |()| {
        let navigate = navigate.clone();
        spawn_local(async move {
            match handle.remove(id).await {
                Ok(()) => navigate("/plans", leptos_router::NavigateOptions::default()),
                Err(why) => {
                    removing.set(false);
                    refused.set(Some(why));
                }
            }
        });
    });
    let removable = Memo::new(move |_| !announced.get() && !waits.get());
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        {move || why().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
        <Show when=move || head.get() == PlanStanding::Announced>
            <Banner tone=Tone::Ok text=Signal::derive(move || Some(text::announced_done(locale.get())))>
                <A href="/courses" attr:class="button">{move || text::to_courses(locale.get())}</A>
            </Banner>
        </Show>
        <div class="row">
            {move || if waits.get() {
                view! {
                    <Button label=move || text::withdraw(locale.get()) blocked=offline busy=busy on_press=withdraw/>
                }.into_any()
            } else {
                view! {
                    <Button label=move || text::submit(locale.get()) kind=ButtonKind::Primary blocked=cannot_submit
                        busy=busy on_press=submit/>
                }.into_any()
            }}
            <Button label=move || text::announce(locale.get()) blocked=cannot_announce busy=busy on_press=announce/>
            <A href=format!("/plans/{id}/review") attr:class="button">{move || planning::open_review(locale.get())}</A>
            <A href=format!("/plans/{id}/print") attr:class="button">{move || planning::open_print(locale.get())}</A>
            <Button label=move || text::export(locale.get()) kind=ButtonKind::Quiet on_press=export/>
            <Show when=move || removable.get()>
                <Button label=move || text::remove(locale.get()) kind=ButtonKind::Quiet blocked=offline
                    on_press=move |()| removing.set(true)/>
            </Show>
        </div>
        <Dialog open=removing title=move || text::remove(locale.get())
            foot=move || view! {
                <Button label=move || text::remove(locale.get()) kind=ButtonKind::Danger on_press=remove/>
            }
        >
            <p>{move || text::remove_sure(locale.get())}</p>
        </Dialog>
    }
}
