//! 指派: a school sends its own people (S0-05, U-G2).

use std::collections::BTreeSet;

use yanxi_domain::{
    ids::{OrgId, SessionId},
    registering::is_live,
    roster::Origin,
    time::Timestamp,
};
use yanxi_protocol::{
    api::Role,
    registering::{Assign, Assigned, AssignedPerson, Staff, StaffMember, StaffRegistration},
};

use super::{
    namesakes::are_namesakes,
    register::{Who, apply},
};
use crate::{
    actor::{AccountActor, Actor},
    failure::{Failure, Kind},
    state::AppState,
    store::Held,
};

/// People one request may assign; a school has fewer in one session.
const MOST: usize = 200;

/// Schools whose staff the account assigns: approver or organisation administrator of them.
fn schools(account: &AccountActor) -> BTreeSet<OrgId> {
    account
        .roles
        .iter()
        .flat_map(|role| match role {
            Role::Approver { organisations } | Role::OrganisationAdministrator { organisations } => {
                organisations.as_slice()
            }
            _ => &[],
        })
        .copied()
        .collect()
}

/// The caller's own staff with the sessions they stand in.
///
/// # Errors
/// 403 unless the caller approves for, or administers, a school.
pub async fn staff(state: &AppState, actor: &Actor) -> Result<Staff, Failure> {
    let schools = schools(actor.account()?);
    if schools.is_empty() {
        return Err(Failure::forbidden());
    }
    let now = state.clock.now();
    let mut tx = state.store.read().await?;
    let mut people = Vec::new();
    for school in schools {
        let all = tx.people_of(school).await?;
        for one in all.clone() {
            let namesake = one.disambiguator.is_none() && all.iter().any(|other| are_namesakes(&one, other));
            let held = tx.held_by(one.person).await?;
            people.push(StaffMember {
                person: one.person,
                name: one.name,
                title: one.title,
                disambiguator: one.disambiguator,
                namesake,
                school,
                school_name: one.school.map(|school| school.short_name).unwrap_or_default(),
                registrations: held_in(&held, now),
            });
        }
    }
    Ok(Staff { people })
}

/// What stands, as its person may see it.
fn held_in(held: &[Held], now: Timestamp) -> Vec<StaffRegistration> {
    let shown = held.iter().map(|one| StaffRegistration {
        session: one.session.id,
        state: one.shown(now),
        origin: one.origin,
    });
    shown.filter(|one| is_live(one.state)).collect()
}

/// Assigns people of the caller's own schools, each decided by itself: one who cannot go does not hold up the others.
/// They are told, and may decline.
///
/// # Errors
/// 403 unless everybody named is of a school the caller approves for or administers; `too_many_people`, `no_people`.
pub async fn assign(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: &Assign,
) -> Result<Assigned, Failure> {
    let account = actor.account()?;
    let schools = schools(account);
    if schools.is_empty() {
        return Err(Failure::forbidden());
    }
    if body.people.is_empty() {
        return Err(Failure::invalid("no_people", "nobody is named", "請至少選擇一位人員，再送出指派。"));
    }
    if body.people.len() > MOST {
        let text = "一次最多指派 200 人；尚未指派任何人，請分次送出。";
        return Err(Failure::new(Kind::TooLarge, "too_many_people", "too many people in one request", text));
    }
    let mut tx = state.store.read().await?;
    for one in &body.people {
        let registrant = tx.registrant(one.person).await?;
        let own = registrant.and_then(|r| r.school).is_some_and(|school| schools.contains(&school.id));
        if !own {
            return Err(Failure::forbidden());
        }
    }
    // The connection goes back before others are asked for.
    drop(tx);
    let mut people = Vec::with_capacity(body.people.len());
    for one in &body.people {
        let who = Who { person: one.person, by: account.id, origin: Origin::Assigned };
        let (registered, refused) = match apply(state, session, &who, &one.register).await {
            Ok(registered) => (Some(registered), None),
            // Not about this person: nobody can be assigned now.
            Err(failure) if matches!(failure.kind, Kind::Unavailable | Kind::Internal | Kind::NotFound) => {
                return Err(failure);
            }
            Err(failure) => (None, Some(failure.body)),
        };
        people.push(AssignedPerson { person: one.person, registered, refused });
    }
    Ok(Assigned { people })
}
