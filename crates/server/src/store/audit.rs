//! The audit trail: who did what to what, ids and codes only (V-12). Rows are added, never changed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yanxi_domain::{
    ids::{AccountId, DeviceId},
    time::Timestamp,
};

use super::{StoreError, Tx, WriteTx};
use crate::args;

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// When, server clock.
    pub at: Timestamp,
    /// Account that did it.
    pub account: Option<AccountId>,
    /// Device it was done from, or whose doing it was.
    pub device: Option<DeviceId>,
    /// What, `snake_case`.
    pub action: String,
    /// To what: kind and id, e.g. `session:<uuid>`.
    pub target: String,
    /// Before and after, as ids and codes.
    pub detail: serde_json::Value,
}

impl Tx {
    /// Everything done to `target`, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audit_of(&mut self, target: &str) -> Result<Vec<AuditEntry>, StoreError> {
        let sql =
            "SELECT at, account, device, action, target, detail FROM audit WHERE target = $1 ORDER BY at, id";
        let rows = self.rows(sql, args![target]).await?;
        rows.iter()
            .map(|row| {
                Ok(AuditEntry {
                    at: row.time(0)?,
                    account: row.opt_id(1)?.map(AccountId),
                    device: row.opt_id(2)?.map(DeviceId),
                    action: row.text(3)?,
                    target: row.text(4)?,
                    detail: row.json(5)?,
                })
            })
            .collect()
    }
}

impl WriteTx {
    /// Adds a line.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audit(&mut self, entry: &AuditEntry) -> Result<(), StoreError> {
        let sql = "INSERT INTO audit (id, at, account, device, action, target, detail) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let (account, device) = (entry.account.map(|a| a.0), entry.device.map(|d| d.0));
        let detail = entry.detail.to_string();
        let args = args![Uuid::now_v7(), entry.at, account, device, &*entry.action, &*entry.target, detail];
        self.execute(sql, args).await?;
        Ok(())
    }
}
