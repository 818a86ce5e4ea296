//! 核發時數 (U-A8, R-HOURS 3, 6): preview, issue, supersede.

use yanxi_domain::{
    ids::{AccountId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::api::{IssueHours, IssuePreview};

use crate::{
    actor::Actor,
    failure::Failure,
    service::{
        hours_plan::Plan,
        office::{course_of, open, reason_given},
        office_audit::entry,
        office_file::SessionFile,
        own_records,
    },
    state::AppState,
    store::WriteTx,
};

/// Shows what issuing would do, or issues. Issuing twice changes nothing; what changed since is superseded by new
/// records with a reason, never edited (R-HOURS 6).
///
/// # Errors
/// 403 unless the caller organises the course; `no_hours`; `session_not_held`; `not_final` naming the devices;
/// `undecided` naming the people; `reason_missing` when earlier records would be superseded without a reason.
pub async fn issue(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: &IssueHours,
) -> Result<IssuePreview, Failure> {
    let course = course_of(actor, session)?;
    let account = actor.account()?;
    let now = state.clock.now();
    if body.preview {
        let mut tx = state.store.read().await?;
        let file = SessionFile::read(&mut tx, session).await?;
        return Ok(Plan::of(&file, now)?.preview(false));
    }
    let mut tx = open(state, course, session).await?;
    let file = SessionFile::read(&mut tx, session).await?;
    let plan = Plan::of(&file, now)?;
    let reason = match (&body.reason, plan.superseding()) {
        (Some(reason), _) if !reason.trim().is_empty() => Some(reason_given(reason)?),
        (_, 0) => None,
        (_, _) => Some(reason_given("")?),
    };
    plan.write(&mut tx, &file, reason, account.id, now).await?;
    let lines = plan.audit_lines();
    if !lines.is_empty() {
        tx.publish_account_name(course, account.id).await?;
        tx.audit(&entry(state, account.id, "issue_hours", format!("session:{session}"), lines.into()))
            .await?;
    }
    own_records::publish_session(&mut tx, &file.course, &file.session, now).await?;
    tx.commit().await?;
    Ok(plan.preview(true))
}

/// Issues in a transaction that holds the session and the course, as of `now`. Demo data uses it for its past.
///
/// # Errors
/// As [`issue`].
pub async fn issue_in(
    tx: &mut WriteTx,
    session: SessionId,
    by: AccountId,
    now: Timestamp,
) -> Result<(), Failure> {
    let file = SessionFile::read(tx, session).await?;
    Plan::of(&file, now)?.write(tx, &file, None, by, now).await
}
