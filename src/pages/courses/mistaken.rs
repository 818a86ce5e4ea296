//! 課程登錄錯誤 (S3-13): an announced course that never was one is taken back.

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::{course::MistakeKind, ids::CourseId};
use yanxi_protocol::plans::MistakenCourse;

use crate::{
    components::{Banner, Button, ButtonKind, Dialog, Segmented, TextField, Tone},
    i18n::{
        Locale,
        office::{self, courses as text},
        use_locale,
    },
    state::{ApiFailure, office::use_office},
    view::{data_bar::use_offline_reason, failure::failure},
};

const KINDS: [MistakeKind; 3] = [MistakeKind::Duplicate, MistakeKind::NotHeld, MistakeKind::Other];

/// The class of a reason in words.
#[must_use]
pub fn words(locale: Locale, kind: MistakeKind) -> String {
    match kind {
        MistakeKind::Duplicate => text::mistaken_duplicate(locale),
        MistakeKind::NotHeld => text::mistaken_not_held(locale),
        MistakeKind::Other => text::mistaken_other(locale),
    }
}

/// The button and its dialog. What was typed stays after a refusal.
#[component]
pub fn MistakenButton(id: CourseId, name: String) -> impl IntoView {
    let locale = use_locale();
    let handle = use_office();
    let offline = use_offline_reason();
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(0_usize);
    let reason = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let options = Signal::derive(move || KINDS.map(|kind| words(locale.get(), kind)).to_vec());
    let missing = Signal::derive(move || {
        let silent = reason.with(|reason| reason.trim().is_empty());
        offline.get().or_else(|| silent.then(|| office::reason_needed(locale.get())))
    });
    let send = Callback::new(move |()| {
        let kind = KINDS.get(chosen.get_untracked()).copied().unwrap_or(MistakeKind::Other);
        let body = MistakenCourse { kind, reason: reason.get_untracked() };
        busy.set(true);
        spawn_local(async move {
            match handle.delete_mistaken(id, body).await {
                // The course comes back deleted with the next pull, and its card is drawn anew.
                Ok(()) => {
                    let _ = open.try_set(false);
                }
                Err(why) => {
                    let _ = refused.try_set(Some(why));
                }
            }
            let _ = busy.try_set(false);
        });
    });
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        <Button label=move || text::mistaken(locale.get()) kind=ButtonKind::Quiet on_press=move |()| open.set(true)/>
        <Dialog open=open title=move || text::mistaken_title(locale.get(), &name)
            foot=move || view! {
                <Button label=move || text::mistaken_do(locale.get()) kind=ButtonKind::Danger blocked=missing busy=busy
                    on_press=send/>
            }
        >
            <div class="stack">
                <p>{move || text::mistaken_lead(locale.get())}</p>
                {move || why().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
                <Segmented label=move || text::mistaken_kind(locale.get()) options=options value=chosen
                    on_change=move |index| chosen.set(index)/>
                <TextField label=move || text::mistaken_reason(locale.get()) value=reason lines=2/>
            </div>
        </Dialog>
    }
}
