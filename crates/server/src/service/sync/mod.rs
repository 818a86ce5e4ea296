//! `POST /api/v1/sync`: one round trip stores the caller's new events and answers with the changes of the wanted
//! scopes (design 4). Acknowledged means committed.

mod contact;
mod cursor;
mod facts;
mod ingest;
mod pull;
mod reading;
mod writer;

use yanxi_protocol::sync::{ENVELOPE, MAX_BATCH, OLDEST_ENVELOPE, SyncRequest, SyncResponse};

pub use facts::FactsCache;
pub use writer::Writer;

use crate::{
    actor::{Actor, DeviceActor},
    failure::{Failure, Kind},
    service::sync::{ingest::Push, reading::read},
    state::AppState,
};
use yanxi_domain::device::DeviceState;

/// Scopes one request may ask for; a tablet needs two per session and the catalogue.
const MAX_PULLS: usize = 64;

/// One round trip of sync.
///
/// # Errors
/// 400 for an envelope this server does not know, 401 for nobody, 403 when the report names another device, 413 for
/// too many events, 503 when the database does not answer. In every case nothing was stored and repeating is safe.
pub async fn sync(
    state: &AppState,
    actor: &Actor,
    mut request: SyncRequest,
) -> Result<SyncResponse, Failure> {
    check(actor, &request)?;
    let mut response = SyncResponse {
        envelope: request.envelope,
        server_time: state.clock.now(),
        results: Vec::new(),
        records: Vec::new(),
        device_head: None,
        wipe: false,
        scopes: Vec::new(),
    };
    let mut own = None;
    if let (Some(device), Some(report)) = (&actor.device, request.device.take()) {
        own = Some(device.id);
        response.wipe = device.state == DeviceState::Lost;
        response.records = request.records.iter().map(|record| record.id).collect();
        let pushing = !request.events.is_empty() || !request.records.is_empty();
        let now = state.clock.now();
        if pushing || contact::is_news(state, device, &report, now).await? {
            let push = Push {
                readings: read_all(state, device, &request, now).await?,
                device: device.clone(),
                report,
                records: request.records,
                received_at: now,
            };
            let pushed = state.writer.push(push).await?;
            response.results = pushed.results;
            response.device_head = Some(pushed.device_head);
        }
    }
    let head_unknown = own.filter(|_| response.device_head.is_none());
    if head_unknown.is_some() || !request.pulls.is_empty() {
        let mut tx = state.store.read().await?;
        if let Some(device) = head_unknown {
            response.device_head = tx.device_ledger(device).await?.map(|ledger| ledger.status.head);
        }
        for wanted in &request.pulls {
            response.scopes.push(pull::changes(&mut tx, state.store.epoch(), actor, wanted).await?);
        }
    }
    response.server_time = state.clock.now();
    Ok(response)
}

fn check(actor: &Actor, request: &SyncRequest) -> Result<(), Failure> {
    if !(OLDEST_ENVELOPE..=ENVELOPE).contains(&request.envelope) {
        let reason = "這個版本的程式與伺服器不相容。本機資料都還在，請重新整理頁面取得新版後再上傳。";
        return Err(Failure::invalid("envelope_unknown", "this envelope version is not accepted", reason));
    }
    if request.events.len() > MAX_BATCH || request.pulls.len() > MAX_PULLS {
        let reason = "一次送出的資料太多，伺服器沒有收下。本機資料都還在，系統會分批再送。";
        return Err(Failure::new(
            Kind::TooLarge,
            "batch_too_large",
            "too many events or scopes in one request",
            reason,
        ));
    }
    if actor.account.is_none() && actor.device.is_none() {
        return Err(Failure::not_signed_in());
    }
    let named = request.device.as_ref().map(|report| report.id);
    let pushing = !request.events.is_empty() || !request.records.is_empty();
    match (&actor.device, named) {
        (Some(device), Some(named)) if device.id != named => {
            let reason = "這台裝置的啟用資料與本機資料不符，伺服器沒有收下資料。本機資料都還在，請洽開課承辦人重新啟用此裝置。";
            Err(Failure::new(Kind::Forbidden, "device_mismatch", "the report names another device", reason))
        }
        (Some(_), None) | (None, _) if pushing => Err(Failure::not_signed_in()),
        _ => Ok(()),
    }
}

async fn read_all(
    state: &AppState,
    device: &DeviceActor,
    request: &SyncRequest,
    now: yanxi_domain::time::Timestamp,
) -> Result<Vec<reading::Reading>, Failure> {
    let mut facts = Vec::with_capacity(device.sessions.len());
    if !request.events.is_empty() {
        for session in &device.sessions {
            facts.extend(state.facts.get(&*state.store, *session).await?);
        }
    }
    Ok(request.events.iter().map(|raw| read(raw.get(), device, &facts, now)).collect())
}
