//! How accounts log in (R-ACC 2): login names, password hashes, one-time codes.

use yanxi_domain::{ids::AccountId, time::Timestamp};

use super::{Row, StoreError, Tx, WriteTx};
use crate::args;

/// How one account logs in. Hashes and secrets: no `Debug`, so that no log line can show them.
#[derive(Clone)]
pub struct Credential {
    /// Account.
    pub account: AccountId,
    /// 啟用; a disabled account cannot log in.
    pub active: bool,
    /// Login name as shown.
    pub login: String,
    /// Password hash, a PHC string; `None` until the first login and after a reset.
    pub password: Option<String>,
    /// Hash and last valid instant of the one-time code.
    pub code: Option<(Vec<u8>, Timestamp)>,
    /// Secret of the bound authenticator app.
    pub totp_secret: Option<Vec<u8>>,
    /// Secret not confirmed yet.
    pub totp_pending: Option<Vec<u8>>,
    /// Bound passkeys.
    pub passkeys: u64,
}

impl Credential {
    /// Whether there is a second factor.
    #[must_use]
    pub const fn is_bound(&self) -> bool {
        self.totp_secret.is_some() || self.passkeys > 0
    }
}

const COLUMNS: &str = "SELECT c.account, a.state, c.login, c.password, c.code_hash, c.code_expires_at, \
                       c.totp_secret, c.totp_pending, \
                       (SELECT COUNT(*) FROM passkey k WHERE k.account = c.account) FROM credential c JOIN account a ON a.id = c.account";

fn credential(row: &Row) -> Result<Credential, StoreError> {
    let expires_at = row.opt_int(5)?.map(Timestamp);
    Ok(Credential {
        account: AccountId(row.id(0)?),
        active: row.text(1)? == "active",
        login: row.text(2)?,
        password: row.opt_text(3)?,
        code: row.opt_bytes(4)?.zip(expires_at),
        totp_secret: row.opt_bytes(6)?,
        totp_pending: row.opt_bytes(7)?,
        passkeys: row.count(8)?,
    })
}

impl Tx {
    /// By the folded login name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn credential_by_login(&mut self, login_key: &str) -> Result<Option<Credential>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE c.login_key = $1"));
        self.row(sql, args![login_key]).await?.as_ref().map(credential).transpose()
    }

    /// Of an account; `None` when it cannot log in by itself.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn credential(&mut self, account: AccountId) -> Result<Option<Credential>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE c.account = $1"));
        self.row(sql, args![account.0]).await?.as_ref().map(credential).transpose()
    }
}

impl WriteTx {
    /// Gives an account a login name; `false` when the name is taken.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_login(
        &mut self,
        account: AccountId,
        login: &str,
        login_key: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "INSERT INTO credential (account, login, login_key, created_at, totp_step) \
                   VALUES ($1, $2, $3, $4, 0) ON CONFLICT (login_key) DO NOTHING";
        Ok(self.execute(sql, args![account.0, login, login_key, now]).await? == 1)
    }

    /// Sets a one-time code. The password, if there was one, is gone from now on; an earlier code too.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_one_time_code(
        &mut self,
        account: AccountId,
        code_hash: &[u8; 32],
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql =
            "UPDATE credential SET password = NULL, code_hash = $2, code_expires_at = $3 WHERE account = $1";
        self.execute(sql, args![account.0, *code_hash, expires_at]).await?;
        Ok(())
    }

    /// Uses up a one-time code for a password; `false` when it is not the account's code, expired, or somebody was
    /// faster.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn redeem_one_time_code(
        &mut self,
        account: AccountId,
        code_hash: &[u8; 32],
        password: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE credential SET password = $3, code_hash = NULL, code_expires_at = NULL, \
                   confirmed_at = COALESCE(confirmed_at, $4) \
                   WHERE account = $1 AND code_hash = $2 AND code_expires_at >= $4";
        Ok(self.execute(sql, args![account.0, *code_hash, password, now]).await? == 1)
    }

    /// Replaces a password; `false` when it is no longer the one that was checked.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn replace_password(
        &mut self,
        account: AccountId,
        checked: &str,
        new: &str,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE credential SET password = $3 WHERE account = $1 AND password = $2";
        Ok(self.execute(sql, args![account.0, checked, new]).await? == 1)
    }

    /// Remembers a login; `false` when the password is no longer the one that was checked.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn logged_in(
        &mut self,
        account: AccountId,
        checked: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE credential SET last_login_at = $3 WHERE account = $1 AND password = $2";
        Ok(self.execute(sql, args![account.0, checked, now]).await? == 1)
    }
}
