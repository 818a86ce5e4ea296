//! Making a passkey in this browser.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::accounts::PasskeyChallenge;

use crate::{
    components::{Banner, Button, ButtonKind, TextField, Tone},
    i18n::{account::passkey as text, use_locale},
    state::{account::use_account, passkeys::PasskeyFailure},
    view::{data_bar::use_offline_reason, passkey_failure::passkey_failure},
};

/// Asks for a name and makes it. What the person cancels can be pressed again.
#[component]
pub fn BindPasskey(
    /// The server's question.
    challenge: PasskeyChallenge,
    /// Called once it is bound, with recovery codes where it is the first second factor.
    #[prop(into)]
    on_bound: Callback<Vec<String>>,
    /// Called when the server did not take the answer: the question is used up, another one is needed.
    #[prop(into)]
    on_over: Callback<PasskeyFailure>,
) -> impl IntoView {
    let locale = use_locale();
    let handle = use_account();
    let blocked = use_offline_reason();
    let name = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<PasskeyFailure>);
    let challenge = StoredValue::new(challenge);
    let create = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let name = name.get_untracked().trim().to_owned();
            let result = handle.bind_passkey(&challenge.get_value(), name).await;
            busy.set(false);
            match result {
                Ok(codes) => on_bound.run(codes),
                Err(why @ PasskeyFailure::Browser(_)) => refused.set(Some(why)),
                Err(why) => on_over.run(why),
            }
        });
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| passkey_failure(locale.get(), why)));
    view! {
        <form class="stack" novalidate=true on:submit=move |event| { event.prevent_default(); create(); }>
            <p class="prose">{move || text::explain(locale.get())}</p>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            <TextField label=move || text::name(locale.get()) value=name
                hint=move || Some(text::name_hint(locale.get()))/>
            <div><Button label=move || text::create(locale.get()) kind=ButtonKind::Primary busy blocked submit=true
                on_press=|()| ()/></div>
        </form>
    }
}
