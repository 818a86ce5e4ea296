//! Who this browser is, and leaving.

use yanxi_protocol::api::{DeviceIdentity, Me, MyAccount};

use crate::{
    actor::{AccountActor, Actor, DeviceActor},
    failure::Failure,
    service::token,
    state::AppState,
};

/// How long an account session lives without signing in again, seconds. Long enough for a session's day and the
/// evening after it (F-28).
pub const ACCOUNT_SESSION_SECONDS: u64 = 7 * 24 * 3600;

/// Answers `GET /me`. A browser may be an account, a device, both or nobody.
#[must_use]
pub fn me(state: &AppState, actor: &Actor) -> Me {
    Me {
        account: actor.account.as_ref().map(my_account),
        device: actor.device.as_ref().map(identity),
        demo: state.settings.demo,
    }
}

/// The account as its owner sees it.
#[must_use]
pub fn my_account(account: &AccountActor) -> MyAccount {
    MyAccount {
        id: account.id,
        person: account.person,
        name: account.name.clone(),
        roles: account.roles.clone(),
    }
}

/// The device as it must remember itself.
#[must_use]
pub fn identity(device: &DeviceActor) -> DeviceIdentity {
    DeviceIdentity { id: device.id, name: device.name.clone(), sessions: device.sessions.clone() }
}

/// Ends the account session of `session_token`. The device stays enrolled and its queue is not touched (Y-08).
///
/// # Errors
/// When the database does not answer.
pub async fn logout(state: &AppState, session_token: Option<&str>) -> Result<(), Failure> {
    if let Some(session_token) = session_token {
        let mut tx = state.store.write(&[]).await?;
        tx.close_account_session(&token::hash(session_token)).await?;
        tx.commit().await?;
    }
    Ok(())
}
