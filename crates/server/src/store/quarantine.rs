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
};

use super::{StoreError, Tx, WriteTx, publish::to_db};
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

impl Tx {
    /// Why these bytes of this device were kept aside before, if they were.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn kept_aside(
        &mut self,
        device: DeviceId,
        raw: &str,
    ) -> Result<Option<Quarantine>, StoreError> {
        let sql = "SELECT reason FROM quarantine WHERE id = $1";
        let Some(row) = self.row(sql, args![case_id(device, raw)]).await? else { return Ok(None) };
        let reason = serde_json::from_value(serde_json::Value::String(row.text(0)?));
        reason.map(Some).map_err(|error| StoreError::Broken(error.to_string()))
    }
}
