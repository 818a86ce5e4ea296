//! Hours records: every version is kept, the newest counts (R-HOURS 6).

use std::collections::BTreeMap;

use yanxi_domain::{
    event::Subject,
    hours::HoursRecord,
    ids::{PersonId, SessionId},
};
use yanxi_protocol::{docs, scope::Scope};

use super::{StoreError, Tx, WriteTx, decisions::subject_id};
use crate::args;

impl Tx {
    /// All records of a session by person, oldest version first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hours_records(
        &mut self,
        session: SessionId,
    ) -> Result<BTreeMap<Subject, Vec<HoursRecord>>, StoreError> {
        let sql = "SELECT body FROM hours_record WHERE session = $1 ORDER BY subject, version";
        let mut records: BTreeMap<Subject, Vec<HoursRecord>> = BTreeMap::new();
        for row in &self.rows(sql, args![session.0]).await? {
            let record: HoursRecord = row.json(0)?;
            records.entry(record.subject).or_default().push(record);
        }
        Ok(records)
    }
}

impl WriteTx {
    /// Adds a record and publishes it to the course. The primary key refuses a version that exists already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_hours_record(
        &mut self,
        record: &HoursRecord,
        person: Option<PersonId>,
    ) -> Result<(), StoreError> {
        let body = serde_json::to_string(record).map_err(|error| StoreError::Broken(error.to_string()))?;
        let subject = subject_id(record.subject);
        let sql =
            "INSERT INTO hours_record (session, subject, version, person, body) VALUES ($1, $2, $3, $4, $5)";
        let args = args![record.session.0, subject, i64::from(record.version), person.map(|p| p.0), body];
        self.execute(sql, args).await?;
        let id = format!("{}.{subject}.{}", record.session, record.version);
        self.publish(Scope::Course(record.course), docs::HOURS, &id, record).await
    }
}
