//! `/login`: password, then the second factor (R-ACC 2). Nothing typed is lost on an error, and nothing typed is stored.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_navigate};
use yanxi_protocol::accounts::{LogIn, LogInStep};

use crate::{
    components::{Banner, Button, ButtonKind, Card, PageHeader, TextField, Tone},
    i18n::{
        account::{self, login as text},
        use_locale,
    },
    state::{ApiFailure, account::use_account, me::use_me},
    view::{
        data_bar::use_offline_reason, log_in_failure::log_in_failure, role_path::role_path, top_bar::TopBar,
    },
};

/// The page.
#[component]
pub fn LoginPage() -> impl IntoView {
    let locale = use_locale();
    let handle = use_account();
    let navigate = use_navigate();
    let blocked = use_offline_reason();
    let login = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let asks_code = RwSignal::new(false);
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let submit = move || {
        tried.set(true);
        let typed = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        let incomplete = typed(login).is_empty()
            || password.with_untracked(String::is_empty)
            || (asks_code.get_untracked() && typed(code).is_empty());
        if incomplete || busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        let second_factor = asks_code.get_untracked().then(|| typed(code));
        let body = LogIn { login: typed(login), password: password.get_untracked(), second_factor };
        let navigate = navigate.clone();
        spawn_local(async move {
            let result = handle.log_in(body).await;
            busy.set(false);
            match result {
                Ok(answer) if answer.next == LogInStep::SecondFactorNeeded => {
                    tried.set(false);
                    asks_code.set(true);
                }
                Ok(answer) => {
                    password.set(String::new());
                    let path = match answer.next {
                        LogInStep::BindSecondFactor => "/first-login",
                        _ => answer.me.and_then(|me| me.account).map_or("/", |own| role_path(&own.roles)),
                    };
                    navigate(path, leptos_router::NavigateOptions::default());
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let start_over = move |()| {
        asks_code.set(false);
        tried.set(false);
        refused.set(None);
        code.set(String::new());
        password.set(String::new());
    };
    let missing = move |signal: RwSignal<String>, words: fn(crate::i18n::Locale) -> String| {
        move || (tried.get() && signal.with(|typed| typed.trim().is_empty())).then(|| words(locale.get()))
    };
    let title = move || {
        let locale = locale.get();
        if asks_code.get() { text::second_title(locale) } else { text::title(locale) }
    };
    let lead = move || {
        let locale = locale.get();
        if asks_code.get() { text::second_lead(locale, login.get().trim()) } else { text::lead(locale) }
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| log_in_failure(locale.get(), why)));
    view! {
        <TopBar/>
        <main class="page page-narrow">
            <PageHeader title=title lead=lead/>
            <Already/>
            <form class="stack" novalidate=true on:submit=move |event| { event.prevent_default(); submit(); }>
                {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
                <Show when=move || !asks_code.get()>
                    <TextField label=move || account::login_name(locale.get()) value=login required=true
                        autocomplete="username" autofocus=true error=missing(login, account::login_name_missing)/>
                    <TextField label=move || text::password(locale.get()) value=password required=true secret=true
                        autocomplete="current-password" error=missing(password, text::password_missing)/>
                </Show>
                <Show when=move || asks_code.get()>
                    <TextField label=move || text::second_code(locale.get()) value=code required=true autofocus=true
                        autocomplete="one-time-code" hint=move || Some(text::second_hint(locale.get()))
                        error=missing(code, account::code_missing)/>
                </Show>
                <div class="row">
                    <Button label=move || text::submit(locale.get()) kind=ButtonKind::Primary busy=busy
                        blocked=blocked submit=true on_press=|()| ()/>
                    <Show when=move || asks_code.get()>
                        <Button label=move || text::start_over(locale.get()) kind=ButtonKind::Quiet
                            on_press=start_over/>
                    </Show>
                </div>
            </form>
            <Card>
                <p class="prose">{move || text::first_time(locale.get())}</p>
                <div><A href="/first-login" attr:class="button">{move || text::to_first_login(locale.get())}</A></div>
                <p class="prose muted">{move || text::forgotten(locale.get())}</p>
            </Card>
            <p class="muted prose">{move || account::account_personal(locale.get())}</p>
        </main>
    }
}

/// Somebody is signed in here already.
#[component]
fn Already() -> impl IntoView {
    let locale = use_locale();
    let me = use_me().me();
    let who = Memo::new(move |_| {
        me.with(|me| me.account.as_ref().map(|own| (own.name.clone(), role_path(&own.roles))))
    });
    move || {
        who.get().map(|(name, path)| {
            view! {
                <Banner tone=Tone::Info text=move || Some(text::already(locale.get(), &name))>
                    <A href=path attr:class="button">{move || text::go_on(locale.get())}</A>
                </Banner>
            }
        })
    }
}
