//! Becoming a device. A stream belongs to one device id for ever.

use serde::Deserialize;
use yanxi_protocol::api::DeviceIdentity;

use super::{
    kernel::{Db, Durability, Key, Op, Rows, Select, StoreError, UpdateError},
    meta::{MetaKey, stream_key},
    rows::{OwnStreamRow, first, put, text},
    schema::Store,
};

const STORES: [Store; 4] = [Store::Meta, Store::Log, Store::Attention, Store::Archive];

/// Remembers who this device is. The same id continues its stream; a new id starts at 1, and the events of the former
/// one move to the archive, where nothing is ever deleted.
///
/// # Errors
/// See [`StoreError`]; the former identity stays then.
pub async fn adopt_identity(db: &Db, identity: &DeviceIdentity) -> Result<OwnStreamRow, StoreError> {
    let adopted: Result<OwnStreamRow, UpdateError<std::convert::Infallible>> = db
        .update(
            &STORES,
            Durability::Strict,
            &[Select::One(Store::Meta, stream_key()), Select::All(Store::Log)],
            |_| Vec::new(),
            |rows| Ok(decide(rows, identity)),
        )
        .await;
    adopted.map_err(|error| match error {
        UpdateError::Store(error) => error,
        UpdateError::Refused(never) => match never {},
    })
}

fn decide(rows: &[Rows], identity: &DeviceIdentity) -> (Vec<Op>, OwnStreamRow) {
    #[derive(Deserialize)]
    struct Numbered {
        seq: u64,
    }
    let mut ops = vec![put(Store::Meta, MetaKey::Identity.key(), identity)];
    let mut stream: OwnStreamRow = first(rows.first()).unwrap_or_default();
    if let Some(former) = stream.device.filter(|former| *former != identity.id) {
        for raw in rows.get(1).into_iter().flatten() {
            if let Ok(Numbered { seq }) = serde_json::from_str(raw) {
                ops.push(Op::Put(Store::Archive, text(format!("{former}/{seq:012}")), raw.clone()));
                ops.push(Op::Delete(Store::Log, Key::Seq(seq)));
            }
        }
        ops.push(Op::Clear(Store::Attention));
        stream = OwnStreamRow::default();
    }
    stream.device = Some(identity.id);
    ops.push(put(Store::Meta, stream_key(), &stream));
    (ops, stream)
}
