//! SQLite inside the binary: WAL, `synchronous = FULL`, one writer connection, readers beside it.

use std::{path::Path, time::Duration};

use async_trait::async_trait;
use rusqlite::{Connection, OpenFlags};
use yanxi_protocol::scope::Scope;

use super::{News, Store, StoreError, Tx, WriteTx, migrate, sqlite_pool::Pool, tx::Conn};

/// Readers run beside the writer in WAL mode; more than a few only compete for the same cores.
const READERS: u32 = 4;
/// Another process may hold the write lock for a moment (backup, second instance).
const BUSY: Duration = Duration::from_secs(10);
/// Prepared statements kept by each connection; there are fewer different ones.
const STATEMENTS: usize = 256;
/// Ids are random, so the index pages they touch should stay in memory (negative: KiB), and are written to the database
/// once for many commits (in pages of 4 KiB) instead of once for a few.
const WRITER_MEMORY: &str = "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000";

/// SQLite.
#[derive(Debug)]
pub struct SqliteStore {
    writer: Pool,
    readers: Pool,
    news: News,
    epoch: String,
}

fn connect(file: &Path, access: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(file, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL")?;
    Ok(connection)
}

fn connect_writer(file: &Path) -> rusqlite::Result<Connection> {
    let connection = connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.execute_batch(WRITER_MEMORY)?;
    Ok(connection)
}

impl SqliteStore {
    /// Opens or creates `file` and migrates it.
    ///
    /// # Errors
    /// When the file cannot be opened, was written by a newer version, or a migration fails.
    pub async fn open(file: &Path) -> Result<Self, StoreError> {
        let (own, theirs) = (file.to_owned(), file.to_owned());
        let writer = Pool::new(1, move || connect_writer(&own));
        let readers = Pool::new(READERS, move || connect(&theirs, OpenFlags::SQLITE_OPEN_READ_ONLY));
        let connection = writer.get().await?;
        connection.begin_write()?;
        let epoch = migrate::run(Conn::Sqlite(connection)).await?;
        Ok(Self { writer, readers, news: News::default(), epoch })
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn read(&self) -> Result<Tx, StoreError> {
        let connection = self.readers.get().await?;
        connection.begin_read()?;
        Ok(Tx { conn: Conn::Sqlite(connection) })
    }

    async fn lookup(&self) -> Result<Tx, StoreError> {
        Ok(Tx { conn: Conn::Sqlite(self.readers.get().await?) })
    }

    async fn write(&self, scopes: &[Scope]) -> Result<WriteTx, StoreError> {
        let connection = self.writer.get().await?;
        connection.begin_write()?;
        WriteTx::new(Conn::Sqlite(connection), scopes, self.news.clone(), None).await
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
