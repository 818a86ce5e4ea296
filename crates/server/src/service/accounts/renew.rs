//! Moving the authenticator app to another telephone, and new recovery codes: both only with the second factor in hand.

use serde_json::json;
use yanxi_domain::time::Timestamp;
use yanxi_protocol::accounts::{NewSecondFactor, ProveSecondFactor, RecoveryCodes};

use super::{
    enter, one_time_code,
    passkeys::{self, Purpose},
    second_factor::own,
    totp,
};
use crate::{
    actor::Actor,
    failure::{Failure, Kind},
    service::office_audit::entry,
    state::AppState,
    store::{Credential, WriteTx},
};

/// A new secret for an account whose owner shows the second factor: a code of the bound app, a passkey or a recovery code. The old app counts until
/// [`super::confirm`] has seen a code of the new one.
///
/// # Errors
/// 401 without account; `no_login`, `second_factor_missing`, `second_factor_wrong`, `second_factor_used`,
/// `log_in_paused`.
pub async fn rebind(
    state: &AppState,
    actor: &Actor,
    body: &ProveSecondFactor,
) -> Result<NewSecondFactor, Failure> {
    let credential = own(state, actor).await?;
    let secret = totp::new_secret()?;
    let (otpauth, shown) = totp::for_app(&secret, &credential.login)?;
    prove(state, &credential, body, "start_rebind", async |tx| {
        tx.put_pending_rebind(credential.account, &secret).await?;
        Ok(NewSecondFactor { otpauth, secret: shown })
    })
    .await
}

/// New recovery codes; the old ones no longer count.
///
/// # Errors
/// As [`rebind`].
pub async fn new_recovery_codes(
    state: &AppState,
    actor: &Actor,
    body: &ProveSecondFactor,
) -> Result<RecoveryCodes, Failure> {
    let credential = own(state, actor).await?;
    prove(state, &credential, body, "new_recovery_codes", async |tx| {
        let recovery_codes = one_time_code::issue_recovery(tx, credential.account).await?;
        Ok(RecoveryCodes { recovery_codes })
    })
    .await
}

/// Does `then` in the transaction that used up the code, and commits both. A passkey's question is used up before.
pub(super) async fn prove<T>(
    state: &AppState,
    credential: &Credential,
    body: &ProveSecondFactor,
    action: &str,
    then: impl AsyncFnOnce(&mut WriteTx) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let now: Timestamp = state.clock.now();
    let account = credential.account;
    if !credential.is_bound() {
        return Err(missing());
    }
    // Counted apart from logging in, as for the password: guessing there must not keep the owner out here.
    let attempt = state.log_in_attempts.begin(&format!("second factor of account {account}"), None, now)?;
    // Somebody is signed in: a wrong code is a wrong entry, not the end of the session.
    let entered_wrong = |failure: Failure| match failure.kind {
        Kind::NotSignedIn => Failure { kind: Kind::Invalid, ..failure },
        _ => failure,
    };
    if let Some(answer) = &body.passkey {
        passkeys::take(state, account, Purpose::Prove, answer, now).await.map_err(entered_wrong)?;
    }
    let mut tx = state.store.write(&[]).await?;
    let by = if body.passkey.is_some() {
        "passkey"
    } else {
        let taken = enter::take_second_factor(&mut tx, credential, body.code.trim(), now).await;
        taken.map_err(entered_wrong)?
    };
    let done = then(&mut tx).await?;
    tx.audit(&entry(state, account, action, format!("account:{account}"), json!({ "by": by }))).await?;
    tx.commit().await?;
    attempt.succeeded();
    Ok(done)
}

fn missing() -> Failure {
    let reason = "此帳號尚未綁定雙因子，資料沒有變更。請先完成綁定。";
    Failure::conflict("second_factor_missing", "no second factor is bound", reason)
}
