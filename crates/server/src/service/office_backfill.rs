//! 補登: punches from the paper sheet, entered by the organiser (U-A14).
//!
//! They become ordinary events of the course's virtual office device, so that every client gets them the same way as
//! a tablet's. That device never counts for finality.

use serde_json::json;
use uuid::Uuid;
use yanxi_domain::{
    event::{AttendanceEvent, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality, Subject},
    ids::{AccountId, BootId, CourseId, DeviceId, SessionId},
    time::{HOUR_MS, MINUTE_MS, Timestamp},
};
use yanxi_protocol::api::{Backfill, BackfillLine};

use crate::{
    actor::Actor,
    failure::Failure,
    service::{
        office::{course_of, open, reason_given},
        office_audit::entry,
    },
    state::AppState,
    store::{Appended, DeviceKind, DeviceLedger, NewEvent, WriteTx},
};

/// Lines of one request: several full sheets.
const LINES_LIMIT: usize = 500;
/// A time on a sheet lies so near the session; anything else is a typing error.
const CLAIMED_WITHIN_MS: i64 = 12 * HOUR_MS;
/// Clocks of an office and of the server differ a little.
const AHEAD_MS: i64 = 5 * MINUTE_MS;
/// Name of the virtual device in histories.
const OFFICE_NAME: &str = "開課承辦人補登";

/// Enters lines of the sheet. The client makes the event ids, so repeating a request adds nothing.
///
/// # Errors
/// 403 unless the caller organises the course; `reason_missing`; `no_lines`; `claimed_time` in the future or far from the session; 404 for a person or period the session
/// does not have; `id_reused` when an id already names another event (nothing is stored then).
pub async fn backfill(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: &Backfill,
) -> Result<(), Failure> {
    let course = course_of(actor, session)?;
    let account = actor.account()?;
    let reason = reason_given(&body.reason)?;
    if body.lines.is_empty() || body.lines.len() > LINES_LIMIT {
        let text = "請輸入 1 至 500 筆補登資料；尚未寫入任何紀錄。";
        return Err(Failure::invalid("no_lines", "between 1 and 500 lines are expected", text));
    }
    let now = state.clock.now();
    let mut tx = open(state, course, session).await?;
    let found = tx.session(session).await?.ok_or_else(Failure::not_found)?;
    let roster = tx.registrations(session).await?;
    for line in &body.lines {
        let on_roster = roster.iter().any(|r| r.entry.id == line.registration);
        let Some(period) = found.periods.iter().find(|p| p.id == line.period).filter(|_| on_roster) else {
            return Err(Failure::not_found());
        };
        let (from, to) = (
            period.start.plus_ms(-CLAIMED_WITHIN_MS),
            period.end.plus_ms(CLAIMED_WITHIN_MS).min(now.plus_ms(AHEAD_MS)),
        );
        if !(from..=to).contains(&line.claimed) {
            let text =
                "補登的時間不能晚於現在，也不能離本場次超過 12 小時；尚未寫入任何紀錄。請更正時間後再送出。";
            return Err(Failure::invalid("claimed_time", "the claimed time is not near the session", text));
        }
    }
    let mut office = office(&mut tx, course, session, now).await?;
    let mut stored = Vec::new();
    for line in &body.lines {
        let event = event(session, office.status.id, office.status.head + 1, line, reason, account.id, now);
        if store(&mut tx, &mut office, event, now).await? {
            stored.push(line.event);
        }
    }
    tx.save_ledger(&office).await?;
    tx.publish_account_name(course, account.id).await?;
    if !stored.is_empty() {
        let detail = json!({ "events": stored });
        tx.audit(&entry(state, account.id, "backfill", format!("session:{session}"), detail)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The course's office device, made at first use. The course's lock guards it.
async fn office(
    tx: &mut WriteTx,
    course: CourseId,
    session: SessionId,
    now: Timestamp,
) -> Result<DeviceLedger, Failure> {
    let device = match tx.office_device(course).await? {
        Some(device) => device,
        None => {
            let device = DeviceId(Uuid::now_v7());
            tx.put_device(device, DeviceKind::Office, course, OFFICE_NAME, now).await?;
            device
        }
    };
    tx.enrol_for(device, &[session]).await?;
    tx.device_ledger(device).await?.ok_or_else(|| Failure::internal("the office device is not there"))
}

fn event(
    session: SessionId,
    device: DeviceId,
    seq: u64,
    line: &BackfillLine,
    reason: &str,
    operator: AccountId,
    now: Timestamp,
) -> AttendanceEvent {
    AttendanceEvent {
        id: line.event,
        seq,
        at: now,
        mono: 0,
        subject: Some(Subject::Registration(line.registration)),
        kind: EventKind::PaperBackfill { direction: line.direction, claimed: line.claimed },
        session,
        period: line.period,
        device,
        // The server has no boots; one per device keeps its stream comparable.
        boot: BootId(device.0),
        operator,
        offset: Some(0),
        quality: OffsetQuality::Good,
        method: Method::Paper,
        evidence: Evidence::Medium,
        reason: Some(reason.to_owned()),
        v: EVENT_VERSION,
    }
}

/// Stores one event; `false` when it is there already.
async fn store(
    tx: &mut WriteTx,
    office: &mut DeviceLedger,
    event: AttendanceEvent,
    now: Timestamp,
) -> Result<bool, Failure> {
    if let Some(known) = tx.stored_event(event.id).await? {
        let same = (known.subject, &known.kind, known.session, known.period)
            == (event.subject, &event.kind, event.session, event.period);
        return if same { Ok(false) } else { Err(id_reused()) };
    }
    let raw = serde_json::to_string(&event).map_err(|error| Failure::internal(&error.to_string()))?;
    let new = NewEvent {
        id: event.id,
        session: event.session,
        device: event.device,
        seq: event.seq,
        received_at: now,
        raw: raw.into(),
    };
    match tx.append_events(&[new]).await?.first() {
        Some(Appended::New) => {
            office.held.insert(event.seq);
            office.status.head = event.seq;
            Ok(true)
        }
        _ => Err(id_reused()),
    }
}

fn id_reused() -> Failure {
    let text = "補登編號與另一筆紀錄重複，本次補登全部未寫入。請重新整理頁面後再送出。";
    Failure::conflict("id_reused", "an event id already names another event", text)
}
