//! People, accounts, their roles and their sessions on browsers.

use uuid::Uuid;
use yanxi_domain::{
    ids::{AccountId, CourseId, OrgId, PersonId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::docs::{AccountName, Operator, PinVerifier};

use super::{StoreError, Tx, WriteTx};
use crate::args;

impl Tx {
    /// Name of an account; `None` when there is no such account.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn account_name(&mut self, account: AccountId) -> Result<Option<AccountName>, StoreError> {
        let sql = "SELECT p.name FROM account a JOIN person p ON p.id = a.person WHERE a.id = $1";
        let row = self.row(sql, args![account.0]).await?;
        row.map(|row| Ok(AccountName { id: account, name: row.text(0)? })).transpose()
    }

    /// The person behind an account.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn person_of(&mut self, account: AccountId) -> Result<Option<PersonId>, StoreError> {
        let row = self.row("SELECT person FROM account WHERE id = $1", args![account.0]).await?;
        row.map(|row| row.id(0).map(PersonId)).transpose()
    }

    /// Roles of an account as stored: (role, session or course).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn account_roles(&mut self, account: AccountId) -> Result<Vec<(String, Uuid)>, StoreError> {
        let sql = "SELECT role, target FROM account_role WHERE account = $1 ORDER BY role, target";
        let rows = self.rows(sql, args![account.0]).await?;
        rows.iter().map(|row| Ok((row.text(0)?, row.id(1)?))).collect()
    }

    /// Whether an account has any role beyond the attendee's: those count only with a second factor (R-ACC 2).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_roles(&mut self, account: AccountId) -> Result<bool, StoreError> {
        let sql = "SELECT account FROM account_role WHERE account = $1 \
                   UNION SELECT account FROM account_county WHERE account = $1";
        Ok(self.row(sql, args![account.0]).await?.is_some())
    }

    /// Everybody who works in a course: its organisers, and operators and venue staff of any of its sessions. In no
    /// order, perhaps more than once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn crew_of_course(&mut self, course: CourseId) -> Result<Vec<AccountId>, StoreError> {
        let sql = "SELECT account FROM account_role WHERE role = 'organiser' AND target = $1 \
                   UNION SELECT r.account FROM account_role r JOIN session s ON s.id = r.target \
                   WHERE r.role = 'venue_staff' AND s.course = $1 \
                   UNION SELECT o.account FROM operator o JOIN session s ON s.id = o.session WHERE s.course = $1";
        let rows = self.rows(sql, args![course.0]).await?;
        rows.iter().map(|row| row.id(0).map(AccountId)).collect()
    }

    /// Operators of a session with their PIN verifiers; not those whose account is disabled or closed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn operators(&mut self, session: SessionId) -> Result<Vec<Operator>, StoreError> {
        let sql = "SELECT o.account, p.name, o.pin FROM operator o JOIN account a ON a.id = o.account \
                   JOIN person p ON p.id = a.person WHERE o.session = $1 AND a.state = 'active' ORDER BY o.account";
        let rows = self.rows(sql, args![session.0]).await?;
        rows.iter()
            .map(|row| {
                let pin = match row.opt_text(2)? {
                    Some(_) => Some(row.json(2)?),
                    None => None,
                };
                Ok(Operator { id: AccountId(row.id(0)?), name: row.text(1)?, pin })
            })
            .collect()
    }
}

impl WriteTx {
    /// Adds a person, or renames one that is known. The name is stored exactly as given (R-TEXT 1).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_person(
        &mut self,
        id: PersonId,
        name: &str,
        school: Option<OrgId>,
        title: &str,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO person (id, name, school, title) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (id) DO UPDATE SET name = excluded.name, school = excluded.school, \
                   title = excluded.title";
        self.execute(sql, args![id.0, name, school.map(|s| s.0), title]).await?;
        Ok(())
    }

    /// Gives a person an account; one for life (R-ACC 1).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_account(&mut self, account: AccountId, person: PersonId) -> Result<(), StoreError> {
        let sql = "INSERT INTO account (id, person) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
        self.execute(sql, args![account.0, person.0]).await?;
        Ok(())
    }

    /// Grants a role for one session or course.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn grant(
        &mut self,
        account: AccountId,
        role: &'static str,
        target: Uuid,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO account_role (account, role, target) VALUES ($1, $2, $3) \
                   ON CONFLICT (account, role, target) DO NOTHING";
        self.execute(sql, args![account.0, role, target]).await?;
        Ok(())
    }

    /// Makes an account the supervisor of a county (縣市督導).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn grant_county(&mut self, account: AccountId, county: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO account_county (account, county) VALUES ($1, $2) \
                   ON CONFLICT (account, county) DO NOTHING";
        self.execute(sql, args![account.0, county]).await?;
        Ok(())
    }

    /// Starts an account session; only the hash of its token is kept. Expired ones of the account go.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_account_session(
        &mut self,
        token_hash: &[u8; 32],
        account: AccountId,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM account_session WHERE account = $1 AND expires_at <= $2";
        self.execute(sql, args![account.0, now]).await?;
        let sql = "INSERT INTO account_session (token_hash, account, created_at, expires_at) \
                   VALUES ($1, $2, $3, $4)";
        self.execute(sql, args![*token_hash, account.0, now, expires_at]).await?;
        Ok(())
    }

    /// Ends an account session; one that is already gone is fine.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn close_account_session(&mut self, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        self.execute("DELETE FROM account_session WHERE token_hash = $1", args![*token_hash]).await?;
        Ok(())
    }

    /// Makes an account an operator of a session, or changes its PIN there. `None` keeps the PIN it has.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_operator(
        &mut self,
        session: SessionId,
        account: AccountId,
        pin: Option<&PinVerifier>,
    ) -> Result<(), StoreError> {
        let pin = pin
            .map(serde_json::to_string)
            .transpose()
            .map_err(|error| StoreError::Broken(error.to_string()))?;
        let sql = "INSERT INTO operator (session, account, pin) VALUES ($1, $2, $3) \
                   ON CONFLICT (session, account) DO UPDATE SET pin = COALESCE(excluded.pin, operator.pin)";
        self.execute(sql, args![session.0, account.0, pin]).await?;
        Ok(())
    }
}
