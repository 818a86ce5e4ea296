//! The HTTP transport: typed errors, a deadline, compression. No retries, no policy, no knowledge of what is asked.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod native;

#[cfg(target_arch = "wasm32")]
use browser::send;
#[cfg(not(target_arch = "wasm32"))]
use native::send;

use serde::{Serialize, de::DeserializeOwned};
use yanxi_protocol::api::ApiError;

/// Why there is no usable answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetError {
    /// No connection.
    #[error("offline")]
    Offline,
    /// A page where data was expected, or a redirect: a captive portal answered.
    #[error("captive portal")]
    CaptivePortal,
    /// No answer in time.
    #[error("time-out")]
    Timeout,
    /// The server said no; its reason, if it gave one.
    #[error("status {status}")]
    Status {
        /// HTTP status.
        status: u16,
        /// Decoded error body.
        error: Option<ApiError>,
    },
    /// The answer does not parse.
    #[error("unreadable answer: {0}")]
    Unreadable(String),
}

/// A request.
pub(crate) struct Call<'a> {
    pub path: &'a str,
    /// JSON; `None`: GET.
    pub body: Option<String>,
    pub timeout_ms: u32,
}

/// What came back.
pub(crate) struct Answer {
    pub status: u16,
    pub redirected: bool,
    pub content_type: String,
    pub text: String,
}

/// `GET path`.
///
/// # Errors
/// See [`NetError`].
pub async fn get<R: DeserializeOwned>(path: &str, timeout_ms: u32) -> Result<R, NetError> {
    read(send(Call { path, body: None, timeout_ms }).await?)
}

/// `POST path` with a JSON body. `()` as answer type accepts any body.
///
/// # Errors
/// See [`NetError`].
pub async fn post<B: Serialize, R: DeserializeOwned>(
    path: &str,
    body: &B,
    timeout_ms: u32,
) -> Result<R, NetError> {
    let body = serde_json::to_string(body).map_err(|e| NetError::Unreadable(e.to_string()))?;
    read(send(Call { path, body: Some(body), timeout_ms }).await?)
}

fn read<R: DeserializeOwned>(answer: Answer) -> Result<R, NetError> {
    // A portal answers 200 with its own page, or redirects to it.
    if answer.redirected || answer.content_type.starts_with("text/html") {
        return Err(NetError::CaptivePortal);
    }
    if !(200..300).contains(&answer.status) {
        return Err(NetError::Status {
            status: answer.status,
            error: serde_json::from_str(&answer.text).ok(),
        });
    }
    let text = if answer.text.is_empty() { "null" } else { &answer.text };
    serde_json::from_str(text).map_err(|e| NetError::Unreadable(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, content_type: &str, text: &str) -> Answer {
        Answer { status, redirected: false, content_type: content_type.into(), text: text.into() }
    }

    #[test]
    fn a_page_where_data_was_expected_is_a_captive_portal() {
        let portal = read::<u8>(answer(200, "text/html; charset=utf-8", "<html>"));
        assert_eq!(portal, Err(NetError::CaptivePortal));
        let moved = read::<u8>(Answer { redirected: true, ..answer(200, "application/json", "1") });
        assert_eq!(moved, Err(NetError::CaptivePortal));
    }

    #[test]
    fn the_reason_of_a_refusal_is_kept() {
        let body = r#"{"code":"not_final","message":"m","reason":"平板A 尚未回報"}"#;
        let Err(NetError::Status { status: 409, error: Some(error) }) =
            read::<()>(answer(409, "application/json", body))
        else {
            panic!("not a refusal")
        };
        assert_eq!(error.code, "not_final");
        assert_eq!(
            read::<u8>(answer(502, "text/plain", "bad gateway")),
            Err(NetError::Status { status: 502, error: None })
        );
    }

    #[test]
    fn an_empty_answer_is_nothing_and_a_broken_one_is_an_error() {
        assert_eq!(read::<()>(answer(204, "", "")), Ok(()));
        assert!(matches!(read::<u8>(answer(200, "application/json", "{")), Err(NetError::Unreadable(_))));
    }
}
