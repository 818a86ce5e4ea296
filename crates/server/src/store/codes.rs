//! One-time enrolment codes; the database knows only their hashes.

use yanxi_domain::{
    ids::{AccountId, CourseId, DeviceId, SessionId},
    time::Timestamp,
};

use super::{StoreError, Tx, WriteTx};
use crate::args;

/// A code as issued.
#[derive(Clone, Debug)]
pub struct CodeRow {
    /// Course the device will belong to.
    pub course: CourseId,
    /// Sessions it will serve.
    pub sessions: Vec<SessionId>,
    /// Device it takes the place of.
    pub replaces: Option<DeviceId>,
    /// Who asked for it.
    pub created_by: AccountId,
    /// Last instant it is valid.
    pub expires_at: Timestamp,
    /// When it was redeemed.
    pub used_at: Option<Timestamp>,
}

impl Tx {
    /// Looks a code up by its hash.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn enrolment_code(&mut self, code_hash: &[u8; 32]) -> Result<Option<CodeRow>, StoreError> {
        let sql = "SELECT course, sessions, replaces, created_by, expires_at, used_at FROM enrolment_code \
                   WHERE code_hash = $1";
        let row = self.row(sql, args![*code_hash]).await?;
        row.map(|row| {
            Ok(CodeRow {
                course: CourseId(row.id(0)?),
                sessions: row.json(1)?,
                replaces: row.opt_id(2)?.map(DeviceId),
                created_by: AccountId(row.id(3)?),
                expires_at: row.time(4)?,
                used_at: row.opt_int(5)?.map(Timestamp),
            })
        })
        .transpose()
    }
}

impl WriteTx {
    /// Keeps a new code.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_enrolment_code(
        &mut self,
        code_hash: &[u8; 32],
        code: &CodeRow,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let sessions =
            serde_json::to_string(&code.sessions).map_err(|error| StoreError::Broken(error.to_string()))?;
        let sql = "INSERT INTO enrolment_code \
                   (code_hash, course, sessions, replaces, created_by, created_at, expires_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let replaces = code.replaces.map(|device| device.0);
        let args =
            args![*code_hash, code.course.0, sessions, replaces, code.created_by.0, now, code.expires_at];
        self.execute(sql, args).await?;
        Ok(())
    }

    /// Marks a code as used; `false` when somebody else was faster.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn use_enrolment_code(
        &mut self,
        code_hash: &[u8; 32],
        device: DeviceId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql =
            "UPDATE enrolment_code SET used_at = $1, used_by = $2 WHERE code_hash = $3 AND used_at IS NULL";
        Ok(self.execute(sql, args![now, device.0, *code_hash]).await? == 1)
    }
}
