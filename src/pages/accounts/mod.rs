//! `/accounts`: accounts of a school, a county or all, opened, ended and confirmed by their administrators (R-ACC 1,
//! R-ACC 3, S2-18, S3-14).

mod code;
mod lines;
mod manage;
mod office;
mod open;
mod roles;
pub mod view_model;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_domain::ids::AccountId;
use yanxi_protocol::administration::{AccountList, ManagedAccount};

use self::{
    lines::Lines,
    manage::ManageDialog,
    office::OfficeDialog,
    open::OpenDialog,
    view_model::{Authority, Filter, is_unconfirmed, policy_words},
};
use crate::{
    components::{
        Banner, Button, ButtonKind, EmptyState, Icon, PageHeader, Segmented, TextField, Tone, use_announcer,
    },
    i18n::{
        account::{self, administration as text, audit},
        use_locale,
    },
    state::{
        ApiFailure,
        administration::{AdministrationHandle, use_administration},
        me::use_me,
    },
    view::{data_bar::use_offline_reason, failure::failure, top_bar::TopBar},
};

/// What the server said last, and how to ask again.
#[derive(Clone, Copy)]
struct Accounts {
    list: RwSignal<Option<AccountList>>,
    refused: RwSignal<Option<ApiFailure>>,
    query: RwSignal<String>,
    busy: RwSignal<bool>,
    handle: AdministrationHandle,
}

impl Accounts {
    /// Asks again; what is shown stays until the answer is here.
    fn refresh(self) {
        self.busy.set(true);
        spawn_local(async move {
            let result = self.handle.list(&self.query.get_untracked()).await;
            self.busy.set(false);
            match result {
                Ok(list) => {
                    self.refused.set(None);
                    self.list.set(Some(list));
                }
                Err(why) => self.refused.set(Some(why)),
            }
        });
    }

    /// Reads the list; nothing before the first answer.
    fn read<T>(self, read: impl FnOnce(&AccountList) -> T) -> Option<T> {
        self.list.with(|list| list.as_ref().map(read))
    }

    fn account(self, id: AccountId) -> Option<ManagedAccount> {
        self.read(|list| list.accounts.iter().find(|one| one.account == id).cloned()).flatten()
    }
}

/// The page.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let authority = Memo::new(move |_| me.me().with(Authority::of));
    let stranger = Memo::new(move |_| me.loaded().get() && !authority.with(Authority::any));
    view! {
        <TopBar/>
        <main class="page">
            <PageHeader title=move || text::title(locale.get()) lead=move || text::lead(locale.get())/>
            {move || if stranger.get() {
                view! {
                    <EmptyState icon=Icon::Lock title=move || text::no_permission(locale.get())>
                        <A href="/" attr:class="button">{move || text::to_start(locale.get())}</A>
                    </EmptyState>
                }.into_any()
            } else {
                view! { <Administration authority/> }.into_any()
            }}
        </main>
    }
}

#[component]
fn Administration(authority: Memo<Authority>) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    let accounts = Accounts {
        list: RwSignal::new(None),
        refused: RwSignal::new(None),
        query: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
        handle: use_administration(),
    };
    accounts.refresh();
    let (opening, creating) = (RwSignal::new(false), RwSignal::new(false));
    let managed = RwSignal::new(None::<AccountId>);
    let managing = RwSignal::new(false);
    let manage = Callback::new(move |id: AccountId| {
        managed.set(Some(id));
        managing.set(true);
    });
    let why = move || accounts.refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    let waiting = move || accounts.list.with(Option::is_none) && accounts.refused.with(Option::is_none);
    let policy =
        move || accounts.read(|list| policy_words(locale.get(), list)).map_or_else(Vec::new, Vec::from);
    view! {
        <Banner tone=Tone::Info text=move || Some(account::account_personal(locale.get()))/>
        <div class="row">
            <Button label=move || text::open_account(locale.get()) kind=ButtonKind::Primary icon=Icon::PersonAdd
                blocked on_press=move |()| opening.set(true)/>
            <Show when=move || authority.with(|own| own.system)>
                <Button label=move || text::new_office(locale.get()) blocked on_press=move |()| creating.set(true)/>
            </Show>
            <Show when=move || authority.with(|own| own.system || !own.organisations.is_empty())>
                <A href="/audit" attr:class="button button-quiet">{move || audit::title(locale.get())}</A>
            </Show>
        </div>
        <ul class="muted">
            {move || policy().into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
        </ul>
        <form class="account-search" on:submit=move |event| { event.prevent_default(); accounts.refresh(); }>
            <TextField label=move || text::search(locale.get()) value=accounts.query/>
            <Button label=move || text::search_go(locale.get()) icon=Icon::Search busy=accounts.busy blocked
                submit=true on_press=|()| ()/>
        </form>
        {move || why().map(|words| view! {
            <Banner tone=Tone::Wait text=words>
                <Button label=move || account::try_again(locale.get()) on_press=move |()| accounts.refresh()/>
            </Banner>
        })}
        <Show when=waiting>
            <EmptyState icon=Icon::Hourglass title=move || account::loading(locale.get())/>
        </Show>
        <Show when=move || accounts.list.with(Option::is_some)>
            <Filtered accounts manage/>
        </Show>
        <OpenDialog open=opening accounts authority/>
        <ManageDialog open=managing managed accounts authority/>
        <OfficeDialog open=creating accounts/>
    }
}

/// Switch, confirmation of everybody shown, list.
#[component]
fn Filtered(accounts: Accounts, manage: Callback<AccountId>) -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let blocked = use_offline_reason();
    let filter = RwSignal::new(Filter::default());
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let names = move || {
        accounts
            .read(|list| Filter::ALL.map(|filter| filter.words(locale.get(), &list.accounts)).to_vec())
            .unwrap_or_default()
    };
    let place = move || Filter::ALL.iter().position(|one| *one == filter.get()).unwrap_or(0);
    let choose = move |index: usize| filter.set(Filter::ALL.get(index).copied().unwrap_or_default());
    let shown = Memo::new(move |_| {
        let kept = |list: &AccountList| {
            list.accounts.iter().filter(|one| filter.get().shows(one)).cloned().collect::<Vec<_>>()
        };
        accounts.read(kept).unwrap_or_default()
    });
    let to_confirm = Memo::new(move |_| {
        shown.with(|shown| {
            let waits = |one: &&ManagedAccount| is_unconfirmed(one) && one.may_manage;
            shown.iter().filter(waits).map(|one| one.account).collect::<Vec<_>>()
        })
    });
    let confirm = move |()| {
        let ids = to_confirm.get_untracked();
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let count = ids.len();
            let result = accounts.handle.confirm(ids).await;
            busy.set(false);
            match result {
                Ok(()) => {
                    announcer.toast(text::confirmed(locale.get_untracked(), count));
                    accounts.refresh();
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let may_confirm = move || filter.get() == Filter::Unconfirmed && to_confirm.with(|ids| !ids.is_empty());
    let more = move || accounts.read(|list| list.more).unwrap_or_default();
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        <div class="row row-between">
            <Segmented label=move || text::filter(locale.get()) options=Signal::derive(names)
                value=Signal::derive(place) on_change=choose/>
            <Show when=may_confirm>
                <Button label=move || text::confirm_all(locale.get(), to_confirm.with(Vec::len)) busy blocked
                    on_press=confirm/>
            </Show>
        </div>
        {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
        <Show when=move || shown.with(Vec::is_empty)>
            <EmptyState icon=Icon::Person title=move || text::nobody(locale.get())/>
        </Show>
        <Show when=move || shown.with(|shown| !shown.is_empty())>
            <Lines accounts shown manage/>
        </Show>
        <Show when=more>
            <p class="muted">{move || text::more(locale.get())}</p>
        </Show>
    }
}
