//! Beginning, keeping and removing drafts.

use serde_json::json;
use uuid::Uuid;
use yanxi_domain::plan::{
    Plan,
    check::Severity,
    renew::{forget_days, renew_ids},
};
use yanxi_protocol::{
    plan_file::{self, PlanFileError},
    plans::{NewPlan, PlanDetail, PlanId, PlanSource, SaveDraft, Saved},
};

use super::{
    access,
    list::{detail, standing},
    moved_on, refuse,
    shipped::SHIPPED,
    target,
};
use crate::{
    actor::Actor, failure::Failure, permissions::Capability, service::office_audit::entry, state::AppState,
    store::Tx,
};

/// Most characters of a plan file; the largest known plan has 64,000.
const FILE_LIMIT: usize = 1_000_000;

/// Begins a plan: blank, from an earlier one, from a file. What an import brings is a draft like any other, with its
/// warnings (2.6), and gets ids of its own: a file may be imported twice.
///
/// # Errors
/// 403 unless the caller plans for the unit; `plan_file_unknown`, `plan_file_newer`; 404 for an earlier plan the caller
/// may not see; `plan_blocks_saving`.
pub async fn begin(state: &AppState, actor: &Actor, body: &NewPlan) -> Result<PlanDetail, Failure> {
    let account = actor.allowed_somewhere(Capability::SeePlans)?;
    let now = state.clock.now();
    let mut tx = state.store.write(&[]).await?;
    let unit = tx.school(body.unit).await?.ok_or_else(Failure::not_found)?;
    if !access::writes(account, &unit) {
        return Err(Failure::forbidden());
    }
    let mut plan = source(&mut tx, account, &body.from).await?;
    if let PlanSource::Blank { .. } = body.from {
        plan.organiser.clone_from(&unit.short_name);
        plan.county = Some(unit.county.clone());
    }
    renew_ids(&mut plan, Uuid::now_v7);
    refuse(&plan, Severity::BlocksSaving)?;
    let id = PlanId(Uuid::now_v7());
    tx.add_plan(id, unit.id, account.id, &plan, now).await?;
    let from = match &body.from {
        PlanSource::Blank { .. } => json!("blank"),
        PlanSource::Copy { plan } => json!({ "copy": plan }),
        PlanSource::File { .. } => json!("file"),
        PlanSource::Shipped { key } => json!({ "shipped": key }),
    };
    let line = json!({ "unit": unit.id, "from": from });
    tx.audit(&entry(state, account.id, "begin_plan", target(id), line)).await?;
    let opened = access::open(&mut tx, account, id).await?;
    let answer = detail(&mut tx, account, opened).await?;
    tx.commit().await?;
    Ok(answer)
}

async fn source(
    tx: &mut Tx,
    account: &crate::actor::AccountActor,
    from: &PlanSource,
) -> Result<Plan, Failure> {
    match from {
        PlanSource::Blank { school_year } => Ok(Plan { school_year: *school_year, ..Plan::default() }),
        PlanSource::Copy { plan } => {
            let opened = access::open(tx, account, *plan).await?;
            let mut copy = opened.draft;
            forget_days(&mut copy);
            Ok(copy)
        }
        PlanSource::File { text } if text.len() > FILE_LIMIT => Err(unknown_file()),
        PlanSource::File { text } => read_file(text),
        PlanSource::Shipped { key } => {
            let found = SHIPPED.iter().find(|(known, ..)| known == key);
            read_file(found.ok_or_else(Failure::not_found)?.2)
        }
    }
}

fn read_file(text: &str) -> Result<Plan, Failure> {
    plan_file::read(text).map_err(|error| match error {
        PlanFileError::NotAPlan => unknown_file(),
        PlanFileError::Newer(_) => {
            let reason =
                "這個計畫檔由較新版本匯出，本系統版本無法完整讀取，因此沒有匯入任何內容。請更新系統後再試。";
            Failure::invalid("plan_file_newer", "the plan file has a newer format", reason)
        }
    })
}

fn unknown_file() -> Failure {
    let reason = "這個檔案不是本系統的計畫檔，沒有匯入任何內容。請選擇由「匯出計畫檔」產生的檔案。";
    Failure::invalid("plan_file_unknown", "not a plan file", reason)
}

/// Keeps a draft.
///
/// # Errors
/// 403; `plan_blocks_saving`; `plan_moved_on` when somebody else saved meanwhile or the plan was submitted: nothing is
/// overwritten.
pub async fn save(state: &AppState, actor: &Actor, plan: PlanId, body: &SaveDraft) -> Result<Saved, Failure> {
    let account = actor.account()?;
    let now = state.clock.now();
    let mut tx = state.store.write(&[]).await?;
    let opened = access::open(&mut tx, account, plan).await?;
    opened.writable(account)?;
    refuse(&body.plan, Severity::BlocksSaving)?;
    let in_force = match opened.row.in_force {
        Some(number) => tx.plan_version(plan, number).await?,
        None => None,
    };
    let changed = in_force.is_some_and(|in_force| in_force != body.plan);
    if !tx.save_plan_draft(plan, body.revision, (&body.plan, changed), account.id, now).await? {
        return Err(moved_on());
    }
    let line = json!({ "before": body.revision, "after": body.revision + 1 });
    tx.audit(&entry(state, account.id, "save_plan", target(plan), line)).await?;
    let row = access::open(&mut tx, account, plan).await?.row;
    tx.commit().await?;
    Ok(Saved { revision: row.revision, at: now, standing: standing(&row) })
}

/// Removes a plan nobody outside has seen.
///
/// # Errors
/// 403; `plan_not_removable` once announced or while it waits for a decision.
pub async fn remove(state: &AppState, actor: &Actor, plan: PlanId) -> Result<(), Failure> {
    let account = actor.account()?;
    let mut tx = state.store.write(&[]).await?;
    access::open(&mut tx, account, plan).await?.writable(account)?;
    if !tx.remove_plan(plan, state.clock.now()).await? {
        let reason = "已公告或送審中的計畫不能刪除，資料沒有變更。送審中請先撤回；已公告請改用停辦。";
        return Err(Failure::conflict("plan_not_removable", "announced or waiting", reason));
    }
    tx.audit(&entry(state, account.id, "remove_plan", target(plan), json!({}))).await?;
    tx.commit().await?;
    Ok(())
}
