//! Passkeys of accounts (R-ACC 2), and questions to them that wait for an answer.

use uuid::Uuid;
use yanxi_domain::{ids::AccountId, time::Timestamp};

use super::{Row, StoreError, Tx, WriteTx};
use crate::args;

/// A bound passkey.
#[derive(Clone, Debug)]
pub struct PasskeyRow {
    /// Names it; says nothing about the passkey itself.
    pub id: Uuid,
    /// As its owner named it.
    pub name: String,
    /// What the relying-party library keeps of it.
    pub body: String,
    /// Bound.
    pub created_at: Timestamp,
    /// Last used.
    pub last_used_at: Option<Timestamp>,
}

/// A passkey to bind.
pub struct NewPasskey<'a> {
    /// Names it.
    pub id: Uuid,
    /// What the authenticator calls it; no two accounts may share one.
    pub credential_id: &'a [u8],
    /// As its owner named it.
    pub name: &'a str,
    /// What the relying-party library keeps of it.
    pub body: &'a str,
}

const COLUMNS: &str = "SELECT id, name, body, created_at, last_used_at FROM passkey";

fn passkey(row: &Row) -> Result<PasskeyRow, StoreError> {
    Ok(PasskeyRow {
        id: row.id(0)?,
        name: row.text(1)?,
        body: row.text(2)?,
        created_at: row.time(3)?,
        last_used_at: row.opt_int(4)?.map(Timestamp),
    })
}

impl Tx {
    /// Passkeys of an account, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn passkeys(&mut self, account: AccountId) -> Result<Vec<PasskeyRow>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE account = $1 ORDER BY created_at, id"));
        self.rows(sql, args![account.0]).await?.iter().map(passkey).collect()
    }

    /// The passkey of an account that its authenticator calls so.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn passkey_called(
        &mut self,
        account: AccountId,
        credential_id: &[u8],
    ) -> Result<Option<PasskeyRow>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE account = $1 AND credential_id = $2"));
        self.row(sql, args![account.0, credential_id.to_vec()]).await?.as_ref().map(passkey).transpose()
    }
}

impl WriteTx {
    /// Binds a passkey; `false` when that one is bound already, here or to another account.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_passkey(
        &mut self,
        account: AccountId,
        new: &NewPasskey<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "INSERT INTO passkey (id, account, credential_id, name, body, sign_count, created_at) \
                   VALUES ($1, $2, $3, $4, $5, 0, $6) ON CONFLICT (credential_id) DO NOTHING";
        let args = args![new.id, account.0, new.credential_id.to_vec(), new.name, new.body, now];
        Ok(self.execute(sql, args).await? == 1)
    }

    /// Notes that a passkey answered with this counter; `false` when the counter has not gone on. A passkey that does not
    /// count always shows 0. The condition is in the statement, so that two copies of one cannot both pass.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn passkey_used(
        &mut self,
        id: Uuid,
        body: &str,
        sign_count: u32,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE passkey SET body = $2, sign_count = $3, last_used_at = $4 \
                   WHERE id = $1 AND (sign_count < $3 OR (sign_count = 0 AND $3 = 0))";
        Ok(self.execute(sql, args![id, body, i64::from(sign_count), now]).await? == 1)
    }

    /// Unbinds one; `false` when it is none of the account's.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remove_passkey(&mut self, account: AccountId, id: Uuid) -> Result<bool, StoreError> {
        let sql = "DELETE FROM passkey WHERE account = $1 AND id = $2";
        Ok(self.execute(sql, args![account.0, id]).await? == 1)
    }

    /// Unbinds all of an account.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remove_passkeys(&mut self, account: AccountId) -> Result<(), StoreError> {
        self.execute("DELETE FROM passkey WHERE account = $1", args![account.0]).await?;
        self.forget_passkey_challenges(account).await
    }

    /// Keeps what the answer to a question will be checked against; expired questions of the account go.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_passkey_challenge(
        &mut self,
        id: Uuid,
        account: AccountId,
        purpose: &'static str,
        waiting: &str,
        (now, expires_at): (Timestamp, Timestamp),
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM passkey_challenge WHERE account = $1 AND expires_at < $2";
        self.execute(sql, args![account.0, now]).await?;
        // Nobody answers more at once; somebody who only asks must not fill the disk.
        let sql = "DELETE FROM passkey_challenge WHERE account = $1 AND id NOT IN \
                   (SELECT id FROM passkey_challenge WHERE account = $1 ORDER BY expires_at DESC, id LIMIT 9)";
        self.execute(sql, args![account.0]).await?;
        let sql = "INSERT INTO passkey_challenge (id, account, purpose, state, expires_at) \
                   VALUES ($1, $2, $3, $4, $5)";
        self.execute(sql, args![id, account.0, purpose, waiting, expires_at]).await?;
        Ok(())
    }

    /// Takes a question away and returns what its answer is checked against; `None` when it was asked of somebody else or
    /// for something else, has expired or was answered.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_passkey_challenge(
        &mut self,
        id: Uuid,
        account: AccountId,
        purpose: &'static str,
        now: Timestamp,
    ) -> Result<Option<String>, StoreError> {
        let sql = "DELETE FROM passkey_challenge WHERE id = $1 AND account = $2 AND purpose = $3 \
                   AND expires_at >= $4 RETURNING state";
        let row = self.row(sql, args![id, account.0, purpose, now]).await?;
        row.map(|row| row.text(0)).transpose()
    }

    /// No answer to a question of before counts.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_passkey_challenges(&mut self, account: AccountId) -> Result<(), StoreError> {
        self.execute("DELETE FROM passkey_challenge WHERE account = $1", args![account.0]).await?;
        Ok(())
    }
}
