//! Fresh databases.

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tempfile::TempDir;
use uuid::Uuid;

/// Where `xtask` says a PostgreSQL server for tests is, e.g. `postgres://postgres@localhost/postgres?host=/tmp/x`.
pub const PG_URL: &str = "YANXI_TEST_PG_URL";

pub struct TestDatabase {
    pub url: String,
    folder: Option<TempDir>,
    postgres: Option<(String, String)>,
}

impl TestDatabase {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.sqlite").display());
        Self { url, folder: Some(folder), postgres: None }
    }

    /// A new, empty database on the test server; `None` without one.
    pub async fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var(PG_URL) else {
            eprintln!("skipped: {PG_URL} is not set");
            return None;
        };
        let name = format!("yanxi_{}", Uuid::new_v4().simple());
        let mut admin = PgConnection::connect(&server).await.unwrap();
        admin.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
        let (address, options) = server.split_once('?').unwrap_or((&server, ""));
        let (host, _) = address.rsplit_once('/').unwrap();
        Some(Self { url: format!("{host}/{name}?{options}"), folder: None, postgres: Some((server, name)) })
    }

    /// Drops a PostgreSQL database; a SQLite file goes with its folder.
    pub async fn remove(self) {
        if let Some((server, name)) = self.postgres {
            let mut admin = PgConnection::connect(&server).await.unwrap();
            admin.execute(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"))).await.unwrap();
        }
    }
}
