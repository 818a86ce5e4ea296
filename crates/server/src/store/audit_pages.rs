//! Reading the audit trail in pages, newest first.

use uuid::Uuid;
use yanxi_domain::{
    ids::{AccountId, CourseId, DeviceId},
    time::Timestamp,
};
use yanxi_protocol::audit::AuditLine;

use super::{
    StoreError, Tx, Value,
    managed_accounts::{containing, placeholders},
};
use crate::args;

/// Which lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only these targets; `None`: all.
    pub targets: Option<Vec<String>>,
    /// Part of the target.
    pub target: String,
    /// Account that did it.
    pub account: Option<AccountId>,
    /// What was done; empty: anything.
    pub action: String,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
    /// Older than this line.
    pub after: Option<(Timestamp, Uuid)>,
}

impl Tx {
    /// At most `limit` lines, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audit_page(
        &mut self,
        filter: &AuditFilter,
        limit: usize,
    ) -> Result<Vec<AuditLine>, StoreError> {
        let mut args: Vec<Value<'_>> = Vec::new();
        let mut sql =
            "SELECT id, at, account, device, action, target, detail FROM audit WHERE 1 = 1".to_owned();
        if let Some(targets) = &filter.targets {
            if targets.is_empty() {
                return Ok(Vec::new());
            }
            sql.push_str(&format!(" AND target IN ({})", placeholders(&args, targets.len())));
            args.extend(targets.iter().map(|target| Value::from(target.as_str())));
        }
        if !filter.target.is_empty() {
            sql.push_str(&format!(" AND target LIKE {} ESCAPE '!'", placeholders(&args, 1)));
            args.push(Value::from(containing(&filter.target)));
        }
        if let Some(account) = filter.account {
            sql.push_str(&format!(" AND account = {}", placeholders(&args, 1)));
            args.push(Value::from(account.0));
        }
        if !filter.action.is_empty() {
            sql.push_str(&format!(" AND action = {}", placeholders(&args, 1)));
            args.push(Value::from(filter.action.as_str()));
        }
        for (limit, sign) in [(filter.from, ">="), (filter.until, "<")] {
            if let Some(limit) = limit {
                sql.push_str(&format!(" AND at {sign} {}", placeholders(&args, 1)));
                args.push(Value::from(limit));
            }
        }
        if let Some((at, id)) = filter.after {
            let (earlier, same) = (args.len() + 1, args.len() + 2);
            sql.push_str(&format!(" AND (at < ${earlier} OR (at = ${earlier} AND id < ${same}))"));
            args.push(Value::from(at));
            args.push(Value::from(id));
        }
        sql.push_str(&format!(" ORDER BY at DESC, id DESC LIMIT {limit}"));
        let rows = self.rows(sqlx::AssertSqlSafe(sql), args).await?;
        rows.iter()
            .map(|row| {
                Ok(AuditLine {
                    id: row.id(0)?,
                    at: row.time(1)?,
                    account: row.opt_id(2)?.map(AccountId),
                    device: row.opt_id(3)?.map(DeviceId),
                    action: row.text(4)?,
                    target: row.text(5)?,
                    detail: row.json(6)?,
                })
            })
            .collect()
    }

    /// Devices of a course: lines about them are lines of the course.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn devices_of_course(&mut self, course: CourseId) -> Result<Vec<DeviceId>, StoreError> {
        let rows = self.rows("SELECT id FROM device WHERE course = $1", args![course.0]).await?;
        rows.iter().map(|row| row.id(0).map(DeviceId)).collect()
    }
}
