//! 送審、撤回、核准、退回 (S0-27, U-G1). An approved version stays in force while the next one waits.

use std::collections::BTreeSet;

use serde_json::json;
use yanxi_domain::{
    ids::{CourseId, SessionId},
    plan::{
        Plan,
        amend::{Obstacle, obstacles},
        check::Severity,
    },
};
use yanxi_protocol::{
    plans::{ApprovalPolicy, DecidePlan, PlanDetail, PlanId, PlanRevision, VersionState},
    scope::Scope,
};

use super::{access, amend, list::detail, moved_on, refuse, target};
use crate::{
    actor::Actor,
    failure::Failure,
    service::{office::reason_given, office_audit::entry},
    state::AppState,
    store::{Tx, WriteTx},
};

/// Longest comment, code points.
const COMMENT_LIMIT: usize = 2_000;

/// What announcing or amending a plan writes to: sessions first, then courses, as every other writer does.
pub(super) fn scopes(plan: &Plan) -> Vec<Scope> {
    let sessions = plan.sessions().map(|(_, session)| Scope::Session(session.id));
    sessions.chain(plan.courses.iter().map(|course| Scope::Course(course.id))).collect()
}

/// Opens a writing transaction with the locks an announced plan needs; a plan nobody has announced needs none.
async fn open(state: &AppState, actor: &Actor, plan: PlanId) -> Result<WriteTx, Failure> {
    let mut tx = state.store.read().await?;
    let opened = access::open(&mut tx, actor.account()?, plan).await?;
    let mut locks = Vec::new();
    if opened.row.announced_at.is_some() {
        locks = scopes(&opened.draft);
        if let Some(number) = opened.row.in_force {
            locks.extend(tx.plan_version(plan, number).await?.iter().flat_map(scopes));
        }
    }
    drop(tx);
    Ok(state.store.write(&locks).await?)
}

/// Submits the draft. Where the unit needs no approval it is approved by that.
///
/// # Errors
/// 403; `plan_incomplete`; `plan_moved_on`; `plan_unchanged`; `session_removed`, `session_has_events` for what an
/// amendment of an announced plan cannot do.
pub async fn submit(
    state: &AppState,
    actor: &Actor,
    plan: PlanId,
    body: &PlanRevision,
) -> Result<PlanDetail, Failure> {
    let account = actor.account()?;
    let now = state.clock.now();
    let mut tx = open(state, actor, plan).await?;
    let opened = access::open(&mut tx, account, plan).await?;
    opened.writable(account)?;
    refuse(&opened.draft, Severity::BlocksSubmitting)?;
    let in_force = match opened.row.in_force {
        Some(number) => tx.plan_version(plan, number).await?,
        None => None,
    };
    if in_force.as_ref() == Some(&opened.draft) {
        let reason = "計畫內容與已核准的版本相同，不需要再送審。";
        return Err(Failure::conflict("plan_unchanged", "nothing differs from the version in force", reason));
    }
    if let Some(old) = in_force.filter(|_| opened.row.announced_at.is_some()) {
        may_replace(&mut tx, &old, &opened.draft).await?;
    }
    let version = tx.submit_plan(plan, body.revision, &opened.draft, account.id, now).await?;
    let version = version.ok_or_else(moved_on)?;
    tx.audit(&entry(state, account.id, "submit_plan", target(plan), json!({ "version": version }))).await?;
    if opened.policy == ApprovalPolicy::NotNeeded {
        let decided = ("", now);
        tx.decide_plan(plan, version, VersionState::Approved, account.id, decided).await?;
        let line = json!({ "version": version, "policy": "not_needed" });
        tx.audit(&entry(state, account.id, "approve_plan", target(plan), line)).await?;
        if opened.row.announced_at.is_some() {
            amend::apply(state, &mut tx, &opened, &opened.draft, version).await?;
        }
    } else if opened.row.announced_at.is_some() {
        show_pending(&mut tx, plan, true).await?;
    }
    finish(tx, actor, plan).await
}

/// Takes a submission back.
///
/// # Errors
/// 403; `plan_not_waiting`.
pub async fn withdraw(state: &AppState, actor: &Actor, plan: PlanId) -> Result<PlanDetail, Failure> {
    let account = actor.account()?;
    let mut tx = open(state, actor, plan).await?;
    let opened = access::open(&mut tx, account, plan).await?;
    opened.writable(account)?;
    let version = opened.row.pending.ok_or_else(not_waiting)?;
    let decided = ("", state.clock.now());
    if !tx.decide_plan(plan, version, VersionState::Withdrawn, account.id, decided).await? {
        return Err(not_waiting());
    }
    show_pending(&mut tx, plan, false).await?;
    tx.audit(&entry(state, account.id, "withdraw_plan", target(plan), json!({ "version": version }))).await?;
    finish(tx, actor, plan).await
}

/// Approves or returns the version the caller has read. Approving an amendment of an announced plan puts it in force at
/// once and tells the people registered.
///
/// # Errors
/// 403 unless the caller approves for the unit; `own_plan` for what they wrote or submitted themselves;
/// `plan_not_waiting` when that version does not wait any more; `reason_missing` when returning without a comment.
pub async fn decide(
    state: &AppState,
    actor: &Actor,
    plan: PlanId,
    body: &DecidePlan,
) -> Result<PlanDetail, Failure> {
    let account = actor.account()?;
    let now = state.clock.now();
    let mut tx = open(state, actor, plan).await?;
    let opened = access::open(&mut tx, account, plan).await?;
    let may = opened.may(account);
    if may.own {
        let reason = "這份計畫由您撰寫或送審，須由其他核准者核准。資料沒有變更。";
        return Err(Failure::conflict("own_plan", "nobody approves their own plan", reason));
    }
    if !may.approve {
        return Err(Failure::forbidden());
    }
    if opened.row.pending != Some(body.version) {
        return Err(not_waiting());
    }
    let comment = if body.approve { body.comment.trim() } else { reason_given(&body.comment)? };
    if comment.chars().count() > COMMENT_LIMIT {
        let reason = "意見請勿超過 2,000 字；尚未變更任何資料。";
        return Err(Failure::invalid("reason_too_long", "the comment is too long", reason));
    }
    let submitted = tx.plan_version(plan, body.version).await?.ok_or_else(Failure::not_found)?;
    if body.approve && opened.row.announced_at.is_some() {
        // Somebody may have signed in since it was submitted.
        if let Some(number) = opened.row.in_force
            && let Some(old) = tx.plan_version(plan, number).await?
        {
            may_replace(&mut tx, &old, &submitted).await?;
        }
    }
    let becomes = if body.approve { VersionState::Approved } else { VersionState::Returned };
    if !tx.decide_plan(plan, body.version, becomes, account.id, (comment, now)).await? {
        return Err(not_waiting());
    }
    let action = if body.approve { "approve_plan" } else { "return_plan" };
    let line = json!({ "version": body.version, "before": opened.row.in_force });
    tx.audit(&entry(state, account.id, action, target(plan), line)).await?;
    if opened.row.announced_at.is_some() {
        if body.approve {
            amend::apply(state, &mut tx, &opened, &submitted, body.version).await?;
        } else {
            show_pending(&mut tx, plan, false).await?;
        }
    }
    finish(tx, actor, plan).await
}

async fn finish(mut tx: WriteTx, actor: &Actor, plan: PlanId) -> Result<PlanDetail, Failure> {
    let account = actor.account()?;
    let opened = access::open(&mut tx, account, plan).await?;
    let answer = detail(&mut tx, account, opened).await?;
    tx.commit().await?;
    Ok(answer)
}

fn not_waiting() -> Failure {
    let reason = "這個版本已不在待核准狀態，可能剛被撤回或已有人核定。資料沒有變更，請重新載入。";
    Failure::conflict("plan_not_waiting", "this version does not wait for a decision", reason)
}

/// Lets organisers see 修正待核准 beside what is in force.
async fn show_pending(tx: &mut WriteTx, plan: PlanId, pending: bool) -> Result<(), Failure> {
    let courses: Vec<CourseId> = tx.courses_of_plan(plan).await?;
    for id in courses {
        if let Some(mut course) = tx.course(id).await? {
            course.info.amendment_pending = pending;
            tx.put_course(&course).await?;
        }
    }
    Ok(())
}

/// Refuses what would contradict facts already recorded.
async fn may_replace(tx: &mut Tx, old: &Plan, new: &Plan) -> Result<(), Failure> {
    let mut with_events: BTreeSet<SessionId> = BTreeSet::new();
    for (_, session) in old.sessions() {
        if tx.has_events(session.id).await? {
            with_events.insert(session.id);
        }
    }
    let found = obstacles(old, new, &with_events);
    let details = |found: &[Obstacle]| {
        let number = |one: &Obstacle| match one {
            Obstacle::SessionRemoved { number, .. } | Obstacle::HasEvents { number, .. } => {
                number.to_string()
            }
        };
        found.iter().map(number).collect()
    };
    let failure = match found.first() {
        None => return Ok(()),
        Some(Obstacle::SessionRemoved { .. }) => {
            let reason =
                "已公告的場次不能從計畫移除，資料沒有變更。請保留該場次，改以「停辦」處理並通知學員。";
            Failure::conflict("session_removed", "an announced session would vanish", reason)
        }
        Some(Obstacle::HasEvents { .. }) => {
            let reason = "場次已有簽到紀錄，不能再變更日期或簽到時段；紀錄都安全。若需更正，請在審核頁處理。";
            Failure::conflict("session_has_events", "a session with events keeps its day and periods", reason)
        }
    };
    Err(failure.with_details(details(&found)))
}
