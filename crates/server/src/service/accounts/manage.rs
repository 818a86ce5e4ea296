//! Opening, ending and confirming accounts of others (R-ACC 1, R-ACC 3, S2-18). There is no way to give an account
//! another person (S3-14): name and login name are set when it is opened, and never again.

use serde_json::json;
use yanxi_domain::ids::{AccountId, OrgId};
use yanxi_protocol::administration::{
    AccountState, ConfirmAccounts, GivenRole, OpenAccount, OpenedAccount, SetAccountRoles, SetAccountState,
};

use super::{
    authority::{may_give, may_manage, may_open_at, place_of},
    create::{NewPerson, add_account},
    policy,
};
use crate::{
    actor::{AccountActor, Actor},
    failure::Failure,
    permissions::{Capability, Place},
    service::{devices_crew::follow_account, office::reason_given, office_audit::entry},
    state::AppState,
    store::{AccountRow, Tx, WriteTx},
};

/// Accounts confirmed in one request: a whole school.
const CONFIRM_MAX: usize = 500;

/// Opens an account for a person of a place the caller administers, with roles the caller may give. The answer brings the
/// code to hand over.
///
/// # Errors
/// 401, 403; `name_shape`, `login_shape`, `login_taken`, `person_has_account`, `organisation_unknown`, `county_unknown`.
pub async fn open(state: &AppState, actor: &Actor, body: &OpenAccount) -> Result<OpenedAccount, Failure> {
    let caller = actor.allowed_somewhere(Capability::ManageAccounts)?;
    let now = state.clock.now();
    let mut tx = state.store.write(&[]).await?;
    let school = match body.organisation {
        Some(id) => Some(tx.school(id).await?.ok_or_else(organisation_unknown)?),
        None => None,
    };
    if !may_open_at(caller, &place_of(school.as_ref())) {
        return Err(Failure::forbidden());
    }
    check_gifts(&mut tx, caller, &body.roles).await?;
    if let Some(school) = &school
        && !body.namesake
        && tx.has_namesake(body.name.trim(), school.id).await?
    {
        let reason = "該單位已有同姓名的帳號，帳號沒有建立。一人一帳號；若確為同名的另一人，請勾選後再送出。";
        return Err(Failure::conflict("person_has_account", "somebody of that name has an account", reason));
    }
    let person = NewPerson {
        login: &body.login,
        name: body.name.trim(),
        title: body.title.trim(),
        school: body.organisation,
    };
    let (account, code) = add_account(&mut tx, &person, Some(caller.id), now).await?;
    for role in &body.roles {
        tx.give_role(account, role).await?;
    }
    tx.confirm_account(account, policy::school_year(now), Some(caller.id), now).await?;
    let detail = json!({ "organisation": body.organisation, "roles": body.roles });
    tx.audit(&entry(state, caller.id, "open_account", target(account), detail)).await?;
    tx.commit().await?;
    Ok(OpenedAccount { account, code })
}

/// Disables an account (its sessions end at once), enables it again, or closes it for good. The name stays in history.
///
/// # Errors
/// 401, 403, 404; `own_account`, `reason_missing`, `account_closed`, `owns_open_courses` naming them (R-ACC 3).
pub async fn set_state(
    state: &AppState,
    actor: &Actor,
    account: AccountId,
    body: &SetAccountState,
) -> Result<(), Failure> {
    let caller = actor.allowed_somewhere(Capability::ManageAccounts)?;
    let reason = reason_given(&body.reason)?;
    let now = state.clock.now();
    let mut tx = state.store.write(&[]).await?;
    let them = managed(&mut tx, caller, account, policy::school_year(now)).await?;
    if them.state == body.state {
        return Ok(());
    }
    if them.state == AccountState::Closed {
        let text = "此帳號已註銷，不能再變更。資料沒有改變；本人若再到職，請另開新帳號。";
        return Err(Failure::conflict("account_closed", "the account is closed for good", text));
    }
    if body.state == AccountState::Active {
        // Whoever enables an account says that the person is there.
        tx.confirm_account(account, policy::school_year(now), Some(caller.id), now).await?;
    } else {
        refuse_owner_of_open_courses(&mut tx, account).await?;
        tx.close_account_sessions(account, None).await?;
    }
    tx.set_account_state(account, body.state).await?;
    follow_account(&mut tx, account).await?;
    let detail = json!({ "before": them.state, "after": body.state, "reason": reason });
    tx.audit(&entry(state, caller.id, "set_account_state", target(account), detail)).await?;
    tx.commit().await?;
    Ok(())
}

/// Courses would be left without an owner (R-ACC 3). A course with an open 課程移轉 does not hold its owner back: where
/// transfers are kept, [`Tx::unclosed_courses`] leaves those out.
///
/// # Errors
/// `owns_open_courses`, with the titles and codes as details.
pub async fn refuse_owner_of_open_courses(tx: &mut Tx, account: AccountId) -> Result<(), Failure> {
    let courses = tx.unclosed_courses(account).await?;
    if courses.is_empty() {
        return Ok(());
    }
    let named = courses.into_iter().map(|course| match course.external_code {
        Some(code) => format!("{}（{code}）", course.title),
        None => course.title,
    });
    let reason = "此帳號還有尚未結案的課程，未停用。請先完成結案，或將課程移轉給新任開課人員。";
    let failure =
        Failure::conflict("owns_open_courses", "the account owns courses that are not closed", reason);
    Err(failure.with_details(named.collect()))
}

/// Replaces the roles of an account. Roles outside the caller's gift must stay as they are.
///
/// # Errors
/// 401, 403, 404; `own_account`, `organisation_unknown`, `county_unknown`.
pub async fn set_roles(
    state: &AppState,
    actor: &Actor,
    account: AccountId,
    body: &SetAccountRoles,
) -> Result<(), Failure> {
    let caller = actor.allowed_somewhere(Capability::ManageAccounts)?;
    let mut tx = state.store.write(&[]).await?;
    let them = managed(&mut tx, caller, account, policy::school_year(state.clock.now())).await?;
    let mut wanted = body.roles.clone();
    wanted.sort();
    wanted.dedup();
    let given: Vec<GivenRole> = wanted.iter().filter(|role| !them.roles.contains(role)).cloned().collect();
    let taken: Vec<GivenRole> = them.roles.iter().filter(|role| !wanted.contains(role)).cloned().collect();
    check_gifts(&mut tx, caller, &given).await?;
    check_gifts(&mut tx, caller, &taken).await?;
    if given.is_empty() && taken.is_empty() {
        return Ok(());
    }
    for role in &given {
        tx.give_role(account, role).await?;
    }
    for role in &taken {
        tx.take_role(account, role).await?;
    }
    let detail = json!({ "before": them.roles, "after": wanted });
    tx.audit(&entry(state, caller.id, "set_account_roles", target(account), detail)).await?;
    tx.commit().await?;
    Ok(())
}

/// Confirms that these people are still there this school year (S2-18); who is confirmed already stays so.
///
/// # Errors
/// 401, 403, 404; `own_account`, `no_accounts`, `too_many_accounts`.
pub async fn confirm(state: &AppState, actor: &Actor, body: &ConfirmAccounts) -> Result<(), Failure> {
    let caller = actor.allowed_somewhere(Capability::ManageAccounts)?;
    if body.accounts.is_empty() {
        let reason = "請至少選擇一個帳號再確認；資料沒有變更。";
        return Err(Failure::invalid("no_accounts", "no accounts", reason));
    }
    if body.accounts.len() > CONFIRM_MAX {
        let reason = "一次最多確認 500 個帳號，資料沒有變更。請分次確認。";
        return Err(Failure::invalid("too_many_accounts", "too many accounts at once", reason));
    }
    let now = state.clock.now();
    let school_year = policy::school_year(now);
    let mut tx = state.store.write(&[]).await?;
    for account in &body.accounts {
        managed(&mut tx, caller, *account, school_year).await?;
        if tx.confirm_account(*account, school_year, Some(caller.id), now).await? {
            let detail = json!({ "school_year": school_year });
            tx.audit(&entry(state, caller.id, "confirm_account", target(*account), detail)).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The account, if the caller administers it.
pub(super) async fn managed(
    tx: &mut WriteTx,
    caller: &AccountActor,
    account: AccountId,
    school_year: i32,
) -> Result<AccountRow, Failure> {
    let them = tx.account(account, school_year).await?.ok_or_else(Failure::not_found)?;
    if !may_manage(caller, &them) {
        return Err(Failure::forbidden());
    }
    if caller.id == account {
        let reason = "不能變更自己的帳號，資料沒有變更。請另一位管理者處理；變更密碼請至「我的帳號」。";
        return Err(Failure::conflict("own_account", "nobody administers his own account", reason));
    }
    Ok(them)
}

/// Whether the caller may give, or take, every one of these roles.
async fn check_gifts(tx: &mut Tx, caller: &AccountActor, roles: &[GivenRole]) -> Result<(), Failure> {
    for role in roles {
        let organisation: Option<OrgId> = match role {
            GivenRole::Officer { organisation }
            | GivenRole::Approver { organisation }
            | GivenRole::OrganisationAdministrator { organisation } => Some(*organisation),
            GivenRole::CountySupervisor { county } => {
                if !tx.has_county(county).await? {
                    let reason = "找不到這個縣市，資料沒有變更。請重新選擇縣市。";
                    return Err(Failure::invalid("county_unknown", "no such county", reason));
                }
                None
            }
            GivenRole::SystemAdministrator => None,
        };
        let school = match organisation {
            Some(id) => Some(tx.school(id).await?.ok_or_else(organisation_unknown)?),
            None => None,
        };
        let place: Place<'_> = place_of(school.as_ref());
        if !may_give(caller, role, &place) {
            return Err(Failure::forbidden());
        }
    }
    Ok(())
}

pub(super) fn target(account: AccountId) -> String {
    format!("account:{account}")
}

fn organisation_unknown() -> Failure {
    let reason = "找不到這個單位，資料沒有變更。請重新選擇學校或單位。";
    Failure::invalid("organisation_unknown", "no such organisation", reason)
}
