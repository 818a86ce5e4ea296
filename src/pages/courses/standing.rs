//! 延期、停辦、恢復 of a session (U-A13).

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::{course::SessionState, ids::SessionId};
use yanxi_protocol::plans::{ChangeStanding, SessionStanding};

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

/// What can be done with a session that stands so.
const fn choices(standing: SessionState) -> [SessionStanding; 2] {
    match standing {
        SessionState::Scheduled => [SessionStanding::Postponed, SessionStanding::CalledOff],
        SessionState::Postponed => [SessionStanding::Scheduled, SessionStanding::CalledOff],
        SessionState::Cancelled => [SessionStanding::Scheduled, SessionStanding::Postponed],
    }
}

fn words(locale: Locale, standing: SessionStanding) -> String {
    match standing {
        SessionStanding::Postponed => text::standing_postpone(locale),
        SessionStanding::CalledOff => text::standing_call_off(locale),
        SessionStanding::Scheduled => text::standing_restore(locale),
    }
}

/// The button and its dialog.
#[component]
pub fn StandingButton(id: SessionId, name: String, standing: SessionState) -> impl IntoView {
    let locale = use_locale();
    let handle = use_office();
    let offline = use_offline_reason();
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(0_usize);
    let reason = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let options = Signal::derive(move || choices(standing).map(|one| words(locale.get(), one)).to_vec());
    let missing = Signal::derive(move || {
        let silent = reason.with(|reason| reason.trim().is_empty());
        offline.get().or_else(|| silent.then(|| office::reason_needed(locale.get())))
    });
    let send = Callback::new(move |()| {
        let wanted = choices(standing).get(chosen.get_untracked()).copied();
        let body = ChangeStanding {
            standing: wanted.unwrap_or(SessionStanding::Postponed),
            reason: reason.get_untracked(),
        };
        busy.set(true);
        spawn_local(async move {
            match handle.change_standing(id, body).await {
                // The session comes back changed with the next pull, and this line is drawn anew.
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
        <Button label=move || text::standing(locale.get()) kind=ButtonKind::Quiet on_press=move |()| open.set(true)/>
        <Dialog open=open title=move || text::standing_title(locale.get(), &name)
            foot=move || view! {
                <Button label=move || text::standing_do(locale.get()) kind=ButtonKind::Danger blocked=missing busy=busy
                    on_press=send/>
            }
        >
            <div class="stack">
                <p>{move || text::standing_lead(locale.get())}</p>
                {move || why().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
                <Segmented label=move || text::standing_what(locale.get()) options=options value=chosen
                    on_change=move |index| chosen.set(index)/>
                <TextField label=move || text::standing_reason(locale.get()) value=reason lines=2/>
            </div>
        </Dialog>
    }
}
