//! The accounts a caller administers.

use std::collections::BTreeMap;

use yanxi_domain::ids::OrgId;
use yanxi_protocol::{
    administration::{AccountList, GivenRole, ManagedAccount, NamedOrganisation},
    api::Role,
};

use super::{authority, policy};
use crate::{
    actor::{AccountActor, Actor},
    failure::Failure,
    permissions::Capability,
    state::AppState,
    store::{AccountRow, Tx, WhichAccounts},
};

/// Accounts in one answer: more than any school has; who sees a county searches.
const LIMIT: usize = 200;
/// Characters of a search that are looked at.
const SEARCH_MAX: usize = 50;

/// Accounts the caller administers, those of `only` one organisation if asked, whose name, title, login name or school
/// contains `search`.
///
/// # Errors
/// 401 without account; 403 for who administers nobody.
pub async fn list(
    state: &AppState,
    actor: &Actor,
    search: &str,
    only: Option<OrgId>,
) -> Result<AccountList, Failure> {
    let caller = actor.allowed_somewhere(Capability::SeeAccounts)?;
    let now = state.clock.now();
    let school_year = policy::school_year(now);
    let which = WhichAccounts {
        only,
        search: search.trim().chars().take(SEARCH_MAX).collect(),
        ..own_places(caller)
    };
    let mut tx = state.store.read().await?;
    let mut rows = tx.accounts(&which, school_year, LIMIT + 1).await?;
    let more = rows.len() > LIMIT;
    rows.truncate(LIMIT);
    let organisations = named(&mut tx, caller, &rows).await?;
    let mut accounts = Vec::with_capacity(rows.len());
    for row in rows {
        let open_courses = tx.unclosed_courses(row.account).await?.len();
        let may_manage = row.account != caller.id && authority::may_manage(caller, &row);
        let idle = policy::idle(&state.account_policy, &row, now);
        accounts.push(ManagedAccount {
            account: row.account,
            name: row.name,
            title: row.title,
            organisation: row.school.as_ref().map(|school| school.id),
            organisation_name: row.school.map(|school| school.short_name).unwrap_or_default(),
            waits_for_first_login: row.login.is_some() && !row.has_password,
            login: row.login,
            state: row.state,
            roles: row.roles,
            open_courses: u32::try_from(open_courses).unwrap_or(u32::MAX),
            last_login: row.last_login,
            second_factor: row.second_factor,
            idle,
            confirmed: row.confirmed,
            may_manage,
        });
    }
    Ok(AccountList {
        accounts,
        more,
        policy: state.account_policy,
        school_year,
        confirmation_over: policy::confirmation_over(&state.account_policy, now),
        organisations,
    })
}

/// Places whose accounts the caller administers.
fn own_places(caller: &AccountActor) -> WhichAccounts {
    let mut which = WhichAccounts { all: caller.is_system_administrator(), ..WhichAccounts::default() };
    for role in &caller.roles {
        match role {
            Role::OrganisationAdministrator { organisations } => {
                which.organisations.extend(organisations.iter().copied());
            }
            Role::CountySupervisor { counties } => which.counties.extend(counties.iter().cloned()),
            _ => {}
        }
    }
    which
}

/// Names of the organisations in the roles of these accounts, and of the caller's own.
async fn named(
    tx: &mut Tx,
    caller: &AccountActor,
    rows: &[AccountRow],
) -> Result<Vec<NamedOrganisation>, Failure> {
    let mut wanted: BTreeMap<OrgId, Option<NamedOrganisation>> = BTreeMap::new();
    wanted.extend(own_places(caller).organisations.into_iter().map(|id| (id, None)));
    for role in rows.iter().flat_map(|row| &row.roles) {
        if let GivenRole::Officer { organisation }
        | GivenRole::Approver { organisation }
        | GivenRole::OrganisationAdministrator { organisation } = role
        {
            wanted.insert(*organisation, None);
        }
    }
    for (id, name) in &mut wanted {
        *name = tx.school(*id).await?.map(|school| NamedOrganisation {
            id: school.id,
            name: school.short_name,
            county: school.county,
        });
    }
    Ok(wanted.into_values().flatten().collect())
}
