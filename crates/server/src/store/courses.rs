//! Courses, sessions and their events; each change is published to everybody who may hold it.

use yanxi_domain::{
    course::{Course, Session},
    event::{AttendanceEvent, ReceivedEvent, SideRecord},
    ids::{AccountId, CourseId, EventId, SessionId},
};
use yanxi_protocol::{
    docs,
    scope::Scope,
    upcast::{Read, read_event},
};

use super::{StoreError, Tx, WriteTx};
use crate::args;

/// JSON for a column.
pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Broken(error.to_string()))
}

/// An event of any accepted version, as far as this one knows its kind.
fn known_event(raw: &str) -> Option<AttendanceEvent> {
    read_event(raw).ok().and_then(Read::known)
}

impl Tx {
    /// A course.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn course(&mut self, id: CourseId) -> Result<Option<Course>, StoreError> {
        let row = self.row("SELECT body FROM course WHERE id = $1", args![id.0]).await?;
        row.map(|row| row.json(0)).transpose()
    }

    /// A session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn session(&mut self, id: SessionId) -> Result<Option<Session>, StoreError> {
        let row = self.row("SELECT body FROM session WHERE id = $1", args![id.0]).await?;
        row.map(|row| row.json(0)).transpose()
    }

    pub(super) async fn session_course(
        &mut self,
        session: SessionId,
    ) -> Result<Option<CourseId>, StoreError> {
        let row = self.row("SELECT course FROM session WHERE id = $1", args![session.0]).await?;
        row.map(|row| row.id(0).map(CourseId)).transpose()
    }

    /// The sessions of a course in order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions_of_course(&mut self, course: CourseId) -> Result<Vec<Session>, StoreError> {
        let sql = "SELECT body FROM session WHERE course = $1 ORDER BY number, id";
        self.rows(sql, args![course.0]).await?.iter().map(|row| row.json(0)).collect()
    }

    /// All sessions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions(&mut self) -> Result<Vec<Session>, StoreError> {
        self.rows("SELECT body FROM session", args![]).await?.iter().map(|row| row.json(0)).collect()
    }

    /// Every event of a session this version can read, older versions brought up to date. The others stay stored and
    /// are handed on unread.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn session_events(&mut self, session: SessionId) -> Result<Vec<ReceivedEvent>, StoreError> {
        let sql = "SELECT raw, received_at FROM event WHERE session = $1 ORDER BY v, device, seq";
        let rows = self.rows(sql, args![session.0]).await?;
        let mut events = Vec::with_capacity(rows.len());
        for row in &rows {
            if let Some(event) = known_event(&row.text(0)?) {
                events.push(ReceivedEvent { event, received_at: Some(row.time(1)?) });
            }
        }
        Ok(events)
    }

    /// One event of the log; `None` when it is not there or this version cannot read it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn stored_event(&mut self, id: EventId) -> Result<Option<AttendanceEvent>, StoreError> {
        let row = self.row("SELECT raw FROM event WHERE id = $1", args![id.0]).await?;
        Ok(match row {
            Some(row) => known_event(&row.text(0)?),
            None => None,
        })
    }

    /// Personal text of a session's walk-ins and notes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn side_records(&mut self, session: SessionId) -> Result<Vec<SideRecord>, StoreError> {
        let sql = "SELECT body FROM side_record WHERE session = $1 ORDER BY id";
        self.rows(sql, args![session.0]).await?.iter().map(|row| row.json(0)).collect()
    }
}

impl WriteTx {
    /// Adds or changes a course.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_course(&mut self, course: &Course) -> Result<(), StoreError> {
        let sql = "INSERT INTO course (id, body) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET body = excluded.body";
        self.execute(sql, args![course.id.0, json(course)?]).await?;
        for session in self.sessions_of_course(course.id).await? {
            self.list_in_catalogue(course, &session).await?;
        }
        self.publish(Scope::Course(course.id), docs::COURSE, &course.id.to_string(), course).await
    }

    /// Adds or changes a session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_session(&mut self, session: &Session) -> Result<(), StoreError> {
        let sql = "INSERT INTO session (id, course, number, body) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (id) DO UPDATE SET number = excluded.number, body = excluded.body";
        let number = i64::from(session.number);
        self.execute(sql, args![session.id.0, session.course.0, number, json(session)?]).await?;
        if let Some(course) = self.course(session.course).await? {
            self.list_in_catalogue(&course, session).await?;
        }
        let id = session.id.to_string();
        self.publish(Scope::Session(session.id), docs::SESSION, &id, session).await?;
        self.publish(Scope::Course(session.course), docs::SESSION, &id, session).await
    }

    /// Lets the organiser of `course` see the name behind an account id (operators, deciders).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn publish_account_name(
        &mut self,
        course: CourseId,
        account: AccountId,
    ) -> Result<(), StoreError> {
        match self.account_name(account).await? {
            Some(name) => {
                self.publish(Scope::Course(course), docs::ACCOUNT, &account.to_string(), &name).await
            }
            None => Ok(()),
        }
    }

    /// Publishes the operators of a session with their PIN verifiers to its tablets. Who is none any more:
    /// [`WriteTx::retract_operator`].
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn publish_operators(&mut self, session: SessionId) -> Result<(), StoreError> {
        for operator in self.operators(session).await? {
            self.publish(Scope::Crew(session), docs::OPERATOR, &operator.id.to_string(), &operator).await?;
        }
        Ok(())
    }
}
