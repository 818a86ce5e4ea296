//! A tap: one strict transaction that reads the head, appends, and stores the new head (F-09).

use yanxi_domain::{
    event::{AttendanceEvent, SideRecord},
    ids::DeviceId,
};

use super::{
    kernel::{Db, Durability, Key, Op, Select, StoreError, UpdateError},
    meta::stream_key,
    rows::{OwnStreamRow, first, put, text},
    schema::Store,
};

const STORES: [Store; 4] = [Store::Meta, Store::Log, Store::Records, Store::RecordOutbox];

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The stream belongs to another device, or to none: another tab enrolled anew meanwhile.
    #[error("the stream belongs to another device")]
    OtherDevice,
    /// An event could not be written as JSON.
    #[error("encoding: {0}")]
    Encoding(String),
    /// The store failed; the browser's name of the cause.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A committed event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The event.
    pub event: AttendanceEvent,
    /// Its exact JSON, as it will be sent.
    pub raw: String,
}

/// Appends the events `build` makes when told the first free number, with the personal texts that go with them.
/// `build` may run twice; the numbers it was last told are the committed ones.
///
/// # Errors
/// See [`WriteError`]. Nothing is stored then; `Ok` only after the browser confirmed the commit.
pub async fn append(
    db: &Db,
    device: DeviceId,
    records: &[SideRecord],
    build: impl Fn(u64) -> Vec<AttendanceEvent>,
) -> Result<Vec<Appended>, WriteError> {
    let decide = |rows: &[Vec<String>]| {
        let mut stream: OwnStreamRow = first(rows.first()).unwrap_or_default();
        if stream.device != Some(device) {
            return Err(WriteError::OtherDevice);
        }
        let mut ops = Vec::new();
        let mut appended = Vec::new();
        for event in build(stream.head + 1) {
            let raw = serde_json::to_string(&event).map_err(|e| WriteError::Encoding(e.to_string()))?;
            stream.head = event.seq;
            ops.push(Op::Put(Store::Log, Key::Seq(event.seq), raw.clone()));
            appended.push(Appended { event, raw });
        }
        ops.push(put(Store::Meta, stream_key(), &stream));
        for record in records {
            let key = text(record.id.to_string());
            ops.push(put(Store::Records, key.clone(), record));
            ops.push(Op::Put(Store::RecordOutbox, key, record.id.to_string()));
        }
        Ok((ops, appended))
    };
    db.update(&STORES, Durability::Strict, &[Select::One(Store::Meta, stream_key())], |_| Vec::new(), decide)
        .await
        .map_err(|error| match error {
            UpdateError::Refused(refusal) => refusal,
            UpdateError::Store(error) => error.into(),
        })
}
