//! The present second factor in hand; while there is none, nothing is asked.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::accounts::ProveSecondFactor;

use super::{
    OwnAccess,
    renew::{Renew, Step},
};
use crate::{
    components::{Banner, Button, ButtonKind, TextField, Tone},
    i18n::{
        account::{self, own as text, passkey},
        use_locale,
    },
    state::passkeys::{PasskeyFailure, passkeys_offered, show_passkey},
    view::{data_bar::use_offline_reason, passkey_failure::passkey_failure},
};

/// The form. `refused` says why a later step came back here.
#[component]
pub fn Prove(
    what: Renew,
    step: RwSignal<Step>,
    own: OwnAccess,
    refused: RwSignal<Option<PasskeyFailure>>,
) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    let code = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let (bound, with_passkey) = own.access.with_untracked(|access| {
        access.as_ref().map_or((false, false), |a| {
            let has_passkey = !a.passkeys.is_empty();
            (a.second_factor || has_passkey, has_passkey && passkeys_offered(a.passkey_domain.as_deref()))
        })
    });
    let go_on = move |by_passkey: bool| {
        let typed = code.get_untracked().trim().to_owned();
        if !by_passkey {
            tried.set(true);
            if bound && typed.is_empty() {
                return;
            }
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let next = prove(what, own, typed, by_passkey).await;
            busy.set(false);
            match next {
                Ok(next) => step.set(next),
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let missing = move || {
        (tried.get() && code.with(|code| code.trim().is_empty())).then(|| account::code_missing(locale.get()))
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| passkey_failure(locale.get(), why)));
    view! {
        <form class="stack" novalidate=true on:submit=move |event| { event.prevent_default(); go_on(false); }>
            <p class="prose">{move || what.explain(locale.get(), bound)}</p>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            {with_passkey.then(|| view! {
                <div><Button label=move || passkey::prove(locale.get()) busy blocked
                    on_press=move |()| go_on(true)/></div>
            })}
            {bound.then(|| view! {
                <TextField label=move || text::present_code(locale.get()) value=code required=true
                    autocomplete="one-time-code" error=missing/>
            })}
            <div><Button label=move || text::go_on(locale.get()) kind=ButtonKind::Primary busy blocked submit=true
                on_press=|()| ()/></div>
        </form>
    }
}

/// Shows what is in hand to the server, and asks for what comes next.
async fn prove(what: Renew, own: OwnAccess, code: String, by_passkey: bool) -> Result<Step, PasskeyFailure> {
    let passkey = if by_passkey {
        let asked = own.handle.ask_passkey().await?;
        Some(show_passkey(&asked).await.map_err(PasskeyFailure::Browser)?)
    } else {
        None
    };
    let proof = ProveSecondFactor { code, passkey };
    Ok(match what {
        Renew::First => Step::Bind(own.handle.start_second_factor().await?),
        Renew::App | Renew::FurtherApp => Step::Bind(own.handle.rebind(proof).await?),
        Renew::Passkey => Step::Passkey(own.handle.start_passkey(proof).await?),
        Renew::Codes => Step::Codes(own.handle.new_recovery_codes(proof).await?),
    })
}
