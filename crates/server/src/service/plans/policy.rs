//! Who approves the plans of a unit: a visible parameter, set by those who would have to approve (3.2).

use serde_json::json;
use yanxi_domain::ids::OrgId;
use yanxi_protocol::plans::SetPlanPolicy;

use super::access;
use crate::{
    actor::Actor,
    failure::Failure,
    permissions::{Capability, Place},
    service::office_audit::entry,
    state::AppState,
};

/// Sets the policy of a unit.
///
/// # Errors
/// 403 unless the caller is approver of the unit or supervisor of its county.
pub async fn set_policy(
    state: &AppState,
    actor: &Actor,
    unit: OrgId,
    body: &SetPlanPolicy,
) -> Result<(), Failure> {
    let account = actor.account()?;
    let mut tx = state.store.write(&[]).await?;
    let school = access::unit(&mut tx, unit).await?;
    let place = Place::organisation(unit, &school.county);
    if !account.may(Capability::ApproveCourses, &place) {
        return Err(Failure::forbidden());
    }
    let before = tx.plan_policy(unit).await?;
    tx.put_plan_policy(unit, body.policy).await?;
    let line = json!({ "before": before, "after": body.policy });
    tx.audit(&entry(state, account.id, "set_plan_policy", format!("unit:{unit}"), line)).await?;
    tx.commit().await?;
    Ok(())
}
