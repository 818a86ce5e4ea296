//! Notices: one line a thing somebody was told, also published into the person's scope.

use uuid::Uuid;
use yanxi_domain::{ids::PersonId, notice::Notice, time::Timestamp};
use yanxi_protocol::{docs, scope::Scope};

use super::{StoreError, Tx, WriteTx, courses::json};
use crate::args;

impl Tx {
    /// Everything a person was told, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notices_of(&mut self, person: PersonId) -> Result<Vec<(Uuid, Notice)>, StoreError> {
        let sql = "SELECT id, body FROM notice WHERE person = $1 ORDER BY at DESC, id DESC";
        let rows = self.rows(sql, args![person.0]).await?;
        rows.iter().map(|row| Ok((row.id(0)?, row.json(1)?))).collect()
    }
}

impl Tx {
    /// Whether a person was told about a topic.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_notice(&mut self, person: PersonId, topic: &str) -> Result<bool, StoreError> {
        let sql = "SELECT id FROM notice WHERE person = $1 AND topic = $2";
        Ok(self.row(sql, args![person.0, topic]).await?.is_some())
    }
}

impl WriteTx {
    /// Tells a person something, once a topic; `false` when that was told before. Person scopes come last for every
    /// writer, after session and course.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_notice(
        &mut self,
        person: PersonId,
        topic: &str,
        notice: &Notice,
    ) -> Result<bool, StoreError> {
        let id = Uuid::now_v7();
        // Mail is due at once for whoever has confirmed an address, and never for the others.
        let sql = "INSERT INTO notice (id, person, topic, at, body, mail_next_at) \
                   SELECT $1, p.id, $3, $4, $5, CASE WHEN p.email IS NULL THEN NULL ELSE $4 END \
                   FROM person p WHERE p.id = $2 ON CONFLICT (person, topic) DO NOTHING";
        let args = args![id, person.0, topic, notice.at, json(notice)?];
        if self.execute(sql, args).await? == 0 {
            return Ok(false);
        }
        self.publish(Scope::Person(person), docs::NOTICE, &id.to_string(), notice).await?;
        Ok(true)
    }

    /// Notes that the reader has opened a notice of theirs; `false` when it is not theirs or was read before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read_notice(
        &mut self,
        person: PersonId,
        id: Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT body FROM notice WHERE id = $1 AND person = $2 AND read_at IS NULL";
        let Some(row) = self.row(sql, args![id, person.0]).await? else { return Ok(false) };
        let notice = Notice { read_at: Some(now), ..row.json(0)? };
        let sql = "UPDATE notice SET read_at = $1, body = $2 WHERE id = $3";
        self.execute(sql, args![now, json(&notice)?, id]).await?;
        self.publish(Scope::Person(person), docs::NOTICE, &id.to_string(), &notice).await?;
        Ok(true)
    }
}
