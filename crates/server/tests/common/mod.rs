//! A small course with two tablets, on either database, spoken to through the real router.
#![allow(dead_code, unused_imports, clippy::unwrap_used, clippy::expect_used, missing_docs)]

pub mod caller;
pub mod database;
pub mod fixture;
pub mod tablet;

use axum::{Router, body::Body, http::Request};
use http_body_util::BodyExt as _;
use serde::{Serialize, de::DeserializeOwned};
use tower::ServiceExt as _;
use yanxi_protocol::{
    api,
    scope::Scope,
    sync::{Pull, SyncRequest, SyncResponse},
};
use yanxi_server::{
    clock::Clock,
    http,
    state::{AppState, Settings},
};

pub use caller::Caller;
pub use database::TestDatabase;
pub use fixture::*;
pub use tablet::Tablet;

/// Runs one async test body on SQLite, and on PostgreSQL when `YANXI_TEST_PG_URL` names a server.
#[macro_export]
macro_rules! on_both {
    ($($name:ident => $check:expr;)*) => {$(
        mod $name {
            use super::*;
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let database = $crate::common::TestDatabase::sqlite().await;
                ($check)(&$crate::common::World::new(&database).await).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let Some(database) = $crate::common::TestDatabase::postgres().await else { return };
                ($check)(&$crate::common::World::new(&database).await).await;
                database.remove().await;
            }
        }
    )*};
}

/// A running application over a database with the fixture in it.
pub struct World {
    pub state: AppState,
    pub router: Router,
    pub url: String,
}

/// Status and parsed body.
pub type Answer<T> = (u16, T);

impl World {
    pub async fn new(database: &TestDatabase) -> Self {
        let world = Self::open(&database.url).await;
        fixture::fill(&world.state).await;
        world
    }

    /// Another process over the same database.
    pub async fn open(url: &str) -> Self {
        let store = yanxi_server::store::open(url).await.unwrap();
        let clock = Clock::default();
        clock.set(Some(DAY));
        let settings = Settings { demo: true, secure_cookies: false, behind_proxy: false };
        Self::with(AppState::new(store, clock, settings), url)
    }

    /// The application with this state.
    pub fn with(state: AppState, url: &str) -> Self {
        Self { router: http::router(state.clone()), state, url: url.to_owned() }
    }

    pub async fn raw(&self, request: Request<Body>) -> (u16, Vec<u8>) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        (status, response.into_body().collect().await.unwrap().to_bytes().to_vec())
    }

    pub async fn get<T: DeserializeOwned>(&self, caller: Caller, path: &str) -> Answer<T> {
        let (status, body) = self.raw(caller.request("GET", path, Vec::new())).await;
        (
            status,
            serde_json::from_slice(&body).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&body))),
        )
    }

    pub async fn post<T: DeserializeOwned>(
        &self,
        caller: Caller,
        path: &str,
        body: &impl Serialize,
    ) -> Answer<T> {
        let body = serde_json::to_vec(body).unwrap();
        let (status, body) = self.raw(caller.request("POST", path, body)).await;
        (
            status,
            serde_json::from_slice(&body).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&body))),
        )
    }

    pub async fn sync(&self, caller: Caller, request: &SyncRequest) -> SyncResponse {
        let (status, body) =
            self.raw(caller.request("POST", api::SYNC, serde_json::to_vec(request).unwrap())).await;
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).unwrap()
    }

    /// Pulls one scope without pushing.
    pub async fn pull(
        &self,
        caller: Caller,
        scope: Scope,
        cursor: Option<&str>,
    ) -> yanxi_protocol::sync::ScopeChanges {
        let mut request = empty_request();
        request.pulls.push(Pull { scope, cursor: cursor.map(str::to_owned), own_through: 0 });
        self.sync(caller, &request).await.scopes.remove(0)
    }
}

/// Makes the database what it was before migration 3: accounts could not log in.
pub async fn undo_accounts(tx: &mut yanxi_server::store::WriteTx) {
    for sql in [
        "DROP INDEX account_session_account",
        "ALTER TABLE account_session DROP COLUMN last_used_at",
        "ALTER TABLE account_session DROP COLUMN browser",
        "ALTER TABLE account DROP COLUMN state",
        "DROP TABLE recovery_code",
        "DROP TABLE credential",
        "DELETE FROM migration WHERE number = 3",
    ] {
        tx.execute(sql, Vec::new()).await.unwrap();
    }
}

pub fn empty_request() -> SyncRequest {
    SyncRequest {
        envelope: yanxi_protocol::sync::ENVELOPE,
        device: None,
        events: Vec::new(),
        records: Vec::new(),
        pulls: Vec::new(),
    }
}

/// The sum the server sent is the sum of what it sent (for a pull from nothing that left nothing out).
#[track_caller]
pub fn assert_sum(changes: &yanxi_protocol::sync::ScopeChanges) {
    let mut sum = yanxi_protocol::sync::ScopeSum::default();
    for doc in &changes.docs {
        sum.add_doc(doc);
    }
    for event in &changes.events {
        sum.add_event(event.raw.get());
    }
    assert_eq!(changes.sum, Some(sum));
}
