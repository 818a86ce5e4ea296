//! `/login`: password, then the second factor (R-ACC 2). Nothing typed is lost on an error, and nothing typed is stored.

mod second;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_navigate};
use yanxi_protocol::accounts::{LogIn, LogInStep, LoggedIn, SecondFactors};

use self::second::SecondFactor;
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

/// What was typed; the second step sends it again.
#[derive(Clone, Copy)]
struct Typed {
    login: RwSignal<String>,
    password: RwSignal<String>,
}

impl Typed {
    fn body(self) -> LogIn {
        LogIn {
            login: self.login.get_untracked().trim().to_owned(),
            password: self.password.get_untracked(),
            second_factor: None,
            passkey: None,
        }
    }
}

/// The page.
#[component]
pub fn LoginPage() -> impl IntoView {
    let locale = use_locale();
    let navigate = use_navigate();
    let typed = Typed { login: RwSignal::new(String::new()), password: RwSignal::new(String::new()) };
    let factors = RwSignal::new(None::<SecondFactors>);
    let answered = Callback::new(move |answer: LoggedIn| {
        if answer.next == LogInStep::SecondFactorNeeded {
            // A server of before does not say which: it knows only the app.
            let app = SecondFactors { app: true, passkey: None };
            factors.set(Some(answer.factors.unwrap_or(app)));
            return;
        }
        typed.password.set(String::new());
        let path = match answer.next {
            LogInStep::BindSecondFactor => "/first-login",
            _ => answer.me.and_then(|me| me.account).map_or("/", |own| role_path(&own.roles)),
        };
        navigate(path, leptos_router::NavigateOptions::default());
    });
    let start_over = Callback::new(move |()| {
        typed.password.set(String::new());
        factors.set(None);
    });
    let title = move || {
        let locale = locale.get();
        if factors.with(Option::is_some) { text::second_title(locale) } else { text::title(locale) }
    };
    let lead = move || {
        let (locale, login) = (locale.get(), typed.login.get());
        factors.with(|factors| match factors {
            None => text::lead(locale),
            Some(factors) if factors.app && factors.passkey.is_some() => {
                text::either_lead(locale, login.trim())
            }
            Some(factors) if factors.app => text::second_lead(locale, login.trim()),
            Some(_) => text::passkey_lead(locale, login.trim()),
        })
    };
    view! {
        <TopBar/>
        <main class="page page-narrow">
            <PageHeader title=title lead=lead/>
            <Already/>
            {move || match factors.get() {
                Some(factors) => view! {
                    <SecondFactor typed factors on_answer=answered on_start_over=start_over/>
                }.into_any(),
                None => view! { <Password typed on_answer=answered/> }.into_any(),
            }}
            <Card>
                <p class="prose">{move || text::first_time(locale.get())}</p>
                <div><A href="/first-login" attr:class="button">{move || text::to_first_login(locale.get())}</A></div>
                <p class="prose muted">{move || text::forgotten(locale.get())}</p>
            </Card>
            <p class="muted prose">{move || account::account_personal(locale.get())}</p>
        </main>
    }
}

/// First step.
#[component]
fn Password(typed: Typed, on_answer: Callback<LoggedIn>) -> impl IntoView {
    let locale = use_locale();
    let handle = use_account();
    let blocked = use_offline_reason();
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let submit = move || {
        tried.set(true);
        let body = typed.body();
        if body.login.is_empty() || body.password.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let result = handle.log_in(body).await;
            busy.set(false);
            match result {
                Ok(answer) => on_answer.run(answer),
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let missing = move |signal: RwSignal<String>, words: fn(crate::i18n::Locale) -> String| {
        move || (tried.get() && signal.with(|typed| typed.trim().is_empty())).then(|| words(locale.get()))
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| log_in_failure(locale.get(), why)));
    view! {
        <form class="stack" novalidate=true on:submit=move |event| { event.prevent_default(); submit(); }>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            <TextField label=move || account::login_name(locale.get()) value=typed.login required=true
                autocomplete="username" autofocus=true error=missing(typed.login, account::login_name_missing)/>
            <TextField label=move || text::password(locale.get()) value=typed.password required=true secret=true
                autocomplete="current-password" error=missing(typed.password, text::password_missing)/>
            <div class="row">
                <Button label=move || text::submit(locale.get()) kind=ButtonKind::Primary busy=busy
                    blocked=blocked submit=true on_press=|()| ()/>
            </div>
        </form>
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
