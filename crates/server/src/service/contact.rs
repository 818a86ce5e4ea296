//! Where a person is reached beside the app: an address they confirmed, a calendar address; and what they have read.

use serde_json::json;
use yanxi_domain::ids::PersonId;
use yanxi_protocol::{
    own::{ConfirmEmail, Contact, ReadNotices, SetEmail},
    scope::Scope,
};

use super::{devices_code::normalise, mail, office_audit::entry, token};
use crate::{
    actor::Actor,
    failure::{Failure, Kind},
    state::AppState,
    store::PendingEmail,
};

/// Notices of one request.
const NOTICES_LIMIT: usize = 500;
/// Symbols of a code: 40 bits, five tries.
const CODE_SYMBOLS: usize = 8;
/// A mail may be slow.
const CODE_MINUTES: i64 = 30;
/// Wrong codes before a new one is needed.
const TRIES: i64 = 5;
/// Nobody is flooded with codes.
const ASK_EVERY_MS: i64 = 60_000;
/// Longest address (RFC 5321).
const EMAIL_LIMIT: usize = 254;

/// Notes that the caller has read notices. Those of others are ignored: nothing is told about them.
///
/// # Errors
/// 401 without an account; `too_many_notices`.
pub async fn read_notices(state: &AppState, actor: &Actor, body: &ReadNotices) -> Result<(), Failure> {
    let account = actor.account()?;
    if body.notices.len() > NOTICES_LIMIT {
        let reason = "一次標示的通知太多，沒有變更任何資料。請重新整理後再試。";
        return Err(Failure::invalid("too_many_notices", "too many notices at once", reason));
    }
    let now = state.clock.now();
    let mut tx = state.store.write(&[Scope::Person(account.person)]).await?;
    for notice in &body.notices {
        tx.read_notice(account.person, *notice, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What is known of the caller's ways.
///
/// # Errors
/// 401 without an account.
pub async fn contact(state: &AppState, actor: &Actor) -> Result<Contact, Failure> {
    let account = actor.account()?;
    of_person(state, account.person).await
}

async fn of_person(state: &AppState, person: PersonId) -> Result<Contact, Failure> {
    let mut tx = state.store.read().await?;
    let now = state.clock.now();
    let pending = tx.pending_email(person).await?.filter(|pending| now <= pending.expires_at);
    Ok(Contact {
        mail: state.mail.is_some(),
        email: tx.email_of(person).await?,
        pending: pending.map(|pending| pending.email),
        calendar_since: tx.calendar_since(person).await?,
    })
}

/// Sends a code to a new address, or takes the present one away.
///
/// # Errors
/// 401 without an account; `mail_not_configured`, `email_impossible`, `asked_just_now`, `mail_failed`, `mail_refused`. The
/// confirmed address stays as it is.
pub async fn set_email(state: &AppState, actor: &Actor, body: &SetEmail) -> Result<Contact, Failure> {
    let account = actor.account()?;
    let person = account.person;
    let now = state.clock.now();
    let email = body.email.trim();
    if email.is_empty() {
        let mut tx = state.store.write(&[]).await?;
        tx.put_email(person, None).await?;
        tx.audit(&entry(state, account.id, "email_removed", format!("person:{person}"), json!({}))).await?;
        tx.commit().await?;
        return of_person(state, person).await;
    }
    let Some(mailer) = &state.mail else {
        let reason = "這個系統沒有設定寄信，通知只會顯示在這裡。資料沒有變更。";
        return Err(Failure::conflict("mail_not_configured", "this server sends no mail", reason));
    };
    if email.len() > EMAIL_LIMIT || email.parse::<lettre::Address>().is_err() {
        let reason = "這不是可以寄信的電子郵件地址，沒有寄出確認碼。請檢查後再試。";
        return Err(Failure::invalid("email_impossible", "not a mail address", reason));
    }
    let code = token::new_code(CODE_SYMBOLS)?;
    let mut tx = state.store.write(&[]).await?;
    let before = tx.pending_email(person).await?;
    if before.is_some_and(|pending| now.since(pending.asked_at) < ASK_EVERY_MS) {
        let reason = "剛剛才寄出一封確認信，請等一分鐘再試，並檢查垃圾郵件匣。";
        return Err(Failure::new(
            Kind::TooMany,
            "asked_just_now",
            "a code was sent less than a minute ago",
            reason,
        ));
    }
    let pending = PendingEmail {
        email: email.to_owned(),
        code_hash: code_hash(person, &code).to_vec(),
        expires_at: now.plus_minutes(CODE_MINUTES),
        tries: 0,
        asked_at: now,
    };
    tx.put_pending_email(person, &pending).await?;
    tx.audit(&entry(state, account.id, "email_asked", format!("person:{person}"), json!({}))).await?;
    // Kept before it is sent: a code that arrives always works.
    tx.commit().await?;
    let shown = format!("{}-{}", &code[..CODE_SYMBOLS / 2], &code[CODE_SYMBOLS / 2..]);
    let id = uuid::Uuid::now_v7().to_string();
    mailer.send(email, &id, &mail::confirmation(&shown, CODE_MINUTES)).await.map_err(mail::not_sent)?;
    of_person(state, person).await
}

/// Confirms the address that waits.
///
/// # Errors
/// 401 without an account; `code_wrong`, `code_expired` (also after too many wrong ones).
pub async fn confirm_email(state: &AppState, actor: &Actor, body: &ConfirmEmail) -> Result<Contact, Failure> {
    let account = actor.account()?;
    let person = account.person;
    let now = state.clock.now();
    let mut tx = state.store.write(&[]).await?;
    let pending = tx.pending_email(person).await?;
    let Some(pending) = pending.filter(|p| now <= p.expires_at && p.tries < TRIES) else {
        let reason = "確認碼已失效，電子郵件沒有變更。請重新寄送一組。";
        return Err(Failure::invalid("code_expired", "no code is waiting", reason));
    };
    if pending.code_hash != code_hash(person, &body.code) {
        tx.put_pending_email(person, &PendingEmail { tries: pending.tries + 1, ..pending }).await?;
        tx.commit().await?;
        let reason = "確認碼不符，電子郵件沒有變更。請對照信件再輸入一次。";
        return Err(Failure::invalid("code_wrong", "the code is not the one that was sent", reason));
    }
    tx.put_email(person, Some(&pending.email)).await?;
    tx.audit(&entry(state, account.id, "email_confirmed", format!("person:{person}"), json!({}))).await?;
    tx.commit().await?;
    of_person(state, person).await
}

fn code_hash(person: PersonId, typed: &str) -> [u8; 32] {
    token::hash(&format!("mail address {person} {}", normalise(typed)))
}
