//! The `yanxi` binary as a child process, and a client for it.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use axum::body::Body;
use futures::StreamExt as _;
use http_body_util::{BodyExt as _, BodyStream};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use yanxi_protocol::{
    api,
    sync::{SyncRequest, SyncResponse},
};

use crate::common::Caller;

/// A running server; dropping it kills it.
pub struct Process {
    child: Child,
    address: String,
    client: Client<HttpConnector, Body>,
}

impl Process {
    /// Starts `yanxi serve` over the database and waits until it listens.
    pub async fn start(url: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_yanxi"))
            .args(["serve", "--listen", "127.0.0.1:0", "--database-url", url])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let line = tokio::task::spawn_blocking(move || {
            let mut line = String::new();
            stdout.read_line(&mut line).unwrap();
            line
        });
        let line = line.await.unwrap();
        let address = line.trim().strip_prefix("yanxi listens on ").expect("it listens").to_owned();
        Self { child, address, client: Client::builder(TokioExecutor::new()).build_http() }
    }

    async fn send(&self, caller: Caller, method: &str, path: &str, body: Vec<u8>) -> hyper::body::Incoming {
        let request = caller.request(method, &format!("{}{path}", self.address), body);
        let response = self.client.request(request).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response.into_body()
    }

    /// One round trip of sync.
    pub async fn sync(&self, caller: Caller, request: &SyncRequest) -> SyncResponse {
        let body = self.send(caller, "POST", api::SYNC, serde_json::to_vec(request).unwrap()).await;
        serde_json::from_slice(&body.collect().await.unwrap().to_bytes()).unwrap()
    }

    /// Listens for news; the message that comes at once is taken.
    pub async fn news(&self, caller: Caller, scopes: &str) -> News {
        let path = format!("{}?scopes={scopes}", api::NEWS);
        let body = self.send(caller, "GET", &path, Vec::new()).await;
        let mut news = News(BodyStream::new(body));
        news.next().await;
        news
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// A stream of server-sent events.
pub struct News(BodyStream<hyper::body::Incoming>);

impl News {
    /// The next message.
    pub async fn next(&mut self) -> String {
        let frame = self.0.next().await.expect("the stream goes on").unwrap();
        String::from_utf8(frame.into_data().expect("data").to_vec()).unwrap()
    }
}
