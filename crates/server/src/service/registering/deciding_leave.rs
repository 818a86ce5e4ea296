//! 請假 is decided by the organiser: accepted, the person is no no-show and the seat is free.

use serde_json::json;
use yanxi_domain::{ids::RegistrationId, notice::NoticeKind, roster::RegistrationState};
use yanxi_protocol::registering::DecideLeave;

use super::{
    notify::notify,
    seating::open,
    settling::{settle_elsewhere, settle_in},
};
use crate::{
    actor::Actor,
    failure::Failure,
    service::{
        office::{course_of, reason_given},
        office_audit::entry,
        own_records,
    },
    state::AppState,
};

/// Decides about a leave somebody asked for.
///
/// # Errors
/// 403 unless the caller organises the course; 404; `leave_not_asked`; `reason_missing` when it is not accepted.
pub async fn decide_leave(
    state: &AppState,
    actor: &Actor,
    id: RegistrationId,
    body: &DecideLeave,
) -> Result<(), Failure> {
    let account = actor.account()?;
    let found = state.store.lookup().await?.registration(id).await?;
    // Who organises nothing here does not learn which registrations exist.
    let found = found.ok_or_else(Failure::forbidden)?;
    let session = found.entry.session;
    let course_id = course_of(actor, session)?;
    let reason = if body.accepted { body.reason.trim() } else { reason_given(&body.reason)? };
    let now = state.clock.now();
    let mut tx = open(state, course_id, session, &[]).await?;
    let mut row = tx.registration(id).await?.ok_or_else(Failure::not_found)?;
    if row.application.leave_asked_at.is_none() || row.entry.state != RegistrationState::Admitted {
        let text = "這筆報名沒有待決定的請假，資料沒有變更。請重新整理後查看目前狀態。";
        return Err(Failure::conflict("leave_not_asked", "no leave is waiting for a decision", text));
    }
    let before = row.entry.state;
    row.application.leave_asked_at = None;
    if body.accepted {
        row.entry.state = RegistrationState::OnLeave;
    }
    (row.decided_by, row.decided_at) = (Some(account.id), Some(now));
    row.reason = (!reason.is_empty()).then(|| reason.to_owned());
    tx.change_registration(&row).await?;
    settle_in(&mut tx, session, &row.person.into_iter().collect::<Vec<_>>(), None, now).await?;
    let held = tx.session(session).await?.ok_or_else(Failure::not_found)?;
    let course = tx.course(course_id).await?.ok_or_else(Failure::not_found)?;
    own_records::publish_some(&mut tx, &course, &held, &[id], now).await?;
    let what = NoticeKind::Leave { accepted: body.accepted };
    notify(&mut tx, &held, id, row.person, what, now).await?;
    let detail =
        json!({ "registration": id, "accepted": body.accepted, "before": before, "after": row.entry.state });
    tx.audit(&entry(state, account.id, "decide_leave", format!("session:{session}"), detail)).await?;
    tx.commit().await?;
    if body.accepted {
        settle_elsewhere(state, row.person, row.entry.session).await;
    }
    Ok(())
}
