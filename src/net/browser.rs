//! `fetch`, through `reqwasm`.

use js_sys::Uint8Array;
use reqwasm::http::{Request, RequestCache};
use yanxi_protocol::api::CSRF_HEADER;

use super::{Answer, Call, NetError};
use crate::platform::{deadline::Deadline, gzip};

/// Smaller bodies do not get smaller.
const WORTH_COMPRESSING: usize = 1024;

pub async fn send(call: Call<'_>) -> Result<Answer, NetError> {
    let deadline = Deadline::after(call.timeout_ms);
    let signal = deadline.signal();
    let request = match call.body {
        None => Request::get(call.path),
        Some(body) => with_body(Request::post(call.path).header(CSRF_HEADER, "1"), body).await,
    };
    let request = request
        .header("accept", "application/json")
        .cache(RequestCache::NoStore)
        .abort_signal(signal.as_ref());
    // Browsers do not tell a dead network from a refused connection: without an answer we are offline.
    let failed = || if deadline.expired() { NetError::Timeout } else { NetError::Offline };
    let response = request.send().await.map_err(|_| failed())?;
    let text = response.text().await.map_err(|_| failed())?;
    Ok(Answer {
        status: response.status(),
        redirected: response.redirected(),
        content_type: response.headers().get("content-type").unwrap_or_default(),
        text,
    })
}

async fn with_body(request: Request, body: String) -> Request {
    let request = request.header("content-type", "application/json");
    if body.len() >= WORTH_COMPRESSING
        && let Some(packed) = gzip::compress(body.as_bytes()).await
    {
        return request.header("content-encoding", "gzip").body(Uint8Array::from(packed.as_slice()));
    }
    request.body(body)
}
