//! PostgreSQL: several processes of the same binary over one database; LISTEN/NOTIFY carries the news between them.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use sqlx::{
    PgPool,
    postgres::{PgListener, PgPoolOptions},
};
use tokio::task::JoinHandle;
use uuid::Uuid;
use yanxi_protocol::scope::Scope;

use super::{
    News, Store, StoreError, Tx, WriteTx, migrate,
    tx::{Conn, Held},
};

/// Connections of one process.
const CONNECTIONS: u32 = 16;
/// A request waits this long for a connection before it is answered with 503.
const WAIT: Duration = Duration::from_secs(30);
/// NOTIFY channel.
const CHANNEL: &str = "yanxi_news";
/// PostgreSQL limits a payload to 8,000 bytes.
const PAYLOAD: usize = 7_000;
/// Two processes starting together migrate one after the other.
const MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(20251121)";

/// PostgreSQL.
#[derive(Debug)]
pub struct PostgresStore {
    pool: PgPool,
    news: News,
    epoch: String,
    /// Names this process in messages, so that it does not hear itself twice.
    origin: Arc<str>,
    listener: JoinHandle<()>,
}

impl PostgresStore {
    /// Connects to `url` and migrates.
    ///
    /// # Errors
    /// When the database does not answer, was written by a newer version, or a migration fails.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let pool =
            PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(WAIT).connect(url).await?;
        let mut tx = Tx { conn: Conn::Postgres(Held::Inside(pool.begin().await?)) };
        tx.execute(MIGRATION_LOCK, Vec::new()).await?;
        let epoch = migrate::run(tx.conn).await?;
        let news = News::default();
        let origin: Arc<str> = Uuid::new_v4().simple().to_string().into();
        let mut listener = PgListener::connect(url).await?;
        listener.listen(CHANNEL).await?;
        let listener = tokio::spawn(relay(listener, news.clone(), Arc::clone(&origin)));
        Ok(Self { pool, news, epoch, origin, listener })
    }
}

impl Drop for PostgresStore {
    fn drop(&mut self) {
        self.listener.abort();
    }
}

/// Passes on what other processes announce. The listener reconnects by itself; what was missed meanwhile costs only
/// latency.
async fn relay(mut listener: PgListener, news: News, origin: Arc<str>) {
    loop {
        match listener.recv().await {
            Ok(message) => {
                if let Some((from, scopes)) = message.payload().split_once(' ')
                    && from != &*origin
                {
                    news.announce(scopes.split(',').filter_map(|scope| scope.parse().ok()).collect());
                }
            }
            Err(error) => {
                tracing::warn!(%error, "listening for news failed");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

/// Payloads that name `scopes`.
pub(super) fn messages(origin: &str, scopes: &[Scope]) -> Vec<String> {
    let mut messages: Vec<String> = Vec::new();
    for scope in scopes {
        let scope = scope.to_string();
        match messages.last_mut() {
            Some(last) if last.len() + scope.len() < PAYLOAD => {
                last.push(',');
                last.push_str(&scope);
            }
            _ => messages.push(format!("{origin} {scope}")),
        }
    }
    messages
}

#[async_trait]
impl Store for PostgresStore {
    async fn read(&self) -> Result<Tx, StoreError> {
        // One snapshot for the whole answer: version, documents, events and sum must belong together.
        let tx = self.pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        Ok(Tx { conn: Conn::Postgres(Held::Inside(tx)) })
    }

    async fn lookup(&self) -> Result<Tx, StoreError> {
        Ok(Tx { conn: Conn::Postgres(Held::Single(self.pool.acquire().await?)) })
    }

    async fn write(&self, scopes: &[Scope]) -> Result<WriteTx, StoreError> {
        let conn = Conn::Postgres(Held::Inside(self.pool.begin().await?));
        WriteTx::new(conn, scopes, self.news.clone(), Some((CHANNEL, Arc::clone(&self.origin)))).await
    }

    fn news(&self) -> &News {
        &self.news
    }

    fn epoch(&self) -> &str {
        &self.epoch
    }

    async fn close(&self) {
        self.listener.abort();
        self.pool.close().await;
    }
}
