//! Accounts as their administrators see and change them (R-ACC).

use std::collections::BTreeMap;

use uuid::Uuid;
use yanxi_domain::{
    course::Course,
    ids::{AccountId, OrgId},
    org::School,
    time::Timestamp,
};
use yanxi_protocol::administration::{AccountState, GivenRole};

use super::{
    APPROVER, OFFICER, ORGANISATION_ADMINISTRATOR, Row, SYSTEM_ADMINISTRATOR, StoreError, Tx, Value, WriteTx,
};
use crate::args;

/// An account with what its administration needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// Account.
    pub account: AccountId,
    /// Name of the person.
    pub name: String,
    /// 職稱
    pub title: String,
    /// School or office of the person, open or closed.
    pub school: Option<School>,
    /// State.
    pub state: AccountState,
    /// Login name.
    pub login: Option<String>,
    /// Opened; `None` before that was kept.
    pub created_at: Option<Timestamp>,
    /// Last login.
    pub last_login: Option<Timestamp>,
    /// A second factor is bound.
    pub second_factor: bool,
    /// A password was set once.
    pub has_password: bool,
    /// Confirmed for the school year asked about.
    pub confirmed: bool,
    /// Roles that were given to it, sorted.
    pub roles: Vec<GivenRole>,
    /// Counties of the organisations those roles are for.
    pub counties: BTreeMap<OrgId, String>,
}

/// Whose accounts are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhichAccounts {
    /// Everybody's.
    pub all: bool,
    /// Of people of these organisations.
    pub organisations: Vec<OrgId>,
    /// Of people of organisations in these counties.
    pub counties: Vec<String>,
    /// Only of this organisation, within the above.
    pub only: Option<OrgId>,
    /// Part of a name, title, login name or school; empty for all.
    pub search: String,
}

const COLUMNS: &str = "SELECT a.id, p.name, p.title, s.body, a.state, c.login, \
    COALESCE(a.created_at, c.created_at), c.last_login_at, c.totp_secret, c.password, y.at, \
    (SELECT COUNT(*) FROM passkey k WHERE k.account = a.id) \
    FROM account a JOIN person p ON p.id = a.person LEFT JOIN school s ON s.id = p.school \
    LEFT JOIN credential c ON c.account = a.id \
    LEFT JOIN account_confirmation y ON y.account = a.id AND y.school_year = $1";

fn state(text: &str) -> Result<AccountState, StoreError> {
    match text {
        "active" => Ok(AccountState::Active),
        "disabled" => Ok(AccountState::Disabled),
        "closed" => Ok(AccountState::Closed),
        _ => Err(StoreError::Broken("account state".into())),
    }
}

const fn state_text(state: AccountState) -> &'static str {
    match state {
        AccountState::Active => "active",
        AccountState::Disabled => "disabled",
        AccountState::Closed => "closed",
    }
}

fn account(row: &Row) -> Result<AccountRow, StoreError> {
    Ok(AccountRow {
        account: AccountId(row.id(0)?),
        name: row.text(1)?,
        title: row.text(2)?,
        school: if row.opt_text(3)?.is_some() { Some(row.json(3)?) } else { None },
        state: state(&row.text(4)?)?,
        login: row.opt_text(5)?,
        created_at: row.opt_int(6)?.map(Timestamp),
        last_login: row.opt_int(7)?.map(Timestamp),
        second_factor: row.opt_bytes(8)?.is_some() || row.count(11)? > 0,
        has_password: row.opt_text(9)?.is_some(),
        confirmed: row.opt_int(10)?.is_some(),
        roles: Vec::new(),
        counties: BTreeMap::new(),
    })
}

/// A role as stored; `None` for the roles that come with courses and sessions.
fn given(role: &str, target: Uuid) -> Option<GivenRole> {
    let organisation = OrgId(target);
    match role {
        OFFICER => Some(GivenRole::Officer { organisation }),
        APPROVER => Some(GivenRole::Approver { organisation }),
        ORGANISATION_ADMINISTRATOR => Some(GivenRole::OrganisationAdministrator { organisation }),
        SYSTEM_ADMINISTRATOR => Some(GivenRole::SystemAdministrator),
        _ => None,
    }
}

/// Name and target under which a role is stored; a county has a table of its own.
fn stored(role: &GivenRole) -> Result<(&'static str, Uuid), &str> {
    match role {
        GivenRole::Officer { organisation } => Ok((OFFICER, organisation.0)),
        GivenRole::Approver { organisation } => Ok((APPROVER, organisation.0)),
        GivenRole::OrganisationAdministrator { organisation } => {
            Ok((ORGANISATION_ADMINISTRATOR, organisation.0))
        }
        GivenRole::SystemAdministrator => Ok((SYSTEM_ADMINISTRATOR, Uuid::nil())),
        GivenRole::CountySupervisor { county } => Err(county),
    }
}

/// `$3, $4, $5`: placeholders for `count` values after `args`.
pub(super) fn placeholders(args: &[Value<'_>], count: usize) -> String {
    (1..=count).map(|n| format!("${}", args.len() + n)).collect::<Vec<_>>().join(", ")
}

/// `%…%` in which nothing is a wildcard.
pub(super) fn containing(search: &str) -> String {
    let mut pattern = String::from("%");
    for c in search.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

impl Tx {
    /// Accounts by organisation and name, at most `limit`; `school_year` is the one their confirmation is asked for.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn accounts(
        &mut self,
        which: &WhichAccounts,
        school_year: i32,
        limit: usize,
    ) -> Result<Vec<AccountRow>, StoreError> {
        let mut args: Vec<Value<'_>> = args![i64::from(school_year)];
        let mut sql = COLUMNS.to_owned();
        if which.all {
            sql.push_str(" WHERE 1 = 1");
        } else {
            let mut places = Vec::new();
            if !which.organisations.is_empty() {
                places.push(format!("p.school IN ({})", placeholders(&args, which.organisations.len())));
                args.extend(which.organisations.iter().map(|id| Value::from(id.0)));
            }
            if !which.counties.is_empty() {
                places.push(format!("s.county IN ({})", placeholders(&args, which.counties.len())));
                args.extend(which.counties.iter().map(|code| Value::from(code.as_str())));
            }
            if places.is_empty() {
                return Ok(Vec::new());
            }
            sql.push_str(&format!(" WHERE ({})", places.join(" OR ")));
        }
        if let Some(only) = which.only {
            sql.push_str(&format!(" AND p.school = {}", placeholders(&args, 1)));
            args.push(Value::from(only.0));
        }
        if !which.search.is_empty() {
            let place = placeholders(&args, 1);
            sql.push_str(&format!(
                " AND (p.name LIKE {place} ESCAPE '!' OR p.title LIKE {place} ESCAPE '!' \
                 OR c.login LIKE {place} ESCAPE '!' OR s.body LIKE {place} ESCAPE '!')"
            ));
            args.push(Value::from(containing(&which.search)));
        }
        sql.push_str(&format!(" ORDER BY p.school, p.name, a.id LIMIT {limit}"));
        let rows = self.rows(sqlx::AssertSqlSafe(sql), args).await?;
        let mut found = rows.iter().map(account).collect::<Result<Vec<_>, _>>()?;
        self.add_roles(&mut found).await?;
        Ok(found)
    }

    /// One account; `None` when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn account(
        &mut self,
        id: AccountId,
        school_year: i32,
    ) -> Result<Option<AccountRow>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE a.id = $2"));
        let row = self.row(sql, args![i64::from(school_year), id.0]).await?;
        let mut found: Vec<AccountRow> = row.iter().map(account).collect::<Result<_, _>>()?;
        self.add_roles(&mut found).await?;
        Ok(found.pop())
    }

    async fn add_roles(&mut self, accounts: &mut [AccountRow]) -> Result<(), StoreError> {
        if accounts.is_empty() {
            return Ok(());
        }
        let ids: Vec<Value<'_>> = accounts.iter().map(|row| Value::from(row.account.0)).collect();
        let list = placeholders(&[], ids.len());
        let sql = format!(
            "SELECT r.account, r.role, r.target, s.county FROM account_role r \
             LEFT JOIN school s ON s.id = r.target WHERE r.account IN ({list})"
        );
        let roles = self.rows(sqlx::AssertSqlSafe(sql), ids.clone()).await?;
        let sql = format!("SELECT account, county FROM account_county WHERE account IN ({list})");
        let counties = self.rows(sqlx::AssertSqlSafe(sql), ids).await?;
        let mut all = Vec::with_capacity(roles.len() + counties.len());
        for row in &roles {
            let Some(role) = given(&row.text(1)?, row.id(2)?) else { continue };
            let account = row.id(0)?;
            if let Some(county) = row.opt_text(3)?
                && let Some(of) = accounts.iter_mut().find(|of| of.account.0 == account)
            {
                of.counties.insert(OrgId(row.id(2)?), county);
            }
            all.push((account, role));
        }
        for row in &counties {
            all.push((row.id(0)?, GivenRole::CountySupervisor { county: row.text(1)? }));
        }
        for (account, role) in all {
            if let Some(row) = accounts.iter_mut().find(|row| row.account.0 == account) {
                row.roles.push(role);
            }
        }
        accounts.iter_mut().for_each(|row| row.roles.sort());
        Ok(())
    }

    /// Courses the account owns that are 尚未結案.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unclosed_courses(&mut self, account: AccountId) -> Result<Vec<Course>, StoreError> {
        let sql = "SELECT c.body FROM account_role r JOIN course c ON c.id = r.target \
                   WHERE r.account = $1 AND r.role = 'organiser' ORDER BY c.id";
        let rows = self.rows(sql, args![account.0]).await?;
        let courses = rows.iter().map(|row| row.json::<Course>(0)).collect::<Result<Vec<_>, _>>()?;
        Ok(courses.into_iter().filter(|course| course.closed_at.is_none()).collect())
    }

    /// Whether somebody of this name and organisation has an account already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_namesake(&mut self, name: &str, school: OrgId) -> Result<bool, StoreError> {
        let sql = "SELECT a.id FROM account a JOIN person p ON p.id = a.person \
                   WHERE p.name = $1 AND p.school = $2";
        Ok(self.row(sql, args![name, school.0]).await?.is_some())
    }

    /// Whether an account was confirmed for a school year.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_confirmed(&mut self, account: AccountId, school_year: i32) -> Result<bool, StoreError> {
        let sql = "SELECT at FROM account_confirmation WHERE account = $1 AND school_year = $2";
        Ok(self.row(sql, args![account.0, i64::from(school_year)]).await?.is_some())
    }

    /// Whether a county is there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_county(&mut self, code: &str) -> Result<bool, StoreError> {
        Ok(self.row("SELECT code FROM county WHERE code = $1", args![code]).await?.is_some())
    }
}

impl WriteTx {
    /// Remembers who opened an account.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_opened(
        &mut self,
        account: AccountId,
        by: Option<AccountId>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE account SET created_at = $2, created_by = $3 WHERE id = $1";
        self.execute(sql, args![account.0, at, by.map(|by| by.0)]).await?;
        Ok(())
    }

    /// Changes the state of an account.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_account_state(
        &mut self,
        account: AccountId,
        state: AccountState,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE account SET state = $2 WHERE id = $1";
        self.execute(sql, args![account.0, state_text(state)]).await?;
        Ok(())
    }

    /// Gives a role.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn give_role(&mut self, account: AccountId, role: &GivenRole) -> Result<(), StoreError> {
        match stored(role) {
            Ok((name, target)) => self.grant(account, name, target).await,
            Err(county) => self.grant_county(account, county).await,
        }
    }

    /// Takes a role away.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_role(&mut self, account: AccountId, role: &GivenRole) -> Result<(), StoreError> {
        match stored(role) {
            Ok((name, target)) => {
                let sql = "DELETE FROM account_role WHERE account = $1 AND role = $2 AND target = $3";
                self.execute(sql, args![account.0, name, target]).await?;
            }
            Err(county) => {
                let sql = "DELETE FROM account_county WHERE account = $1 AND county = $2";
                self.execute(sql, args![account.0, county]).await?;
            }
        }
        Ok(())
    }

    /// Confirms an account for a school year; a second time changes nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn confirm_account(
        &mut self,
        account: AccountId,
        school_year: i32,
        by: Option<AccountId>,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "INSERT INTO account_confirmation (account, school_year, at, confirmed_by) \
                   VALUES ($1, $2, $3, $4) ON CONFLICT (account, school_year) DO NOTHING";
        let args = args![account.0, i64::from(school_year), at, by.map(|by| by.0)];
        Ok(self.execute(sql, args).await? == 1)
    }
}
