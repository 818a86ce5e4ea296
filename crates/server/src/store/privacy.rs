//! Which privacy notice people were shown, and what they ask about their own data (V-02, V-07).

use uuid::Uuid;
use yanxi_domain::{
    ids::{AccountId, OrgId, PersonId},
    time::Timestamp,
};

use super::{Row, StoreError, Tx, WriteTx};
use crate::args;

/// A request as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataRequestRow {
    /// Identity.
    pub id: Uuid,
    /// Who asks.
    pub person: PersonId,
    /// `correction`, `deletion`.
    pub kind: String,
    /// In their words.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// To be answered until.
    pub due: Timestamp,
    /// `open`, `done`, `refused`.
    pub state: String,
    /// Answer.
    pub reply: Option<String>,
    /// Who answered.
    pub answered_by: Option<AccountId>,
    /// When.
    pub answered_at: Option<Timestamp>,
}

const COLUMNS: &str =
    "d.id, d.person, d.kind, d.text, d.at, d.due, d.state, d.reply, d.answered_by, d.answered_at";

fn request(row: &Row) -> Result<DataRequestRow, StoreError> {
    Ok(DataRequestRow {
        id: row.id(0)?,
        person: PersonId(row.id(1)?),
        kind: row.text(2)?,
        text: row.text(3)?,
        at: row.time(4)?,
        due: row.time(5)?,
        state: row.text(6)?,
        reply: row.opt_text(7)?,
        answered_by: row.opt_id(8)?.map(AccountId),
        answered_at: row.opt_int(9)?.map(Timestamp),
    })
}

impl Tx {
    /// The versions a person was shown: version, place, time; newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn privacy_shown(
        &mut self,
        person: PersonId,
    ) -> Result<Vec<(String, String, Timestamp)>, StoreError> {
        let sql = "SELECT version, place, at FROM privacy_shown WHERE person = $1 ORDER BY at DESC, version";
        let rows = self.rows(sql, args![person.0]).await?;
        rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?, row.time(2)?))).collect()
    }

    /// The requests of a person, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn data_requests_of(&mut self, person: PersonId) -> Result<Vec<DataRequestRow>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM data_request d WHERE d.person = $1 ORDER BY d.at DESC, d.id"
        ));
        self.rows(sql, args![person.0]).await?.iter().map(request).collect()
    }

    /// The requests of people of a school, or of those without one; open ones first, the most urgent first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn data_requests_at(
        &mut self,
        school: Option<OrgId>,
    ) -> Result<Vec<DataRequestRow>, StoreError> {
        let (which, args) = match school {
            Some(school) => ("p.school = $1", args![school.0]),
            None => ("p.school IS NULL", args![]),
        };
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM data_request d JOIN person p ON p.id = d.person WHERE {which} \
             ORDER BY CASE WHEN d.state = 'open' THEN 0 ELSE 1 END, d.due, d.id"
        ));
        self.rows(sql, args).await?.iter().map(request).collect()
    }

    /// One request.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn data_request(&mut self, id: Uuid) -> Result<Option<DataRequestRow>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM data_request d WHERE d.id = $1"));
        self.row(sql, args![id]).await?.as_ref().map(request).transpose()
    }

    /// Name, school, title, disambiguator, listed address of a person.
    ///
    /// # Errors
    /// When the database does not answer.
    #[allow(clippy::type_complexity, reason = "five columns, read once")]
    pub async fn person_facts(
        &mut self,
        person: PersonId,
    ) -> Result<Option<(String, Option<OrgId>, String, Option<String>, Option<String>)>, StoreError> {
        let sql = "SELECT name, school, title, disambiguator, listed_email FROM person WHERE id = $1";
        let row = self.row(sql, args![person.0]).await?;
        row.map(|row| {
            let school = row.opt_id(1)?.map(OrgId);
            Ok((row.text(0)?, school, row.text(2)?, row.opt_text(3)?, row.opt_text(4)?))
        })
        .transpose()
    }
}

impl WriteTx {
    /// Notes that a person was shown a version; the first time counts.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_privacy_shown(
        &mut self,
        person: PersonId,
        version: &str,
        place: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO privacy_shown (person, version, place, at) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (person, version) DO NOTHING";
        self.execute(sql, args![person.0, version, place, at]).await?;
        Ok(())
    }

    /// Adds a request.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_data_request(&mut self, row: &DataRequestRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO data_request (id, person, kind, text, at, due, state) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let args = args![row.id, row.person.0, &*row.kind, &*row.text, row.at, row.due, &*row.state];
        self.execute(sql, args).await?;
        Ok(())
    }

    /// Answers an open request; `false` when it was answered before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answer_data_request(
        &mut self,
        id: Uuid,
        state: &str,
        reply: &str,
        by: AccountId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE data_request SET state = $1, reply = $2, answered_by = $3, answered_at = $4 \
                   WHERE id = $5 AND state = 'open'";
        Ok(self.execute(sql, args![state, reply, by.0, at, id]).await? == 1)
    }
}
