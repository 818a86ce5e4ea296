//! 請假 that waits for the organiser.

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::ids::RegistrationId;
use yanxi_protocol::registering::DecideLeave;

use super::{Page, view_model::leaves};
use crate::{
    components::{Button, ButtonKind, TextField},
    i18n::{office::admission as text, use_locale},
    state::registering::use_registering,
    view::data_bar::use_offline_reason,
};

/// The list; nothing where nobody asked.
#[component]
pub fn Leaves(page: Page) -> impl IntoView {
    let locale = use_locale();
    let waiting = Memo::new(move |_| page.admission.with(|a| a.as_ref().map(leaves)).unwrap_or_default());
    view! {
        <Show when=move || waiting.with(|all| !all.is_empty())>
            <section class="card">
                <h2>{move || text::leaves(locale.get())}</h2>
                <ul class="admission-leaves">
                    <For each=move || waiting.get() key=|(id, ..)| *id let:leave>
                        <LeaveLine page=page leave=leave/>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

/// One person's leave.
#[component]
fn LeaveLine(page: Page, leave: (RegistrationId, String, String)) -> impl IntoView {
    let locale = use_locale();
    let registering = use_registering();
    let offline = use_offline_reason();
    let reason = RwSignal::new(String::new());
    let (id, who, why) = leave;
    let decide = move |accepted: bool| {
        let body = DecideLeave { accepted, reason: reason.get_untracked() };
        page.busy.set(true);
        spawn_local(async move {
            match registering.decide_leave(id, body).await {
                Ok(()) => page.problem.set(None),
                Err(why) => page.problem.set(Some(why)),
            }
            page.busy.set(false);
            if let Ok(admission) = registering.admission(page.session).await {
                page.admission.set(Some(admission));
            }
        });
    };
    let (line, accept, refuse) = (who.clone(), who.clone(), who);
    view! {
        <li>
            <p>{move || text::leave_line(locale.get(), &line, &why)}</p>
            <TextField label=move || text::leave_reason(locale.get()) value=reason/>
            <div class="row">
                <Button label=move || text::leave_accept(locale.get(), &accept) busy=page.busy blocked=offline
                    on_press=move |()| decide(true)/>
                <Button label=move || text::leave_refuse(locale.get(), &refuse) kind=ButtonKind::Quiet busy=page.busy
                    blocked=offline on_press=move |()| decide(false)/>
            </div>
        </li>
    }
}
