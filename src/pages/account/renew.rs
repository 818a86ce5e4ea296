//! Binding, moving to another phone, new recovery codes: one dialog whose steps follow each other.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::accounts::NewSecondFactor;

use super::OwnAccess;
use crate::{
    components::{Banner, Button, ButtonKind, Dialog, TextField, Tone},
    i18n::{
        Locale,
        account::{self, first_login, own as text},
        use_locale,
    },
    state::ApiFailure,
    view::{
        data_bar::use_offline_reason,
        failure::failure,
        second_factor::{BindApp, RecoveryCodes},
    },
};

/// What is renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renew {
    /// Nothing was bound yet.
    First,
    /// The app, to another phone.
    App,
    /// The recovery codes only.
    Codes,
}

impl Renew {
    fn title(self, locale: Locale) -> String {
        match self {
            Self::First => text::bind(locale),
            Self::App => text::rebind(locale),
            Self::Codes => text::new_codes(locale),
        }
    }
}

/// Where the dialog is.
#[derive(Clone, PartialEq, Eq)]
enum Step {
    Prove,
    Bind(NewSecondFactor),
    Codes(Vec<String>),
}

/// The dialog. Closing it in between changes nothing: the old app counts until the new one is confirmed.
#[component]
pub fn RenewDialog(open: RwSignal<bool>, what: RwSignal<Renew>, own: OwnAccess) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Dialog open=open title=move || what.get().title(locale.get()) wide=true
            on_close=Callback::new(move |()| own.refresh())>
            <Steps open what=what.get_untracked() own/>
        </Dialog>
    }
}

#[component]
fn Steps(open: RwSignal<bool>, what: Renew, own: OwnAccess) -> impl IntoView {
    let step = RwSignal::new(Step::Prove);
    let bound = Callback::new(move |codes: Vec<String>| step.set(Step::Codes(codes)));
    move || match step.get() {
        Step::Prove => view! { <Prove what step own/> }.into_any(),
        Step::Bind(secret) => view! { <BindApp secret on_bound=bound/> }.into_any(),
        Step::Codes(codes) => view! { <NewCodes codes own open/> }.into_any(),
    }
}

/// The present second factor in hand; the first time there is none to show.
#[component]
fn Prove(what: Renew, step: RwSignal<Step>, own: OwnAccess) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    let code = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let go_on = move || {
        tried.set(true);
        let typed = code.get_untracked().trim().to_owned();
        if (what != Renew::First && typed.is_empty()) || busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let next = match what {
                Renew::First => own.handle.start_second_factor().await.map(Step::Bind),
                Renew::App => own.handle.rebind(typed).await.map(Step::Bind),
                Renew::Codes => own.handle.new_recovery_codes(typed).await.map(Step::Codes),
            };
            busy.set(false);
            match next {
                Ok(next) => step.set(next),
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let explain = move || match what {
        Renew::First => first_login::lead_bind(locale.get()),
        Renew::App => text::rebind_explain(locale.get()),
        Renew::Codes => text::new_codes_explain(locale.get()),
    };
    let missing = move || {
        (tried.get() && code.with(|code| code.trim().is_empty())).then(|| account::code_missing(locale.get()))
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        <form class="stack" novalidate=true on:submit=move |event| { event.prevent_default(); go_on(); }>
            <p class="prose">{explain}</p>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            {(what != Renew::First).then(|| view! {
                <TextField label=move || text::present_code(locale.get()) value=code required=true
                    autocomplete="one-time-code" error=missing/>
            })}
            <div><Button label=move || text::go_on(locale.get()) kind=ButtonKind::Primary busy blocked submit=true
                on_press=|()| ()/></div>
        </form>
    }
}

/// Shown this once.
#[component]
fn NewCodes(codes: Vec<String>, own: OwnAccess, open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let saved = RwSignal::new(false);
    let login = own.access.with_untracked(|access| access.as_ref().and_then(|a| a.login.clone()));
    let blocked = Signal::derive(move || (!saved.get()).then(|| first_login::tick_first(locale.get())));
    view! {
        <RecoveryCodes codes login=login.unwrap_or_default() saved/>
        <div><Button label=move || text::close(locale.get()) kind=ButtonKind::Primary blocked
            on_press=move |()| open.set(false)/></div>
    }
}
