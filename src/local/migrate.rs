//! Moving data of older schemas. Stores are made in the browser's upgrade step; data moves here, afterwards, in an
//! ordinary transaction that either happens or does not, and can be repeated.

use serde::Deserialize;
use yanxi_domain::event::SideRecord;

use super::{
    kernel::{Db, Durability, Op, OpenError, Rows, Select, StoreError, UpdateError},
    rows::{first, put, text},
    schema::{DATABASE, SCHEMA_VERSION, Store},
};

const STORES: [Store; 4] = [Store::Meta, Store::Records, Store::RecordOutbox, Store::Docs];
/// Row of `meta` that says which schema the data is in.
const DATA_VERSION: &str = "data_version";

/// Version 1 kept an own text together with its sent mark.
#[derive(Deserialize)]
struct RecordOfVersion1 {
    sent: bool,
    record: SideRecord,
}

/// Opens the local store, brings its data to the current schema, and hands it out.
///
/// # Errors
/// See [`StoreError`]; nothing is wiped.
pub async fn open() -> Result<Db, StoreError> {
    open_named(DATABASE).await
}

/// [`open`] under another name: tests keep their stores apart.
///
/// # Errors
/// See [`StoreError`].
pub async fn open_named(name: &str) -> Result<Db, StoreError> {
    let db = Db::open(name).await?;
    let selects = [Select::One(Store::Meta, text(DATA_VERSION.to_owned())), Select::All(Store::Records)];
    let moved: Result<(), UpdateError<OpenError>> =
        db.update(&STORES, Durability::Strict, &selects, |_| Vec::new(), |rows| Ok((steps(rows)?, ()))).await;
    moved.map_err(|error| match error {
        UpdateError::Store(error) => error,
        UpdateError::Refused(refusal) => refusal.into(),
    })?;
    Ok(db)
}

fn steps(rows: &[Rows]) -> Result<Vec<Op>, OpenError> {
    let version: Option<u8> = first(rows.first());
    match version {
        Some(version) if version > SCHEMA_VERSION => return Err(OpenError::NewerSchema),
        Some(version) if version == SCHEMA_VERSION => return Ok(Vec::new()),
        // Version 3 only has two stores more.
        Some(_) => return Ok(vec![put(Store::Meta, text(DATA_VERSION.to_owned()), &SCHEMA_VERSION)]),
        None => {}
    }
    let mut ops = Vec::new();
    for row in rows.get(1).into_iter().flatten() {
        let Ok(old) = serde_json::from_str::<RecordOfVersion1>(row) else { continue };
        let id = old.record.id.to_string();
        ops.push(put(Store::Records, text(id.clone()), &old.record));
        if !old.sent {
            ops.push(Op::Put(Store::RecordOutbox, text(id.clone()), id));
        }
    }
    // Documents of version 1 have no cursor to go on from: they are pulled again. Own events are not touched.
    ops.push(Op::Clear(Store::Docs));
    ops.push(put(Store::Meta, text(DATA_VERSION.to_owned()), &SCHEMA_VERSION));
    Ok(ops)
}
