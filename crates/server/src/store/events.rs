//! The event log: bulk appending and reading back. Exact bytes, never edited, never deleted.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use sqlx::{AssertSqlSafe, Postgres, Sqlite};
use uuid::Uuid;
use yanxi_domain::{
    ids::{DeviceId, EventId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{checksum::event_hash, scope::Scope};

use super::{StoreError, Tx, WriteTx, publish::to_db, tx::Conn};
use crate::args;

/// An event on its way into the log.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// Idempotency key.
    pub id: EventId,
    /// Session whose scope it belongs to.
    pub session: SessionId,
    /// Stream.
    pub device: DeviceId,
    /// Number in the stream.
    pub seq: u64,
    /// Server receipt time.
    pub received_at: Timestamp,
    /// Exact bytes.
    pub raw: Arc<str>,
}

/// What became of a [`NewEvent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// Stored now.
    New,
    /// Stored before with the same bytes.
    Same,
    /// The id is taken by other bytes.
    IdTaken,
    /// Another event has this number of the stream.
    SeqTaken,
}

const COLUMNS: usize = 7;
/// Rows of one INSERT. Few sizes, so that the prepared statements stay in the cache.
const CHUNKS: [usize; 4] = [256, 64, 8, 1];

static SQLITE_INSERTS: LazyLock<HashMap<usize, Arc<str>>> = LazyLock::new(|| {
    let row = format!("({})", ["?"; COLUMNS].join(", "));
    CHUNKS
        .into_iter()
        .map(|rows| {
            let values = vec![row.as_str(); rows].join(", ");
            let sql = format!(
                "INSERT INTO event (id, session, v, device, seq, received_at, raw) VALUES {values} ON CONFLICT DO NOTHING"
            );
            (rows, sql.into())
        })
        .collect()
});

/// Arrays instead of rows: one statement for any number, and PostgreSQL parses nothing twice.
const POSTGRES_INSERT: &str = "INSERT INTO event (id, session, v, device, seq, received_at, raw) \
    SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::bigint[], $6::bigint[], $7::text[]) \
    ON CONFLICT DO NOTHING";

impl WriteTx {
    /// Appends events and says for each what became of it. Ids and (device, number) pairs must be distinct within
    /// the call. The scopes of their sessions are locked if they were not yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn append_events(&mut self, events: &[NewEvent]) -> Result<Vec<Appended>, StoreError> {
        let mut scopes: Vec<Scope> = events.iter().map(|event| Scope::Session(event.session)).collect();
        scopes.sort_unstable();
        scopes.dedup();
        self.lock(&scopes).await?;
        let mut results = Vec::with_capacity(events.len());
        let mut rest = events;
        while let Some(chunk) = self.next_chunk(&mut rest) {
            let inserted = self.insert_chunk(chunk).await?;
            if inserted == chunk.len() as u64 {
                results.extend(std::iter::repeat_n(Appended::New, chunk.len()));
            } else {
                results.extend(self.explain(chunk).await?);
            }
        }
        for (event, result) in events.iter().zip(&results) {
            if *result == Appended::New {
                let scope = Scope::Session(event.session);
                let sum = &mut self.locked_mut(scope)?.sum;
                sum.events += 1;
                sum.hash = sum.hash.wrapping_add(event_hash(&event.raw));
                self.changed.insert(scope);
            }
        }
        Ok(results)
    }

    fn next_chunk<'a>(&self, rest: &mut &'a [NewEvent]) -> Option<&'a [NewEvent]> {
        let size = match self.conn {
            Conn::Sqlite(_) => CHUNKS.into_iter().find(|size| *size <= rest.len())?,
            Conn::Postgres(_) if rest.is_empty() => return None,
            Conn::Postgres(_) => rest.len(),
        };
        let (chunk, tail) = rest.split_at(size);
        *rest = tail;
        Some(chunk)
    }

    async fn insert_chunk(&mut self, chunk: &[NewEvent]) -> Result<u64, StoreError> {
        let mut versions = Vec::with_capacity(chunk.len());
        for event in chunk {
            versions.push(to_db(self.locked_mut(Scope::Session(event.session))?.version));
        }
        match &mut self.conn {
            Conn::Sqlite(tx) => {
                let Some(sql) = SQLITE_INSERTS.get(&chunk.len()) else { return Ok(0) };
                let mut query = sqlx::query::<Sqlite>(AssertSqlSafe(Arc::clone(sql)));
                for (event, version) in chunk.iter().zip(versions) {
                    query = query
                        .bind(event.id.0)
                        .bind(event.session.0)
                        .bind(version)
                        .bind(event.device.0)
                        .bind(to_db(event.seq))
                        .bind(event.received_at.0)
                        .bind(Arc::clone(&event.raw));
                }
                Ok(query.execute(tx.get()).await?.rows_affected())
            }
            Conn::Postgres(tx) => {
                let column = |pick: fn(&NewEvent) -> Uuid| chunk.iter().map(pick).collect::<Vec<Uuid>>();
                let query = sqlx::query::<Postgres>(POSTGRES_INSERT)
                    .bind(column(|event| event.id.0))
                    .bind(column(|event| event.session.0))
                    .bind(versions)
                    .bind(column(|event| event.device.0))
                    .bind(chunk.iter().map(|event| to_db(event.seq)).collect::<Vec<i64>>())
                    .bind(chunk.iter().map(|event| event.received_at.0).collect::<Vec<i64>>())
                    .bind(chunk.iter().map(|event| event.raw.to_string()).collect::<Vec<String>>());
                Ok(query.execute(tx.get()).await?.rows_affected())
            }
        }
    }

    /// Some rows of the chunk met existing ones: looks each up. Rare, so one by one.
    async fn explain(&mut self, chunk: &[NewEvent]) -> Result<Vec<Appended>, StoreError> {
        let mut results = Vec::with_capacity(chunk.len());
        for event in chunk {
            let version = self.locked_mut(Scope::Session(event.session))?.version;
            let sql = "SELECT session, v, raw FROM event WHERE id = $1";
            results.push(match self.row(sql, args![event.id.0]).await? {
                None => Appended::SeqTaken,
                // This transaction holds the scope's lock, so only it can have written this version.
                Some(row) if row.id(0)? == event.session.0 && row.count(1)? == version => Appended::New,
                Some(row) if row.text(2)? == *event.raw => Appended::Same,
                Some(_) => Appended::IdTaken,
            });
        }
        Ok(results)
    }
}

impl Tx {
    /// Whether an event with this id is in the log.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn holds_event(&mut self, id: EventId) -> Result<bool, StoreError> {
        Ok(self.row("SELECT 1 FROM event WHERE id = $1", args![id.0]).await?.is_some())
    }
}
