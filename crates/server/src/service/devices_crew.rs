//! Who works at the door: choosing them, taking the work back, and what a disabled account means for tablets.

use serde_json::json;
use yanxi_domain::ids::{AccountId, SessionId};
use yanxi_protocol::{
    api::{Crew, WithdrawOperator},
    scope::Scope,
};

use crate::{
    actor::Actor,
    failure::Failure,
    service::{accounts, office_audit::entry},
    state::AppState,
    store::WriteTx,
};

/// People found at once: a name, not a whole county.
const FOUND_MAX: usize = 20;
/// Characters of a search that are looked at.
const SEARCH_MAX: usize = 64;

/// Operators of a session, and people the organiser may choose: accounts of the organisation that owns the course by part
/// of the name, anybody else by the whole login name only.
///
/// # Errors
/// 403 unless the caller organises the session's course.
pub async fn crew(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    search: &str,
) -> Result<Crew, Failure> {
    actor.organiser_of_session(session)?;
    let mut tx = state.store.read().await?;
    let operators = tx.crew_of_session(session).await?;
    let search: String = search.trim().chars().take(SEARCH_MAX).collect();
    if search.is_empty() {
        return Ok(Crew { operators, found: Vec::new() });
    }
    let Some(found) = tx.session(session).await? else { return Err(Failure::not_found()) };
    let Some(course) = tx.course(found.course).await? else { return Err(Failure::not_found()) };
    let key = accounts::login_key(&search);
    let mut found = tx.crew_candidates(course.owner_unit, &search, &key, FOUND_MAX).await?;
    found.retain(|one| operators.iter().all(|operator| operator.account != one.account));
    Ok(Crew { operators, found })
}

/// Takes the work in one session back. The PIN unlocks no tablet from its next contact on; what was recorded stays as it
/// was recorded.
///
/// # Errors
/// 403 unless the caller organises the session's course; 404 for somebody who is no operator of it.
pub async fn withdraw(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: WithdrawOperator,
) -> Result<(), Failure> {
    let organiser = actor.organiser_of_session(session)?;
    let mut tx = state.store.write(&[Scope::Crew(session)]).await?;
    if !tx.remove_operator(session, body.account).await? {
        return Err(Failure::not_found());
    }
    tx.retract_operator(session, body.account).await?;
    let detail = json!({ "operator": body.account });
    tx.audit(&entry(state, organiser.id, "withdraw_operator", format!("session:{session}"), detail)).await?;
    tx.commit().await?;
    Ok(())
}

/// Brings the tablets of every session an account works in up to its state: a disabled one unlocks none, one enabled
/// again does.
///
/// # Errors
/// When the database does not answer.
pub async fn follow_account(tx: &mut WriteTx, account: AccountId) -> Result<(), Failure> {
    let sessions = tx.sessions_of_operator(account).await?;
    let scopes: Vec<Scope> = sessions.iter().copied().map(Scope::Crew).collect();
    tx.lock(&scopes).await?;
    for session in sessions {
        if tx.operators(session).await?.iter().any(|operator| operator.id == account) {
            tx.publish_operators(session).await?;
        } else {
            tx.retract_operator(session, account).await?;
        }
    }
    Ok(())
}
