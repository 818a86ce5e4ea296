//! SQLite connections that are handed out one at a time and run on the caller's own thread.
//!
//! A statement takes a few microseconds; handing each to a thread of its own took several times that.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use rusqlite::Connection;
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use super::StoreError;

/// A request waits this long for a connection before it is answered with 503.
const WAIT: Duration = Duration::from_secs(30);

/// Opens one more connection.
type Open = Box<dyn Fn() -> rusqlite::Result<Connection> + Send + Sync>;

struct Shared {
    open: Open,
    idle: Mutex<Vec<Connection>>,
    permits: Arc<Semaphore>,
    size: u32,
}

/// Up to a number of connections; cloning shares them.
#[derive(Clone)]
pub(super) struct Pool(Arc<Shared>);

impl Pool {
    pub(super) fn new(
        size: u32,
        open: impl Fn() -> rusqlite::Result<Connection> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(Shared {
            open: Box::new(open),
            idle: Mutex::default(),
            permits: Arc::new(Semaphore::new(size as usize)),
            size,
        }))
    }

    /// Waits for a connection; first come, first served.
    pub(super) async fn get(&self) -> Result<Pooled, StoreError> {
        let permit = timeout(WAIT, Arc::clone(&self.0.permits).acquire_owned()).await;
        let permit = permit.map_err(|_| StoreError::Busy)?.map_err(|_| StoreError::Closed)?;
        let idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => (self.0.open)()?,
        };
        Ok(Pooled { connection: Some(connection), pool: self.clone(), _permit: permit })
    }

    /// Waits for running transactions and closes all connections.
    pub(super) async fn close(&self) {
        // An error means that it is closed already.
        let all = self.0.permits.acquire_many(self.0.size).await;
        self.0.permits.close();
        drop(all);
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool").field("size", &self.0.size).finish_non_exhaustive()
    }
}

/// A connection, inside a transaction or not; dropping it rolls back and gives it back.
#[derive(Debug)]
pub(super) struct Pooled {
    /// `None` only while it is dropped.
    connection: Option<Connection>,
    pool: Pool,
    // Released after the connection was put back: fields are dropped after `drop`.
    _permit: OwnedSemaphorePermit,
}

impl Pooled {
    fn connection(&self) -> Result<&Connection, StoreError> {
        self.connection.as_ref().ok_or(StoreError::Closed)
    }

    /// A statement from the cache of this connection.
    pub(super) fn prepare(&self, sql: &str) -> Result<rusqlite::CachedStatement<'_>, StoreError> {
        Ok(self.connection()?.prepare_cached(sql)?)
    }

    /// Statements without parameters or rows.
    pub(super) fn script(&self, sql: &str) -> Result<(), StoreError> {
        Ok(self.connection()?.execute_batch(sql)?)
    }

    /// Starts a transaction that takes the write lock at once: a deferred one that reads and then writes fails with
    /// BUSY, whatever the timeout says.
    pub(super) fn begin_write(&self) -> Result<(), StoreError> {
        // Another process may hold the lock.
        blocking(|| self.script("BEGIN IMMEDIATE"))
    }

    /// Starts a transaction that sees one state of the database.
    pub(super) fn begin_read(&self) -> Result<(), StoreError> {
        self.script("BEGIN")
    }

    /// Makes the transaction durable. Outside of one, every statement was its own.
    pub(super) fn commit(self) -> Result<(), StoreError> {
        if self.connection()?.is_autocommit() { Ok(()) } else { blocking(|| self.script("COMMIT")) }
    }
}

impl Drop for Pooled {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        if !connection.is_autocommit() && connection.execute_batch("ROLLBACK").is_err() {
            // Nobody knows its state: the next caller opens another one.
            return;
        }
        self.pool.0.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }
}

/// Runs work that may take milliseconds, waiting for the disk above all, without keeping other tasks of this thread
/// waiting.
pub(super) fn blocking<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}
