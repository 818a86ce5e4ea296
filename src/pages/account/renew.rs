//! Binding an app or a passkey, moving to another phone, new recovery codes: one dialog whose steps follow each other.

use leptos::prelude::*;
use yanxi_protocol::accounts::{NewSecondFactor, PasskeyChallenge};

use super::{OwnAccess, prove::Prove};
use crate::{
    components::{Button, ButtonKind, Dialog, use_announcer},
    i18n::{
        Locale,
        account::{first_login, own as text, passkey},
        use_locale,
    },
    state::passkeys::PasskeyFailure,
    view::second_factor::{BindApp, BindPasskey, RecoveryCodes},
};

/// What is renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renew {
    /// Nothing was bound yet.
    First,
    /// The app, to another phone.
    App,
    /// An app beside the passkeys.
    FurtherApp,
    /// A passkey, perhaps the first second factor.
    Passkey,
    /// The recovery codes only.
    Codes,
}

impl Renew {
    fn title(self, locale: Locale) -> String {
        match self {
            Self::First | Self::FurtherApp => text::bind(locale),
            Self::App => text::rebind(locale),
            Self::Passkey => passkey::add(locale),
            Self::Codes => text::new_codes(locale),
        }
    }

    pub(super) fn explain(self, locale: Locale, is_bound: bool) -> String {
        match self {
            Self::First => first_login::about_app(locale),
            Self::App => text::rebind_explain(locale),
            Self::FurtherApp => text::further_app_explain(locale),
            Self::Passkey if is_bound => passkey::add_explain(locale),
            Self::Passkey => first_login::about_passkey(locale),
            Self::Codes => text::new_codes_explain(locale),
        }
    }
}

/// Where the dialog is.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Step {
    Prove,
    Bind(NewSecondFactor),
    Passkey(PasskeyChallenge),
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
    let locale = use_locale();
    let announcer = use_announcer();
    let step = RwSignal::new(Step::Prove);
    let refused = RwSignal::new(None::<PasskeyFailure>);
    let bound = Callback::new(move |codes: Vec<String>| {
        if codes.is_empty() {
            // Those from before still count.
            announcer.toast(passkey::added(locale.get_untracked()));
            open.set(false);
        } else {
            step.set(Step::Codes(codes));
        }
    });
    let over = Callback::new(move |why| {
        refused.set(Some(why));
        step.set(Step::Prove);
    });
    move || match step.get() {
        Step::Prove => view! { <Prove what step own refused/> }.into_any(),
        Step::Passkey(challenge) => view! { <BindPasskey challenge on_bound=bound on_over=over/> }.into_any(),
        Step::Bind(secret) => view! { <BindApp secret on_bound=bound/> }.into_any(),
        Step::Codes(codes) => view! { <NewCodes codes own open/> }.into_any(),
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
