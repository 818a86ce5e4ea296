//! The event log: bulk appending and reading back. Exact bytes, never edited, never deleted.

use std::sync::Arc;

use rusqlite::params;
use sqlx::Postgres;
use uuid::Uuid;
use yanxi_domain::{
    ids::{DeviceId, EventId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{checksum::event_hash, scope::Scope};

use super::{
    StoreError, Tx, WriteTx,
    publish::to_db,
    sqlite_pool::{Pooled, blocking},
    tx::Conn,
};
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

/// Events that are inserted within a fraction of a millisecond: not worth a change of threads.
const QUICK: usize = 64;

const SQLITE_INSERT: &str = "INSERT INTO event (id, session, v, device, seq, received_at, raw) \
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

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
        let mut results = self.insert(events).await?;
        for (event, result) in events.iter().zip(&mut results) {
            if result.is_none() {
                *result = Some(self.explain(event).await?);
            }
        }
        let results: Vec<Appended> = results.into_iter().flatten().collect();
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

    /// Inserts what meets no row that is there; `None` where that has to be looked up.
    async fn insert(&mut self, events: &[NewEvent]) -> Result<Vec<Option<Appended>>, StoreError> {
        let mut versions = Vec::with_capacity(events.len());
        for event in events {
            versions.push(to_db(self.locked_mut(Scope::Session(event.session))?.version));
        }
        match &mut self.conn {
            Conn::Sqlite(connection) if events.len() > QUICK => {
                blocking(|| insert_sqlite(connection, events, &versions))
            }
            Conn::Sqlite(connection) => insert_sqlite(connection, events, &versions),
            Conn::Postgres(_) if events.is_empty() => Ok(Vec::new()),
            Conn::Postgres(tx) => {
                let column = |pick: fn(&NewEvent) -> Uuid| events.iter().map(pick).collect::<Vec<Uuid>>();
                let query = sqlx::query::<Postgres>(POSTGRES_INSERT)
                    .bind(column(|event| event.id.0))
                    .bind(column(|event| event.session.0))
                    .bind(versions)
                    .bind(column(|event| event.device.0))
                    .bind(events.iter().map(|event| to_db(event.seq)).collect::<Vec<i64>>())
                    .bind(events.iter().map(|event| event.received_at.0).collect::<Vec<i64>>())
                    .bind(events.iter().map(|event| event.raw.to_string()).collect::<Vec<String>>());
                let inserted = query.execute(tx.get()).await?.rows_affected();
                let all = (inserted == events.len() as u64).then_some(Appended::New);
                Ok(vec![all; events.len()])
            }
        }
    }

    /// Looks up what an event met, if anything. Rare, so one by one.
    async fn explain(&mut self, event: &NewEvent) -> Result<Appended, StoreError> {
        let version = self.locked_mut(Scope::Session(event.session))?.version;
        let sql = "SELECT session, v, raw FROM event WHERE id = $1";
        Ok(match self.row(sql, args![event.id.0]).await? {
            None => Appended::SeqTaken,
            // This transaction holds the scope's lock, so only it can have written this version.
            Some(row) if row.id(0)? == event.session.0 && row.count(1)? == version => Appended::New,
            Some(row) if row.text(2)? == *event.raw => Appended::Same,
            Some(_) => Appended::IdTaken,
        })
    }
}

/// One prepared statement, bound again for every row.
fn insert_sqlite(
    connection: &Pooled,
    events: &[NewEvent],
    versions: &[i64],
) -> Result<Vec<Option<Appended>>, StoreError> {
    let mut statement = connection.prepare(SQLITE_INSERT)?;
    let mut results = Vec::with_capacity(events.len());
    for (event, version) in events.iter().zip(versions) {
        let inserted = statement.execute(params![
            event.id.0.as_bytes(),
            event.session.0.as_bytes(),
            version,
            event.device.0.as_bytes(),
            to_db(event.seq),
            event.received_at.0,
            &*event.raw,
        ])?;
        results.push((inserted == 1).then_some(Appended::New));
    }
    Ok(results)
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
