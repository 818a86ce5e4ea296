//! The real router in process over a real SQLite file: everything but the socket.

use std::{
    collections::BTreeMap,
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use axum::Router;
use bytes::Bytes;
use chrono::NaiveDate;
use http::{Request, Response, header};
use http_body_util::{BodyExt, Full};
use serde::de::DeserializeOwned;
use serde_json::{json, value::RawValue};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;
use uuid::Uuid;
use yanxi_domain::{
    course::Session,
    device::DeviceStatus,
    ids::{AccountId, DeviceId, PersonId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    api::{self, EnrolmentCode},
    docs::{self, QuarantinedEvent},
    scope::Scope,
    sync::{ENVELOPE, Pull, ScopeStatus, ScopeSum, SyncRequest, SyncResponse},
    upcast::read_event,
};
use yanxi_server::{
    clock::Clock,
    http::router,
    service::token,
    state::{AppState, Settings},
    store::{self, StoreError, WriteTx},
};

use super::server::{DeviceView, ServerEvent, ServerView, SimServer};
use crate::builders;

const ORGANISER_TOKEN: &str = "organiser";
/// The organiser's session must outlive every simulated clock.
const FOREVER: Timestamp = Timestamp(i64::MAX);

/// The server, one database file and one process life at a time.
pub struct RealServer {
    runtime: Runtime,
    folder: TempDir,
    running: Option<Life>,
    clock: Clock,
    /// When the clock was last set, in real time.
    clock_set: Instant,
    /// The longest time from there to an answer.
    slowest: Duration,
    sessions: Vec<Session>,
    /// Devices get their ids from here, so that a run does not depend on the server's randomness.
    devices: u64,
    backed_up: bool,
}

/// One life of the server process.
struct Life {
    state: AppState,
    router: Router,
}

type Outcome<T> = Result<T, String>;

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

impl RealServer {
    /// A fresh database with one course, two sessions and their organiser. In memory where the system has a memory
    /// file system: what is simulated is the death of programs, not of disks.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn new() -> Outcome<Self> {
        let memory = PathBuf::from("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        let days = [5, 6].into_iter().filter_map(|day| NaiveDate::from_ymd_opt(2025, 8, day));
        let mut server = Self {
            runtime: Builder::new_current_thread().enable_all().build().map_err(text)?,
            folder: folder.map_err(text)?,
            running: None,
            clock: Clock::default(),
            clock_set: Instant::now(),
            slowest: Duration::ZERO,
            sessions: days.map(builders::session_on).collect(),
            devices: 0,
            backed_up: false,
        };
        server.open()?;
        server.fill()?;
        Ok(server)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts a process life.
    fn open(&mut self) -> Outcome<()> {
        let file = self.file("yanxi.sqlite");
        let clock = self.clock.clone();
        let state = self.runtime.block_on(async {
            let store = store::open(&file.to_string_lossy()).await?;
            Ok::<_, StoreError>(AppState::new(
                store,
                clock,
                Settings { demo: true, secure_cookies: false, behind_proxy: false },
            ))
        });
        let state = state.map_err(text)?;
        self.running = Some(Life { router: router(state.clone()), state });
        Ok(())
    }

    /// Ends it.
    fn close(&mut self) {
        if let Some(Life { state, .. }) = self.running.take() {
            self.runtime.block_on(state.store.close());
        }
    }

    fn life(&self) -> Outcome<&Life> {
        self.running.as_ref().ok_or_else(|| "the server is down".to_owned())
    }

    fn write<F>(&self, scopes: &[Scope], change: F) -> Outcome<()>
    where
        F: AsyncFnOnce(&mut WriteTx) -> Result<(), StoreError>,
    {
        let Life { state, .. } = self.life()?;
        let written = self.runtime.block_on(async {
            let mut tx = state.store.write(scopes).await?;
            change(&mut tx).await?;
            tx.commit().await
        });
        written.map_err(text)
    }

    fn fill(&self) -> Outcome<()> {
        let course = builders::course();
        self.write(&[], async |tx| {
            tx.put_course(&course).await?;
            for session in &self.sessions {
                tx.put_session(session).await?;
            }
            let (person, account) = (PersonId(Uuid::from_u128(0x0F)), AccountId(Uuid::from_u128(0x0F)));
            tx.put_person(person, "承辦人", None, "組長").await?;
            tx.put_account(account, person).await?;
            tx.grant(account, "organiser", course.id.0).await?;
            tx.open_account_session(&token::hash(ORGANISER_TOKEN), account, Timestamp(0), FOREVER).await
        })
    }

    /// One HTTP exchange.
    fn call(&self, method: &str, path: &str, cookie: &str, body: Vec<u8>) -> Outcome<Response<Bytes>> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, cookie)
            .header(api::CSRF_HEADER, "1")
            .body(Full::from(body))
            .map_err(text)?;
        let router = self.life()?.router.clone();
        self.runtime.block_on(async {
            let response = router.oneshot(request).await.map_err(text)?;
            let (parts, body) = response.into_parts();
            let body = body.collect().await.map_err(text)?.to_bytes();
            Ok(Response::from_parts(parts, body))
        })
    }

    fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        cookie: &str,
        body: &serde_json::Value,
    ) -> Outcome<(T, Option<String>)> {
        let response = self.call("POST", path, cookie, body.to_string().into_bytes())?;
        if !response.status().is_success() {
            return Err(format!("{path}: {} {:?}", response.status(), response.body()));
        }
        let cookie = response.headers().get(header::SET_COOKIE).and_then(|value| value.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
        Ok((serde_json::from_slice(response.body()).map_err(text)?, cookie))
    }

    /// Everything a client of this scope gets, from nothing; checks the sum the server claims.
    fn pull_all(&self, scope: Scope) -> Outcome<Everything> {
        let (mut live, mut events) = (BTreeMap::new(), Vec::new());
        let mut cursor = None;
        loop {
            let request = SyncRequest {
                envelope: ENVELOPE,
                device: None,
                events: Vec::new(),
                records: Vec::new(),
                pulls: vec![Pull { scope, cursor, own_through: 0 }],
            };
            let body = serde_json::to_vec(&request).map_err(text)?;
            let response = self.call("POST", api::SYNC, &organiser_cookie(), body)?;
            let response: SyncResponse = serde_json::from_slice(response.body()).map_err(text)?;
            let Some(page) = response.scopes.into_iter().next().filter(|page| page.status == ScopeStatus::Ok)
            else {
                return Err(format!("the organiser may not pull {scope}"));
            };
            for doc in page.docs {
                let key = (doc.kind, doc.id);
                match doc.body {
                    Some(body) => live.insert(key, body.get().to_owned()),
                    None => live.remove(&key),
                };
            }
            events.extend(page.events.into_iter().map(|event| event.raw.get().to_owned()));
            if page.more {
                cursor = Some(page.cursor);
                continue;
            }
            let mut sum = ScopeSum::default();
            for ((kind, id), body) in &live {
                sum.docs += 1;
                sum.hash = sum.hash.wrapping_add(yanxi_protocol::checksum::doc_hash(kind, id, body));
            }
            events.iter().for_each(|raw| sum.add_event(raw));
            if page.sum != Some(sum) {
                return Err(format!("the server says {scope} adds up to {:?}, it is {sum:?}", page.sum));
            }
            return Ok((live, events));
        }
    }
}

fn organiser_cookie() -> String {
    format!("{}={ORGANISER_TOKEN}", api::SESSION_COOKIE)
}

impl Drop for RealServer {
    fn drop(&mut self) {
        self.close();
    }
}

impl SimServer for RealServer {
    fn set_now(&mut self, now: Timestamp) {
        self.clock_set = Instant::now();
        self.clock.set(Some(now));
    }

    fn clock_slack_ms(&self) -> i64 {
        i64::try_from(self.slowest.as_millis()).unwrap_or(i64::MAX).saturating_add(1)
    }

    fn sessions(&self) -> Vec<SessionId> {
        self.sessions.iter().map(|session| session.id).collect()
    }

    fn enrol(
        &mut self,
        name: &str,
        sessions: &[SessionId],
        keep: Option<DeviceId>,
    ) -> Outcome<(DeviceId, String)> {
        let path = api::ENROLMENT_CODES.replace("{course}", &builders::course().id.to_string());
        let (code, _) =
            self.post::<EnrolmentCode>(&path, &organiser_cookie(), &json!({ "sessions": sessions }))?;
        let id = keep.unwrap_or_else(|| {
            self.devices += 1;
            DeviceId(Uuid::from_u64_pair(0xd, self.devices))
        });
        let enrol = json!({ "code": code.code, "name": name, "device": id });
        let (enrolled, cookie) = self.post::<api::Enrolled>(api::ENROL, "", &enrol)?;
        Ok((enrolled.device.id, cookie.ok_or("no cookie")?))
    }

    fn organiser(&mut self) -> Outcome<String> {
        Ok(organiser_cookie())
    }

    fn organiser_scopes(&self) -> Vec<Scope> {
        let sessions = self.sessions().into_iter().map(Scope::Session);
        sessions.chain([Scope::Course(builders::course().id)]).collect()
    }

    fn sync(&mut self, cookie: &str, body: &[u8]) -> (u16, Vec<u8>) {
        let answer = self.call("POST", api::SYNC, cookie, body.to_vec());
        self.slowest = self.slowest.max(self.clock_set.elapsed());
        match answer {
            Ok(response) => (response.status().as_u16(), response.body().to_vec()),
            Err(_) => (500, Vec::new()),
        }
    }

    fn edit(&mut self, session: SessionId, number: u64, body: Option<String>) -> Outcome<()> {
        let id = Uuid::from_u128(number.into()).to_string();
        let scope = Scope::Session(session);
        let body = body.map(RawValue::from_string).transpose().map_err(text)?;
        self.write(&[scope], async |tx| match &body {
            Some(body) => tx.publish(scope, docs::ROSTER, &id, body).await,
            None => tx.retract(scope, docs::ROSTER, &id).await,
        })
    }

    fn backup(&mut self) -> Outcome<()> {
        self.close();
        fs::copy(self.file("yanxi.sqlite"), self.file("copy.sqlite")).map_err(text)?;
        self.backed_up = true;
        self.open()
    }

    fn restore(&mut self, new_epoch: bool) -> Outcome<bool> {
        if !self.backed_up {
            return Ok(false);
        }
        self.close();
        for old in ["yanxi.sqlite-wal", "yanxi.sqlite-shm"].map(|name| self.file(name)) {
            if old.exists() {
                fs::remove_file(old).map_err(text)?;
            }
        }
        fs::copy(self.file("copy.sqlite"), self.file("yanxi.sqlite")).map_err(text)?;
        self.open()?;
        if new_epoch {
            self.write(&[], async |tx| {
                tx.execute("DELETE FROM meta WHERE key = 'epoch'", Vec::new()).await.map(|_| ())
            })?;
            self.close();
            self.open()?;
        }
        Ok(true)
    }

    fn cursor_position(&self, cursor: &str) -> Option<(String, u64)> {
        let (epoch, version) = cursor.split_once('.')?;
        Some((epoch.to_owned(), version.parse().ok()?))
    }

    fn view(&mut self) -> Outcome<ServerView> {
        let mut view = ServerView::default();
        for session in self.sessions() {
            let scope = Scope::Session(session);
            let (docs, events) = self.pull_all(scope)?;
            view.docs.insert(scope, docs);
            for raw in events {
                let id = read_event(&raw).map_err(text)?.header().id;
                if view.events.insert(id, ServerEvent { session, raw }).is_some() {
                    return Err(format!("the server holds event {id} twice"));
                }
            }
        }
        let (course, _) = self.pull_all(Scope::Course(builders::course().id))?;
        for ((kind, _), body) in course {
            if kind == docs::DEVICE {
                let said: DeviceStatus = serde_json::from_str(&body).map_err(text)?;
                let DeviceStatus { head, missing, unsent, .. } = said;
                view.devices.insert(said.id, DeviceView { head, missing, unsent });
            } else if kind == docs::QUARANTINED {
                let aside: QuarantinedEvent = serde_json::from_str(&body).map_err(text)?;
                let seq = read_event(&aside.raw).map_or(0, |event| event.header().seq);
                view.quarantined.push((aside.device, seq, aside.reason, aside.raw));
            }
        }
        Ok(view)
    }
}

/// Live documents by kind and id, and the raw events of a scope.
type Everything = (BTreeMap<(String, String), String>, Vec<String>);
