//! 延期、停辦、恢復 of an announced session (U-A13): the organiser decides, registrants are told, tablets learn it by the
//! session document and still take punches.

use serde_json::json;
use yanxi_domain::{
    course::{Session, SessionState},
    ids::{PersonId, RegistrationId, SessionId},
    notice::NoticeKind,
    roster::RegistrationState,
    time::Timestamp,
};
use yanxi_protocol::{
    plans::{ChangeStanding, SessionStanding},
    scope::Scope,
};

use crate::{
    actor::Actor,
    failure::Failure,
    service::{
        notices,
        office::{course_of, open, reason_given},
        office_audit::entry,
        own_records,
    },
    state::AppState,
    store::WriteTx,
};

/// Postpones, calls off or restores a session.
///
/// # Errors
/// 403 unless the caller organises the course; `reason_missing`; `standing_unchanged`; `session_over` for a session that
/// was held.
pub async fn change(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: &ChangeStanding,
) -> Result<(), Failure> {
    let course = course_of(actor, session)?;
    let account = actor.account()?;
    let reason = reason_given(&body.reason)?;
    let now = state.clock.now();
    let mut tx = open(state, course, session).await?;
    let before = tx.session(session).await?.ok_or_else(Failure::not_found)?;
    let course = tx.course(course).await?.ok_or_else(Failure::not_found)?;
    if course.mistaken.is_some() {
        let text = "課程已以「課程登錄錯誤」刪除，場次不能再變更。請重新開課。";
        return Err(Failure::conflict("course_deleted", "the course was deleted as a mistake", text));
    }
    let becomes = match body.standing {
        SessionStanding::Postponed => SessionState::Postponed,
        SessionStanding::CalledOff => SessionState::Cancelled,
        SessionStanding::Scheduled => SessionState::Scheduled,
    };
    if before.state == becomes {
        let text = "場次已是這個狀態，沒有再次通知學員。";
        return Err(Failure::conflict("standing_unchanged", "the session stands so already", text));
    }
    let over = before.periods.iter().map(|period| period.end).max().is_some_and(|end| now >= end);
    if over && before.state == SessionState::Scheduled {
        let text = "場次已經結束，不能再延期或停辦；資料沒有變更。出席與時數請在審核頁處理。";
        return Err(Failure::conflict("session_over", "the session is over", text));
    }
    let after = Session { state: becomes, ..before.clone() };
    tx.put_session(&after).await?;
    let line = json!({ "before": before.state, "after": after.state, "reason": reason });
    tx.audit(&entry(state, account.id, "session_standing", format!("session:{session}"), line)).await?;
    own_records::publish_session(&mut tx, &course, &after, now).await?;
    let what = match body.standing {
        SessionStanding::Postponed => NoticeKind::Postponed { reason: reason.to_owned() },
        SessionStanding::CalledOff => NoticeKind::CalledOff { reason: reason.to_owned() },
        SessionStanding::Scheduled => NoticeKind::Changed,
    };
    // A session may be postponed twice; each time is news.
    let topic = format!("standing:{session}:{}", now.0);
    tell_registrants(&mut tx, &after, &topic, &what, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Tells everybody who holds, or hopes for, a seat. Their scopes are locked together, in the one order of all writers.
pub(super) async fn tell_registrants(
    tx: &mut WriteTx,
    session: &Session,
    topic: &str,
    what: &NoticeKind,
    now: Timestamp,
) -> Result<(), Failure> {
    let concerned = |state| {
        matches!(
            state,
            RegistrationState::Applied | RegistrationState::Admitted | RegistrationState::Waitlisted(_)
        )
    };
    let rows = tx.registrations(session.id).await?;
    let people: Vec<(PersonId, RegistrationId)> = rows
        .iter()
        .filter(|row| concerned(row.entry.state))
        .filter_map(|row| Some((row.person?, row.entry.id)))
        .collect();
    let scopes: Vec<Scope> = people.iter().map(|(person, _)| Scope::Person(*person)).collect();
    tx.lock(&scopes).await?;
    for (person, registration) in people {
        let about = notices::about(session, Some(registration));
        notices::tell(tx, person, topic, about, what.clone(), now).await?;
    }
    Ok(())
}
