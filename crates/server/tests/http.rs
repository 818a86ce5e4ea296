//! What every request passes through: errors as JSON, limits, compression, headers, the embedded app.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::io::{Read as _, Write as _};

use axum::{
    body::Body,
    http::{HeaderMap, Request},
};
use common::{Caller, SESSION_1, Tablet, TestDatabase, World};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use yanxi_protocol::{api, scope::Scope, sync::Outcome};

async fn world() -> (TestDatabase, World) {
    let database = TestDatabase::sqlite().await;
    let world = World::new(&database).await;
    (database, world)
}

async fn send(world: &World, request: Request<Body>) -> (u16, HeaderMap, Vec<u8>) {
    let response = world.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    (parts.status.as_u16(), parts.headers, body.collect().await.unwrap().to_bytes().to_vec())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Status and body, for snapshots.
async fn shown(world: &World, request: Request<Body>) -> Value {
    let (status, _, body) = send(world, request).await;
    json!({ "status": status, "body": serde_json::from_slice::<Value>(&body).unwrap() })
}

#[tokio::test]
async fn health_says_that_the_database_answers() {
    let (_database, world) = world().await;
    let (status, body) = world.get::<Value>(Caller::Nobody, api::HEALTHZ).await;
    assert_eq!((status, &body["status"]), (200, &json!("ok")));
    world.state.store.close().await;
    let (status, body) = world.get::<Value>(Caller::Nobody, api::HEALTHZ).await;
    assert_eq!((status, &body["code"]), (503, &json!("unavailable")));
}

#[tokio::test]
async fn a_post_without_the_csrf_header_is_refused() {
    let (_database, world) = world().await;
    let mut request = Caller::TabletA.request("POST", api::SYNC, b"{}".to_vec());
    request.headers_mut().remove(api::CSRF_HEADER);
    insta::assert_json_snapshot!(shown(&world, request).await, @r#"
    {
      "body": {
        "code": "csrf",
        "message": "the x-yanxi header is missing",
        "reason": "這個請求不是由本系統送出，已被拒絕。資料沒有變更，請重新整理頁面後再試。"
      },
      "status": 403
    }
    "#);
}

#[tokio::test]
async fn refusals_of_sync_say_what_is_safe() {
    let (_database, world) = world().await;
    let post = |caller: Caller, body: Value| caller.request("POST", api::SYNC, body.to_string().into_bytes());
    let report = json!({ "id": common::TABLET_B, "head": 0, "unsent": 0, "sent_at": 0, "app_version": "t" });
    let cases = json!({
        "nobody": shown(&world, post(Caller::Nobody, json!({ "envelope": 3 }))).await,
        "forged cookies": shown(&world, post(Caller::Forger, json!({ "envelope": 3 }))).await,
        "unknown envelope": shown(&world, post(Caller::TabletA, json!({ "envelope": 4 }))).await,
        "another device": shown(&world, post(Caller::TabletA, json!({ "envelope": 3, "device": report }))).await,
        "events without a device": shown(&world, post(Caller::Organiser, json!({ "envelope": 3, "events": [{}] }))).await,
        "not a request": shown(&world, post(Caller::TabletA, json!("sync"))).await,
    });
    insta::assert_json_snapshot!(cases);
}

#[tokio::test]
async fn too_many_events_are_refused_as_a_whole() {
    let (_database, world) = world().await;
    let mut tablet = Tablet::a();
    tablet.sign_in(1);
    let events = vec![tablet.stream[0].clone(); yanxi_protocol::sync::MAX_BATCH + 1];
    let (status, body) = world.post::<Value>(tablet.caller, api::SYNC, &tablet.request(&events)).await;
    assert_eq!((status, &body["code"]), (413, &json!("batch_too_large")));
    assert_eq!(tablet.status(&world).await.last_seen, None, "nothing was stored");
}

#[tokio::test]
async fn a_huge_body_is_refused_before_it_is_read_to_the_end() {
    let (_database, world) = world().await;
    // 64 MB of spaces are a few kilobytes compressed.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let spaces = vec![b' '; 1024 * 1024];
    (0..64).for_each(|_| encoder.write_all(&spaces).unwrap());
    let mut request = Caller::TabletA.request("POST", api::SYNC, encoder.finish().unwrap());
    request.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
    let (status, _, body) = send(&world, request).await;
    assert_eq!(status, 413, "{}", String::from_utf8_lossy(&body));
    let mut request = Caller::TabletA.request("POST", api::SYNC, vec![b' '; 9 * 1024 * 1024]);
    request.headers_mut().insert("content-length", (9 * 1024 * 1024).into());
    assert_eq!(send(&world, request).await.0, 413);
}

#[tokio::test]
async fn speaks_gzip_both_ways() {
    let (_database, world) = world().await;
    let mut tablet = Tablet::a();
    tablet.sign_in(300);
    let body = serde_json::to_vec(&tablet.request(&tablet.stream)).unwrap();
    let compressed = gzip(&body);
    assert!(compressed.len() * 3 < body.len());
    let mut request = tablet.caller.request("POST", api::SYNC, compressed);
    request.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
    request.headers_mut().insert("accept-encoding", "gzip".parse().unwrap());
    let (status, headers, body) = send(&world, request).await;
    assert_eq!((status, headers["content-encoding"].to_str().unwrap()), (200, "gzip"));
    let mut plain = Vec::new();
    GzDecoder::new(&body[..]).read_to_end(&mut plain).unwrap();
    let response: yanxi_protocol::sync::SyncResponse = serde_json::from_slice(&plain).unwrap();
    assert_eq!(common::tablet::outcomes(response.results), vec![Outcome::Accepted; 300]);
}

#[tokio::test]
async fn older_envelopes_are_read_and_answered_in_their_own_version() {
    let (_database, world) = world().await;
    let session = Scope::Session(SESSION_1).to_string();
    let bodies = [
        json!({ "envelope": 1, "cursors": { session.as_str(): null } }),
        json!({ "envelope": 2, "pulls": [{ "scope": session.as_str() }] }),
        json!({ "envelope": 3, "pulls": [{ "scope": session.as_str() }] }),
    ];
    for (body, envelope) in bodies.into_iter().zip(1..) {
        let request = Caller::TabletA.request("POST", api::SYNC, body.to_string().into_bytes());
        let (status, _, body) = send(&world, request).await;
        let answer: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!((status, &answer["envelope"]), (200, &json!(envelope)), "{answer}");
        // Envelope 1 answers with a map by scope, the later ones with a list.
        let change = if envelope == 1 { &answer["scopes"][&session] } else { &answer["scopes"][0] };
        assert_eq!(change["status"], "ok", "{answer}");
        assert!(!change["docs"].as_array().unwrap().is_empty(), "{answer}");
        assert_eq!(change.get("sum").is_some(), envelope > 1, "{answer}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let (_database, world) = world().await;
    for path in ["/", "/board", api::HEALTHZ, api::ME, "/api/v1/nowhere", "/missing.js"] {
        let (_, headers, _) = send(&world, Caller::Nobody.request("GET", path, Vec::new())).await;
        let policy = headers["content-security-policy"].to_str().unwrap();
        for part in
            ["default-src 'self'", "'wasm-unsafe-eval'", "frame-ancestors 'none'", "object-src 'none'"]
        {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["referrer-policy"], "no-referrer");
        if path.starts_with("/api/") {
            assert_eq!(headers["cache-control"], "no-store");
        }
    }
}

#[tokio::test]
async fn unknown_paths_of_the_api_are_json_and_never_the_app() {
    let (_database, world) = world().await;
    let (status, headers, body) =
        send(&world, Caller::Nobody.request("GET", "/api/v1/nowhere", Vec::new())).await;
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!((status, &body["code"]), (404, &json!("not_found")));
    assert_eq!(headers["content-type"], "application/json");
    let (status, ..) = send(&world, Caller::Nobody.request("POST", "/board", Vec::new())).await;
    assert_eq!(status, 404);
    let (status, ..) = send(&world, Caller::Nobody.request("POST", api::ME, Vec::new())).await;
    assert_eq!(status, 405);
}

#[tokio::test]
async fn news_asks_for_the_right_to_each_scope() {
    let (_database, world) = world().await;
    let path = |scope: yanxi_protocol::scope::Scope| format!("{}?scopes={scope}", api::NEWS);
    let mine = yanxi_protocol::scope::Scope::Session(common::SESSION_1);
    for (caller, expected) in
        [(Caller::Nobody, 401), (Caller::Forger, 401), (Caller::Attendee, 403), (Caller::TabletA, 200)]
    {
        let response =
            world.router.clone().oneshot(caller.request("GET", &path(mine), Vec::new())).await.unwrap();
        assert_eq!(response.status().as_u16(), expected, "{caller:?}");
    }
}

#[test]
fn the_openapi_document_is_what_it_was() {
    insta::assert_json_snapshot!(yanxi_server::http::document(yanxi_server::http::routes(true).list()));
}

/// Every `$ref` of a document.
fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, value)| match (name.as_str(), value) {
                ("$ref", Value::String(target)) => vec![target.clone()],
                _ => references(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn the_openapi_document_has_every_route_and_every_type_it_names() {
    let (_database, world) = world().await;
    let (status, document) = world.get::<Value>(Caller::Nobody, api::OPENAPI).await;
    assert_eq!(status, 200);
    for route in yanxi_server::http::routes(true).list() {
        let operation = &document["paths"][route.path][route.method.as_str().to_ascii_lowercase()];
        assert!(operation.is_object(), "{} {}", route.method, route.path);
        assert_eq!(operation.get("requestBody").is_some(), route.body.is_some(), "{}", route.path);
    }
    let references = references(&document);
    assert!(references.len() > 50);
    for target in references {
        let found = document.pointer(target.strip_prefix('#').unwrap());
        assert!(found.is_some_and(Value::is_object), "{target}");
    }
    let push = &document["components"]["schemas"]["SyncRequest"]["properties"];
    assert!(push["device"].is_object() && push["pulls"].is_object());
}
