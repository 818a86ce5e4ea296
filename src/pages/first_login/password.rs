//! First step: the one-time code is exchanged for a password of one's own.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_protocol::accounts::{FirstLogIn, LoggedIn};

use super::view_model::plausible;
use crate::{
    components::{Banner, Button, ButtonKind, TextField, Tone},
    i18n::{
        account::{self, first_login as text},
        use_locale,
    },
    state::{ApiFailure, account::use_account},
    view::{
        data_bar::use_offline_reason,
        log_in_failure::log_in_failure,
        new_password::{NewPassword, NewPasswordFields},
    },
};

/// The form.
#[component]
pub fn ChoosePassword(
    /// Login name as typed; later steps name the account by it.
    login: RwSignal<String>,
    /// Called with the server's answer.
    on_entered: Callback<LoggedIn>,
) -> impl IntoView {
    let locale = use_locale();
    let handle = use_account();
    let blocked = use_offline_reason();
    let code = RwSignal::new(String::new());
    let password = NewPassword::new();
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let submit = move || {
        tried.set(true);
        let (typed, name) = (code.get_untracked(), login.get_untracked().trim().to_owned());
        let Some(chosen) = password.get() else { return };
        if name.is_empty() || !plausible(&typed) || busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let result = handle.first_log_in(FirstLogIn { login: name, code: typed, password: chosen }).await;
            busy.set(false);
            match result {
                Ok(answer) => {
                    password.clear();
                    on_entered.run(answer);
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let name_missing = move || {
        (tried.get() && login.with(|login| login.trim().is_empty()))
            .then(|| account::login_name_missing(locale.get()))
    };
    let code_missing = move || {
        (tried.get() && !code.with(|code| plausible(code))).then(|| text::one_time_code_missing(locale.get()))
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| log_in_failure(locale.get(), why)));
    view! {
        <form class="stack" novalidate=true on:submit=move |event| { event.prevent_default(); submit(); }>
            <p class="prose">{move || text::lead_password(locale.get())}</p>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            <TextField label=move || account::login_name(locale.get()) value=login required=true autofocus=true
                autocomplete="username" error=name_missing/>
            <TextField label=move || text::one_time_code(locale.get()) value=code required=true
                hint=move || Some(text::one_time_code_hint(locale.get())) error=code_missing/>
            <NewPasswordFields password tried/>
            <div class="row">
                <Button label=move || text::submit(locale.get()) kind=ButtonKind::Primary busy=busy blocked=blocked
                    submit=true on_press=|()| ()/>
                <A href="/login" attr:class="button button-quiet">{move || text::have_password(locale.get())}</A>
            </div>
        </form>
    }
}
