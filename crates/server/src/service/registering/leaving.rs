//! 取消報名, 放棄錄取, 請假: three things with different ends (U-E5, S3-22); and an assigned person's no (U-G2).

use serde_json::json;
use yanxi_domain::{
    ids::{AccountId, PersonId, RegistrationId},
    notice::NoticeKind,
    registering::{WayOut, way_out},
    results::{are_hidden, shown},
    roster::{Origin, RegistrationState},
    time::Timestamp,
};
use yanxi_protocol::registering::{Decline, Leave, Registered};

use super::{
    notify::notify,
    register::standing,
    seating::{course_of, open},
    settling::{settle_elsewhere, settle_in},
    words,
};
use crate::{
    actor::{AccountActor, Actor},
    failure::Failure,
    service::{
        notices::{about, tell},
        office::reason_given,
        office_audit::entry,
        own_records,
    },
    state::AppState,
    store::{Registration, WriteTx},
};

/// Leaves a registration of the caller's. What is left already stays so: repeating the request changes nothing.
///
/// # Errors
/// 403 for somebody else's registration; 404; `cancel_closed` after the deadline, `not_decided_yet` for a way that is not
/// open yet; `no_way_out`; `reason_missing` for 請假.
pub async fn leave(
    state: &AppState,
    actor: &Actor,
    id: RegistrationId,
    body: &Leave,
) -> Result<Registered, Failure> {
    let account = actor.account()?;
    let reason = match body.way {
        WayOut::AskLeave => reason_given(&body.reason)?,
        WayOut::Withdraw | WayOut::GiveUp => body.reason.trim(),
    };
    let now = state.clock.now();
    let (mut tx, mut row) = own(state, account, id).await?;
    if is_done(&row, body.way) {
        return standing(&mut tx, &row, Vec::new(), now).await;
    }
    let open_way = open_way(&mut tx, &row, now).await?;
    check(open_way, body.way)?;
    let before = row.entry.state;
    let action = match body.way {
        WayOut::Withdraw => "withdraw",
        WayOut::GiveUp => "give_up",
        WayOut::AskLeave => "ask_leave",
    };
    if body.way == WayOut::AskLeave {
        row.application.leave_asked_at = Some(now);
        row.application.leave_reason = reason.to_owned();
        tx.change_registration(&row).await?;
        let session = tx.session(row.entry.session).await?.ok_or_else(Failure::not_found)?;
        let course = tx.course(session.course).await?.ok_or_else(Failure::not_found)?;
        own_records::publish_some(&mut tx, &course, &session, &[id], now).await?;
    } else {
        cancel(&mut tx, &mut row, account.id, None, &[], now).await?;
    }
    let detail = json!({ "registration": id, "before": before, "after": row.entry.state });
    let target = format!("session:{}", row.entry.session);
    tx.audit(&entry(state, account.id, action, target, detail)).await?;
    let answer = standing(&mut tx, &row, Vec::new(), now).await?;
    tx.commit().await?;
    if before == RegistrationState::Admitted && body.way == WayOut::GiveUp {
        settle_elsewhere(state, row.person, row.entry.session).await;
    }
    Ok(answer)
}

/// An assigned person declines, with a reason that whoever assigned them is told.
///
/// # Errors
/// 403 for somebody else's registration; 404; `reason_missing`; `not_assigned`; `cancel_closed` after the deadline.
pub async fn decline(
    state: &AppState,
    actor: &Actor,
    id: RegistrationId,
    body: &Decline,
) -> Result<Registered, Failure> {
    let account = actor.account()?;
    let now = state.clock.now();
    let (mut tx, mut row) = own(state, account, id).await?;
    let reason = reason_given(&body.reason)?;
    if row.entry.origin != Origin::Assigned {
        let text = "這筆報名不是由學校指派，請改用「取消」。報名資料沒有變更。";
        return Err(Failure::conflict("not_assigned", "nobody assigned this registration", text));
    }
    if row.entry.state == RegistrationState::Cancelled {
        return standing(&mut tx, &row, Vec::new(), now).await;
    }
    match open_way(&mut tx, &row, now).await? {
        Some(WayOut::Withdraw | WayOut::GiveUp) => {}
        Some(WayOut::AskLeave) => return Err(cancel_closed()),
        None => return Err(no_way_out(&row)),
    }
    let before = row.entry.state;
    let assigner = assigner(&mut tx, &row).await?;
    let also: Vec<PersonId> = assigner.into_iter().collect();
    cancel(&mut tx, &mut row, account.id, Some(reason), &also, now).await?;
    if let Some(assigner) = assigner {
        let session = tx.session(row.entry.session).await?.ok_or_else(Failure::not_found)?;
        let what = NoticeKind::Declined { name: row.entry.name.clone(), reason: reason.to_owned() };
        let topic = format!("registration:{id}:declined");
        tell(&mut tx, assigner, &topic, about(&session, None), what, now).await?;
    }
    let detail = json!({ "registration": id, "before": before, "after": row.entry.state });
    let target = format!("session:{}", row.entry.session);
    tx.audit(&entry(state, account.id, "decline", target, detail)).await?;
    let answer = standing(&mut tx, &row, Vec::new(), now).await?;
    tx.commit().await?;
    if before == RegistrationState::Admitted {
        settle_elsewhere(state, row.person, row.entry.session).await;
    }
    Ok(answer)
}

/// A registration of the caller's with its session and course locked.
async fn own(
    state: &AppState,
    account: &AccountActor,
    id: RegistrationId,
) -> Result<(WriteTx, Registration), Failure> {
    let found = state.store.lookup().await?.registration(id).await?.ok_or_else(Failure::not_found)?;
    if found.person != Some(account.person) {
        return Err(Failure::forbidden());
    }
    let session = found.entry.session;
    let course = course_of(state, session).await?;
    let mut tx = open(state, course, session, &[]).await?;
    // Read again: its state may have changed before the lock was ours.
    let row = tx.registration(id).await?.ok_or_else(Failure::not_found)?;
    Ok((tx, row))
}

async fn open_way(tx: &mut WriteTx, row: &Registration, now: Timestamp) -> Result<Option<WayOut>, Failure> {
    let session = tx.session(row.entry.session).await?.ok_or_else(Failure::not_found)?;
    let course = tx.course(session.course).await?.ok_or_else(Failure::not_found)?;
    let shown = shown(are_hidden(&course, &session, now), row.entry.origin, row.entry.state);
    Ok(way_out(&session, shown, course.terms.cancel_deadline, now))
}

/// Frees the place, lets the next ones move up, and publishes it. `also`: other people the caller is going to tell.
async fn cancel(
    tx: &mut WriteTx,
    row: &mut Registration,
    by: AccountId,
    reason: Option<&str>,
    also: &[PersonId],
    now: Timestamp,
) -> Result<(), Failure> {
    row.entry.state = RegistrationState::Cancelled;
    row.application.leave_asked_at = None;
    (row.decided_by, row.decided_at) = (Some(by), Some(now));
    row.reason = reason.map(str::to_owned);
    tx.change_registration(row).await?;
    let people: Vec<PersonId> = row.person.into_iter().chain(also.iter().copied()).collect();
    settle_in(tx, row.entry.session, &people, None, now).await?;
    let session = tx.session(row.entry.session).await?.ok_or_else(Failure::not_found)?;
    let course = tx.course(session.course).await?.ok_or_else(Failure::not_found)?;
    own_records::publish_some(tx, &course, &session, &[row.entry.id], now).await?;
    notify(tx, &session, row.entry.id, row.person, NoticeKind::Cancelled, now).await
}

/// The person behind the account that assigned.
async fn assigner(tx: &mut WriteTx, row: &Registration) -> Result<Option<PersonId>, Failure> {
    match row.application.assigned_by {
        Some(account) => Ok(tx.person_of(account).await?),
        None => Ok(None),
    }
}

/// Whether the request was carried out before.
fn is_done(row: &Registration, way: WayOut) -> bool {
    match way {
        WayOut::Withdraw | WayOut::GiveUp => row.entry.state == RegistrationState::Cancelled,
        WayOut::AskLeave => {
            row.entry.state == RegistrationState::OnLeave || row.application.leave_asked_at.is_some()
        }
    }
}

/// The ways somebody saw on a screen an hour old may have closed since.
fn check(open: Option<WayOut>, asked: WayOut) -> Result<(), Failure> {
    match (open, asked) {
        // Somebody who waited has been admitted meanwhile, or the other way round: both mean "not me, in time".
        (Some(WayOut::Withdraw | WayOut::GiveUp), WayOut::Withdraw | WayOut::GiveUp)
        | (Some(WayOut::AskLeave), WayOut::AskLeave) => Ok(()),
        (Some(WayOut::AskLeave), _) => Err(cancel_closed()),
        (Some(_), WayOut::AskLeave) => {
            let text = "尚在取消期限內，請直接取消，不需請假。報名資料沒有變更。";
            Err(Failure::conflict("cancel_open", "cancelling is still possible", text))
        }
        (None, _) => {
            let text = "這筆報名已不在可取消的狀態，資料沒有變更。請重新整理後查看目前狀態。";
            Err(Failure::conflict("no_way_out", "there is nothing to leave", text))
        }
    }
}

fn cancel_closed() -> Failure {
    let text = "已逾取消期限，請改以「請假」聯繫承辦人。報名資料沒有變更。";
    Failure::conflict("cancel_closed", "the deadline for cancelling has passed; ask for leave instead", text)
}

fn no_way_out(row: &Registration) -> Failure {
    let why = words::not_open_to_decision(row.entry.state);
    let text = format!("{}。報名資料沒有變更。", why.zh);
    Failure::conflict("no_way_out", &why.en, &text)
}
