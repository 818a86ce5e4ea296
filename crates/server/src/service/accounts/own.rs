//! Looking after one's own account: where it is in use, ending that, a new password.

use serde_json::json;
use uuid::Uuid;
use yanxi_domain::ids::AccountId;
use yanxi_protocol::accounts::{Access, AccountSession, ChangePassword, OwnPasskey};

use super::{no_login, password};
use crate::{
    actor::Actor,
    failure::Failure,
    service::{office_audit::entry, token},
    state::AppState,
    store::{PasskeyRow, SessionRow, Tx},
};

/// How the caller's account is secured and where it is in use. `current` is the token of the asking session.
///
/// # Errors
/// 401 without account.
pub async fn access(state: &AppState, actor: &Actor, current: Option<&str>) -> Result<Access, Failure> {
    let account = actor.account()?.id;
    let current = current.map(token::hash);
    let mut tx = state.store.read().await?;
    let credential = tx.credential(account).await?;
    let has_app = credential.as_ref().is_some_and(|credential| credential.totp_secret.is_some());
    let passkeys = tx.passkeys(account).await?;
    let is_bound = has_app || !passkeys.is_empty();
    let has_roles = tx.has_roles(account).await?;
    let left = tx.recovery_codes_left(account).await?;
    let sessions = tx.account_sessions(account, state.clock.now()).await?;
    Ok(Access {
        second_factor: has_app,
        second_factor_needed: credential.is_some() && has_roles && !is_bound,
        login: credential.map(|credential| credential.login),
        passkeys: passkeys.into_iter().map(shown_passkey).collect(),
        passkey_domain: state.relying_party.as_ref().map(|party| party.domain().to_owned()),
        recovery_codes_left: u32::try_from(left).unwrap_or(u32::MAX),
        sessions: sessions.iter().map(|row| shown(row, current.as_ref())).collect(),
    })
}

fn shown_passkey(row: PasskeyRow) -> OwnPasskey {
    OwnPasskey { id: row.id, name: row.name, created_at: row.created_at, last_used_at: row.last_used_at }
}

fn shown(row: &SessionRow, current: Option<&[u8; 32]>) -> AccountSession {
    AccountSession {
        id: session_id(&row.token_hash),
        current: current.is_some_and(|hash| hash[..] == row.token_hash[..]),
        created_at: row.created_at,
        last_used_at: row.last_used_at,
        browser: row.browser.clone(),
    }
}

/// The name of a session, made of its token's hash: it needs no column, and leads back to neither token nor hash.
fn session_id(token_hash: &[u8]) -> Uuid {
    let hash = token::hash(&format!("session id {token_hash:02x?}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Ends one of the caller's sessions, perhaps the asking one.
///
/// # Errors
/// 401 without account, 404 when it is none of the caller's.
pub async fn revoke_session(state: &AppState, actor: &Actor, session: Uuid) -> Result<(), Failure> {
    let account = actor.account()?.id;
    let mut tx = state.store.write(&[]).await?;
    let hash = hash_of(&mut tx, state, account, session).await?.ok_or_else(Failure::not_found)?;
    tx.close_account_session(&hash).await?;
    let detail = json!({ "session": session });
    tx.audit(&entry(state, account, "revoke_account_session", format!("account:{account}"), detail)).await?;
    tx.commit().await?;
    Ok(())
}

async fn hash_of(
    tx: &mut Tx,
    state: &AppState,
    account: AccountId,
    session: Uuid,
) -> Result<Option<[u8; 32]>, Failure> {
    let rows = tx.account_sessions(account, state.clock.now()).await?;
    let row = rows.into_iter().find(|row| session_id(&row.token_hash) == session);
    Ok(row.and_then(|row| row.token_hash.try_into().ok()))
}

/// Ends every session of the caller's account. Devices stay enrolled (Y-08).
///
/// # Errors
/// 401 without account.
pub async fn logout_everywhere(state: &AppState, actor: &Actor) -> Result<(), Failure> {
    let account = actor.account()?.id;
    let mut tx = state.store.write(&[]).await?;
    tx.close_account_sessions(account, None).await?;
    let target = format!("account:{account}");
    tx.audit(&entry(state, account, "logout_everywhere", target, json!({}))).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes the caller's password; every other session ends. `current` is the token of the asking session.
///
/// # Errors
/// 401 without account; `no_login`, `password_length`, `password_common`, `password_wrong`, `log_in_paused`.
pub async fn change_password(
    state: &AppState,
    actor: &Actor,
    current: Option<&str>,
    body: &ChangePassword,
) -> Result<(), Failure> {
    let account = actor.account()?.id;
    let credential = state.store.lookup().await?.credential(account).await?.ok_or_else(no_login)?;
    let chosen = password::normalise(&body.new);
    password::check(&chosen, &credential.login)?;
    // Counted apart from logging in: somebody who guesses there must not keep the owner from changing it here.
    let guessed = format!("password of account {account}");
    let attempt = state.log_in_attempts.begin(&guessed, None, state.clock.now())?;
    let stored = credential.password;
    let typed = password::normalise(&body.current);
    let is_right = state.hashing.verify(typed, stored.clone()).await?;
    let (Some(checked), true) = (stored, is_right) else { return Err(password_wrong()) };
    let hashed = state.hashing.hash(chosen).await?;
    let mut tx = state.store.write(&[]).await?;
    if !tx.replace_password(account, &checked, &hashed).await? {
        return Err(password_wrong());
    }
    tx.close_account_sessions(account, current.map(token::hash).as_ref()).await?;
    let target = format!("account:{account}");
    tx.audit(&entry(state, account, "change_password", target, json!({}))).await?;
    tx.commit().await?;
    attempt.succeeded();
    Ok(())
}

fn password_wrong() -> Failure {
    let reason = "目前的密碼不正確，密碼沒有變更，您仍在登入狀態。請核對後再試。";
    Failure::invalid("password_wrong", "the present password is wrong", reason)
}
