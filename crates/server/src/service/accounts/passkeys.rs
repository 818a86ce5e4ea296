//! Passkeys (WebAuthn, ADR 0030) as second factor: today's counterpart of the certificate card (S0-07). The authenticator
//! checks the person by itself, by PIN, finger or face; the server sees a signature.

use serde_json::json;
use uuid::Uuid;
use webauthn_rs::prelude::{
    Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    WebauthnError,
};
use yanxi_domain::{
    ids::AccountId,
    text::code_points,
    time::{MINUTE_MS, Timestamp},
};
use yanxi_protocol::accounts::{
    ConfirmPasskey, PasskeyAnswer, PasskeyChallenge, ProveSecondFactor, SecondFactorBound,
};

use super::{
    enter::{Caller, open_session},
    one_time_code,
    relying_party::RelyingParty,
    renew,
    second_factor::own,
};
use crate::{
    actor::Actor,
    failure::{Failure, Kind},
    service::{actor, auth, office_audit::entry, token},
    state::AppState,
    store::{NewPasskey, PasskeyRow, Tx, WriteTx},
};

/// How long an answer is waited for: people look for their key, or take the telephone out.
const CHALLENGE_MS: i64 = 5 * MINUTE_MS;
/// Passkeys of one account: browsers get all of them with each question.
const PASSKEYS_MAX: usize = 20;
/// Longest name, code points.
const NAME_MAX: usize = 50;

/// What an answer is for; one asked for one thing does nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A new passkey.
    Bind,
    /// Logging in.
    LogIn,
    /// Showing that the second factor is at hand.
    Prove,
}

impl Purpose {
    const fn stored(self) -> &'static str {
        match self {
            Self::Bind => "bind",
            Self::LogIn => "log_in",
            Self::Prove => "prove",
        }
    }
}

/// A question to the bound passkeys; `None` when there are none, or none can be asked here.
pub(super) async fn ask(
    state: &AppState,
    tx: &mut WriteTx,
    account: AccountId,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<PasskeyChallenge>, Failure> {
    let Some(party) = &state.relying_party else { return Ok(None) };
    let bound = bodies(&tx.passkeys(account).await?)?;
    if bound.is_empty() {
        return Ok(None);
    }
    let (question, waiting) = party.webauthn.start_passkey_authentication(&bound).map_err(internal)?;
    keep(tx, account, purpose, &question, &waiting, now).await.map(Some)
}

async fn keep(
    tx: &mut WriteTx,
    account: AccountId,
    purpose: Purpose,
    question: &impl serde::Serialize,
    waiting: &impl serde::Serialize,
    now: Timestamp,
) -> Result<PasskeyChallenge, Failure> {
    let mut question = serde_json::to_value(question).map_err(internal)?;
    let waiting = serde_json::to_string(waiting).map_err(internal)?;
    let id = Uuid::new_v4();
    let until = (now, now.plus_ms(CHALLENGE_MS));
    tx.put_passkey_challenge(id, account, purpose.stored(), &waiting, until).await?;
    // The library wraps them as `navigator.credentials` takes them; what is inside is what the standard names.
    Ok(PasskeyChallenge { id, options: question["publicKey"].take() })
}

/// Takes the answer of a bound passkey. The question is used up whatever the answer is.
///
/// # Errors
/// `passkey_over` for a question that is not waiting, `passkey_wrong`, `passkey_counter` for one whose counter has not
/// gone on: it may be a copy.
pub(super) async fn take(
    state: &AppState,
    account: AccountId,
    purpose: Purpose,
    answer: &PasskeyAnswer,
    now: Timestamp,
) -> Result<(), Failure> {
    let party = party(state)?;
    let mut tx = state.store.write(&[]).await?;
    let waiting = tx.take_passkey_challenge(answer.challenge, account, purpose.stored(), now).await?;
    let Some(waiting) = waiting else { return Err(over()) };
    let taken = check(party, &mut tx, account, &waiting, answer, now).await;
    if let Err(failure) = &taken
        && failure.body.code == COUNTER
    {
        let target = format!("account:{account}");
        tx.audit(&entry(state, account, "passkey_counter_refused", target, json!({}))).await?;
    }
    tx.commit().await?;
    taken
}

async fn check(
    party: &RelyingParty,
    tx: &mut WriteTx,
    account: AccountId,
    waiting: &str,
    answer: &PasskeyAnswer,
    now: Timestamp,
) -> Result<(), Failure> {
    let waiting: PasskeyAuthentication = serde_json::from_str(waiting).map_err(internal)?;
    let Ok(credential) = serde_json::from_value::<PublicKeyCredential>(answer.credential.clone()) else {
        return Err(wrong());
    };
    let result = match party.webauthn.finish_passkey_authentication(&credential, &waiting) {
        Ok(result) => result,
        Err(WebauthnError::CredentialPossibleCompromise) => return Err(counter()),
        Err(error) => {
            tracing::info!(%account, %error, "the answer of a passkey was refused");
            return Err(wrong());
        }
    };
    // Revoked while the question was waiting.
    let Some(row) = tx.passkey_called(account, result.cred_id().as_ref()).await? else { return Err(wrong()) };
    let mut passkey: Passkey = serde_json::from_str(&row.body).map_err(internal)?;
    passkey.update_credential(&result);
    let body = serde_json::to_string(&passkey).map_err(internal)?;
    if tx.passkey_used(row.id, &body, result.counter(), now).await? { Ok(()) } else { Err(counter()) }
}

/// A question to the caller's own passkeys, for [`renew`] and for binding a further one.
///
/// # Errors
/// 401 without account; `no_login`, `no_passkey`.
pub async fn ask_own(state: &AppState, actor: &Actor) -> Result<PasskeyChallenge, Failure> {
    let credential = own(state, actor).await?;
    let now = state.clock.now();
    let mut tx = state.store.write(&[]).await?;
    let asked = ask(state, &mut tx, credential.account, Purpose::Prove, now).await?;
    let challenge = asked.ok_or_else(|| {
        let reason = "此帳號沒有可在這個網址使用的通行密鑰，資料沒有變更。請改用驗證 App 的驗證碼或備用碼。";
        Failure::conflict("no_passkey", "no passkey can be asked", reason)
    })?;
    tx.commit().await?;
    Ok(challenge)
}

/// Begins to bind a passkey. Where a second factor is bound it is asked for: whoever finds a browser logged in could else
/// bind his own.
///
/// # Errors
/// 401 without account; `no_login`, `passkeys_not_here`, `too_many_passkeys`; those of [`super::rebind`].
pub async fn start(
    state: &AppState,
    actor: &Actor,
    body: &ProveSecondFactor,
) -> Result<PasskeyChallenge, Failure> {
    let credential = own(state, actor).await?;
    let party = party(state)?;
    let now = state.clock.now();
    let (account, name) = (credential.account, actor.account()?.name.clone());
    let login = credential.login.clone();
    let begin = async |tx: &mut WriteTx| {
        let bound = bodies(&tx.passkeys(account).await?)?;
        if bound.len() >= PASSKEYS_MAX {
            return Err(too_many());
        }
        let known = bound.iter().map(|passkey| passkey.cred_id().clone()).collect();
        let started = party.webauthn.start_passkey_registration(account.0, &login, &name, Some(known));
        let (question, waiting) = started.map_err(internal)?;
        keep(tx, account, Purpose::Bind, &question, &waiting, now).await
    };
    if credential.is_bound() {
        return renew::prove(state, &credential, body, "start_passkey", begin).await;
    }
    let mut tx = state.store.write(&[]).await?;
    let challenge = begin(&mut tx).await?;
    tx.commit().await?;
    Ok(challenge)
}

/// Binds the passkey that answered. As with an app, every session of the account ends and the caller's goes on under a new
/// token, returned beside the answer. Recovery codes come with the first second factor only.
///
/// # Errors
/// 401 without account; `no_login`, `passkeys_not_here`, `passkey_name`, `passkey_over`, `passkey_not_bound`,
/// `passkey_known`.
pub async fn confirm(
    state: &AppState,
    actor: &Actor,
    caller: &Caller,
    body: &ConfirmPasskey,
) -> Result<(SecondFactorBound, String), Failure> {
    let credential = own(state, actor).await?;
    let party = party(state)?;
    let (account, now) = (credential.account, state.clock.now());
    let name = name(&body.name, &caller.browser)?;
    let mut tx = state.store.write(&[]).await?;
    let challenge = body.passkey.challenge;
    let waiting = tx.take_passkey_challenge(challenge, account, Purpose::Bind.stored(), now).await?;
    let waiting = waiting.ok_or_else(|| Failure { kind: Kind::Conflict, ..over() })?;
    let answer = serde_json::from_value::<RegisterPublicKeyCredential>(body.passkey.credential.clone());
    let waiting: PasskeyRegistration = serde_json::from_str(&waiting).map_err(internal)?;
    let made = answer.ok().map(|answer| party.webauthn.finish_passkey_registration(&answer, &waiting));
    let passkey = match made {
        Some(Ok(passkey)) => passkey,
        other => {
            tracing::info!(%account, error = ?other.and_then(Result::err), "a passkey was not bound");
            // The question is used up.
            tx.commit().await?;
            return Err(not_bound());
        }
    };
    let stored = serde_json::to_string(&passkey).map_err(internal)?;
    let id = Uuid::now_v7();
    let new = NewPasskey { id, credential_id: passkey.cred_id().as_ref(), name: &name, body: &stored };
    if !tx.put_passkey(account, &new, now).await? {
        return Err(known());
    }
    let recovery_codes = if credential.is_bound() {
        Vec::new()
    } else {
        one_time_code::issue_recovery(&mut tx, account).await?
    };
    // A secret for an app begun before this one was bound was given without asking for it.
    tx.forget_pending_totp(account).await?;
    tx.forget_passkey_challenges(account).await?;
    tx.close_account_sessions(account, None).await?;
    let secret = open_session(&mut tx, account, &caller.browser, now).await?;
    let target = format!("account:{account}");
    tx.audit(&entry(state, account, "bind_passkey", target, json!({ "passkey": id }))).await?;
    tx.commit().await?;
    let actor = actor::resolve(state, Some(&secret), caller.device_token.as_deref()).await?;
    Ok((SecondFactorBound { recovery_codes, me: auth::me(state, &actor) }, secret))
}

/// Unbinds one of the caller's passkeys; every other session ends, perhaps one on the lost machine. `current` is the token
/// of the asking session.
///
/// # Errors
/// 401 without account; `no_login`; 404 when it is none of the caller's; `last_second_factor`.
pub async fn revoke(
    state: &AppState,
    actor: &Actor,
    current: Option<&str>,
    passkey: Uuid,
) -> Result<(), Failure> {
    let account = own(state, actor).await?.account;
    let mut tx = state.store.write(&[]).await?;
    if !tx.remove_passkey(account, passkey).await? {
        return Err(Failure::not_found());
    }
    if !is_bound(&mut tx, account).await? {
        if tx.has_roles(account).await? {
            return Err(last());
        }
        // They stood in for it.
        tx.forget_recovery_codes(account).await?;
    }
    tx.forget_passkey_challenges(account).await?;
    tx.close_account_sessions(account, current.map(token::hash).as_ref()).await?;
    let target = format!("account:{account}");
    tx.audit(&entry(state, account, "revoke_passkey", target, json!({ "passkey": passkey }))).await?;
    tx.commit().await?;
    Ok(())
}

async fn is_bound(tx: &mut Tx, account: AccountId) -> Result<bool, Failure> {
    Ok(tx.credential(account).await?.is_some_and(|credential| credential.is_bound()))
}

fn bodies(rows: &[PasskeyRow]) -> Result<Vec<Passkey>, Failure> {
    rows.iter().map(|row| serde_json::from_str(&row.body).map_err(internal)).collect()
}

/// The name its owner gave it, or else that of the browser.
fn name(typed: &str, browser: &str) -> Result<String, Failure> {
    let typed = typed.trim();
    if code_points(typed) > NAME_MAX || typed.chars().any(char::is_control) {
        let reason = "通行密鑰的名稱最多 50 個字，且不含特殊符號。尚未綁定，請更正後再試。";
        return Err(Failure::invalid("passkey_name", "a name has at most 50 characters", reason));
    }
    let name = [typed, browser, "通行密鑰"].into_iter().find(|name| !name.is_empty());
    Ok(name.unwrap_or_default().to_owned())
}

fn party(state: &AppState) -> Result<&RelyingParty, Failure> {
    state.relying_party.as_ref().ok_or_else(|| {
        let reason = "這個網址不能使用通行密鑰（需要網域名稱）。資料沒有變更；請改用驗證 App。";
        Failure::conflict("passkeys_not_here", "this server has no domain for passkeys", reason)
    })
}

/// Code of [`counter`].
const COUNTER: &str = "passkey_counter";

fn internal(error: impl std::fmt::Display) -> Failure {
    Failure::internal(&format!("passkeys: {error}"))
}

fn refused(code: &str, message: &str, reason: &str) -> Failure {
    Failure::new(Kind::NotSignedIn, code, message, reason)
}

fn over() -> Failure {
    let reason = "通行密鑰的驗證已逾時，或已經用過。資料沒有變更；請再按一次。";
    refused("passkey_over", "the challenge is over", reason)
}

fn wrong() -> Failure {
    let reason = "通行密鑰驗證沒有成功。資料沒有變更；請再試一次，或改用驗證碼、備用碼。";
    refused("passkey_wrong", "wrong answer of a passkey", reason)
}

fn counter() -> Failure {
    let reason = "這支通行密鑰的使用次數倒退，可能有人複製了它，因此不予採用。資料沒有變更；請改用其他方式登入，刪除這支通行密鑰，並通知單位管理者。";
    refused(COUNTER, "the counter of the passkey went back; it may be a copy", reason)
}

fn not_bound() -> Failure {
    let reason = "通行密鑰沒有建立成功，尚未綁定。資料沒有變更，請再試一次，或改用驗證 App。";
    Failure::invalid("passkey_not_bound", "the new passkey is not valid here", reason)
}

fn known() -> Failure {
    let reason = "這支通行密鑰已經綁定過，資料沒有變更。請換一支。";
    Failure::conflict("passkey_known", "this passkey is bound already", reason)
}

fn too_many() -> Failure {
    let reason = "一個帳號最多 20 支通行密鑰，資料沒有變更。請先刪除不用的。";
    Failure::conflict("too_many_passkeys", "an account has at most 20 passkeys", reason)
}

fn last() -> Failure {
    let reason = "這是此帳號最後一個雙因子，您的職務需要它，因此沒有刪除。請先綁定另一支通行密鑰或驗證 App。";
    Failure::conflict("last_second_factor", "roles need a second factor, and this is the last", reason)
}
