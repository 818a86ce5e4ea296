//! Requests a server decides about: they need the network and never pretend otherwise (Y-10).

use serde::{Serialize, de::DeserializeOwned};
use yanxi_protocol::api::ApiError;

use crate::net::{self, NetError};

/// Version of this app, told to the server at every contact.
pub const APP_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Code of the server's answer to somebody it does not know.
const NOT_SIGNED_IN: &str = "not_signed_in";

/// Longest wait for a decision of the server: a person is looking at the screen.
const TIMEOUT_MS: u32 = 20_000;

/// Why a request was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiFailure {
    /// No answer from the server (no network, captive portal, time-out). Nothing is known to have changed.
    #[error("offline")]
    Offline,
    /// The server said no, with a reason in words.
    #[error("refused: {}", .0.code)]
    Refused(ApiError),
    /// The session ended: sign in again; nothing stored here is touched.
    #[error("not signed in")]
    NotSignedIn,
    /// The answer could not be understood, or the server is broken. For the log, not for people.
    #[error("broken: {0}")]
    Broken(String),
}

impl From<NetError> for ApiFailure {
    fn from(error: NetError) -> Self {
        match error {
            NetError::Offline | NetError::CaptivePortal | NetError::Timeout => Self::Offline,
            // Other codes are about what was typed just now (a wrong password), not about the session.
            NetError::Status { status: 401, error }
                if error.as_ref().is_none_or(|error| error.code == NOT_SIGNED_IN) =>
            {
                Self::NotSignedIn
            }
            NetError::Status { error: Some(error), .. } => Self::Refused(error),
            NetError::Status { status, error: None } => Self::Broken(format!("status {status}")),
            NetError::Unreadable(why) => Self::Broken(why),
        }
    }
}

/// `GET path`.
///
/// # Errors
/// See [`ApiFailure`].
pub async fn get<R: DeserializeOwned>(path: &str) -> Result<R, ApiFailure> {
    Ok(net::get(path, TIMEOUT_MS).await?)
}

/// `POST path`.
///
/// # Errors
/// See [`ApiFailure`].
pub async fn post<R: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<R, ApiFailure> {
    Ok(net::post(path, body, TIMEOUT_MS).await?)
}

/// `POST path` whose answer does not matter beyond success.
///
/// # Errors
/// See [`ApiFailure`].
pub async fn tell(path: &str, body: &impl Serialize) -> Result<(), ApiFailure> {
    post::<serde::de::IgnoredAny>(path, body).await.map(|_| ())
}
