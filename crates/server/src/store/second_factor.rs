//! Authenticator apps and recovery codes of accounts (R-ACC 2).

use yanxi_domain::ids::AccountId;

use super::{StoreError, Tx, WriteTx};
use crate::args;

impl Tx {
    /// Recovery codes not yet used.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn recovery_codes_left(&mut self, account: AccountId) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM recovery_code WHERE account = $1";
        self.row(sql, args![account.0]).await?.map_or(Ok(0), |row| row.count(0))
    }
}

impl WriteTx {
    /// Keeps a secret until a code of it is shown; `false` when a second factor is bound already.
    /// [`WriteTx::put_pending_rebind`] is for an account whose owner has just shown the bound one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_pending_totp(&mut self, account: AccountId, secret: &[u8]) -> Result<bool, StoreError> {
        let sql = "UPDATE credential SET totp_pending = $2 WHERE account = $1 AND totp_secret IS NULL \
                   AND NOT EXISTS (SELECT 1 FROM passkey k WHERE k.account = $1)";
        Ok(self.execute(sql, args![account.0, secret.to_vec()]).await? == 1)
    }

    /// Keeps a secret beside what is bound until a code of it is shown; `false` when nothing is bound.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_pending_rebind(
        &mut self,
        account: AccountId,
        secret: &[u8],
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE credential SET totp_pending = $2 WHERE account = $1 AND (totp_secret IS NOT NULL \
                   OR EXISTS (SELECT 1 FROM passkey k WHERE k.account = $1))";
        Ok(self.execute(sql, args![account.0, secret.to_vec()]).await? == 1)
    }

    /// Binds the pending secret, in place of the one bound before, whose code of time step `step` was shown; `false` when it is no longer the pending one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn bind_totp(
        &mut self,
        account: AccountId,
        secret: &[u8],
        step: i64,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE credential SET totp_secret = totp_pending, totp_pending = NULL, totp_step = $3 \
                   WHERE account = $1 AND totp_pending = $2";
        Ok(self.execute(sql, args![account.0, secret.to_vec(), step]).await? == 1)
    }

    /// Takes the code of a time step; `false` when it, or a later one, was taken before. The condition is in the
    /// statement, so two requests with one code cannot both pass.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_totp_step(&mut self, account: AccountId, step: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE credential SET totp_step = $2 WHERE account = $1 AND totp_step < $2";
        Ok(self.execute(sql, args![account.0, step]).await? == 1)
    }

    /// A secret whose code was not shown yet no longer waits for it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_pending_totp(&mut self, account: AccountId) -> Result<(), StoreError> {
        let sql = "UPDATE credential SET totp_pending = NULL WHERE account = $1";
        self.execute(sql, args![account.0]).await?;
        Ok(())
    }

    /// Unbinds the authenticator app and the passkeys, and forgets the recovery codes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unbind_second_factors(&mut self, account: AccountId) -> Result<(), StoreError> {
        let sql = "UPDATE credential SET totp_secret = NULL, totp_pending = NULL WHERE account = $1";
        self.execute(sql, args![account.0]).await?;
        self.remove_passkeys(account).await?;
        self.forget_recovery_codes(account).await
    }

    /// The recovery codes no longer count.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_recovery_codes(&mut self, account: AccountId) -> Result<(), StoreError> {
        self.execute("DELETE FROM recovery_code WHERE account = $1", args![account.0]).await?;
        Ok(())
    }

    /// Keeps the hash of a recovery code.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_recovery_code(
        &mut self,
        account: AccountId,
        code_hash: &[u8; 32],
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO recovery_code (account, code_hash) VALUES ($1, $2)";
        self.execute(sql, args![account.0, *code_hash]).await?;
        Ok(())
    }

    /// Uses up a recovery code; `false` when it is none of the account's, or was used before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_recovery_code(
        &mut self,
        account: AccountId,
        code_hash: &[u8; 32],
    ) -> Result<bool, StoreError> {
        let sql = "DELETE FROM recovery_code WHERE account = $1 AND code_hash = $2";
        Ok(self.execute(sql, args![account.0, *code_hash]).await? == 1)
    }
}
