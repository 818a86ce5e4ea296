//! Registrations: rosters as clients hold them, and what beside that a registration consists of. What seats are counted
//! by stands in columns of its own.

use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;
use uuid::Uuid;
use yanxi_domain::{
    bring::LoginKind,
    ids::{AccountId, CourseId, PersonId, RegistrationId, SessionId},
    registering::is_live,
    roster::{RegistrationState, RosterEntry},
    time::Timestamp,
};
use yanxi_protocol::{
    docs::{self, Registered},
    scope::Scope,
};

use super::{Row, StoreError, Tx, WriteTx, applicants::live, courses::json};
use crate::args;

/// Columns [`registration`] reads.
const COLUMNS: &str =
    "body, person, position, applied_at, request, decided_by, decided_at, reason, application";

/// A roster row with the person behind it, where one is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// What tablets hold.
    pub entry: RosterEntry,
    /// Whose own record it is.
    pub person: Option<PersonId>,
    /// Place in the roster.
    pub position: i64,
    /// When it reached the server; `None`: not recorded.
    pub applied_at: Option<Timestamp>,
    /// Client-made id that makes repeating harmless.
    pub request: Option<Uuid>,
    /// Who decided last; `None`: the rule did.
    pub decided_by: Option<AccountId>,
    /// When it was last decided.
    pub decided_at: Option<Timestamp>,
    /// Why, in the decider's words.
    pub reason: Option<String>,
    /// What the person said.
    pub application: Application,
}

/// What a person said when registering and afterwards. For the organiser and the person; tablets never hold it (5.5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Application {
    /// How they log in to the system that is taught.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login: Option<LoginKind>,
    /// Holds the school's AA account.
    pub holds_aa: bool,
    /// Note to the organiser.
    pub note: String,
    /// Who assigned them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_by: Option<AccountId>,
    /// 請假 asked for and not decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leave_asked_at: Option<Timestamp>,
    /// Why.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub leave_reason: String,
}

impl Registration {
    /// A row nothing is known of beyond the roster.
    #[must_use]
    pub fn new(entry: RosterEntry, person: Option<PersonId>, position: i64) -> Self {
        Self {
            entry,
            person,
            position,
            applied_at: None,
            request: None,
            decided_by: None,
            decided_at: None,
            reason: None,
            application: Application::default(),
        }
    }
}

fn registration(row: &Row) -> Result<Registration, StoreError> {
    Ok(Registration {
        entry: row.json(0)?,
        person: row.opt_id(1)?.map(PersonId),
        position: row.int(2)?,
        applied_at: Some(row.time(3)?).filter(|at| at.0 != 0),
        request: row.opt_id(4)?,
        decided_by: row.opt_id(5)?.map(AccountId),
        decided_at: row.opt_int(6)?.map(Timestamp),
        reason: row.opt_text(7)?,
        application: if row.opt_text(8)?.is_some() { row.json(8)? } else { Application::default() },
    })
}

/// Code and 備取 position of a state, as its columns hold them.
pub(super) const fn state_columns(state: RegistrationState) -> (&'static str, Option<i64>) {
    match state {
        RegistrationState::Applied => ("applied", None),
        RegistrationState::Admitted => ("admitted", None),
        RegistrationState::Waitlisted(position) => ("waitlisted", Some(position as i64)),
        RegistrationState::NotAdmitted => ("not_admitted", None),
        RegistrationState::Cancelled => ("cancelled", None),
        RegistrationState::OnLeave => ("on_leave", None),
        RegistrationState::WalkInPending => ("walk_in_pending", None),
        RegistrationState::Rejected => ("rejected", None),
    }
}

fn select(which: &'static str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!("SELECT {COLUMNS} FROM registration WHERE {which}"))
}

impl Tx {
    /// The roster of a session in its order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn registrations(&mut self, session: SessionId) -> Result<Vec<Registration>, StoreError> {
        let rows = self.rows(select("session = $1 ORDER BY position, id"), args![session.0]).await?;
        rows.iter().map(registration).collect()
    }

    /// One registration.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn registration(&mut self, id: RegistrationId) -> Result<Option<Registration>, StoreError> {
        self.row(select("id = $1"), args![id.0]).await?.as_ref().map(registration).transpose()
    }

    /// The registration a client's request made.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn registration_by_request(
        &mut self,
        request: Uuid,
    ) -> Result<Option<Registration>, StoreError> {
        self.row(select("request = $1"), args![request]).await?.as_ref().map(registration).transpose()
    }

    /// Place behind everybody on the roster.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next_position(&mut self, session: SessionId) -> Result<i64, StoreError> {
        let sql = "SELECT COALESCE(MAX(position), 0) + 1 FROM registration WHERE session = $1";
        self.row(sql, args![session.0]).await?.map_or(Ok(1), |row| row.int(0))
    }

    /// In which session of a course each registration stands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn registered_sessions(
        &mut self,
        course: CourseId,
    ) -> Result<Vec<(RegistrationId, SessionId)>, StoreError> {
        let sql = "SELECT r.id, r.session FROM registration r JOIN session s ON s.id = r.session WHERE s.course = $1";
        let rows = self.rows(sql, args![course.0]).await?;
        rows.iter().map(|row| Ok((RegistrationId(row.id(0)?), SessionId(row.id(1)?)))).collect()
    }
}

impl WriteTx {
    /// Adds or changes a roster row. Rows are never removed, only 已取消 (5.5).
    ///
    /// # Errors
    /// [`StoreError::SecondRegistration`] when another row of the person stands in the session; when the database does
    /// not answer.
    pub async fn put_registration(
        &mut self,
        entry: &RosterEntry,
        person: Option<PersonId>,
        position: i64,
    ) -> Result<(), StoreError> {
        if let Some(person) = person.filter(|_| is_live(entry.state)) {
            self.no_second_row(entry, person).await?;
        }
        let sql = "INSERT INTO registration (id, session, person, position, body, state, waiting, school) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
                   ON CONFLICT (id) DO UPDATE SET body = excluded.body, position = excluded.position, \
                   state = excluded.state, waiting = excluded.waiting, school = excluded.school";
        let (state, waiting) = state_columns(entry.state);
        let (person, school) = (person.map(|p| p.0), entry.school.0);
        let args = args![entry.id.0, entry.session.0, person, position, json(entry)?, state, waiting, school];
        self.execute(sql, args).await?;
        self.count_seats(entry.session).await?;
        self.publish(Scope::Session(entry.session), docs::ROSTER, &entry.id.to_string(), entry).await?;
        match self.session_course(entry.session).await? {
            Some(course) => self.publish_registered(course, entry.id, entry.session).await,
            None => Ok(()),
        }
    }

    /// Asked before the index `registration_live` would: its refusal ends a transaction on PostgreSQL and says nothing.
    async fn no_second_row(&mut self, entry: &RosterEntry, person: PersonId) -> Result<(), StoreError> {
        let sql = concat!(
            "SELECT id FROM registration WHERE session = $1 AND person = $2 AND id <> $3 AND state IN ",
            live!()
        );
        let other = self.row(sql, args![entry.session.0, person.0, entry.id.0]).await?;
        if other.is_some() { Err(StoreError::SecondRegistration) } else { Ok(()) }
    }

    /// Adds a registration made in the app, with everything the person said.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_registration(&mut self, row: &Registration) -> Result<(), StoreError> {
        self.put_registration(&row.entry, row.person, row.position).await?;
        self.put_decision(row).await?;
        let sql = "UPDATE registration SET applied_at = $1, request = $2 WHERE id = $3";
        let applied_at = row.applied_at.unwrap_or_default();
        self.execute(sql, args![applied_at, row.request, row.entry.id.0]).await?;
        Ok(())
    }

    /// Stores a changed state with who decided it. [`WriteTx::count_seats`] comes once after all of a session's changes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn change_registration(&mut self, row: &Registration) -> Result<(), StoreError> {
        let entry = &row.entry;
        let (state, waiting) = state_columns(entry.state);
        let sql = "UPDATE registration SET body = $1, state = $2, waiting = $3 WHERE id = $4";
        self.execute(sql, args![json(entry)?, state, waiting, entry.id.0]).await?;
        self.put_decision(row).await?;
        self.publish(Scope::Session(entry.session), docs::ROSTER, &entry.id.to_string(), entry).await
    }

    async fn put_decision(&mut self, row: &Registration) -> Result<(), StoreError> {
        let sql = "UPDATE registration SET decided_by = $1, decided_at = $2, reason = $3, application = $4 \
                   WHERE id = $5";
        let by = row.decided_by.map(|by| by.0);
        let args = args![by, row.decided_at, row.reason.as_deref(), json(&row.application)?, row.entry.id.0];
        self.execute(sql, args).await?;
        Ok(())
    }

    /// Lets the organiser's browser see in which session of the course a registration stands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn publish_registered(
        &mut self,
        course: CourseId,
        registration: RegistrationId,
        session: SessionId,
    ) -> Result<(), StoreError> {
        let body = Registered { registration, session };
        self.publish(Scope::Course(course), docs::REGISTERED, &registration.to_string(), &body).await
    }
}
