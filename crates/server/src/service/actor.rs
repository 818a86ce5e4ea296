//! From cookies to [`Actor`].

use crate::{actor::Actor, failure::Failure, service::token, state::AppState};

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
    if let Some(account) = account {
        actor.account = tx.account_by_token(&token::hash(account), now).await?;
    }
    if let Some(account) = &actor.account {
        actor.owned_sessions = tx.sessions_of_organiser(account.id).await?;
    }
    Ok(actor)
}
