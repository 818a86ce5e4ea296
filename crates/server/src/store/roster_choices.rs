//! What organisers decided about rows of imported rosters, kept for the next time the same rows come.

use yanxi_domain::{
    ids::{CourseId, OrgId, SessionId},
    roster_import::{RowChoice, SchoolChoice},
};

use super::{StoreError, Tx, WriteTx, courses::json};
use crate::args;

/// A row of a file: digest of its texts, and which copy of equal rows it is (0 for the first).
pub type RowKey = ([u8; 32], i64);

impl Tx {
    /// Schools chosen for a course, by the way they were written.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn roster_school_choices(&mut self, course: CourseId) -> Result<Vec<SchoolChoice>, StoreError> {
        let sql = "SELECT county, written, school FROM roster_school_choice WHERE course = $1 \
                   ORDER BY county, written";
        let rows = self.rows(sql, args![course.0]).await?;
        rows.iter()
            .map(|row| {
                Ok(SchoolChoice {
                    county: row.text(0)?,
                    written: row.text(1)?,
                    school: Some(OrgId(row.id(2)?)),
                    look_for: String::new(),
                })
            })
            .collect()
    }

    /// Decisions about single rows of a session's files. Their line is that of the file of then.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn roster_row_choices(
        &mut self,
        session: SessionId,
    ) -> Result<Vec<(RowKey, RowChoice)>, StoreError> {
        let sql = "SELECT digest, copy, body FROM roster_row_choice WHERE session = $1";
        let rows = self.rows(sql, args![session.0]).await?;
        rows.iter()
            .map(|row| {
                let digest = row.bytes(0)?.try_into();
                let digest = digest.map_err(|_| StoreError::Broken("a digest is not 32 bytes".into()))?;
                Ok(((digest, row.int(1)?), row.json(2)?))
            })
            .collect()
    }
}

impl WriteTx {
    /// Remembers which school a written name means; nothing while none is chosen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_roster_school_choice(
        &mut self,
        course: CourseId,
        choice: &SchoolChoice,
    ) -> Result<(), StoreError> {
        let Some(school) = choice.school else { return Ok(()) };
        let sql = "INSERT INTO roster_school_choice (course, county, written, school) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (course, county, written) DO UPDATE SET school = excluded.school";
        self.execute(sql, args![course.0, &*choice.county, &*choice.written, school.0]).await?;
        Ok(())
    }

    /// Remembers a decision about a row; an empty one forgets it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_roster_row_choice(
        &mut self,
        session: SessionId,
        (digest, copy): RowKey,
        choice: &RowChoice,
    ) -> Result<(), StoreError> {
        if choice.is_empty() {
            let sql = "DELETE FROM roster_row_choice WHERE session = $1 AND digest = $2 AND copy = $3";
            self.execute(sql, args![session.0, digest, copy]).await?;
            return Ok(());
        }
        let sql = "INSERT INTO roster_row_choice (session, digest, copy, body) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (session, digest, copy) DO UPDATE SET body = excluded.body";
        self.execute(sql, args![session.0, digest, copy, json(choice)?]).await?;
        Ok(())
    }
}
