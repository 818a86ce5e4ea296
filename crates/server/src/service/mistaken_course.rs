//! 課程登錄錯誤 (S3-13, U-A10): an announced course that never was one is taken back. Its rows stay for the history; its
//! registrations end, everybody registered is told why, and it is in no list any more.

use serde_json::json;
use yanxi_domain::{
    course::{MistakeKind, Mistaken, Session, SessionState},
    ids::{AccountId, CourseId, PersonId, SessionId},
    notice::NoticeKind,
    registering::is_live,
    roster::RegistrationState,
    time::Timestamp,
};
use yanxi_protocol::{plans::MistakenCourse, scope::Scope};

use crate::{
    actor::Actor,
    failure::Failure,
    permissions::{Capability, Place},
    service::{
        notices, office::reason_given, office_audit::entry, own_records, registering::settle_elsewhere,
    },
    state::AppState,
    store::{Registration, WriteTx},
};

/// Deletes a course, for its history to stay. Repeating it changes nothing.
///
/// # Errors
/// 403 unless the caller organises the course or is 系統管理員; 404; `reason_missing`; `course_has_records` once
/// somebody signed in or hours were issued; `course_closed`.
pub async fn delete(
    state: &AppState,
    actor: &Actor,
    id: CourseId,
    body: &MistakenCourse,
) -> Result<(), Failure> {
    let account = actor.allowed(Capability::DeleteMistaken, &Place::course(id))?;
    let reason = reason_given(&body.reason)?;
    let now = state.clock.now();
    let sessions = state.store.lookup().await?.sessions_of_course(id).await?;
    let mut scopes = vec![Scope::Course(id)];
    scopes.extend(sessions.iter().map(|session| Scope::Session(session.id)));
    let mut tx = state.store.write(&scopes).await?;
    let mut course = tx.course(id).await?.ok_or_else(Failure::not_found)?;
    if course.mistaken.is_some() {
        return Ok(());
    }
    if course.closed_at.is_some() {
        let text = "課程已結案，不能以登錄錯誤刪除；資料沒有變更。";
        return Err(Failure::conflict("course_closed", "the course is closed", text));
    }
    let sessions = tx.sessions_of_course(id).await?;
    refuse_if_held(&mut tx, &sessions).await?;
    let why = format!("課程登錄錯誤（{}）：{reason}", words(body.kind));
    let mistaken = Mistaken { kind: body.kind, reason: reason.to_owned(), by: account.id, at: now };
    course.mistaken = Some(mistaken);
    tx.put_course(&course).await?;
    let mut ended = Vec::new();
    for session in sessions {
        // Tablets and people who kept the address see that it does not take place.
        let session = Session { state: SessionState::Cancelled, ..session };
        tx.put_session(&session).await?;
        let rows = end_registrations(&mut tx, &session, account.id, &why, now).await?;
        ended.push((session, rows));
    }
    let people: Vec<PersonId> =
        ended.iter().flat_map(|(_, rows)| rows).filter_map(|(row, _)| row.person).collect();
    tx.lock(&people.iter().copied().map(Scope::Person).collect::<Vec<_>>()).await?;
    for (session, rows) in &ended {
        own_records::publish_session(&mut tx, &course, session, now).await?;
        for (row, _) in rows {
            let Some(person) = row.person else { continue };
            let topic = format!("registration:{}:mistaken", row.entry.id);
            let about = notices::about(session, Some(row.entry.id));
            let what = NoticeKind::Mistaken { reason: reason.to_owned() };
            notices::tell(&mut tx, person, &topic, about, what, now).await?;
        }
    }
    tx.publish_account_name(id, account.id).await?;
    let rows: Vec<_> = ended
        .iter()
        .flat_map(|(_, rows)| rows)
        .map(|(row, before)| json!({ "registration": row.entry.id, "before": before }))
        .collect();
    let detail = json!({ "kind": body.kind, "reason": reason, "ended": rows });
    tx.audit(&entry(state, account.id, "delete_mistaken_course", format!("course:{id}"), detail)).await?;
    tx.commit().await?;
    free_elsewhere(state, &ended).await;
    Ok(())
}

/// Facts stay with a course: what was held or counted cannot be a mistake (S3-13).
async fn refuse_if_held(tx: &mut WriteTx, sessions: &[Session]) -> Result<(), Failure> {
    for session in sessions {
        if tx.has_events(session.id).await? || !tx.hours_records(session.id).await?.is_empty() {
            let text = "本課程已有簽到或時數紀錄，不得以登錄錯誤刪除。資料沒有變更。";
            return Err(Failure::conflict("course_has_records", "somebody signed in or has hours", text));
        }
    }
    Ok(())
}

/// Cancels what stands in a session; the rows with the state they had.
async fn end_registrations(
    tx: &mut WriteTx,
    session: &Session,
    by: AccountId,
    why: &str,
    now: Timestamp,
) -> Result<Vec<(Registration, RegistrationState)>, Failure> {
    let mut ended = Vec::new();
    for mut row in tx.registrations(session.id).await? {
        let before = row.entry.state;
        if !is_live(before) {
            continue;
        }
        row.entry.state = RegistrationState::Cancelled;
        row.application.leave_asked_at = None;
        (row.decided_by, row.decided_at, row.reason) = (Some(by), Some(now), Some(why.to_owned()));
        tx.change_registration(&row).await?;
        ended.push((row, before));
    }
    Ok(ended)
}

/// Who had a seat may have another one at that time.
async fn free_elsewhere(state: &AppState, ended: &[(Session, Vec<(Registration, RegistrationState)>)]) {
    for (session, rows) in ended {
        let left: SessionId = session.id;
        for (row, _) in rows.iter().filter(|(_, before)| *before == RegistrationState::Admitted) {
            settle_elsewhere(state, row.person, left).await;
        }
    }
}

const fn words(kind: MistakeKind) -> &'static str {
    match kind {
        MistakeKind::NotHeld => "未開班",
        MistakeKind::Duplicate => "重複登課",
        MistakeKind::Other => "其他",
    }
}
