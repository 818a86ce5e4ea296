//! 「全體未簽退者視同全程」 with one reason (F-07).

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::determination::Decision;
use yanxi_protocol::api::Decide;

use super::{
    decide::chips,
    view_model::{Case, Queue, without_sign_out},
};
use crate::{
    components::{Banner, Button, ButtonKind, Dialog, Tone, use_announcer},
    i18n::{
        office::{self, review as text},
        use_locale,
    },
    state::office::use_office,
    view::{
        data_bar::use_offline_reason,
        failure::failure,
        reason_picker::{ReasonDraft, ReasonPicker},
        situation::Situation,
    },
};

/// The button, shown while anybody is without sign-out, and its dialog with every name.
#[component]
pub fn Batch(
    /// The session.
    situation: Signal<Situation>,
    /// Its queue.
    queue: Memo<Queue>,
) -> impl IntoView {
    let locale = use_locale();
    let office = use_office();
    let announcer = use_announcer();
    let offline = use_offline_reason();
    let cases = Memo::new(move |_| queue.with(without_sign_out));
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let reason = ReasonDraft::new();
    let count = move || cases.with(Vec::len);

    let send = move |()| {
        let words = locale.get_untracked();
        let Some(because) = reason.value(&chips(words)) else {
            problem.set(Some(office::reason_needed(words)));
            return;
        };
        let session = situation.with_untracked(|s| s.session.session.id);
        let keys: Vec<_> = cases.with_untracked(|cases| cases.iter().map(Case::key).collect());
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let count = keys.len();
            let body = Decide { cases: keys, decision: Decision::TreatAsFull, reason: because };
            match office.decide(session, body).await {
                Ok(()) => {
                    open.set(false);
                    reason.clear();
                    announcer.toast(text::batch_done(words, count));
                }
                Err(refused) => problem.set(Some(failure(words, &refused))),
            }
            busy.set(false);
        });
    };
    let foot = move || {
        view! {
            <Button label=move || office::cancel(locale.get()) kind=ButtonKind::Quiet on_press=move |()| open.set(false)/>
            <Button label=move || text::batch_confirm(locale.get(), count()) kind=ButtonKind::Primary busy=busy
                blocked=offline on_press=send/>
        }
    };
    let person = move |case: Case| {
        view! { <li><strong>{case.who.name}</strong> " " {office::school_title(locale.get(), &case.who.school, &case.who.title)}</li> }
    };
    view! {
        <Show when=move || count() != 0>
            <Button label=move || text::batch_button(locale.get(), count()) blocked=offline
                on_press=move |()| open.set(true)/>
        </Show>
        <Dialog open=open title=move || text::batch_title(locale.get(), count()) foot=foot>
            <div class="stack">
                <p class="prose">{move || text::batch_explains(locale.get())}</p>
                <ul class="plain-list name-columns">{move || cases.get().into_iter().map(person).collect_view()}</ul>
                <ReasonPicker draft=reason chips=Signal::derive(move || chips(locale.get()))/>
                {move || problem.get().map(|problem| view! {
                    <Banner tone=Tone::Stop text=Some(problem) urgent=true/>
                })}
            </div>
        </Dialog>
    }
}
