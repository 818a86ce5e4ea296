//! The organiser's decisions: doubtful cases, walk-ins, finality (U-A7, F-03, F-07, R-FINAL c). Online only (Y-10).

use std::collections::HashMap;

use serde_json::json;
use yanxi_domain::{
    determination::{Determination, DraftLink, FinalOverride},
    evaluate::evaluate,
    event::Subject,
    ids::{CourseId, EventId, PeriodId, SessionId},
};
use yanxi_protocol::{
    api::{Decide, LinkDraft, OverrideFinal},
    scope::Scope,
};

use crate::{
    actor::Actor,
    failure::Failure,
    service::{office_audit::entry, office_file::SessionFile, own_records},
    state::AppState,
    store::WriteTx,
};

/// Longest reason, code points: a sentence or two, not a report.
const REASON_LIMIT: usize = 500;

/// Refuses a blank reason; returns it trimmed.
///
/// # Errors
/// `reason_missing`, `reason_too_long`.
pub fn reason_given(reason: &str) -> Result<&str, Failure> {
    let reason = reason.trim();
    if reason.is_empty() {
        let text = "請輸入理由；尚未變更任何資料。";
        return Err(Failure::invalid("reason_missing", "a reason is mandatory", text));
    }
    if reason.chars().count() > REASON_LIMIT {
        let text = "理由請勿超過 500 字；尚未變更任何資料。";
        return Err(Failure::invalid("reason_too_long", "the reason is too long", text));
    }
    Ok(reason)
}

/// Locks what decisions about a session write to. The order is that of every other writer: session, then course.
pub(super) async fn open(state: &AppState, course: CourseId, session: SessionId) -> Result<WriteTx, Failure> {
    Ok(state.store.write(&[Scope::Session(session), Scope::Course(course)]).await?)
}

/// The course of a session the caller organises.
pub(super) fn course_of(actor: &Actor, session: SessionId) -> Result<CourseId, Failure> {
    actor.organiser_of_session(session)?;
    let owned = actor.owned_sessions.iter().find(|(_, owned)| *owned == session);
    owned.map(|(course, _)| *course).ok_or_else(Failure::forbidden)
}

/// Decides one or more cases with one reason. Each decision remembers the events it was based on, so that later ones
/// reopen the case (F-20).
///
/// # Errors
/// 403 unless the caller organises the course; `reason_missing`; `no_cases`; 404 for a person or period the session
/// does not have.
pub async fn decide(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: &Decide,
) -> Result<(), Failure> {
    let course = course_of(actor, session)?;
    let account = actor.account()?;
    let reason = reason_given(&body.reason)?;
    if body.cases.is_empty() {
        let text = "請至少選擇一位人員，再送出認定。";
        return Err(Failure::invalid("no_cases", "no cases", text));
    }
    let now = state.clock.now();
    let mut tx = open(state, course, session).await?;
    let file = SessionFile::read(&mut tx, session).await?;
    let outcomes = file.judge(now, evaluate);
    let known: HashMap<(Subject, PeriodId), Vec<EventId>> =
        outcomes.into_iter().map(|o| ((o.subject, o.period), o.events)).collect();
    let mut lines = Vec::with_capacity(body.cases.len());
    for (subject, period) in &body.cases {
        let basis = known.get(&(*subject, *period)).ok_or_else(Failure::not_found)?.clone();
        let before = file.decision(*subject, *period).map(|d| d.decision);
        lines.push(json!({ "subject": subject, "period": period, "before": before, "after": body.decision }));
        let determination = Determination {
            subject: *subject,
            period: *period,
            decision: body.decision,
            reason: reason.to_owned(),
            basis,
            by: account.id,
            at: now,
        };
        tx.add_determination(course, session, &determination).await?;
    }
    tx.publish_account_name(course, account.id).await?;
    tx.audit(&entry(state, account.id, "decide", format!("session:{session}"), json!(lines))).await?;
    own_records::publish_session(&mut tx, &file.course, &file.session, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Declares that a walk-in is a registration of the course: of this session, or of another one of it (T-41).
///
/// # Errors
/// 403 unless the caller organises the course; 404 when there is no such walk-in or registration.
pub async fn link_draft(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: &LinkDraft,
) -> Result<(), Failure> {
    let course = course_of(actor, session)?;
    let account = actor.account()?;
    let now = state.clock.now();
    let mut tx = open(state, course, session).await?;
    let file = SessionFile::read(&mut tx, session).await?;
    if !file.knows(Subject::Draft(body.draft)) || !file.is_of_course(body.registration) {
        return Err(Failure::not_found());
    }
    let link = DraftLink { draft: body.draft, registration: body.registration, by: account.id, at: now };
    let before = file.link(body.draft);
    tx.put_draft_link(course, session, &link).await?;
    tx.publish_account_name(course, account.id).await?;
    let detail = json!({ "draft": body.draft, "before": before, "after": body.registration });
    tx.audit(&entry(state, account.id, "link_draft", format!("session:{session}"), detail)).await?;
    own_records::publish_session(&mut tx, &file.course, &file.session, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Declares a session final although a device has not reported (R-FINAL c).
///
/// # Errors
/// 403 unless the caller organises the course; `reason_missing`; `not_over` before its end.
pub async fn override_final(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: &OverrideFinal,
) -> Result<(), Failure> {
    let course = course_of(actor, session)?;
    let account = actor.account()?;
    let reason = reason_given(&body.reason)?;
    let now = state.clock.now();
    let mut tx = open(state, course, session).await?;
    let found = tx.session(session).await?.ok_or_else(Failure::not_found)?;
    if found.periods.iter().any(|period| now < period.end) {
        let text = "場次尚未結束，不能先行確認定案；尚未變更任何資料。請於下課後再操作。";
        return Err(Failure::conflict("not_over", "the session is not over", text));
    }
    let before = tx.final_override(session).await?.map(|o| o.at);
    let override_ = FinalOverride { reason: reason.to_owned(), by: account.id, at: now };
    tx.put_final_override(course, session, &override_).await?;
    tx.publish_account_name(course, account.id).await?;
    let detail = json!({ "before": before, "after": now, "reason": reason });
    tx.audit(&entry(state, account.id, "override_final", format!("session:{session}"), detail)).await?;
    let held = tx.course(course).await?.ok_or_else(Failure::not_found)?;
    own_records::publish_session(&mut tx, &held, &found, now).await?;
    tx.commit().await?;
    Ok(())
}
