//! Plans being written, and what is known of them beside their versions.

use uuid::Uuid;
use yanxi_domain::{
    ids::{AccountId, CourseId, OrgId, SessionId},
    plan::{OnlineLink, Plan},
    time::Timestamp,
};
use yanxi_protocol::plans::{ApprovalPolicy, PlanId};

use super::{Row, StoreError, Tx, WriteTx, courses::json};
use crate::args;

/// A plan without the text of its draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Identity.
    pub id: PlanId,
    /// Unit whose plan it is.
    pub unit: OrgId,
    /// Who began it.
    pub author: AccountId,
    /// Title of the draft.
    pub title: String,
    /// Last change of the draft.
    pub updated_at: Timestamp,
    /// Who changed it last.
    pub updated_by: AccountId,
    /// Raised by every saving.
    pub revision: u64,
    /// The draft differs from the version in force.
    pub changed: bool,
    /// Version that waits for a decision.
    pub pending: Option<u32>,
    /// Version in force.
    pub in_force: Option<u32>,
    /// When it was announced.
    pub announced_at: Option<Timestamp>,
    /// When it was removed.
    pub deleted_at: Option<Timestamp>,
    /// The newest version was returned with a comment.
    pub returned: bool,
}

const COLUMNS: &str = "p.id, p.unit, p.author, p.title, p.updated_at, p.updated_by, p.revision, p.changed, p.pending, \
                       p.in_force, p.announced_at, p.deleted_at, \
                       (SELECT v.state FROM plan_version v WHERE v.plan = p.id ORDER BY v.number DESC LIMIT 1)";

pub(super) fn number(value: Option<i64>) -> Result<Option<u32>, StoreError> {
    let narrow = |n| u32::try_from(n).map_err(|_| StoreError::Broken("version number".into()));
    value.map(narrow).transpose()
}

fn plan_row(row: &Row) -> Result<PlanRow, StoreError> {
    Ok(PlanRow {
        id: PlanId(row.id(0)?),
        unit: OrgId(row.id(1)?),
        author: AccountId(row.id(2)?),
        title: row.text(3)?,
        updated_at: row.time(4)?,
        updated_by: AccountId(row.id(5)?),
        revision: row.count(6)?,
        changed: row.int(7)? != 0,
        pending: number(row.opt_int(8)?)?,
        in_force: number(row.opt_int(9)?)?,
        announced_at: row.opt_int(10)?.map(Timestamp),
        deleted_at: row.opt_int(11)?.map(Timestamp),
        returned: row.opt_text(12)?.as_deref() == Some("returned"),
    })
}

pub(super) fn policy_text(policy: ApprovalPolicy) -> &'static str {
    match policy {
        ApprovalPolicy::ByUnit => "by_unit",
        ApprovalPolicy::ByUnitOrCounty => "by_unit_or_county",
        ApprovalPolicy::NotNeeded => "not_needed",
    }
}

impl Tx {
    /// Every plan that was not removed, the newest change first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn plans(&mut self) -> Result<Vec<PlanRow>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM plan p WHERE p.deleted_at IS NULL ORDER BY p.updated_at DESC, p.id"
        );
        self.rows(sqlx::AssertSqlSafe(sql), args![]).await?.iter().map(plan_row).collect()
    }

    /// One plan with its draft, removed or not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn plan(&mut self, id: PlanId) -> Result<Option<(PlanRow, Plan)>, StoreError> {
        let sql = format!("SELECT {COLUMNS}, p.draft FROM plan p WHERE p.id = $1");
        let row = self.row(sqlx::AssertSqlSafe(sql), args![id.0]).await?;
        row.map(|row| Ok((plan_row(&row)?, row.json(13)?))).transpose()
    }

    /// Courses announced from a plan.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn courses_of_plan(&mut self, plan: PlanId) -> Result<Vec<CourseId>, StoreError> {
        let rows = self
            .rows("SELECT course FROM plan_course WHERE plan = $1 ORDER BY course", args![plan.0])
            .await?;
        rows.iter().map(|row| row.id(0).map(CourseId)).collect()
    }

    /// Every announced course with the plan it comes from.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn planned_courses(&mut self) -> Result<Vec<(CourseId, PlanId)>, StoreError> {
        let rows = self.rows("SELECT course, plan FROM plan_course", args![]).await?;
        rows.iter().map(|row| Ok((CourseId(row.id(0)?), PlanId(row.id(1)?)))).collect()
    }

    /// Who approves the plans of a unit.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn plan_policy(&mut self, unit: OrgId) -> Result<ApprovalPolicy, StoreError> {
        let row = self.row("SELECT policy FROM plan_policy WHERE unit = $1", args![unit.0]).await?;
        match row.map(|row| row.text(0)).transpose()?.as_deref() {
            None | Some("by_unit") => Ok(ApprovalPolicy::ByUnit),
            Some("by_unit_or_county") => Ok(ApprovalPolicy::ByUnitOrCounty),
            Some("not_needed") => Ok(ApprovalPolicy::NotNeeded),
            Some(_) => Err(StoreError::Broken("approval policy".into())),
        }
    }

    /// Links of a session with their secrets.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn session_links(&mut self, session: SessionId) -> Result<Vec<OnlineLink>, StoreError> {
        let row = self.row("SELECT body FROM session_link WHERE session = $1", args![session.0]).await?;
        row.map_or_else(|| Ok(Vec::new()), |row| row.json(0))
    }

    /// Whether a session has any attendance event.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_events(&mut self, session: SessionId) -> Result<bool, StoreError> {
        let sql = "SELECT seq FROM event WHERE session = $1 LIMIT 1";
        Ok(self.row(sql, args![session.0]).await?.is_some())
    }
}

impl WriteTx {
    /// Adds a plan.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_plan(
        &mut self,
        id: PlanId,
        unit: OrgId,
        author: AccountId,
        draft: &Plan,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO plan (id, unit, author, title, created_at, updated_at, updated_by, revision, draft, \
                   changed) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, 0)";
        let args = args![id.0, unit.0, author.0, &*draft.title, now, now, author.0, json(draft)?];
        self.execute(sql, args).await?;
        Ok(())
    }

    /// Keeps a draft written from `revision`; `false` when the plan has moved on since, or waits for a decision.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn save_plan_draft(
        &mut self,
        id: PlanId,
        revision: u64,
        draft: (&Plan, bool),
        by: AccountId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE plan SET draft = $1, title = $2, changed = $3, updated_at = $4, updated_by = $5, \
                   revision = revision + 1 WHERE id = $6 AND revision = $7 AND pending IS NULL AND deleted_at IS NULL";
        let (plan, changed) = draft;
        let revision = i64::try_from(revision).unwrap_or(i64::MAX);
        let args = args![json(plan)?, &*plan.title, i64::from(changed), now, by.0, id.0, revision];
        Ok(self.execute(sql, args).await? == 1)
    }

    /// Notes that a plan was announced; `false` when it was before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn mark_announced(&mut self, id: PlanId, now: Timestamp) -> Result<bool, StoreError> {
        let sql =
            "UPDATE plan SET announced_at = $1 WHERE id = $2 AND announced_at IS NULL AND deleted_at IS NULL";
        Ok(self.execute(sql, args![now, id.0]).await? == 1)
    }

    /// Removes a plan that was never announced and waits for nobody; `false` otherwise. Its row stays.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remove_plan(&mut self, id: PlanId, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "UPDATE plan SET deleted_at = $1 WHERE id = $2 AND announced_at IS NULL AND pending IS NULL \
                   AND deleted_at IS NULL";
        Ok(self.execute(sql, args![now, id.0]).await? == 1)
    }

    /// Remembers which plan a course comes from.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn link_course_to_plan(&mut self, course: CourseId, plan: PlanId) -> Result<(), StoreError> {
        let sql = "INSERT INTO plan_course (course, plan) VALUES ($1, $2) ON CONFLICT (course) DO NOTHING";
        self.execute(sql, args![course.0, plan.0]).await?;
        Ok(())
    }

    /// Keeps the links of a session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_session_links(
        &mut self,
        session: SessionId,
        links: &[OnlineLink],
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO session_link (session, body) VALUES ($1, $2) \
                   ON CONFLICT (session) DO UPDATE SET body = excluded.body";
        self.execute(sql, args![session.0, json(&links)?]).await?;
        Ok(())
    }

    /// Sets who approves the plans of a unit.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_plan_policy(&mut self, unit: OrgId, policy: ApprovalPolicy) -> Result<(), StoreError> {
        let sql = "INSERT INTO plan_policy (unit, policy) VALUES ($1, $2) \
                   ON CONFLICT (unit) DO UPDATE SET policy = excluded.policy";
        let unit: Uuid = unit.0;
        self.execute(sql, args![unit, policy_text(policy)]).await?;
        Ok(())
    }
}
