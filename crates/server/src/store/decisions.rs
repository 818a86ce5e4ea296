//! What the organiser decided: determinations, links of walk-ins, overrides of finality.

use std::collections::BTreeMap;

use uuid::Uuid;
use yanxi_domain::{
    determination::{Determination, DraftLink, FinalOverride},
    event::Subject,
    ids::{CourseId, DraftId, PeriodId, SessionId},
};
use yanxi_protocol::{docs, scope::Scope};

use super::{StoreError, Tx, WriteTx};
use crate::args;

/// The id inside a subject; unique over registrations and drafts.
#[must_use]
pub const fn subject_id(subject: Subject) -> Uuid {
    match subject {
        Subject::Registration(id) => id.0,
        Subject::Draft(id) => id.0,
    }
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Broken(error.to_string()))
}

impl Tx {
    /// The decision that counts for each person and period of a session: the newest.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn determinations(&mut self, session: SessionId) -> Result<Vec<Determination>, StoreError> {
        let sql = "SELECT body FROM determination WHERE session = $1 ORDER BY at, id";
        let rows = self.rows(sql, args![session.0]).await?;
        let mut newest: BTreeMap<(Subject, PeriodId), Determination> = BTreeMap::new();
        for row in &rows {
            let determination: Determination = row.json(0)?;
            newest.insert((determination.subject, determination.period), determination);
        }
        Ok(newest.into_values().collect())
    }

    /// Links of walk-ins to registrations.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn draft_links(&mut self, session: SessionId) -> Result<Vec<DraftLink>, StoreError> {
        let sql = "SELECT body FROM draft_link WHERE session = $1 ORDER BY draft";
        self.rows(sql, args![session.0]).await?.iter().map(|row| row.json(0)).collect()
    }

    /// The session's override of finality, if the owner declared one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn final_override(&mut self, session: SessionId) -> Result<Option<FinalOverride>, StoreError> {
        let row = self.row("SELECT body FROM final_override WHERE session = $1", args![session.0]).await?;
        row.map(|row| row.json(0)).transpose()
    }
}

impl WriteTx {
    /// Keeps a decision beside all earlier ones and publishes it to the course.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_determination(
        &mut self,
        course: CourseId,
        session: SessionId,
        determination: &Determination,
    ) -> Result<(), StoreError> {
        let (subject, period) = (subject_id(determination.subject), determination.period.0);
        let sql = "INSERT INTO determination (id, session, subject, period, at, body) VALUES ($1, $2, $3, $4, $5, $6)";
        // Version 7: two decisions of one millisecond keep their order.
        let args = args![Uuid::now_v7(), session.0, subject, period, determination.at, json(determination)?];
        self.execute(sql, args).await?;
        let id = format!("{subject}.{period}");
        self.publish(Scope::Course(course), docs::DETERMINATION, &id, determination).await
    }

    /// Links a walk-in to a registration, or to another one than before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_draft_link(
        &mut self,
        course: CourseId,
        session: SessionId,
        link: &DraftLink,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO draft_link (draft, session, registration, body) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (draft) DO UPDATE SET registration = excluded.registration, body = excluded.body";
        self.execute(sql, args![link.draft.0, session.0, link.registration.0, json(link)?]).await?;
        self.publish(Scope::Course(course), docs::DRAFT_LINK, &draft_link_id(link.draft), link).await
    }

    /// Declares a session final.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_final_override(
        &mut self,
        course: CourseId,
        session: SessionId,
        body: &FinalOverride,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO final_override (session, body) VALUES ($1, $2) \
                   ON CONFLICT (session) DO UPDATE SET body = excluded.body";
        self.execute(sql, args![session.0, json(body)?]).await?;
        self.publish(Scope::Course(course), docs::FINAL_OVERRIDE, &session.to_string(), body).await
    }
}

fn draft_link_id(draft: DraftId) -> String {
    draft.to_string()
}
