//! Somebody who talks to the server over HTTP, without a browser: to prepare a scene and to read the truth.

use std::collections::HashMap;

use anyhow::{Context as _, bail};
use serde::{Serialize, de::DeserializeOwned};
use yanxi_domain::{
    event::{AttendanceEvent, ReceivedEvent},
    time::Timestamp,
};
use yanxi_protocol::{
    api::{self, DemoEnter, DemoEntered, DemoPerson},
    scope::Scope,
    sync::{Doc, ENVELOPE, Pull, ScopeStatus, SyncRequest, SyncResponse},
};

use crate::server::Server;

/// A client with its own cookies.
#[derive(Debug)]
pub struct Person {
    base: String,
    http: reqwest::Client,
    /// What entering answered; nothing for [`Person::nobody`].
    pub entered: Option<DemoEntered>,
}

impl Person {
    /// Not signed in.
    ///
    /// # Errors
    /// The client cannot be built.
    pub fn nobody(server: &Server) -> anyhow::Result<Self> {
        let http = reqwest::Client::builder().cookie_store(true).build()?;
        Ok(Self { base: server.url(), http, entered: None })
    }

    /// Enters as the first demo person of a role (`staff`, `organiser`, `attendee`).
    ///
    /// # Errors
    /// There is none.
    pub async fn enter(server: &Server, role: &str) -> anyhow::Result<Self> {
        let mut person = Self::nobody(server)?;
        let people: Vec<DemoPerson> = person.get(api::DEMO_PEOPLE).await?;
        let wanted = people.iter().find(|p| p.role == role).with_context(|| format!("no demo {role}"))?;
        person.entered = Some(person.post(api::DEMO_ENTER, &DemoEnter { account: wanted.account }).await?);
        Ok(person)
    }

    /// `GET`.
    ///
    /// # Errors
    /// No success, or another body.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> anyhow::Result<T> {
        let answer = self.http.get(format!("{}{path}", self.base)).send().await?;
        decoded(path, answer).await
    }

    /// `POST`.
    ///
    /// # Errors
    /// No success, or another body.
    pub async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> anyhow::Result<T> {
        let url = format!("{}{path}", self.base);
        let answer = self.http.post(url).header(api::CSRF_HEADER, "1").json(body).send().await?;
        decoded(path, answer).await
    }

    /// Everything of a scope.
    ///
    /// # Errors
    /// The scope is forbidden, or the server does not answer.
    pub async fn pull(&self, scope: Scope) -> anyhow::Result<Replica> {
        let mut replica = Replica::default();
        let mut cursor = None;
        loop {
            let pull = Pull { scope, cursor, own_through: 0 };
            let request = SyncRequest {
                envelope: ENVELOPE,
                device: None,
                events: Vec::new(),
                records: Vec::new(),
                pulls: vec![pull],
            };
            let response: SyncResponse = self.post(api::SYNC, &request).await?;
            let changes = response.scopes.into_iter().next().context("no answer for the scope")?;
            if changes.status == ScopeStatus::Forbidden {
                bail!("{scope} is forbidden");
            }
            for doc in changes.docs {
                replica.docs.insert((doc.kind.clone(), doc.id.clone()), doc);
            }
            for stored in changes.events {
                replica.events.push((stored.at, stored.raw.get().to_owned()));
            }
            cursor = Some(changes.cursor);
            if !changes.more {
                return Ok(replica);
            }
        }
    }
}

async fn decoded<T: DeserializeOwned>(path: &str, answer: reqwest::Response) -> anyhow::Result<T> {
    let status = answer.status();
    let text = answer.text().await?;
    if !status.is_success() {
        bail!("{path}: {status} {text}");
    }
    let text = if text.is_empty() { "null" } else { text.as_str() };
    serde_json::from_str(text).with_context(|| format!("{path}: {text}"))
}

/// What the server holds of one scope.
#[derive(Debug, Default)]
pub struct Replica {
    docs: HashMap<(String, String), Doc>,
    events: Vec<(Timestamp, String)>,
}

impl Replica {
    /// All live documents of a kind.
    ///
    /// # Errors
    /// One does not parse.
    pub fn docs<T: DeserializeOwned>(&self, kind: &str) -> anyhow::Result<Vec<T>> {
        let live = self.docs.values().filter(|doc| doc.kind == kind).filter_map(|doc| doc.body.as_ref());
        live.map(|body| serde_json::from_str(body.get()).with_context(|| body.get().to_owned())).collect()
    }

    /// One live document.
    ///
    /// # Errors
    /// It does not parse.
    pub fn doc<T: DeserializeOwned>(&self, kind: &str, id: &str) -> anyhow::Result<Option<T>> {
        let body = self.docs.get(&(kind.to_owned(), id.to_owned())).and_then(|doc| doc.body.as_ref());
        body.map(|body| serde_json::from_str(body.get()).with_context(|| body.get().to_owned())).transpose()
    }

    /// All events, in the order the server stored them.
    ///
    /// # Errors
    /// One does not parse.
    pub fn events(&self) -> anyhow::Result<Vec<ReceivedEvent>> {
        let parse = |(at, raw): &(Timestamp, String)| {
            let event: AttendanceEvent = serde_json::from_str(raw).with_context(|| raw.clone())?;
            Ok(ReceivedEvent { event, received_at: Some(*at) })
        };
        self.events.iter().map(parse).collect()
    }
}
