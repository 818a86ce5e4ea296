//! People as an imported roster is compared with them.

use yanxi_domain::{
    ids::{OrgId, PersonId, SessionId},
    roster_import::{KnownEntry, KnownPerson},
};

use super::{Row, StoreError, Tx, WriteTx};
use crate::args;

/// The addresses of a person in these two columns.
fn emails(row: &Row, first: usize) -> Result<Vec<String>, StoreError> {
    Ok([row.opt_text(first)?, row.opt_text(first + 1)?].into_iter().flatten().collect())
}

impl Tx {
    /// Everybody of a school, in the order of their ids.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn people_of_school(&mut self, school: OrgId) -> Result<Vec<KnownPerson>, StoreError> {
        let sql = "SELECT id, name, title, disambiguator, email, listed_email FROM person \
                   WHERE school = $1 ORDER BY id";
        let rows = self.rows(sql, args![school.0]).await?;
        rows.iter()
            .map(|row| {
                Ok(KnownPerson {
                    id: PersonId(row.id(0)?),
                    name: row.text(1)?,
                    school,
                    title: row.text(2)?,
                    disambiguator: row.opt_text(3)?,
                    emails: emails(row, 4)?,
                })
            })
            .collect()
    }

    /// The roster of a session with its positions, in its order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn known_entries(&mut self, session: SessionId) -> Result<Vec<(KnownEntry, i64)>, StoreError> {
        let sql = "SELECT r.body, r.person, p.email, p.listed_email, r.position FROM registration r \
                   LEFT JOIN person p ON p.id = r.person WHERE r.session = $1 ORDER BY r.position, r.id";
        let rows = self.rows(sql, args![session.0]).await?;
        rows.iter()
            .map(|row| {
                let person = row.opt_id(1)?.map(PersonId);
                Ok((KnownEntry { entry: row.json(0)?, person, emails: emails(row, 2)? }, row.int(4)?))
            })
            .collect()
    }
}

impl WriteTx {
    /// Everybody of a school that closed works at the one that goes on for it. Returns nothing to undo it by: the audit
    /// trail has the codes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn move_people(&mut self, from: OrgId, to: OrgId) -> Result<(), StoreError> {
        self.execute("UPDATE person SET school = $1 WHERE school = $2", args![to.0, from.0]).await?;
        Ok(())
    }

    /// Notes what a roster says of a person. What it leaves out stays.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_listed(
        &mut self,
        person: PersonId,
        disambiguator: Option<&str>,
        email: Option<&str>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE person SET disambiguator = COALESCE($1, disambiguator), \
                   listed_email = COALESCE($2, listed_email) WHERE id = $3";
        self.execute(sql, args![disambiguator, email, person.0]).await?;
        Ok(())
    }
}
