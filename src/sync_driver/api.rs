//! Requests a server decides about: they need the network and never pretend otherwise (Y-10).

use yanxi_protocol::api::ApiError;

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
