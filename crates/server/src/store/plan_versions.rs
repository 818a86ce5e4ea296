//! Submitted versions of plans: their text never changes, their decision is made once.

use yanxi_domain::{ids::AccountId, plan::Plan, time::Timestamp};
use yanxi_protocol::plans::{PlanId, VersionState};

use super::{Row, StoreError, Tx, WriteTx, courses::json, plans::number};
use crate::args;

/// A submitted version without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanVersionRow {
    /// Counted from 1.
    pub number: u32,
    /// What became of it.
    pub state: VersionState,
    /// Who submitted it.
    pub submitted_by: AccountId,
    /// When.
    pub submitted_at: Timestamp,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// What they said.
    pub comment: String,
}

const fn text(state: VersionState) -> &'static str {
    match state {
        VersionState::Pending => "pending",
        VersionState::Approved => "approved",
        VersionState::Returned => "returned",
        VersionState::Withdrawn => "withdrawn",
    }
}

fn version(row: &Row) -> Result<PlanVersionRow, StoreError> {
    let state = match row.text(1)?.as_str() {
        "pending" => VersionState::Pending,
        "approved" => VersionState::Approved,
        "returned" => VersionState::Returned,
        "withdrawn" => VersionState::Withdrawn,
        _ => return Err(StoreError::Broken("state of a plan version".into())),
    };
    Ok(PlanVersionRow {
        number: number(Some(row.int(0)?))?.unwrap_or_default(),
        state,
        submitted_by: AccountId(row.id(2)?),
        submitted_at: row.time(3)?,
        decided_by: row.opt_id(4)?.map(AccountId),
        decided_at: row.opt_int(5)?.map(Timestamp),
        comment: row.text(6)?,
    })
}

impl Tx {
    /// Versions of a plan, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn plan_versions(&mut self, plan: PlanId) -> Result<Vec<PlanVersionRow>, StoreError> {
        let sql = "SELECT number, state, submitted_by, submitted_at, decided_by, decided_at, comment \
                   FROM plan_version WHERE plan = $1 ORDER BY number";
        self.rows(sql, args![plan.0]).await?.iter().map(version).collect()
    }

    /// The text of a version.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn plan_version(&mut self, plan: PlanId, number: u32) -> Result<Option<Plan>, StoreError> {
        let sql = "SELECT body FROM plan_version WHERE plan = $1 AND number = $2";
        self.row(sql, args![plan.0, i64::from(number)]).await?.map(|row| row.json(0)).transpose()
    }
}

impl WriteTx {
    /// Submits the draft written at `revision` as a new version; `None` when the plan has moved on, or one waits already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn submit_plan(
        &mut self,
        plan: PlanId,
        revision: u64,
        body: &Plan,
        by: AccountId,
        now: Timestamp,
    ) -> Result<Option<u32>, StoreError> {
        let sql = "SELECT COALESCE(MAX(number), 0) + 1 FROM plan_version WHERE plan = $1";
        let row = self.row(sql, args![plan.0]).await?;
        let next = row.map_or(Ok(1), |row| row.int(0))?;
        let sql = "UPDATE plan SET pending = $1, revision = revision + 1 WHERE id = $2 AND revision = $3 \
                   AND pending IS NULL AND deleted_at IS NULL";
        let revision = i64::try_from(revision).unwrap_or(i64::MAX);
        if self.execute(sql, args![next, plan.0, revision]).await? != 1 {
            return Ok(None);
        }
        let sql = "INSERT INTO plan_version (plan, number, body, state, submitted_by, submitted_at, comment) \
                   VALUES ($1, $2, $3, 'pending', $4, $5, '')";
        self.execute(sql, args![plan.0, next, json(body)?, by.0, now]).await?;
        number(Some(next))
    }

    /// Decides about the version that waits; `false` when it does not wait any more. Approving puts it in force.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn decide_plan(
        &mut self,
        plan: PlanId,
        version: u32,
        state: VersionState,
        by: AccountId,
        (comment, now): (&str, Timestamp),
    ) -> Result<bool, StoreError> {
        let version = i64::from(version);
        let sql = if state == VersionState::Approved {
            "UPDATE plan SET pending = NULL, in_force = $1, changed = 0, revision = revision + 1 \
             WHERE id = $2 AND pending = $1"
        } else {
            "UPDATE plan SET pending = NULL, revision = revision + 1 WHERE id = $2 AND pending = $1"
        };
        if self.execute(sql, args![version, plan.0]).await? != 1 {
            return Ok(false);
        }
        let sql = "UPDATE plan_version SET state = $1, decided_by = $2, decided_at = $3, comment = $4 \
                   WHERE plan = $5 AND number = $6";
        self.execute(sql, args![text(state), by.0, now, comment, plan.0, version]).await?;
        Ok(true)
    }
}
