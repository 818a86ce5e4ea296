//! Declaring attendance final although a device has not reported (R-FINAL c).

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::api::OverrideFinal;

use crate::{
    components::{Banner, Button, ButtonKind, Dialog, Tone, use_announcer},
    i18n::{
        Locale,
        office::{self, hours as text},
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

fn chips(locale: Locale) -> Vec<String> {
    vec![
        text::override_chip_lost(locale),
        text::override_chip_broken(locale),
        text::override_chip_unused(locale),
    ]
}

/// The button and its dialog.
#[component]
pub fn OverrideForm(
    /// The session.
    situation: Signal<Situation>,
) -> impl IntoView {
    let locale = use_locale();
    let office = use_office();
    let announcer = use_announcer();
    let offline = use_offline_reason();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let reason = ReasonDraft::new();
    let send = move |()| {
        let words = locale.get_untracked();
        let Some(reason) = reason.value(&chips(words)) else {
            problem.set(Some(office::reason_needed(words)));
            return;
        };
        let session = situation.with_untracked(|s| s.session.session.id);
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match office.override_final(session, OverrideFinal { reason }).await {
                Ok(()) => {
                    open.set(false);
                    announcer.toast(text::override_done(words));
                }
                Err(refused) => problem.set(Some(failure(words, &refused))),
            }
            busy.set(false);
        });
    };
    let foot = move || {
        view! {
            <Button label=move || office::cancel(locale.get()) kind=ButtonKind::Quiet on_press=move |()| open.set(false)/>
            <Button label=move || text::override_confirm(locale.get()) kind=ButtonKind::Danger busy=busy blocked=offline
                on_press=send/>
        }
    };
    view! {
        <div>
            <Button label=move || text::override_open(locale.get()) blocked=offline on_press=move |()| open.set(true)/>
        </div>
        <Dialog open=open title=move || text::override_open(locale.get()) foot=foot>
            <div class="stack">
                <p class="prose">{move || text::override_explains(locale.get())}</p>
                <ReasonPicker draft=reason chips=Signal::derive(move || chips(locale.get()))/>
                {move || problem.get().map(|problem| view! {
                    <Banner tone=Tone::Stop text=Some(problem) urgent=true/>
                })}
            </div>
        </Dialog>
    }
}
