//! Who works in a session at the door (場地簽到人員), as its organiser sees and changes it.

use yanxi_domain::{
    ids::{AccountId, OrgId, SessionId},
    org::School,
};
use yanxi_protocol::{api::CrewMember, docs, scope::Scope};

use super::{Row, StoreError, Tx, WriteTx, managed_accounts::containing};
use crate::args;

const COLUMNS: &str = "SELECT a.id, p.name, p.title, s.body, a.state";

fn member(row: &Row, has_pin: bool) -> Result<CrewMember, StoreError> {
    let school: Option<School> = if row.opt_text(3)?.is_some() { Some(row.json(3)?) } else { None };
    Ok(CrewMember {
        account: AccountId(row.id(0)?),
        name: row.text(1)?,
        title: row.text(2)?,
        organisation_name: school.map(|school| school.short_name).unwrap_or_default(),
        active: row.text(4)? == "active",
        has_pin,
    })
}

impl Tx {
    /// Operators of a session by name, also those whose account is disabled or closed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn crew_of_session(&mut self, session: SessionId) -> Result<Vec<CrewMember>, StoreError> {
        let sql = format!(
            "{COLUMNS}, o.pin FROM operator o JOIN account a ON a.id = o.account \
             JOIN person p ON p.id = a.person LEFT JOIN school s ON s.id = p.school \
             WHERE o.session = $1 ORDER BY p.name, a.id"
        );
        let rows = self.rows(sqlx::AssertSqlSafe(sql), args![session.0]).await?;
        rows.iter().map(|row| member(row, row.opt_text(5)?.is_some())).collect()
    }

    /// Accounts in use whose name or login name contains `search`, of people of `organisation`; and whoever has exactly
    /// this login name (`login_key`), whose colleagues are not shown.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn crew_candidates(
        &mut self,
        organisation: OrgId,
        search: &str,
        login_key: &str,
        limit: usize,
    ) -> Result<Vec<CrewMember>, StoreError> {
        let sql = format!(
            "{COLUMNS} FROM account a JOIN person p ON p.id = a.person \
             LEFT JOIN school s ON s.id = p.school LEFT JOIN credential c ON c.account = a.id \
             WHERE a.state = 'active' AND (c.login_key = $3 OR (p.school = $1 \
             AND (p.name LIKE $2 ESCAPE '!' OR c.login LIKE $2 ESCAPE '!'))) \
             ORDER BY p.name, a.id LIMIT {limit}"
        );
        let args = args![organisation.0, containing(search), login_key];
        let rows = self.rows(sqlx::AssertSqlSafe(sql), args).await?;
        rows.iter().map(|row| member(row, false)).collect()
    }

    /// Whether an account is in use (啟用).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_active(&mut self, account: AccountId) -> Result<bool, StoreError> {
        let sql = "SELECT id FROM account WHERE id = $1 AND state = 'active'";
        Ok(self.row(sql, args![account.0]).await?.is_some())
    }

    /// Sessions an account is an operator of.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions_of_operator(&mut self, account: AccountId) -> Result<Vec<SessionId>, StoreError> {
        let sql = "SELECT session FROM operator WHERE account = $1 ORDER BY session";
        let rows = self.rows(sql, args![account.0]).await?;
        rows.iter().map(|row| row.id(0).map(SessionId)).collect()
    }
}

impl WriteTx {
    /// Ends somebody's work in a session, PIN and role; `false` when there was none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remove_operator(
        &mut self,
        session: SessionId,
        account: AccountId,
    ) -> Result<bool, StoreError> {
        let sql = "DELETE FROM account_role WHERE account = $1 AND role = 'venue_staff' AND target = $2";
        self.execute(sql, args![account.0, session.0]).await?;
        let sql = "DELETE FROM operator WHERE session = $1 AND account = $2";
        Ok(self.execute(sql, args![session.0, account.0]).await? == 1)
    }

    /// Takes an operator from the tablets of a session: the PIN unlocks none from its next contact on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn retract_operator(
        &mut self,
        session: SessionId,
        account: AccountId,
    ) -> Result<(), StoreError> {
        self.retract(Scope::Crew(session), docs::OPERATOR, &account.to_string()).await
    }
}
