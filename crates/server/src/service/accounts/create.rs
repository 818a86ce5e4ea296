//! Opening an account (R-ACC 1: one person, one account, for life).

use serde_json::json;
use uuid::Uuid;
use yanxi_domain::{
    ids::{AccountId, OrgId, PersonId},
    text::{code_points, valid_name},
    time::Timestamp,
};
use yanxi_protocol::accounts::OneTimeCode;

use super::{login_name, one_time_code};
use crate::{
    failure::Failure,
    store::{AuditEntry, Store, WriteTx},
};

/// Longest 職稱, code points.
const TITLE_MAX: usize = 50;

/// The account to open.
pub struct NewAccount<'a> {
    /// Login name as typed.
    pub login: &'a str,
    /// Name of the person.
    pub name: &'a str,
    /// 職稱
    pub title: &'a str,
    /// Roles as stored, with their targets.
    pub roles: &'a [(&'static str, Uuid)],
}

/// The person an account is opened for.
pub struct NewPerson<'a> {
    /// Login name as typed.
    pub login: &'a str,
    /// Name.
    pub name: &'a str,
    /// 職稱
    pub title: &'a str,
    /// School or office.
    pub school: Option<OrgId>,
}

/// Opens an account for a new person, from the command line. There is no password until the person sets one with the
/// code.
///
/// # Errors
/// `name_shape`, `login_shape`, `login_taken`.
pub async fn create_account(
    store: &dyn Store,
    now: Timestamp,
    new: &NewAccount<'_>,
) -> Result<(AccountId, OneTimeCode), Failure> {
    let mut tx = store.write(&[]).await?;
    let person = NewPerson { login: new.login, name: new.name, title: new.title, school: None };
    let (account, code) = add_account(&mut tx, &person, None, now).await?;
    for (role, target) in new.roles {
        tx.grant(account, role, *target).await?;
    }
    let roles: Vec<&str> = new.roles.iter().map(|(role, _)| *role).collect();
    tx.audit(&AuditEntry {
        at: now,
        account: None,
        device: None,
        action: "create_account".to_owned(),
        target: format!("account:{account}"),
        detail: json!({ "by": "command line", "roles": roles }),
    })
    .await?;
    tx.commit().await?;
    Ok((account, code))
}

/// Adds person, account and login name, without roles, and issues the one-time code. Whoever calls it writes the audit
/// line.
///
/// # Errors
/// `name_shape`, `login_shape`, `login_taken`.
pub(super) async fn add_account(
    tx: &mut WriteTx,
    new: &NewPerson<'_>,
    by: Option<AccountId>,
    now: Timestamp,
) -> Result<(AccountId, OneTimeCode), Failure> {
    if valid_name(new.name).is_err() {
        let reason = "姓名須為 2 至 50 個字，且不含特殊符號。帳號沒有建立，請更正後再試。";
        return Err(Failure::invalid("name_shape", "a name has 2 to 50 characters, no special ones", reason));
    }
    if code_points(new.title) > TITLE_MAX || new.title.chars().any(char::is_control) {
        let reason = "職稱最多 50 個字，且不含特殊符號。帳號沒有建立，請更正後再試。";
        return Err(Failure::invalid("title_shape", "a title has at most 50 characters", reason));
    }
    let login = login_name::shown(new.login);
    if !login_name::is_valid(&login) {
        let reason = "登入名稱須為 3 至 64 個字母、數字或 . _ - @。帳號沒有建立，請更正後再試。";
        let message = "a login name has 3 to 64 letters, digits, or . _ - @";
        return Err(Failure::invalid("login_shape", message, reason));
    }
    let (person, account) = (PersonId(Uuid::now_v7()), AccountId(Uuid::now_v7()));
    tx.put_person(person, new.name, new.school, new.title).await?;
    tx.put_account(account, person).await?;
    if !tx.put_login(account, &login, &login_name::key(&login), now).await? {
        let reason = "這個登入名稱已有人使用，帳號沒有建立。請換一個登入名稱再試。";
        return Err(Failure::conflict("login_taken", "the login name is taken", reason));
    }
    tx.note_opened(account, by, now).await?;
    let code = one_time_code::issue(tx, account, now).await?;
    Ok((account, code))
}
