//! Sessions of accounts on browsers, as their owner lists and ends them.

use yanxi_domain::{ids::AccountId, time::Timestamp};

use super::{StoreError, Tx, WriteTx};
use crate::args;

/// One session. Its token's hash never leaves the server.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Hash of the cookie's token.
    pub token_hash: Vec<u8>,
    /// Begun.
    pub created_at: Timestamp,
    /// Last used.
    pub last_used_at: Timestamp,
    /// What the browser said of itself, shortened.
    pub browser: String,
}

impl Tx {
    /// Valid sessions of an account, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn account_sessions(
        &mut self,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Vec<SessionRow>, StoreError> {
        let sql = "SELECT token_hash, created_at, COALESCE(last_used_at, created_at), browser \
                   FROM account_session WHERE account = $1 AND expires_at > $2 \
                   ORDER BY created_at DESC, token_hash";
        let rows = self.rows(sql, args![account.0, now]).await?;
        rows.iter()
            .map(|row| {
                Ok(SessionRow {
                    token_hash: row.bytes(0)?,
                    created_at: row.time(1)?,
                    last_used_at: row.time(2)?,
                    browser: row.text(3)?,
                })
            })
            .collect()
    }

    /// When the session of a cookie was last used; `None` for no session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn account_session_used(
        &mut self,
        token_hash: &[u8; 32],
    ) -> Result<Option<Timestamp>, StoreError> {
        let sql = "SELECT COALESCE(last_used_at, created_at) FROM account_session WHERE token_hash = $1";
        self.row(sql, args![*token_hash]).await?.map(|row| row.time(0)).transpose()
    }
}

impl WriteTx {
    /// Says which browser a session is on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn describe_account_session(
        &mut self,
        token_hash: &[u8; 32],
        browser: &str,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE account_session SET browser = $2 WHERE token_hash = $1";
        self.execute(sql, args![*token_hash, browser]).await?;
        Ok(())
    }

    /// Remembers that a session was used.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn touch_account_session(
        &mut self,
        token_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE account_session SET last_used_at = $2 WHERE token_hash = $1";
        self.execute(sql, args![*token_hash, now]).await?;
        Ok(())
    }

    /// Ends every session of an account except the one to `keep`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn close_account_sessions(
        &mut self,
        account: AccountId,
        keep: Option<&[u8; 32]>,
    ) -> Result<(), StoreError> {
        // No token hashes to nothing, so an empty one keeps none.
        let keep = keep.map(|hash| hash.to_vec()).unwrap_or_default();
        let sql = "DELETE FROM account_session WHERE account = $1 AND token_hash <> $2";
        self.execute(sql, args![account.0, keep]).await?;
        Ok(())
    }
}
