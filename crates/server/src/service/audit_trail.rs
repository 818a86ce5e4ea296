//! Reading the audit trail. 系統管理員 sees every line, but ids only: least privilege (section 9). 單位管理者 sees
//! the lines about accounts of the own organisation, 開課承辦人 those about own courses, with names.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;
use yanxi_domain::{
    ids::AccountId,
    time::{MINUTE_MS, Timestamp},
};
use yanxi_protocol::{
    api::Role,
    audit::{AuditLine, AuditPage, AuditQuery},
    docs::AccountName,
};

use super::{accounts, office_audit::entry};
use crate::{
    actor::{AccountActor, Actor},
    failure::Failure,
    permissions::{self, Capability},
    state::AppState,
    store::{AuditFilter, Tx, WhichAccounts},
};

/// Lines of a page on the screen.
const PAGE: usize = 100;
/// Lines read at a time for the export.
pub const EXPORT_PAGE: usize = 1_000;
/// Accounts of one organisation whose lines are looked for.
const ACCOUNTS_MAX: usize = 5_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// A page of what the caller may see.
///
/// # Errors
/// 401, 403; `filter_invalid`.
pub async fn page(state: &AppState, actor: &Actor, query: &AuditQuery) -> Result<AuditPage, Failure> {
    let caller = actor.allowed_somewhere(Capability::SeeAudit)?;
    let mut tx = state.store.read().await?;
    let filter = filter(&mut tx, state, actor, caller, query).await?;
    let mut lines = tx.audit_page(&filter, PAGE + 1).await?;
    let next = (lines.len() > PAGE).then(|| lines.truncate(PAGE)).and_then(|()| lines.last()).map(cursor);
    let names = names(&mut tx, caller, &lines).await?;
    let may_export = permissions::may_somewhere(&caller.roles, Capability::ExportAudit);
    Ok(AuditPage { lines, names, next, may_export })
}

/// Begins an export, which is itself a line of the trail, and answers what [`export_page`] goes on with.
///
/// # Errors
/// 401; 403 unless the caller is 單位管理者 or 系統管理員; `filter_invalid`.
pub async fn begin_export(
    state: &AppState,
    actor: &Actor,
    query: &AuditQuery,
) -> Result<AuditFilter, Failure> {
    let caller = actor.allowed_somewhere(Capability::ExportAudit)?;
    let mut tx = state.store.write(&[]).await?;
    let filter = filter(&mut tx, state, actor, caller, query).await?;
    let detail = json!({ "action": query.action, "from": query.from, "to": query.to });
    tx.audit(&entry(state, caller.id, "export_audit", "audit".to_owned(), detail)).await?;
    tx.commit().await?;
    Ok(filter)
}

/// The next lines of an export; none: it is over.
///
/// # Errors
/// When the database does not answer.
pub async fn export_page(state: &AppState, filter: &mut AuditFilter) -> Result<Vec<AuditLine>, Failure> {
    let lines = state.store.read().await?.audit_page(filter, EXPORT_PAGE).await?;
    if let Some(last) = lines.last() {
        filter.after = Some((last.at, last.id));
    }
    Ok(lines)
}

async fn filter(
    tx: &mut Tx,
    state: &AppState,
    actor: &Actor,
    caller: &AccountActor,
    query: &AuditQuery,
) -> Result<AuditFilter, Failure> {
    let account = match query.account.as_str() {
        "" => None,
        id => Some(id.parse::<AccountId>().map_err(|_| invalid())?),
    };
    let until = day(&query.to)?.map(|last| last.plus_ms(DAY_MS));
    Ok(AuditFilter {
        targets: targets(tx, state, actor, caller).await?,
        target: query.target.trim().to_owned(),
        account,
        action: query.action.trim().to_owned(),
        from: day(&query.from)?,
        until,
        after: if query.after.is_empty() { None } else { Some(read_cursor(&query.after)?) },
    })
}

/// What the caller may see lines about; `None`: everything.
async fn targets(
    tx: &mut Tx,
    state: &AppState,
    actor: &Actor,
    caller: &AccountActor,
) -> Result<Option<Vec<String>>, Failure> {
    if caller.is_system_administrator() {
        return Ok(None);
    }
    let mut targets = Vec::new();
    for role in &caller.roles {
        match role {
            Role::OrganisationAdministrator { organisations } => {
                let which =
                    WhichAccounts { organisations: organisations.clone(), ..WhichAccounts::default() };
                let year = accounts::school_year(state.clock.now());
                let rows = tx.accounts(&which, year, ACCOUNTS_MAX).await?;
                targets.extend(rows.iter().map(|row| format!("account:{}", row.account)));
            }
            Role::Organiser { courses } => {
                for course in courses {
                    targets.push(format!("course:{course}"));
                    let devices = tx.devices_of_course(*course).await?;
                    targets.extend(devices.iter().map(|device| format!("device:{device}")));
                }
                targets.extend(actor.owned_sessions.iter().map(|(_, session)| format!("session:{session}")));
            }
            _ => {}
        }
    }
    Ok(Some(targets))
}

/// Names of the accounts in these lines: of who did it, and of the account it was done to. Never for 系統管理員.
async fn names(tx: &mut Tx, caller: &AccountActor, lines: &[AuditLine]) -> Result<Vec<AccountName>, Failure> {
    if caller.is_system_administrator() {
        return Ok(Vec::new());
    }
    let mut wanted: BTreeSet<AccountId> = lines.iter().filter_map(|line| line.account).collect();
    let about =
        |line: &AuditLine| line.target.strip_prefix("account:").and_then(|id| id.parse::<AccountId>().ok());
    wanted.extend(lines.iter().filter_map(about));
    let mut names = Vec::with_capacity(wanted.len());
    for account in wanted {
        names.extend(tx.account_name(account).await?);
    }
    Ok(names)
}

fn cursor(line: &AuditLine) -> String {
    format!("{}.{}", line.at.0, line.id)
}

fn read_cursor(text: &str) -> Result<(Timestamp, Uuid), Failure> {
    let read = || {
        let (at, id) = text.split_once('.')?;
        Some((Timestamp(at.parse().ok()?), id.parse().ok()?))
    };
    read().ok_or_else(invalid)
}

/// Midnight in Taipei at the beginning of a day.
fn day(text: &str) -> Result<Option<Timestamp>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    let date: NaiveDate = text.parse().map_err(|_| invalid())?;
    Ok(Some(Timestamp::from_taipei(date, chrono::NaiveTime::MIN)))
}

fn invalid() -> Failure {
    let reason = "查詢條件無法辨識，資料沒有變更。請清除條件後再試一次。";
    Failure::invalid("filter_invalid", "the query is not understood", reason)
}
