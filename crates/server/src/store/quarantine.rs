//! Events kept aside (5.3): stored once, published to the course for the organiser's eyes.

use sha2::{Digest, Sha256};
use uuid::Uuid;
use yanxi_domain::{
    ids::{CourseId, DeviceId},
    time::Timestamp,
};
use yanxi_protocol::{
    docs::{self, QuarantinedEvent},
    scope::Scope,
    sync::Quarantine,
    upcast::read_event,
};

use super::{Store, StoreError, Tx, WriteTx, publish::to_db};
use crate::args;

/// An event to keep aside.
#[derive(Clone, Copy, Debug)]
pub struct Aside<'a> {
    /// Course whose owner sees it.
    pub course: CourseId,
    /// Device that sent it.
    pub device: DeviceId,
    /// Number as sent; 0 where unreadable.
    pub seq: u64,
    /// When.
    pub received_at: Timestamp,
    /// Why.
    pub reason: Quarantine,
    /// Exact bytes.
    pub raw: &'a str,
}

/// The same bytes from the same device are the same case, however often they are pushed.
fn case_id(device: DeviceId, raw: &str) -> Uuid {
    let digest = Sha256::new().chain_update(device.0.as_bytes()).chain_update(raw.as_bytes()).finalize();
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

fn code(reason: Quarantine) -> String {
    serde_json::to_value(reason).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

impl WriteTx {
    /// Keeps an event aside; a repeated one changes nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_aside(&mut self, aside: Aside<'_>) -> Result<(), StoreError> {
        let id = case_id(aside.device, aside.raw);
        let sql = "INSERT INTO quarantine (id, course, device, seq, received_at, reason, raw) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
        let (seq, reason) = (to_db(aside.seq), code(aside.reason));
        let args = args![id, aside.course.0, aside.device.0, seq, aside.received_at, reason, aside.raw];
        if self.execute(sql, args).await? == 0 {
            return Ok(());
        }
        let sql = "UPDATE device SET quarantined = quarantined + 1 WHERE id = $1";
        self.execute(sql, args![aside.device.0]).await?;
        let body = QuarantinedEvent {
            received_at: aside.received_at,
            device: Some(aside.device),
            reason: aside.reason,
            raw: aside.raw.to_owned(),
        };
        self.publish(Scope::Course(aside.course), docs::QUARANTINED, &id.to_string(), &body).await
    }
}

/// Looks again at what came from a newer program than the one that ran then: what this one understands counts from now
/// on, so the owner need not be told of it any more. The events are in the log since they came; nothing else changes.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn look_again(store: &dyn Store) -> Result<(), StoreError> {
    let sql = "SELECT id, course, raw FROM quarantine WHERE reason = 'newer_format'";
    let mut understood = Vec::new();
    for row in store.read().await?.rows(sql, args![]).await? {
        if read_event(&row.text(2)?).is_ok_and(|event| event.known().is_some()) {
            understood.push((row.id(0)?, Scope::Course(CourseId(row.id(1)?))));
        }
    }
    if understood.is_empty() {
        return Ok(());
    }
    let scopes: Vec<Scope> = understood.iter().map(|(_, scope)| *scope).collect();
    let mut tx = store.write(&scopes).await?;
    for (id, scope) in understood {
        tx.retract(scope, docs::QUARANTINED, &id.to_string()).await?;
        tx.execute("DELETE FROM quarantine WHERE id = $1", args![id]).await?;
    }
    tx.commit().await
}

impl Tx {
    /// Why these bytes of this device were kept aside before, if they were. Those of a newer format are in the log.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn kept_aside(
        &mut self,
        device: DeviceId,
        raw: &str,
    ) -> Result<Option<Quarantine>, StoreError> {
        let sql = "SELECT reason FROM quarantine WHERE id = $1 AND reason <> 'newer_format'";
        let Some(row) = self.row(sql, args![case_id(device, raw)]).await? else { return Ok(None) };
        let reason = serde_json::from_value(serde_json::Value::String(row.text(0)?));
        reason.map(Some).map_err(|error| StoreError::Broken(error.to_string()))
    }
}
