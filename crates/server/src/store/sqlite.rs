//! SQLite inside the binary: WAL, `synchronous = FULL`, one writer connection, readers beside it.

use std::{path::Path, time::Duration};

use async_trait::async_trait;
use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use yanxi_protocol::scope::Scope;

use super::{
    News, Store, StoreError, Tx, WriteTx, migrate,
    tx::{Conn, Held},
};

/// Readers run beside the writer in WAL mode; more than a few only compete for the same cores.
const READERS: u32 = 4;
/// Another process may hold the write lock for a moment (backup, second instance).
const BUSY: Duration = Duration::from_secs(10);
/// A request waits this long for the writer before it is answered with 503.
const WAIT: Duration = Duration::from_secs(30);

/// SQLite.
#[derive(Debug)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
    news: News,
    epoch: String,
}

impl SqliteStore {
    /// Opens or creates `file` and migrates it.
    ///
    /// # Errors
    /// When the file cannot be opened, was written by a newer version, or a migration fails.
    pub async fn open(file: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY)
            .foreign_keys(true)
            .statement_cache_capacity(256);
        let pool = SqlitePoolOptions::new().acquire_timeout(WAIT).idle_timeout(None).max_lifetime(None);
        let writer = pool.clone().max_connections(1).connect_with(options.clone()).await?;
        // A deferred transaction that reads and then writes fails at once with BUSY, whatever the timeout says.
        let tx = Conn::Sqlite(Held::Inside(writer.begin_with("BEGIN IMMEDIATE").await?));
        let epoch = migrate::run(tx).await?;
        let readers = pool
            .max_connections(READERS)
            .connect_with(options.read_only(true).create_if_missing(false))
            .await?;
        Ok(Self { writer, readers, news: News::default(), epoch })
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn read(&self) -> Result<Tx, StoreError> {
        Ok(Tx { conn: Conn::Sqlite(Held::Inside(self.readers.begin().await?)) })
    }

    async fn lookup(&self) -> Result<Tx, StoreError> {
        Ok(Tx { conn: Conn::Sqlite(Held::Single(self.readers.acquire().await?)) })
    }

    async fn write(&self, scopes: &[Scope]) -> Result<WriteTx, StoreError> {
        let conn = Conn::Sqlite(Held::Inside(self.writer.begin_with("BEGIN IMMEDIATE").await?));
        WriteTx::new(conn, scopes, self.news.clone(), None).await
    }

    fn news(&self) -> &News {
        &self.news
    }

    fn epoch(&self) -> &str {
        &self.epoch
    }

    async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
