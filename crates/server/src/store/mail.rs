//! Mail that waits, addresses, calendar secrets, and who does a periodic job.

use uuid::Uuid;
use yanxi_domain::{
    course::Session, ids::PersonId, notice::Notice, results, roster::RosterEntry, time::Timestamp,
};

use super::{StoreError, Tx, WriteTx};
use crate::args;

/// A notice to be mailed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueMail {
    /// Id of the notice.
    pub id: Uuid,
    /// The notice.
    pub notice: Notice,
    /// Name of the reader.
    pub name: String,
    /// Their confirmed address.
    pub email: String,
    /// Failed tries so far.
    pub tries: i64,
}

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailOutcome {
    /// The mail server has it.
    Sent(Timestamp),
    /// It is tried again then.
    Again(Timestamp),
    /// It is not tried again.
    GivenUp,
}

/// An address that waits for its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingEmail {
    /// Address.
    pub email: String,
    /// Hash of the code.
    pub code_hash: Vec<u8>,
    /// Last instant it is valid.
    pub expires_at: Timestamp,
    /// Wrong codes so far.
    pub tries: i64,
    /// When it was asked for.
    pub asked_at: Timestamp,
}

impl Tx {
    /// Notices whose mail is due, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn due_mail(&mut self, now: Timestamp, limit: i64) -> Result<Vec<DueMail>, StoreError> {
        let sql = "SELECT n.id, n.body, p.name, p.email, n.mail_tries FROM notice n \
                   JOIN person p ON p.id = n.person \
                   WHERE n.mail_next_at <= $1 AND n.mailed_at IS NULL AND p.email IS NOT NULL \
                   ORDER BY n.mail_next_at, n.id LIMIT $2";
        let rows = self.rows(sql, args![now, limit]).await?;
        rows.iter()
            .map(|row| {
                Ok(DueMail {
                    id: row.id(0)?,
                    notice: row.json(1)?,
                    name: row.text(2)?,
                    email: row.text(3)?,
                    tries: row.int(4)?,
                })
            })
            .collect()
    }

    /// The confirmed address of a person.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn email_of(&mut self, person: PersonId) -> Result<Option<String>, StoreError> {
        let row = self.row("SELECT email FROM person WHERE id = $1", args![person.0]).await?;
        row.map_or(Ok(None), |row| row.opt_text(0))
    }

    /// The address of a person that waits for its code.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn pending_email(&mut self, person: PersonId) -> Result<Option<PendingEmail>, StoreError> {
        let sql =
            "SELECT email, code_hash, expires_at, tries, asked_at FROM email_confirmation WHERE person = $1";
        let row = self.row(sql, args![person.0]).await?;
        row.map(|row| {
            Ok(PendingEmail {
                email: row.text(0)?,
                code_hash: row.bytes(1)?,
                expires_at: row.time(2)?,
                tries: row.int(3)?,
                asked_at: row.time(4)?,
            })
        })
        .transpose()
    }

    /// Whose calendar a secret opens.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn person_of_calendar(&mut self, hash: &[u8; 32]) -> Result<Option<PersonId>, StoreError> {
        let sql = "SELECT person FROM calendar_address WHERE secret_hash = $1";
        let row = self.row(sql, args![*hash]).await?;
        row.map(|row| row.id(0).map(PersonId)).transpose()
    }

    /// Since when a person has a calendar address.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn calendar_since(&mut self, person: PersonId) -> Result<Option<Timestamp>, StoreError> {
        let row =
            self.row("SELECT created_at FROM calendar_address WHERE person = $1", args![person.0]).await?;
        row.map(|row| row.time(0)).transpose()
    }

    /// Everything a person is registered for, with the states as they may see them at `now`, in the order of the
    /// registrations' ids.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions_of_person(
        &mut self,
        person: PersonId,
        now: Timestamp,
    ) -> Result<Vec<(RosterEntry, Session)>, StoreError> {
        let sql = "SELECT r.body, s.body, c.body FROM registration r JOIN session s ON s.id = r.session \
                   JOIN course c ON c.id = s.course WHERE r.person = $1 ORDER BY r.id";
        let rows = self.rows(sql, args![person.0]).await?;
        let read = |row: &super::Row| {
            let (entry, session): (RosterEntry, Session) = (row.json(0)?, row.json(1)?);
            let hidden = results::are_hidden(&row.json(2)?, &session, now);
            let state = results::shown(hidden, entry.origin, entry.state);
            Ok((RosterEntry { state, ..entry }, session))
        };
        rows.iter().map(read).collect()
    }
}

impl WriteTx {
    /// Takes or keeps a periodic job until `until`; `false` while somebody else has it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_lease(
        &mut self,
        name: &str,
        holder: Uuid,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "INSERT INTO lease (name, holder, until) VALUES ($1, $2, $3) \
                   ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until \
                   WHERE lease.holder = excluded.holder OR lease.until < $4";
        Ok(self.execute(sql, args![name, holder, until, now]).await? == 1)
    }

    /// Notes what became of a letter.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_mail_outcome(&mut self, notice: Uuid, outcome: MailOutcome) -> Result<(), StoreError> {
        let (mailed, next) = match outcome {
            MailOutcome::Sent(at) => (Some(at), None),
            MailOutcome::Again(at) => (None, Some(at)),
            MailOutcome::GivenUp => (None, None),
        };
        let sql =
            "UPDATE notice SET mailed_at = $1, mail_next_at = $2, mail_tries = mail_tries + 1 WHERE id = $3";
        self.execute(sql, args![mailed, next, notice]).await?;
        Ok(())
    }

    /// Sets or takes away the confirmed address of a person; nothing waits any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_email(&mut self, person: PersonId, email: Option<&str>) -> Result<(), StoreError> {
        self.execute("UPDATE person SET email = $1 WHERE id = $2", args![email, person.0]).await?;
        if email.is_none() {
            let sql = "UPDATE notice SET mail_next_at = NULL WHERE person = $1 AND mailed_at IS NULL";
            self.execute(sql, args![person.0]).await?;
        }
        self.remove_pending_email(person).await
    }

    /// Keeps an address until its code comes; replaces an earlier one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_pending_email(
        &mut self,
        person: PersonId,
        pending: &PendingEmail,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO email_confirmation (person, email, code_hash, expires_at, tries, asked_at) \
                   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (person) DO UPDATE SET email = excluded.email, \
                   code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = excluded.tries, \
                   asked_at = excluded.asked_at";
        let PendingEmail { email, code_hash, expires_at, tries, asked_at } = pending;
        let args = args![person.0, &**email, code_hash.clone(), *expires_at, *tries, *asked_at];
        self.execute(sql, args).await?;
        Ok(())
    }

    /// Nothing waits for a code any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remove_pending_email(&mut self, person: PersonId) -> Result<(), StoreError> {
        self.execute("DELETE FROM email_confirmation WHERE person = $1", args![person.0]).await?;
        Ok(())
    }

    /// Gives a person a calendar address; an earlier one ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_calendar_address(
        &mut self,
        person: PersonId,
        hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO calendar_address (person, secret_hash, created_at) VALUES ($1, $2, $3) \
                   ON CONFLICT (person) DO UPDATE SET secret_hash = excluded.secret_hash, \
                   created_at = excluded.created_at";
        self.execute(sql, args![person.0, *hash, now]).await?;
        Ok(())
    }

    /// Ends a person's calendar address.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remove_calendar_address(&mut self, person: PersonId) -> Result<(), StoreError> {
        self.execute("DELETE FROM calendar_address WHERE person = $1", args![person.0]).await?;
        Ok(())
    }
}
