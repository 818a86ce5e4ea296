//! `/first-login`: from the one-time code to every right of the account, step by step (S0-07). Leaving in between loses
//! nothing: whoever comes back, signed in but unbound, goes on at the second step.

mod bind;
mod password;
pub mod view_model;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_navigate};
use yanxi_protocol::accounts::{LogInStep, LoggedIn};

use self::{bind::Bind, password::ChoosePassword, view_model::Step};
use crate::{
    components::{Banner, Button, ButtonKind, PageHeader, Tone},
    i18n::{
        account::{self, first_login as text},
        use_locale,
    },
    state::{account::use_account, me::use_me},
    view::{role_path::role_path, second_factor::RecoveryCodes, top_bar::TopBar},
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
