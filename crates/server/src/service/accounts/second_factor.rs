//! Binding an authenticator app (S0-07: 初次綁定).

use serde_json::json;
use yanxi_protocol::accounts::{ConfirmSecondFactor, NewSecondFactor, SecondFactorBound};

use super::{
    enter::{Caller, open_session, second_factor_wrong},
    no_login, one_time_code, totp,
};
use crate::{
    actor::Actor,
    failure::{Failure, Kind},
    service::{actor, auth, office_audit::entry},
    state::AppState,
    store::Credential,
};

/// A new secret for the caller's account. It counts once a code of it is shown; asking again replaces it.
///
/// # Errors
/// 401 without account; `no_login`, `second_factor_bound`.
pub async fn start(state: &AppState, actor: &Actor) -> Result<NewSecondFactor, Failure> {
    let credential = unbound(state, actor).await?;
    let secret = totp::new_secret()?;
    let (otpauth, shown) = totp::for_app(&secret, &credential.login)?;
    let mut tx = state.store.write(&[]).await?;
    if !tx.put_pending_totp(credential.account, &secret).await? {
        return Err(already_bound());
    }
    tx.commit().await?;
    Ok(NewSecondFactor { otpauth, secret: shown })
}

/// Binds the app that shows a right code of the new secret, in place of one bound before (see [`super::rebind`]): a secret
/// waiting beside a bound one was given only to somebody who showed that one. Every session of the account ends, because those begun with
/// the password alone would gain rights; the caller's goes on under a new token, returned beside the answer.
///
/// # Errors
/// 401 without account; `no_login`, `second_factor_not_started`, `second_factor_wrong`.
pub async fn confirm(
    state: &AppState,
    actor: &Actor,
    caller: &Caller,
    body: &ConfirmSecondFactor,
) -> Result<(SecondFactorBound, String), Failure> {
    let now = state.clock.now();
    let credential = own(state, actor).await?;
    let Some(secret) = credential.totp_pending else {
        return Err(not_started());
    };
    let account = credential.account;
    let Some(step) = totp::step_of(&secret, &body.code, now)? else {
        return Err(Failure { kind: Kind::Invalid, ..second_factor_wrong() });
    };
    let mut tx = state.store.write(&[]).await?;
    if !tx.bind_totp(account, &secret, step).await? {
        return Err(not_started());
    }
    let recovery_codes = one_time_code::issue_recovery(&mut tx, account).await?;
    // A passkey begun before the app was bound was begun without asking for it.
    tx.forget_passkey_challenges(account).await?;
    tx.close_account_sessions(account, None).await?;
    let secret = open_session(&mut tx, account, &caller.browser, now).await?;
    let target = format!("account:{account}");
    tx.audit(&entry(state, account, "bind_second_factor", target, json!({}))).await?;
    tx.commit().await?;
    let actor = actor::resolve(state, Some(&secret), caller.device_token.as_deref()).await?;
    Ok((SecondFactorBound { recovery_codes, me: auth::me(state, &actor) }, secret))
}

/// The caller's credential.
pub(super) async fn own(state: &AppState, actor: &Actor) -> Result<Credential, Failure> {
    let account = actor.account()?;
    state.store.lookup().await?.credential(account.id).await?.ok_or_else(no_login)
}

fn not_started() -> Failure {
    let reason = "尚未開始綁定驗證 App，或已在別處重新開始。資料沒有變更，請重新取得 QR 碼再試。";
    Failure::conflict("second_factor_not_started", "there is no secret to confirm", reason)
}

/// The caller's credential, if no second factor is bound yet. Otherwise whoever finds a browser logged
/// in could bind his own; who has the old phone or a recovery code moves it himself, see [`super::rebind`].
async fn unbound(state: &AppState, actor: &Actor) -> Result<Credential, Failure> {
    let credential = own(state, actor).await?;
    if credential.is_bound() { Err(already_bound()) } else { Ok(credential) }
}

fn already_bound() -> Failure {
    let reason = "此帳號已綁定雙因子，原綁定仍然有效。要更換或增加請到「我的帳號」；原來的都遺失且沒有備用碼，請洽單位管理者重設。";
    Failure::conflict("second_factor_bound", "a second factor is bound already", reason)
}
