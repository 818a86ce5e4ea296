//! Opening an account. Who opens it chooses person and roles; the person chooses the password.

use std::collections::BTreeSet;

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::administration::{GivenRole, OpenAccount, OpenedAccount};

use super::{
    Accounts,
    code::HandOver,
    office::use_county_choices,
    roles::RoleBoxes,
    view_model::{Authority, roles_at},
};
use crate::{
    components::{Banner, Button, ButtonKind, Checkbox, Dialog, Select, TextField, Tone},
    i18n::{
        account::{self, administration as text},
        use_locale,
    },
    state::ApiFailure,
    view::{
        data_bar::use_offline_reason,
        failure::failure,
        school_picker::{Picked, SchoolPicker},
    },
};

/// Code of the server when somebody of that name is there already.
const NAMESAKE: &str = "person_has_account";

/// The dialog. Closing it loses the code: it can be made again by resetting the account.
#[component]
pub fn OpenDialog(open: RwSignal<bool>, accounts: Accounts, authority: Memo<Authority>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Dialog open=open title=move || text::open_account(locale.get()) wide=true
            on_close=Callback::new(move |()| accounts.refresh())>
            <Body open accounts authority/>
        </Dialog>
    }
}

#[component]
fn Body(open: RwSignal<bool>, accounts: Accounts, authority: Memo<Authority>) -> impl IntoView {
    let locale = use_locale();
    let opened = RwSignal::new_local(None::<(String, String, OpenedAccount)>);
    let done = Callback::new(move |()| open.set(false));
    move || match opened.get() {
        None => view! { <Form accounts authority opened/> }.into_any(),
        Some((name, login, answer)) => view! {
            <Banner tone=Tone::Ok text=move || Some(text::opened(locale.get(), &name))/>
            <HandOver code=answer.code login on_done=done/>
        }
        .into_any(),
    }
}

/// The organisation the caller administers, when it is only one.
fn only_organisation(accounts: Accounts, authority: &Authority) -> Option<Picked> {
    let [id] = authority.organisations.as_slice() else { return None };
    if !authority.only_own() {
        return None;
    }
    let known = accounts.read(|list| list.organisations.iter().find(|one| one.id == *id).cloned());
    known.flatten().map(|one| Picked { id: one.id, county: one.county, name: one.name })
}

#[component]
fn Form(
    accounts: Accounts,
    authority: Memo<Authority>,
    opened: RwSignal<Option<(String, String, OpenedAccount)>, LocalStorage>,
) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    let picked = RwSignal::new(authority.with_untracked(|own| only_organisation(accounts, own)));
    let (name, title, login) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let chosen = RwSignal::new(BTreeSet::<GivenRole>::new());
    let county = RwSignal::new(String::new());
    let namesake = RwSignal::new(false);
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let system = Memo::new(move |_| authority.with(|own| own.system));
    // Roles of another organisation than the one chosen now would be given by mistake.
    Effect::new(move |_| {
        picked.track();
        chosen.update(|chosen| chosen.retain(|role| *role == GivenRole::SystemAdministrator));
    });
    let offered = Signal::derive(move || {
        let mut roles: Vec<GivenRole> = picked.get().map(|at| roles_at(at.id).to_vec()).unwrap_or_default();
        roles.extend(system.get().then_some(GivenRole::SystemAdministrator));
        roles
    });
    let needs_place = move || picked.with(Option::is_none) && !system.get();
    let submit = move || {
        tried.set(true);
        let typed = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        if needs_place() || typed(name).is_empty() || typed(login).is_empty() || busy.get_untracked() {
            return;
        }
        let mut roles: Vec<GivenRole> = chosen.get_untracked().into_iter().collect();
        let supervised = county.get_untracked();
        if !supervised.is_empty() {
            roles.push(GivenRole::CountySupervisor { county: supervised });
        }
        let body = OpenAccount {
            login: typed(login),
            name: typed(name),
            title: typed(title),
            organisation: picked.with_untracked(|at| at.as_ref().map(|at| at.id)),
            roles,
            namesake: namesake.get_untracked(),
        };
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let (name, login) = (body.name.clone(), body.login.clone());
            let result = accounts.handle.open(body).await;
            busy.set(false);
            match result {
                Ok(answer) => opened.set(Some((name, login, answer))),
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let missing = move |signal: RwSignal<String>, words: fn(crate::i18n::Locale) -> String| {
        move || (tried.get() && signal.with(|typed| typed.trim().is_empty())).then(|| words(locale.get()))
    };
    let place_missing =
        move || (tried.get() && needs_place()).then(|| text::organisation_missing(locale.get()));
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    let asks_namesake = move || {
        namesake.get()
            || refused.with(|why| matches!(why, Some(ApiFailure::Refused(error)) if error.code == NAMESAKE))
    };
    view! {
        <form class="stack" novalidate=true on:submit=move |event| { event.prevent_default(); submit(); }>
            <p class="prose">{move || account::account_personal(locale.get())}</p>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            <Show when=asks_namesake>
                <Checkbox label=move || text::namesake(locale.get()) value=namesake
                    on_change=move |ticked| namesake.set(ticked)/>
            </Show>
            <SchoolPicker picked error=Signal::derive(place_missing)
                counties=Signal::derive(move || authority.with(|own| if own.system { Vec::new() } else { own.counties.clone() }))/>
            <div class="form-grid">
                <TextField label=move || text::field_name(locale.get()) value=name required=true
                    error=missing(name, text::name_missing)/>
                <TextField label=move || text::field_title(locale.get()) value=title/>
            </div>
            <TextField label=move || account::login_name(locale.get()) value=login required=true
                hint=move || Some(text::field_login_hint(locale.get())) error=missing(login, account::login_name_missing)/>
            <Show when=move || offered.with(|roles| !roles.is_empty())>
                <RoleBoxes label=move || text::field_roles(locale.get()) offered chosen/>
            </Show>
            <Show when=move || system.get()>
                <Supervised county/>
            </Show>
            <div><Button label=move || text::open_account(locale.get()) kind=ButtonKind::Primary busy blocked
                submit=true on_press=|()| ()/></div>
        </form>
    }
}

/// The county of a new 縣市督導; none for everybody else.
#[component]
fn Supervised(county: RwSignal<String>) -> impl IntoView {
    let locale = use_locale();
    let counties = use_county_choices();
    view! {
        <Select label=move || text::supervised_county(locale.get()) options=counties value=county
            empty=Signal::derive(move || text::supervised_none(locale.get()))/>
    }
}
