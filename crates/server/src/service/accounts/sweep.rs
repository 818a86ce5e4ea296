//! Ending idle accounts all at once (R-ACC 4), by whoever runs the server: never by itself.

use serde_json::json;
use yanxi_domain::{ids::AccountId, time::Timestamp};
use yanxi_protocol::administration::{AccountPolicy, AccountState, Idle};

use super::{manage::target, policy};
use crate::{
    failure::Failure,
    service::devices_crew::follow_account,
    store::{AuditEntry, Store, WhichAccounts},
};

/// An account the idle policy speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleAccount {
    /// Account.
    pub account: AccountId,
    /// State it should have.
    pub wanted: AccountState,
    /// It owns this many courses that are not closed, and so is left alone (R-ACC 3).
    pub open_courses: usize,
}

/// Finds idle accounts and, with `apply`, disables or closes them in one transaction; owners of courses that are not
/// closed are left as they are.
///
/// # Errors
/// When the database does not answer; nothing was changed then.
pub async fn sweep(
    store: &dyn Store,
    now: Timestamp,
    rules: &AccountPolicy,
    apply: bool,
) -> Result<Vec<IdleAccount>, Failure> {
    let mut tx = store.write(&[]).await?;
    let everybody = WhichAccounts { all: true, ..WhichAccounts::default() };
    let mut found = Vec::new();
    // SQLite binds at most 32,766 values in one statement; a country has fewer accounts than that.
    for row in tx.accounts(&everybody, policy::school_year(now), ACCOUNTS_MAX).await? {
        let wanted = match policy::idle(rules, &row, now) {
            Idle::No => continue,
            Idle::Disable => AccountState::Disabled,
            Idle::Close => AccountState::Closed,
        };
        let open_courses = tx.unclosed_courses(row.account).await?.len();
        found.push(IdleAccount { account: row.account, wanted, open_courses });
        if !apply || open_courses > 0 {
            continue;
        }
        tx.close_account_sessions(row.account, None).await?;
        tx.set_account_state(row.account, wanted).await?;
        follow_account(&mut tx, row.account).await?;
        tx.audit(&AuditEntry {
            at: now,
            account: None,
            device: None,
            action: "set_account_state".to_owned(),
            target: target(row.account),
            detail: json!({ "before": row.state, "after": wanted, "by": "command line", "reason": "idle" }),
        })
        .await?;
    }
    tx.commit().await?;
    Ok(found)
}

/// More accounts than there are schools times people who work with this.
const ACCOUNTS_MAX: usize = 30_000;
