//! Logging in: password and second factor, or a one-time code and the password chosen with it.

use std::net::IpAddr;

use serde_json::json;
use yanxi_domain::{ids::AccountId, time::Timestamp};
use yanxi_protocol::accounts::{FirstLogIn, LogIn, LogInStep, LoggedIn, SecondFactors};

use super::{
    login_name, one_time_code,
    passkeys::{self, Purpose},
    password, totp,
};
use crate::{
    failure::{Failure, Kind},
    service::{actor, auth, office_audit::entry, token},
    state::AppState,
    store::{Credential, WriteTx},
};

/// What the browser says of itself.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Address, for limits only.
    pub from: Option<IpAddr>,
    /// Name and system, shortened.
    pub browser: String,
    /// Its device cookie: logging in does not touch the device.
    pub device_token: Option<String>,
}

/// The answer, and the token for the session cookie when there is a session.
pub struct Entered {
    /// Answer.
    pub answer: LoggedIn,
    /// Token of the new session.
    pub token: Option<String>,
}

/// Logs in. A login name that belongs to nobody is answered like a wrong password, after the same work.
///
/// # Errors
/// `log_in_refused`, `second_factor_wrong`, `passkey_over`, `passkey_wrong`, `passkey_counter`, `account_disabled`,
/// `log_in_paused`, `too_many_attempts`.
pub async fn log_in(state: &AppState, caller: &Caller, body: &LogIn) -> Result<Entered, Failure> {
    let now = state.clock.now();
    let key = login_name::key(&body.login);
    let attempt = state.log_in_attempts.begin(&key, caller.from, now)?;
    let credential = state.store.lookup().await?.credential_by_login(&key).await?;
    let stored = credential.as_ref().and_then(|credential| credential.password.clone());
    let is_right = state.hashing.verify(password::normalise(&body.password), stored.clone()).await?;
    let (credential, checked) = match (credential, stored, is_right) {
        (Some(credential), Some(checked), true) => (credential, checked),
        (credential, ..) => {
            // Ids only (V-12); the name typed may be a password in the wrong field.
            tracing::info!(account = ?credential.map(|credential| credential.account), "a login was refused");
            return Err(refused());
        }
    };
    if !credential.active {
        return Err(disabled());
    }
    let typed = body.second_factor.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let passkey = body.passkey.as_ref().filter(|_| typed.is_none() && credential.is_bound());
    if credential.is_bound() && typed.is_none() && passkey.is_none() {
        // Only now: who does not know the password learns nothing about the second factor.
        let mut tx = state.store.write(&[]).await?;
        let passkey = passkeys::ask(state, &mut tx, credential.account, Purpose::LogIn, now).await?;
        tx.commit().await?;
        attempt.unfinished();
        let app = credential.totp_secret.is_some();
        return Ok(second_factor_needed(Some(SecondFactors { app, passkey })));
    }
    if let Some(answer) = passkey {
        passkeys::take(state, credential.account, Purpose::LogIn, answer, now).await?;
    }
    let mut tx = state.store.write(&[]).await?;
    let how = match typed {
        Some(typed) if credential.is_bound() => take_second_factor(&mut tx, &credential, typed, now).await?,
        _ if passkey.is_some() => "passkey",
        _ => "password",
    };
    if !tx.logged_in(credential.account, &checked, now).await? {
        return Err(refused());
    }
    let target = format!("account:{}", credential.account);
    tx.audit(&entry(state, credential.account, "log_in", target, json!({ "by": how }))).await?;
    let entered = enter(state, tx, &credential, caller, now).await?;
    attempt.succeeded();
    Ok(entered)
}

/// Uses up a code of the app or a recovery code; names which it was.
pub(super) async fn take_second_factor(
    tx: &mut WriteTx,
    credential: &Credential,
    typed: &str,
    now: Timestamp,
) -> Result<&'static str, Failure> {
    if one_time_code::looks_like_recovery(typed) {
        let hash = one_time_code::recovery_hash(credential.account, typed);
        let taken = tx.take_recovery_code(credential.account, &hash).await?;
        return if taken { Ok("recovery_code") } else { Err(second_factor_wrong()) };
    }
    let Some(secret) = &credential.totp_secret else { return Err(second_factor_wrong()) };
    let Some(step) = totp::step_of(secret, typed, now)? else { return Err(second_factor_wrong()) };
    if !tx.take_totp_step(credential.account, step).await? {
        let reason =
            "這組驗證碼已經用過，尚未登入。資料沒有變更；請等驗證 App 顯示下一組（最多 30 秒）再試。";
        return Err(Failure::new(
            Kind::NotSignedIn,
            "second_factor_used",
            "the code was used before",
            reason,
        ));
    }
    Ok("totp")
}

/// Logs in with a one-time code and sets the password. With a second factor bound there is no session yet: the new
/// password and the factor are asked for together.
///
/// # Errors
/// `password_length`, `password_common`, `code_refused`, `code_expired`, `log_in_paused`, `too_many_attempts`.
pub async fn first_log_in(state: &AppState, caller: &Caller, body: &FirstLogIn) -> Result<Entered, Failure> {
    let now = state.clock.now();
    let key = login_name::key(&body.login);
    let chosen = password::normalise(&body.password);
    password::check(&chosen, &body.login)?;
    let attempt = state.log_in_attempts.begin(&key, caller.from, now)?;
    // Hashed before anything is known about the account, so that time tells nothing.
    let hashed = state.hashing.hash(chosen).await?;
    let credential = state.store.lookup().await?.credential_by_login(&key).await?;
    let Some(credential) = credential else { return Err(code_refused()) };
    let hash = one_time_code::one_time_hash(credential.account, &body.code);
    let Some((_, expires_at)) = credential.code.as_ref().filter(|(known, _)| known[..] == hash[..]) else {
        return Err(code_refused());
    };
    if now > *expires_at {
        attempt.unfinished();
        let reason = "一次性登入碼已逾 24 小時，密碼尚未設定。請單位管理者或系統管理員重新產生。";
        return Err(Failure::conflict("code_expired", "the code has expired", reason));
    }
    if !credential.active {
        return Err(disabled());
    }
    let mut tx = state.store.write(&[]).await?;
    if !tx.redeem_one_time_code(credential.account, &hash, &hashed, now).await? {
        return Err(code_refused());
    }
    let target = format!("account:{}", credential.account);
    tx.audit(&entry(state, credential.account, "first_log_in", target, json!({}))).await?;
    let entered = if credential.is_bound() {
        tx.commit().await?;
        second_factor_needed(None)
    } else {
        tx.logged_in(credential.account, &hashed, now).await?;
        enter(state, tx, &credential, caller, now).await?
    };
    attempt.succeeded();
    Ok(entered)
}

/// Opens a session and commits.
async fn enter(
    state: &AppState,
    mut tx: WriteTx,
    credential: &Credential,
    caller: &Caller,
    now: Timestamp,
) -> Result<Entered, Failure> {
    let secret = open_session(&mut tx, credential.account, &caller.browser, now).await?;
    let has_roles = tx.has_roles(credential.account).await?;
    tx.commit().await?;
    let actor = actor::resolve(state, Some(&secret), caller.device_token.as_deref()).await?;
    let next =
        if has_roles && !credential.is_bound() { LogInStep::BindSecondFactor } else { LogInStep::Done };
    let answer = LoggedIn { next, me: Some(auth::me(state, &actor)), factors: None };
    Ok(Entered { answer, token: Some(secret) })
}

/// A new session of the account on this browser; returns the token for its cookie.
///
/// # Errors
/// When the database does not answer or there is no randomness.
pub(super) async fn open_session(
    tx: &mut WriteTx,
    account: AccountId,
    browser: &str,
    now: Timestamp,
) -> Result<String, Failure> {
    let secret = token::new_token()?;
    let life_ms = i64::try_from(auth::ACCOUNT_SESSION_SECONDS * 1_000).unwrap_or(i64::MAX);
    let hash = token::hash(&secret);
    tx.open_account_session(&hash, account, now, now.plus_ms(life_ms)).await?;
    tx.describe_account_session(&hash, browser).await?;
    Ok(secret)
}

fn second_factor_needed(factors: Option<SecondFactors>) -> Entered {
    Entered { answer: LoggedIn { next: LogInStep::SecondFactorNeeded, me: None, factors }, token: None }
}

fn refused() -> Failure {
    let reason = "帳號或密碼不正確，尚未登入。資料沒有變更；請核對後再試，忘記密碼請洽單位管理者重設。";
    Failure::new(Kind::NotSignedIn, "log_in_refused", "wrong login name or password", reason)
}

fn code_refused() -> Failure {
    let reason = "帳號或一次性登入碼不正確，或此碼已經用過。密碼尚未設定；請核對後再試，或請管理者重新產生。";
    Failure::new(Kind::NotSignedIn, "code_refused", "wrong login name or one-time code", reason)
}

pub(super) fn second_factor_wrong() -> Failure {
    let reason = "驗證碼不正確。資料沒有變更；請輸入驗證 App 目前顯示的 6 位數字（並確認手機時間正確），或一組沒用過的備用碼。";
    Failure::new(Kind::NotSignedIn, "second_factor_wrong", "wrong second factor", reason)
}

fn disabled() -> Failure {
    let reason = "此帳號已停用，無法登入。過去的紀錄仍然保留；若有疑問，請洽單位管理者。";
    Failure::new(Kind::Forbidden, "account_disabled", "the account is disabled", reason)
}
