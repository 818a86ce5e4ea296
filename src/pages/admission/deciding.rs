//! The decisions about those who are selected.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::registering::{AdmissionDecision, DecideAdmission};

use super::{Page, view_model::outcome};
use crate::{
    components::{Button, ButtonKind, Checkbox, TextField},
    i18n::{office::admission as text, use_locale},
    state::registering::use_registering,
    view::data_bar::use_offline_reason,
};

/// Reason and buttons. What was typed stays until a decision succeeded.
#[component]
pub fn Deciding(page: Page) -> impl IntoView {
    let locale = use_locale();
    let registering = use_registering();
    let reason = RwSignal::new(String::new());
    let beyond = RwSignal::new(false);
    let offline = use_offline_reason();
    let decide = move |decision: AdmissionDecision| {
        let body = DecideAdmission {
            registrations: page.chosen.get_untracked(),
            decision,
            beyond_seats: beyond.get_untracked() && decision == AdmissionDecision::Admit,
            reason: reason.get_untracked(),
        };
        page.busy.set(true);
        page.outcome.set(Vec::new());
        spawn_local(async move {
            match registering.decide(page.session, body).await {
                Ok(done) => {
                    page.problem.set(None);
                    let words = page.admission.with_untracked(|admission| {
                        admission.as_ref().map(|a| outcome(locale.get_untracked(), &done, a))
                    });
                    page.outcome.set(words.unwrap_or_default());
                    page.chosen.set(Vec::new());
                    reason.set(String::new());
                    beyond.set(false);
                    if let Ok(admission) = registering.admission(page.session).await {
                        page.admission.set(Some(admission));
                    }
                }
                Err(why) => page.problem.set(Some(why)),
            }
            page.busy.set(false);
        });
    };
    view! {
        <section class="card admission-deciding" aria-label=move || text::chosen(locale.get(), page.chosen.with(Vec::len))>
            <p role="status">{move || text::chosen(locale.get(), page.chosen.with(Vec::len))}</p>
            <TextField label=move || text::reason(locale.get()) value=reason
                hint=move || Some(text::reason_hint(locale.get()))/>
            <Checkbox label=move || text::beyond(locale.get()) value=beyond on_change=move |on| beyond.set(on)/>
            <div class="row">
                <Button label=move || text::admit(locale.get()) kind=ButtonKind::Primary busy=page.busy blocked=offline
                    on_press=move |()| decide(AdmissionDecision::Admit)/>
                <Button label=move || text::waitlist(locale.get()) busy=page.busy blocked=offline
                    on_press=move |()| decide(AdmissionDecision::Waitlist)/>
                <Button label=move || text::not_admit(locale.get()) kind=ButtonKind::Danger busy=page.busy
                    blocked=offline on_press=move |()| decide(AdmissionDecision::NotAdmit)/>
            </div>
        </section>
    }
}
