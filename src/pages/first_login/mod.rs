//! `/first-login`: from the one-time code to every right of the account, step by step (S0-07). Leaving in between loses
//! nothing: whoever comes back, signed in but unbound, goes on at the second step.

mod password;
pub mod view_model;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_navigate};
use yanxi_protocol::accounts::{LogInStep, LoggedIn, NewSecondFactor};

use self::{password::ChoosePassword, view_model::Step};
use crate::{
    components::{Banner, Button, ButtonKind, PageHeader, Tone},
    i18n::{
        account::{self, first_login as text},
        use_locale,
    },
    state::{ApiFailure, account::use_account, me::use_me},
    view::{
        data_bar::use_offline_reason,
        failure::failure,
        role_path::role_path,
        second_factor::{BindApp, RecoveryCodes},
        top_bar::TopBar,
    },
};

/// The page.
#[component]
pub fn FirstLoginPage() -> impl IntoView {
    let locale = use_locale();
    let handle = use_account();
    let step = RwSignal::new(Step::Password);
    let login = RwSignal::new(String::new());
    let codes = RwSignal::new(Vec::<String>::new());
    let navigate = use_navigate();
    let me = use_me().me();
    let signed_in = Memo::new(move |_| me.with(|me| me.account.is_some()));
    let leave = Callback::new(move |()| {
        let path = me.with_untracked(|me| me.account.as_ref().map_or("/", |own| role_path(&own.roles)));
        navigate(path, leptos_router::NavigateOptions::default());
    });
    // Somebody who came from the login, or back after a break.
    Effect::new(move |_| {
        if signed_in.get() && step.get_untracked() == Step::Password {
            spawn_local(async move {
                if let Ok(access) = handle.access().await
                    && access.second_factor_needed
                    && step.get_untracked() == Step::Password
                {
                    login.set(access.login.unwrap_or_default());
                    step.set(Step::Bind);
                }
            });
        }
    });
    let entered = Callback::new(move |answer: LoggedIn| match answer.next {
        LogInStep::BindSecondFactor => step.set(Step::Bind),
        LogInStep::SecondFactorNeeded => step.set(Step::ToLogin),
        LogInStep::Done => leave.run(()),
    });
    let bound = Callback::new(move |new: Vec<String>| {
        codes.set(new);
        step.set(Step::Codes);
    });
    view! {
        <TopBar/>
        <main class="page page-narrow">
            <PageHeader title=move || text::title(locale.get()) lead=move || step.get().words(locale.get())/>
            {move || match step.get() {
                Step::Password => view! { <ChoosePassword login on_entered=entered/> }.into_any(),
                Step::Bind => view! { <Bind on_bound=bound on_later=leave/> }.into_any(),
                Step::Codes => view! {
                    <Codes codes=codes.get_untracked() login=login.get_untracked() on_finish=leave/>
                }.into_any(),
                Step::ToLogin => view! {
                    <Banner tone=Tone::Ok text=move || Some(text::reset_done(locale.get()))>
                        <A href="/login" attr:class="button button-primary">{move || text::to_login(locale.get())}</A>
                    </Banner>
                }.into_any(),
            }}
            <p class="muted prose no-print">{move || account::account_personal(locale.get())}</p>
        </main>
    }
}

/// Second step.
#[component]
fn Bind(on_bound: Callback<Vec<String>>, on_later: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let handle = use_account();
    let blocked = use_offline_reason();
    let secret = RwSignal::new_local(None::<NewSecondFactor>);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let start = move |()| {
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let result = handle.start_second_factor().await;
            busy.set(false);
            match result {
                Ok(new) => secret.set(Some(new)),
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        <section class="stack">
            <p class="prose">{move || text::lead_bind(locale.get())}</p>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            {move || match secret.get() {
                Some(secret) => view! { <BindApp secret on_bound/> }.into_any(),
                None => view! {
                    <div class="row">
                        <Button label=move || text::start_bind(locale.get()) kind=ButtonKind::Primary busy=busy
                            blocked=blocked on_press=start/>
                        <Button label=move || text::later(locale.get()) kind=ButtonKind::Quiet on_press=on_later/>
                    </div>
                }.into_any(),
            }}
        </section>
    }
}

/// Last step.
#[component]
fn Codes(codes: Vec<String>, login: String, on_finish: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let saved = RwSignal::new(false);
    let blocked = move || (!saved.get()).then(|| text::tick_first(locale.get()));
    view! {
        <Banner tone=Tone::Ok text=move || Some(text::lead_codes(locale.get()))/>
        <RecoveryCodes codes login saved/>
        <div>
            <Button label=move || text::finish(locale.get()) kind=ButtonKind::Primary
                blocked=Signal::derive(blocked) on_press=on_finish/>
        </div>
    }
}
