//! The accounts, one a line; on a phone one a card.

use leptos::prelude::*;
use yanxi_domain::ids::AccountId;
use yanxi_protocol::administration::{AccountState, Idle, ManagedAccount};

use super::{
    Accounts,
    view_model::{is_unconfirmed, role_words, state_words},
};
use crate::{
    components::{Badge, Button, TableScroll, Tone},
    i18n::{account::administration as text, use_locale},
    state::replica::use_schools,
    view::when,
};

/// The table.
#[component]
pub fn Lines(
    accounts: Accounts,
    shown: Memo<Vec<ManagedAccount>>,
    manage: Callback<AccountId>,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <TableScroll label=move || text::list_label(locale.get())>
            <table class="table account-table">
                <thead>
                    <tr>
                        <th scope="col">{move || text::col_person(locale.get())}</th>
                        <th scope="col">{move || text::col_login(locale.get())}</th>
                        <th scope="col">{move || text::col_roles(locale.get())}</th>
                        <th scope="col">{move || text::col_state(locale.get())}</th>
                        <th scope="col">{move || text::col_last(locale.get())}</th>
                        <th scope="col">{move || text::col_actions(locale.get())}</th>
                    </tr>
                </thead>
                <tbody>
                    {move || shown.get().into_iter().map(|account| view! {
                        <Line account accounts manage/>
                    }).collect_view()}
                </tbody>
            </table>
        </TableScroll>
    }
}

#[component]
fn Line(account: ManagedAccount, accounts: Accounts, manage: Callback<AccountId>) -> impl IntoView {
    let locale = use_locale();
    let schools = use_schools();
    let id = account.account;
    let kept = StoredValue::new(account.clone());
    let roles = move || {
        let words = accounts.read(|list| {
            schools.with(|counties| {
                kept.with_value(|account| {
                    let words = |role| role_words(locale.get(), role, account, list, counties);
                    account.roles.iter().map(words).collect::<Vec<_>>()
                })
            })
        });
        let words = words.unwrap_or_default();
        if words.is_empty() { vec![text::role_none(locale.get())] } else { words }
    };
    let last = move || {
        kept.with_value(|account| match account.last_login {
            Some(at) => when::dated_stamp(locale.get(), at),
            None if account.login.is_none() => text::no_login(locale.get()),
            None if account.waits_for_first_login => text::waits(locale.get()),
            None => text::never(locale.get()),
        })
    };
    let place = [account.organisation_name.as_str(), account.title.as_str()].join(" ").trim().to_owned();
    let name = account.name.clone();
    view! {
        <tr>
            <th scope="row">
                {account.name.clone()}
                <p class="muted small">{place}</p>
            </th>
            <td>
                {account.login.clone()}
                {account.login.is_some().then(|| view! {
                    <p class="muted small">{move || if account.second_factor {
                        text::factor_bound(locale.get())
                    } else {
                        text::factor_missing(locale.get())
                    }}</p>
                })}
            </td>
            <td>{move || roles().into_iter().map(|role| view! { <p>{role}</p> }).collect_view()}</td>
            <td><States account accounts/></td>
            <td>{last}</td>
            <td>
                {move || kept.with_value(|account| account.may_manage).then(|| {
                    let name = name.clone();
                    view! {
                        <Button label=move || text::manage(locale.get(), &name)
                            on_press=move |()| manage.run(id)/>
                    }
                })}
            </td>
        </tr>
    }
}

/// State, and what waits to be done.
#[component]
pub fn States(account: ManagedAccount, accounts: Accounts) -> impl IntoView {
    let locale = use_locale();
    let tone = match account.state {
        AccountState::Active => Tone::Ok,
        AccountState::Disabled => Tone::Wait,
        AccountState::Closed => Tone::Neutral,
    };
    let state = account.state;
    let idle = account.idle;
    let days = Memo::new(move |_| {
        accounts.read(|list| match idle {
            Idle::No => None,
            Idle::Disable => Some(list.policy.idle_disable_days),
            Idle::Close => Some(list.policy.idle_close_days),
        })?
    });
    let unconfirmed = is_unconfirmed(&account);
    let courses = account.open_courses;
    view! {
        <div class="stack-tight account-states">
            <Badge tone text=move || state_words(locale.get(), state)/>
            {unconfirmed.then(|| view! { <Badge tone=Tone::Wait text=move || text::unconfirmed(locale.get())/> })}
            {move || days.get().map(|days| view! {
                <Badge tone=Tone::Wait text=move || text::idle_disable(locale.get(), days)/>
            })}
            {(courses > 0).then(|| view! {
                <Badge tone=Tone::Info text=move || text::open_courses(locale.get(), courses)/>
            })}
        </div>
    }
}
