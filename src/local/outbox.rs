//! One consistent reading of what has to be sent.

use serde_json::value::RawValue;
use yanxi_domain::event::SideRecord;
use yanxi_protocol::scope::Scope;
use yanxi_sync::{Loaded, OutboxEvent, OwnStream};

use super::{
    kernel::{Db, Rows, Select, StoreError},
    meta::stream_key,
    rows::{OwnStreamRow, ScopeRow, first, set_aside, text},
    schema::Store,
};

const STORES: [Store; 6] =
    [Store::Meta, Store::Log, Store::Records, Store::RecordOutbox, Store::Attention, Store::Scopes];
/// Rows read before those of the scopes: stream, texts due, results for a person.
const BEFORE_SCOPES: usize = 3;

/// Reads the first unsent events and texts (at most `limit` each) and the cursors of `scopes`.
///
/// # Errors
/// See [`StoreError`].
pub async fn load_outbox(db: &Db, limit: usize, scopes: &[Scope]) -> Result<Loaded, StoreError> {
    let mut selects = vec![
        Select::One(Store::Meta, stream_key()),
        Select::All(Store::RecordOutbox),
        Select::All(Store::Attention),
    ];
    selects.extend(scopes.iter().map(|s| Select::One(Store::Scopes, text(s.to_string()))));
    let page = u32::try_from(limit).unwrap_or(u32::MAX);
    let more = |rows: &[Rows]| {
        let stream: OwnStreamRow = first(rows.first()).unwrap_or_default();
        let mut more = vec![
            Select::Above(Store::Log, stream.acked_through, Some(page)),
            Select::CountAbove(Store::Log, stream.acked_through),
        ];
        if rows.get(1).is_some_and(|ids| !ids.is_empty()) {
            more.push(Select::All(Store::Records));
        }
        more
    };
    let rows = db.read(&STORES, &selects, more).await?;
    let (known, read_on) = rows.split_at(selects.len());
    let stream: OwnStreamRow = first(known.first()).unwrap_or_default();
    let unsent = first(read_on.get(1)).unwrap_or(0);
    Ok(Loaded {
        stream: stream.device.map(|device| OwnStream {
            device,
            head: stream.head,
            acked_through: stream.acked_through,
            unsent,
            aside: known.get(2).into_iter().flatten().filter_map(|row| set_aside(row)).min(),
        }),
        events: read_on.first().into_iter().flatten().filter_map(|raw| outbox_event(raw)).collect(),
        records: unsent_records(known.get(1), read_on.get(2), limit),
        cursors: scopes
            .iter()
            .copied()
            .zip(known.iter().skip(BEFORE_SCOPES).map(|rows| first::<ScopeRow>(Some(rows))?.cursor))
            .collect(),
    })
}

/// The number stands in the event itself: the row is exactly what was committed.
fn outbox_event(raw: &str) -> Option<OutboxEvent> {
    #[derive(serde::Deserialize)]
    struct Numbered {
        seq: u64,
    }
    let Numbered { seq } = serde_json::from_str(raw).ok()?;
    Some(OutboxEvent { seq, raw: RawValue::from_string(raw.to_owned()).ok()? })
}

fn unsent_records(ids: Option<&Rows>, records: Option<&Rows>, limit: usize) -> Vec<SideRecord> {
    let (Some(ids), Some(records)) = (ids, records) else { return Vec::new() };
    records
        .iter()
        .filter_map(|row| serde_json::from_str::<SideRecord>(row).ok())
        .filter(|record| ids.contains(&record.id.to_string()))
        .take(limit)
        .collect()
}
