//! Enrolling devices, and what they may know and say of themselves (D.1, T-42, T-43).

use std::net::IpAddr;

use uuid::Uuid;
use yanxi_domain::{device::DeviceState, ids::DeviceId, text::code_points, time::Timestamp};
use yanxi_protocol::{
    api::{DeviceIdentity, DeviceSelf, Enrol, Enrolled},
    docs::Readiness,
    scope::Scope,
};

use crate::{
    actor::Actor,
    failure::Failure,
    service::{
        devices_code::{code_hash, normalise},
        office_audit::entry,
        token,
    },
    state::AppState,
    store::{AuditEntry, CodeRow, DeviceKind, DeviceLedger, WriteTx},
};

/// Longest name of a device, code points.
const NAME_LIMIT: usize = 30;

/// Redeems a code. A browser that still holds a device's storage keeps that device's id and goes on with its stream;
/// one whose storage is gone becomes a new device. Returns the token for the cookie beside the answer.
///
/// # Errors
/// `code_unknown`, `code_used`, `code_expired`, `name_shape`, `device_of_other_course`, `too_many_attempts`.
pub async fn enrol(
    state: &AppState,
    actor: &Actor,
    from: Option<IpAddr>,
    body: &Enrol,
) -> Result<(Enrolled, String), Failure> {
    let now = state.clock.now();
    state.attempts.check(from, now)?;
    let name = body.name.trim();
    if name.is_empty() || code_points(name) > NAME_LIMIT {
        let reason = "請輸入裝置名稱（1 至 30 字，例：平板A）。啟用碼尚未使用，可以再試。";
        return Err(Failure::invalid("name_shape", "a device name has 1 to 30 characters", reason));
    }
    let hash = code_hash(&normalise(&body.code));
    let mut tx = state.store.write(&[]).await?;
    let code = match valid_code(tx.enrolment_code(&hash).await?, now) {
        Ok(code) => code,
        Err(failure) => {
            state.attempts.failed(from, now);
            return Err(failure);
        }
    };
    let present = match body.device {
        Some(device) => tx.device_ledger(device).await?,
        None => None,
    };
    if let Some(ledger) = &present {
        may_go_on_as(&mut tx, actor, &code, ledger).await?;
    }
    let mut scopes = vec![Scope::Course(code.course)];
    // The sessions it serves already come along: it may have got a new name.
    let mut sessions = code.sessions.clone();
    if let Some(ledger) = present {
        scopes.push(Scope::Course(ledger.course));
        sessions.extend(ledger.status.sessions);
    }
    scopes.extend(sessions.iter().copied().map(Scope::Session));
    tx.lock(&scopes).await?;
    let device = body.device.unwrap_or_else(|| DeviceId(Uuid::now_v7()));
    if !tx.use_enrolment_code(&hash, device, now).await? {
        return Err(code_used());
    }
    tx.put_device(device, DeviceKind::Tablet, code.course, name, now).await?;
    tx.enrol_for(device, &sessions).await?;
    let secret = token::new_token()?;
    tx.set_device_token(device, &token::hash(&secret)).await?;
    tx.publish_device(device, now).await?;
    let replaced = match code.replaces.filter(|old| *old != device) {
        Some(old) => retire(&mut tx, old, device, now).await?,
        None => None,
    };
    let detail =
        serde_json::json!({ "course": code.course, "sessions": code.sessions, "replaces": code.replaces });
    // Nobody need be signed in on the device: whoever made the code answers for it.
    let line = entry(state, code.created_by, "enrol_device", format!("device:{device}"), detail);
    tx.audit(&AuditEntry { device: Some(device), ..line }).await?;
    let Some(ledger) = tx.device_ledger(device).await? else {
        return Err(Failure::internal("the device just enrolled is not there"));
    };
    tx.commit().await?;
    Ok((Enrolled { device: identity(&ledger), replaced }, secret))
}

/// A code of one course must not open another course's rosters: a device moves between courses only with its own
/// cookie. Nobody enrols as the office.
async fn may_go_on_as(
    tx: &mut WriteTx,
    actor: &Actor,
    code: &CodeRow,
    present: &DeviceLedger,
) -> Result<(), Failure> {
    let device = present.status.id;
    let is_itself = actor.device.as_ref().is_some_and(|own| own.id == device);
    let is_office = tx.office_device(present.course).await? == Some(device);
    if is_office || (present.course != code.course && !is_itself) {
        let reason =
            "此裝置先前屬於另一課程，登入憑證已遺失。請原課程開課承辦人產生啟用碼；本機資料不受影響。";
        return Err(Failure::conflict("device_of_other_course", "the device belongs elsewhere", reason));
    }
    Ok(())
}

fn valid_code(code: Option<CodeRow>, now: Timestamp) -> Result<CodeRow, Failure> {
    let Some(code) = code else {
        let reason = "查無此啟用碼，請核對後重新輸入，或請開課承辦人重新產生。已存於本機的資料不受影響。";
        return Err(Failure::invalid("code_unknown", "no such code", reason));
    };
    if code.used_at.is_some() {
        return Err(code_used());
    }
    if now > code.expires_at {
        let reason = "啟用碼已逾 15 分鐘，請開課承辦人重新產生。已存於本機的資料不受影響。";
        return Err(Failure::conflict("code_expired", "the code has expired", reason));
    }
    Ok(code)
}

fn code_used() -> Failure {
    let reason = "啟用碼只能使用一次，此碼已經用過。請開課承辦人重新產生；已存於本機的資料不受影響。";
    Failure::conflict("code_used", "the code was used before", reason)
}

/// The old device steps aside for the new one; what it still holds may arrive all the same.
async fn retire(
    tx: &mut WriteTx,
    old: DeviceId,
    new: DeviceId,
    now: Timestamp,
) -> Result<Option<DeviceSelf>, Failure> {
    let Some(ledger) = tx.device_ledger(old).await? else { return Ok(None) };
    let state =
        if ledger.status.state == DeviceState::Lost { DeviceState::Lost } else { DeviceState::Retired };
    tx.set_device_state(old, state, Some(new)).await?;
    tx.publish_device(old, now).await?;
    Ok(Some(device_self(&ledger)))
}

fn identity(ledger: &DeviceLedger) -> DeviceIdentity {
    let status = &ledger.status;
    DeviceIdentity { id: status.id, name: status.name.clone(), sessions: status.sessions.clone() }
}

fn device_self(ledger: &DeviceLedger) -> DeviceSelf {
    DeviceSelf {
        device: identity(ledger),
        held: ledger.held.count(),
        head: ledger.status.head.max(ledger.held.top()),
        missing: ledger.status.missing.clone(),
    }
}

/// What the server has of the device this browser's cookie names (T-42: the cookie may outlive the storage).
///
/// # Errors
/// 404 without a device cookie, so that nobody's page shows an error for it.
pub async fn own_device(state: &AppState, actor: &Actor) -> Result<DeviceSelf, Failure> {
    let device = actor.device.as_ref().ok_or_else(Failure::not_found)?;
    let ledger = state.store.read().await?.device_ledger(device.id).await?;
    ledger.as_ref().map(device_self).ok_or_else(Failure::not_found)
}

/// Keeps a device's own readiness report (5.6) and shows it to the organiser.
///
/// # Errors
/// 401 without a device, 403 for a report about another device.
pub async fn readiness(state: &AppState, actor: &Actor, report: &Readiness) -> Result<(), Failure> {
    let device = actor.device()?;
    if report.device != device.id {
        return Err(Failure::forbidden());
    }
    let mut tx = state.store.write(&[Scope::Course(device.course)]).await?;
    tx.add_readiness(device.course, report).await?;
    tx.commit().await?;
    Ok(())
}
