//! Second step: a passkey, a code of the app or a recovery code. The password is sent again with it: between the two steps
//! there is no session.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::accounts::{LogIn, LoggedIn, PasskeyChallenge, SecondFactors};

use super::Typed;
use crate::{
    components::{Banner, Button, ButtonKind, TextField, Tone},
    i18n::{
        account::{self, login as text, passkey},
        use_locale,
    },
    state::{
        ApiFailure,
        account::{AccountHandle, use_account},
        passkeys::{PasskeyError, PasskeyFailure, passkeys_offered, show_passkey},
    },
    view::{data_bar::use_offline_reason, passkey_failure::passkey_failure},
};

/// The form.
#[component]
pub fn SecondFactor(
    /// Login name and password.
    typed: Typed,
    /// What the server takes.
    factors: SecondFactors,
    /// Called with its answer.
    on_answer: Callback<LoggedIn>,
    /// Called when it is to be another account.
    on_start_over: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let handle = use_account();
    let blocked = use_offline_reason();
    let code = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<PasskeyFailure>);
    let app = factors.app;
    let has_passkey = factors.passkey.is_some();
    let offered = factors.passkey.as_ref().is_some_and(|asked| passkeys_offered(domain(asked)));
    let challenge = RwSignal::new(factors.passkey);
    let finish = move |result: Result<LoggedIn, PasskeyFailure>| {
        busy.set(false);
        match result {
            Ok(answer) => on_answer.run(answer),
            Err(why) => refused.set(Some(why)),
        }
    };
    let submit = move || {
        tried.set(true);
        let typed_code = code.get_untracked().trim().to_owned();
        if typed_code.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let body = LogIn { second_factor: Some(typed_code), ..typed.body() };
            finish(handle.log_in(body).await.map_err(Into::into));
        });
    };
    let show = move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move { finish(with_passkey(handle, typed, challenge).await) });
    };
    let label = move || if app { text::second_code(locale.get()) } else { text::recovery_code(locale.get()) };
    let hint =
        move || Some(if app { text::second_hint(locale.get()) } else { text::recovery_hint(locale.get()) });
    let missing = move || {
        (tried.get() && code.with(|typed| typed.trim().is_empty()))
            .then(|| account::code_missing(locale.get()))
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| passkey_failure(locale.get(), why)));
    view! {
        <form class="stack" novalidate=true on:submit=move |event| { event.prevent_default(); submit(); }>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            {offered.then(|| view! {
                <div><Button label=move || text::use_passkey(locale.get()) kind=ButtonKind::Primary busy blocked
                    on_press=show/></div>
            })}
            {(has_passkey && !offered).then(|| view! {
                <Banner tone=Tone::Wait text=move || Some(passkey::not_offered(locale.get()))/>
            })}
            <TextField label=label value=code required=true autofocus=!offered autocomplete="one-time-code" hint=hint
                error=missing/>
            <div class="row">
                <Button label=move || text::submit(locale.get())
                    kind=if offered { ButtonKind::Plain } else { ButtonKind::Primary } busy=busy blocked=blocked
                    submit=true on_press=|()| ()/>
                <Button label=move || text::start_over(locale.get()) kind=ButtonKind::Quiet
                    on_press=move |()| on_start_over.run(())/>
            </div>
        </form>
    }
}

/// The domain a question is about.
fn domain(asked: &PasskeyChallenge) -> Option<&str> {
    asked.options.get("rpId").and_then(|domain| domain.as_str())
}

/// Shows a passkey for the question at hand; without one, because the last was used up, for a new one.
async fn with_passkey(
    handle: AccountHandle,
    typed: Typed,
    challenge: RwSignal<Option<PasskeyChallenge>>,
) -> Result<LoggedIn, PasskeyFailure> {
    let asked = match challenge.get_untracked() {
        Some(asked) => asked,
        None => ask_again(handle, typed).await?.ok_or(PasskeyFailure::Browser(PasskeyError::NotOffered))?,
    };
    challenge.set(Some(asked.clone()));
    let answer = show_passkey(&asked).await.map_err(PasskeyFailure::Browser)?;
    challenge.set(None);
    Ok(handle.log_in(LogIn { passkey: Some(answer), ..typed.body() }).await?)
}

async fn ask_again(handle: AccountHandle, typed: Typed) -> Result<Option<PasskeyChallenge>, ApiFailure> {
    Ok(handle.log_in(typed.body()).await?.factors.and_then(|factors| factors.passkey))
}
