//! What every request passes through: limits, compression, headers, logging.

use std::{any::Any, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::{
    CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer,
    decompression::RequestDecompressionLayer, limit::RequestBodyLimitLayer, timeout::TimeoutLayer,
};

use super::app::content_security_policy;
use crate::{failure::Failure, state::AppState};

/// A full push of 5,000 events is about 2.5 MB; decompressed bodies beyond this are refused.
const MAX_BODY: usize = 16 * 1024 * 1024;
/// The same before decompression.
const MAX_COMPRESSED_BODY: usize = 8 * 1024 * 1024;
/// An answer that takes longer is a 503; the client repeats. Streams are not cut, only their start is timed.
const TIMEOUT: Duration = Duration::from_secs(40);
/// Fast levels: on a small server, time is dearer than the last tenth of the size.
const LEVEL: CompressionLevel = CompressionLevel::Precise(4);

pub(super) fn wrap(router: Router<AppState>) -> Router<AppState> {
    router
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(RequestDecompressionLayer::new())
        .layer(RequestBodyLimitLayer::new(MAX_COMPRESSED_BODY))
        .layer(CompressionLayer::new().quality(LEVEL))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(headers))
        .layer(middleware::from_fn(log))
}

fn panicked(_: Box<dyn Any + Send>) -> Response {
    // The panic's text may hold data of the request; the hook has written its place.
    Failure::internal("a handler panicked").into_response()
}

async fn headers(request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, content_security_policy());
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    if api {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    response
}

/// One line a request: method, route template, status, time. No names, codes, cookies or query strings.
async fn log(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let start = std::time::Instant::now();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("app", MatchedPath::as_str);
    let ms = start.elapsed().as_millis();
    tracing::debug!(%method, route, status = response.status().as_u16(), ms, "request");
    response
}
