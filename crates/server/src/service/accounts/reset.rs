//! An administrator takes a password away and hands out a one-time code for a new one (U-G, section 9).

use serde_json::json;
use yanxi_domain::ids::AccountId;
use yanxi_protocol::{
    accounts::{OneTimeCode, ResetAccess},
    api::Role,
};

use super::{login_name, no_login, one_time_code};
use crate::{
    actor::Actor,
    failure::Failure,
    service::office_audit::entry,
    state::AppState,
    store::{AccountPlace, ORGANISATION_ADMINISTRATOR, SYSTEM_ADMINISTRATOR},
};

/// Resets the access of an account: its password is gone, its sessions end, and on demand its second factor is unbound.
/// The administrator never learns a password.
///
/// # Errors
/// 401 without account; 403 unless the caller is 系統管理員, or 單位管理者 of the person's school and the account is no
/// administrator's; 404 for an unknown account; `own_account`, `no_login`.
pub async fn reset_access(
    state: &AppState,
    actor: &Actor,
    account: AccountId,
    body: ResetAccess,
) -> Result<OneTimeCode, Failure> {
    let caller = actor.account()?;
    // Asked first: who administers nobody does not learn which accounts exist.
    if !caller.roles.iter().any(is_administrator) {
        return Err(Failure::forbidden());
    }
    let mut tx = state.store.write(&[]).await?;
    let place = tx.account_place(account).await?.ok_or_else(Failure::not_found)?;
    if !caller.roles.iter().any(|role| may_reset(role, &place)) {
        return Err(Failure::forbidden());
    }
    if caller.id == account {
        let reason = "不能重設自己的帳號，資料沒有變更。請改用「變更密碼」，或請另一位管理者重設。";
        return Err(Failure::conflict("own_account", "nobody resets his own access", reason));
    }
    let credential = tx.credential(account).await?.ok_or_else(no_login)?;
    let now = state.clock.now();
    let code = one_time_code::issue(&mut tx, account, now).await?;
    if body.second_factor {
        tx.unbind_totp(account).await?;
    }
    tx.close_account_sessions(account, None).await?;
    let detail = json!({ "second_factor": body.second_factor });
    tx.audit(&entry(state, caller.id, "reset_access", format!("account:{account}"), detail)).await?;
    tx.commit().await?;
    // Who forgot the password has tried it often.
    state.log_in_attempts.forgive(&login_name::key(&credential.login), now);
    Ok(code)
}

const fn is_administrator(role: &Role) -> bool {
    matches!(role, Role::OrganisationAdministrator { .. } | Role::SystemAdministrator)
}

fn may_reset(role: &Role, place: &AccountPlace) -> bool {
    let is_administrators = place
        .roles
        .iter()
        .any(|role| [ORGANISATION_ADMINISTRATOR, SYSTEM_ADMINISTRATOR].contains(&role.as_str()));
    match role {
        Role::SystemAdministrator => true,
        // Else a school could take over the county's administrator who happens to work there.
        Role::OrganisationAdministrator { organisations } => {
            !is_administrators && place.school.is_some_and(|school| organisations.contains(&school))
        }
        _ => false,
    }
}
