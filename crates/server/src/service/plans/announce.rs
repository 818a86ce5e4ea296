//! 公告: the version in force becomes courses and sessions, and whoever announces it their organiser (U-A2).

use serde_json::json;
use yanxi_domain::plan::compile::compile;
use yanxi_protocol::plans::{PlanDetail, PlanId};

use super::{access, approve::scopes, list::detail, target};
use crate::{actor::Actor, failure::Failure, service::office_audit::entry, state::AppState};

/// Role of those who run an announced course.
pub(super) const ORGANISER: &str = "organiser";

/// Announces a plan.
///
/// # Errors
/// 403; `plan_not_approved`; `plan_announced`.
pub async fn announce(state: &AppState, actor: &Actor, plan: PlanId) -> Result<PlanDetail, Failure> {
    let account = actor.account()?;
    let now = state.clock.now();
    let mut tx = state.store.read().await?;
    let opened = access::open(&mut tx, account, plan).await?;
    opened.writable(account)?;
    let version = opened.row.in_force.ok_or_else(not_approved)?;
    let in_force = tx.plan_version(plan, version).await?.ok_or_else(not_approved)?;
    drop(tx);
    let compiled =
        compile(&in_force, opened.unit.id).map_err(|error| Failure::internal(&error.to_string()))?;
    let mut tx = state.store.write(&scopes(&in_force)).await?;
    // Between the two transactions another version may have come in force.
    let unchanged = access::open(&mut tx, account, plan).await?.row.in_force == Some(version);
    if !unchanged || !tx.mark_announced(plan, now).await? {
        let reason = "這份計畫剛被公告或更新，沒有重複公告。請重新載入。";
        return Err(Failure::conflict("plan_announced", "announced or amended meanwhile", reason));
    }
    for (course, sessions) in &compiled {
        tx.put_course(course).await?;
        tx.link_course_to_plan(course.id, plan).await?;
        for session in sessions {
            tx.put_session(session).await?;
        }
        for organiser in [opened.row.author, account.id] {
            tx.grant(organiser, ORGANISER, course.id.0).await?;
            tx.publish_account_name(course.id, organiser).await?;
        }
    }
    for (_, session) in in_force.sessions() {
        tx.put_session_links(session.id, &session.links).await?;
    }
    let courses: Vec<_> = compiled.iter().map(|(course, _)| course.id).collect();
    let line = json!({ "version": version, "courses": courses });
    tx.audit(&entry(state, account.id, "announce_plan", target(plan), line)).await?;
    let opened = access::open(&mut tx, account, plan).await?;
    let answer = detail(&mut tx, account, opened).await?;
    tx.commit().await?;
    Ok(answer)
}

fn not_approved() -> Failure {
    let reason = "計畫尚未核准，不能公告；資料沒有變更。請先送審，核准後再公告。";
    Failure::conflict("plan_not_approved", "no version of the plan is in force", reason)
}
