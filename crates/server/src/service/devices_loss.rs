//! Lost devices: rights end at once, and it is said whose data was on them (U-H2, V-10).

use yanxi_domain::{
    device::DeviceState,
    event::RecordBody,
    ids::{DeviceId, SessionId},
};
use yanxi_protocol::{
    api::{ExposedPeople, RevokeDevice},
    scope::Scope,
};

use crate::{
    actor::Actor,
    failure::Failure,
    permissions::{Capability, Place},
    service::{office::reason_given, office_audit::entry},
    state::AppState,
    store::WriteTx,
};

/// Reports a device as lost and lists whose data it held (V-10).
///
/// # Errors
/// 403 unless the caller organises the device's course or is 系統管理員; `reason_missing` without a reason.
pub async fn revoke(
    state: &AppState,
    actor: &Actor,
    device: DeviceId,
    body: &RevokeDevice,
) -> Result<ExposedPeople, Failure> {
    actor.account()?;
    let known = state.store.read().await?.device_ledger(device).await?;
    // Whether a device exists is nobody's business but its organiser's.
    let course = known.ok_or_else(Failure::forbidden)?.course;
    let account = actor.allowed(Capability::RevokeDevices, &Place::course(course))?;
    reason_given(&body.reason)?;
    let now = state.clock.now();
    let mut tx = state.store.write(&[Scope::Course(course)]).await?;
    let Some(ledger) = tx.device_ledger(device).await? else { return Err(Failure::not_found()) };
    tx.set_device_state(device, DeviceState::Lost, ledger.status.replaced_by).await?;
    tx.publish_device(device, now).await?;
    let exposed = exposed_people(&mut tx, &ledger.status.sessions).await?;
    let detail = serde_json::json!({
        "before": ledger.status.state,
        "after": DeviceState::Lost,
        "sessions": ledger.status.sessions,
        "registrations": exposed.people.len(),
        "walk_ins": exposed.walk_ins.len(),
        "reason": body.reason.trim(),
    });
    tx.audit(&entry(state, account.id, "revoke_device", format!("device:{device}"), detail)).await?;
    tx.commit().await?;
    Ok(exposed)
}

/// Everybody whose name a device of these sessions may have held: rosters, and walk-ins of all its tablets.
async fn exposed_people(tx: &mut WriteTx, sessions: &[SessionId]) -> Result<ExposedPeople, Failure> {
    let mut exposed = ExposedPeople { people: Vec::new(), walk_ins: Vec::new() };
    for session in sessions {
        let roster = tx.registrations(*session).await?;
        exposed.people.extend(roster.into_iter().map(|r| (r.entry.id, r.entry.name, r.entry.school_name)));
        for record in tx.side_records(*session).await? {
            if let RecordBody::WalkIn { name, school_name, .. } = record.body {
                exposed.walk_ins.push((name, school_name));
            }
        }
    }
    Ok(exposed)
}
