//! An administrator takes a password away and hands out a one-time code for a new one (U-G, section 9).

use serde_json::json;
use yanxi_domain::ids::AccountId;
use yanxi_protocol::accounts::{OneTimeCode, ResetAccess};

use super::{login_name, manage::managed, no_login, one_time_code, policy};
use crate::{
    actor::Actor, failure::Failure, permissions::Capability, service::office_audit::entry, state::AppState,
};

/// Resets the access of an account: its password is gone, its sessions end, and on demand its second factor is unbound.
/// The administrator never learns a password.
///
/// # Errors
/// 401 without account; 403 unless the caller administers the account; 404 for an unknown account; `own_account`,
/// `no_login`.
pub async fn reset_access(
    state: &AppState,
    actor: &Actor,
    account: AccountId,
    body: ResetAccess,
) -> Result<OneTimeCode, Failure> {
    // Asked first: who administers nobody does not learn which accounts exist.
    let caller = actor.allowed_somewhere(Capability::ManageAccounts)?;
    let mut tx = state.store.write(&[]).await?;
    managed(&mut tx, caller, account, policy::school_year(state.clock.now())).await?;
    let credential = tx.credential(account).await?.ok_or_else(no_login)?;
    let now = state.clock.now();
    let code = one_time_code::issue(&mut tx, account, now).await?;
    if body.second_factor {
        tx.unbind_second_factors(account).await?;
    }
    tx.close_account_sessions(account, None).await?;
    let detail = json!({ "second_factor": body.second_factor });
    tx.audit(&entry(state, caller.id, "reset_access", format!("account:{account}"), detail)).await?;
    tx.commit().await?;
    // Who forgot the password has tried it often.
    state.log_in_attempts.forgive(&login_name::key(&credential.login), now);
    Ok(code)
}
