//! From cookies to [`Actor`].

use yanxi_domain::time::{MINUTE_MS, Timestamp};
use yanxi_protocol::{administration::Unconfirmed, api::Role};

use crate::{
    actor::Actor,
    failure::Failure,
    service::{accounts, token},
    state::AppState,
    store::{StoreError, Tx},
};

/// How exactly a session's last use is known: one small write in this time, instead of one a request.
const USED_EVERY_MS: i64 = 10 * MINUTE_MS;

/// Looks up both tokens. An unknown or expired token is nobody, not an error: pages may be seen without signing in.
///
/// # Errors
/// When the database does not answer.
pub async fn resolve(
    state: &AppState,
    account: Option<&str>,
    device: Option<&str>,
) -> Result<Actor, Failure> {
    if account.is_none() && device.is_none() {
        return Ok(Actor::default());
    }
    let now = state.clock.now();
    let mut tx = state.store.lookup().await?;
    let mut actor = Actor::default();
    if let Some(device) = device {
        actor.device = tx.device_by_token(&token::hash(device)).await?;
    }
    let mut used = None;
    if let Some(account) = account.map(token::hash) {
        actor.account = tx.account_by_token(&account, now).await?;
        suspend_unconfirmed(state, &mut tx, &mut actor, now).await?;
        if actor.account.is_some() {
            used = tx.account_session_used(&account).await?.map(|at| (account, at));
        }
    }
    // A role that does not count yet (no second factor) owns nothing either.
    if let Some(account) = &actor.account
        && account.roles.iter().any(|role| matches!(role, Role::Organiser { .. }))
    {
        actor.owned_sessions = tx.sessions_of_organiser(account.id).await?;
    }
    // The connection goes back before another one is asked for.
    drop(tx);
    if let Some((session, at)) = used
        && now.since(at) >= USED_EVERY_MS
        && let Err(error) = note_use(state, &session, now).await
    {
        // Only the owner's list is less exact; the request goes on.
        tracing::warn!(%error, "the use of a session was not noted");
    }
    Ok(actor)
}

/// Where the parameter says so, roles of an account nobody confirmed in time do not count (S2-18). Own records stay
/// readable; demo accounts, which nobody can log in to, are not confirmed.
async fn suspend_unconfirmed(
    state: &AppState,
    tx: &mut Tx,
    actor: &mut Actor,
    now: Timestamp,
) -> Result<(), Failure> {
    let policy = &state.account_policy;
    let Some(account) = &mut actor.account else { return Ok(()) };
    let suspends =
        policy.unconfirmed == Unconfirmed::SuspendRoles && accounts::confirmation_over(policy, now);
    if suspends
        && account.roles.iter().any(|role| *role != Role::Attendee)
        && tx.credential(account.id).await?.is_some()
        && !tx.is_confirmed(account.id, accounts::school_year(now)).await?
    {
        account.roles = vec![Role::Attendee];
    }
    Ok(())
}

async fn note_use(state: &AppState, session: &[u8; 32], now: Timestamp) -> Result<(), StoreError> {
    let mut tx = state.store.write(&[]).await?;
    tx.touch_account_session(session, now).await?;
    tx.commit().await
}
