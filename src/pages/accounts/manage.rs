//! What can be done with one account: roles, state, a new one-time code, the yearly confirmation.

use std::{collections::BTreeSet, future::Future};

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::ids::AccountId;
use yanxi_protocol::{
    accounts::{OneTimeCode, ResetAccess},
    administration::{AccountState, GivenRole, ManagedAccount, SetAccountRoles, SetAccountState},
};

use super::{
    Accounts,
    code::HandOver,
    lines::States,
    roles::RoleBoxes,
    view_model::{Authority, is_unconfirmed, roles_at},
};
use crate::{
    components::{Banner, Button, ButtonKind, Checkbox, Dialog, Tone, use_announcer},
    i18n::{account::administration as text, use_locale},
    state::ApiFailure,
    view::{
        data_bar::use_offline_reason,
        failure::{failure, named},
        reason_picker::{ReasonDraft, ReasonPicker},
    },
};

/// What an action does when it is over.
#[derive(Clone, Copy)]
struct Acting {
    accounts: Accounts,
    open: RwSignal<bool>,
    busy: RwSignal<bool>,
    refused: RwSignal<Option<ApiFailure>>,
    done: Callback<()>,
}

impl Acting {
    /// Waits for the server; a success closes the dialog, a refusal stays on it.
    fn run(self, request: impl Future<Output = Result<(), ApiFailure>> + 'static) {
        self.busy.set(true);
        self.refused.set(None);
        spawn_local(async move {
            let result = request.await;
            self.busy.set(false);
            match result {
                Ok(()) => {
                    self.done.run(());
                    self.open.set(false);
                }
                Err(why) => self.refused.set(Some(why)),
            }
        });
    }
}

/// The dialog.
#[component]
pub fn ManageDialog(
    open: RwSignal<bool>,
    managed: RwSignal<Option<AccountId>>,
    accounts: Accounts,
    authority: Memo<Authority>,
) -> impl IntoView {
    let locale = use_locale();
    let account = move || managed.get().and_then(|id| accounts.account(id));
    let title = move || account().map(|one| text::manage(locale.get(), &one.name)).unwrap_or_default();
    view! {
        <Dialog open=open title=Signal::derive(title) wide=true
            on_close=Callback::new(move |()| accounts.refresh())>
            {move || managed.get().and_then(|id| untrack(|| accounts.account(id))).map(|account| view! {
                <Body account open accounts authority/>
            })}
        </Dialog>
    }
}

#[component]
fn Body(
    account: ManagedAccount,
    open: RwSignal<bool>,
    accounts: Accounts,
    authority: Memo<Authority>,
) -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let acting = Acting {
        accounts,
        open,
        busy: RwSignal::new(false),
        refused: RwSignal::new(None),
        done: Callback::new(move |()| announcer.toast(text::done(locale.get_untracked()))),
    };
    let code = RwSignal::new_local(None::<OneTimeCode>);
    let why = move || acting.refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    let courses = move || acting.refused.with(|why| why.as_ref().map(named).unwrap_or_default());
    let login = account.login.clone().unwrap_or_default();
    let kept = StoredValue::new(account);
    move || match code.get() {
        Some(code) => {
            let login = login.clone();
            view! { <HandOver code login on_done=move |()| open.set(false)/> }.into_any()
        }
        None => {
            let account = kept.get_value();
            view! {
                <States account=account.clone() accounts/>
                {move || why().map(|words| view! {
                    <Banner tone=Tone::Stop text=words urgent=true>
                        <ul>{courses().into_iter().map(|course| view! { <li>{course}</li> }).collect_view()}</ul>
                    </Banner>
                })}
                <Confirm account=account.clone() acting/>
                <Roles account=account.clone() acting authority/>
                <Reset account=account.clone() acting code/>
                <State account acting/>
            }
            .into_any()
        }
    }
}

/// Still in duty this school year.
#[component]
fn Confirm(account: ManagedAccount, acting: Acting) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    let id = account.account;
    let handle = acting.accounts.handle;
    is_unconfirmed(&account).then(|| {
        view! {
            <div><Button label=move || text::confirm_one(locale.get()) busy=acting.busy blocked
                on_press=move |()| acting.run(async move { handle.confirm(vec![id]).await })/></div>
        }
    })
}

/// Roles at the person's own organisation; those elsewhere stay as they are.
#[component]
fn Roles(account: ManagedAccount, acting: Acting, authority: Memo<Authority>) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    let organisation = account.organisation?;
    if account.state != AccountState::Active || !authority.with_untracked(Authority::any) {
        return None;
    }
    let (id, place) = (account.account, account.organisation_name);
    let chosen = RwSignal::new(account.roles.into_iter().collect::<BTreeSet<GivenRole>>());
    let handle = acting.accounts.handle;
    let save = move |()| {
        let roles = chosen.get_untracked().into_iter().collect();
        acting.run(async move { handle.set_roles(id, SetAccountRoles { roles }).await });
    };
    Some(view! {
        <section class="stack-tight">
            <RoleBoxes label=move || text::roles_heading(locale.get(), &place)
                offered=Signal::derive(move || roles_at(organisation).to_vec()) chosen/>
            <div><Button label=move || text::save_roles(locale.get()) busy=acting.busy blocked on_press=save/></div>
        </section>
    })
}

/// A new one-time code.
#[component]
fn Reset(
    account: ManagedAccount,
    acting: Acting,
    code: RwSignal<Option<OneTimeCode>, LocalStorage>,
) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    if account.login.is_none() || account.state != AccountState::Active {
        return None;
    }
    let id = account.account;
    let second_factor = RwSignal::new(false);
    let reset = move |()| {
        acting.busy.set(true);
        acting.refused.set(None);
        let body = ResetAccess { second_factor: second_factor.get_untracked() };
        spawn_local(async move {
            let result = acting.accounts.handle.reset(id, body).await;
            acting.busy.set(false);
            match result {
                Ok(new) => code.set(Some(new)),
                Err(why) => acting.refused.set(Some(why)),
            }
        });
    };
    Some(view! {
        <section class="stack-tight">
            <h3>{move || text::reset(locale.get())}</h3>
            <p class="muted prose">{move || text::reset_explain(locale.get())}</p>
            {account.second_factor.then(|| view! {
                <Checkbox label=move || text::reset_factor(locale.get()) value=second_factor
                    on_change=move |ticked| second_factor.set(ticked)/>
            })}
            <div><Button label=move || text::reset(locale.get()) busy=acting.busy blocked on_press=reset/></div>
        </section>
    })
}

/// 停用, 恢復啟用, 註銷, each with a reason.
#[component]
fn State(account: ManagedAccount, acting: Acting) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    let (id, state) = (account.account, account.state);
    if state == AccountState::Closed {
        return None;
    }
    let reason = ReasonDraft::new();
    let chips = Signal::derive(move || {
        let locale = locale.get();
        vec![
            text::reason_left(locale),
            text::reason_duty(locale),
            text::reason_idle(locale),
            text::reason_back(locale),
        ]
    });
    let handle = acting.accounts.handle;
    let missing = Signal::derive(move || {
        blocked.get().or_else(|| {
            chips
                .with(|chips| reason.value(chips))
                .is_none()
                .then(|| crate::i18n::office::reason_needed(locale.get()))
        })
    });
    let set = move |state: AccountState| {
        let Some(reason) = chips.with_untracked(|chips| untrack(|| reason.value(chips))) else { return };
        acting.run(async move { handle.set_state(id, SetAccountState { state, reason }).await });
    };
    let other = move || {
        if state == AccountState::Active {
            view! {
                <Button label=move || text::disable(locale.get()) kind=ButtonKind::Danger busy=acting.busy
                    blocked=missing on_press=move |()| set(AccountState::Disabled)/>
            }
            .into_any()
        } else {
            view! {
                <Button label=move || text::enable(locale.get()) busy=acting.busy blocked=missing
                    on_press=move |()| set(AccountState::Active)/>
                <Button label=move || text::close(locale.get()) kind=ButtonKind::Danger busy=acting.busy
                    blocked=missing on_press=move |()| set(AccountState::Closed)/>
            }
            .into_any()
        }
    };
    Some(view! {
        <section class="stack-tight">
            <h3>{move || text::col_state(locale.get())}</h3>
            <p class="muted prose">{move || text::state_explain(locale.get())}</p>
            <ReasonPicker draft=reason chips/>
            <div class="row">{other}</div>
        </section>
    })
}
