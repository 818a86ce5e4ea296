//! Second step: an authenticator app or a passkey.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::accounts::{NewSecondFactor, PasskeyChallenge, ProveSecondFactor};

use crate::{
    components::{Banner, Button, ButtonKind, Tone},
    i18n::{account::first_login as text, use_locale},
    state::{
        account::use_account,
        passkeys::{PasskeyFailure, passkeys_offered},
    },
    view::{
        data_bar::use_offline_reason,
        passkey_failure::passkey_failure,
        second_factor::{BindApp, BindPasskey},
    },
};

/// What is being bound.
#[derive(Clone, PartialEq, Eq)]
enum Choice {
    Open,
    App(NewSecondFactor),
    Passkey(PasskeyChallenge),
}

/// Explains, lets choose, binds.
#[component]
pub fn Bind(on_bound: Callback<Vec<String>>, on_later: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let handle = use_account();
    let blocked = use_offline_reason();
    let choice = RwSignal::new(Choice::Open);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<PasskeyFailure>);
    let offered = RwSignal::new(false);
    spawn_local(async move {
        if let Ok(access) = handle.access().await {
            offered.set(passkeys_offered(access.passkey_domain.as_deref()));
        }
    });
    let start = move |with_passkey: bool| {
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let result = if with_passkey {
                handle.start_passkey(ProveSecondFactor::default()).await.map(Choice::Passkey)
            } else {
                handle.start_second_factor().await.map(Choice::App)
            };
            busy.set(false);
            match result {
                Ok(chosen) => choice.set(chosen),
                Err(why) => refused.set(Some(PasskeyFailure::Server(why))),
            }
        });
    };
    let over = Callback::new(move |why| {
        refused.set(Some(why));
        choice.set(Choice::Open);
    });
    let why = move || refused.with(|why| why.as_ref().map(|why| passkey_failure(locale.get(), why)));
    view! {
        <section class="stack">
            <p class="prose">{move || text::lead_bind(locale.get())}</p>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            {move || match choice.get() {
                Choice::App(secret) => view! { <BindApp secret on_bound/> }.into_any(),
                Choice::Passkey(challenge) => view! { <BindPasskey challenge on_bound on_over=over/> }.into_any(),
                Choice::Open => view! {
                    <p class="prose">{move || text::about_app(locale.get())}</p>
                    <Show when=move || offered.get()>
                        <p class="prose">{move || text::about_passkey(locale.get())}</p>
                    </Show>
                    <div class="row">
                        <Button label=move || text::start_bind(locale.get()) kind=ButtonKind::Primary busy=busy
                            blocked=blocked on_press=move |()| start(false)/>
                        <Show when=move || offered.get()>
                            <Button label=move || text::start_passkey(locale.get()) busy=busy blocked=blocked
                                on_press=move |()| start(true)/>
                        </Show>
                        <Button label=move || text::later(locale.get()) kind=ButtonKind::Quiet on_press=on_later/>
                    </div>
                }.into_any(),
            }}
        </section>
    }
}
