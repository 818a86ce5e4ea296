//! Typed actors: everybody a server can be asked by.

use axum::{body::Body, http::Request};
use yanxi_protocol::api;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// No cookie.
    Nobody,
    /// A cookie nobody gave out.
    Forger,
    /// Attendee of session 1.
    Attendee,
    /// Venue staff of session 1, without a tablet.
    Staff,
    /// Organiser of the course.
    Organiser,
    /// Organiser of another course.
    OtherOrganiser,
    /// Tablet for session 1.
    TabletA,
    /// Tablet for sessions 1 and 2.
    TabletB,
    /// Tablet of session 1 that was reported lost.
    LostTablet,
    /// Tablet of another course.
    OtherTablet,
}

impl Caller {
    pub const ALL: [Self; 10] = [
        Self::Nobody,
        Self::Forger,
        Self::Attendee,
        Self::Staff,
        Self::Organiser,
        Self::OtherOrganiser,
        Self::TabletA,
        Self::TabletB,
        Self::LostTablet,
        Self::OtherTablet,
    ];

    /// The token in this caller's cookie; the fixture stores its hash.
    pub fn token(self) -> String {
        format!("token-of-{self:?}")
    }

    fn cookie(self) -> Option<String> {
        let name = match self {
            Self::Nobody => return None,
            Self::Forger => return Some(format!("{}=x; {}=y", api::SESSION_COOKIE, api::DEVICE_COOKIE)),
            Self::Attendee | Self::Staff | Self::Organiser | Self::OtherOrganiser => api::SESSION_COOKIE,
            Self::TabletA | Self::TabletB | Self::LostTablet | Self::OtherTablet => api::DEVICE_COOKIE,
        };
        Some(format!("{name}={}", self.token()))
    }

    pub fn request(self, method: &str, path: &str, body: Vec<u8>) -> Request<Body> {
        let mut request =
            Request::builder().method(method).uri(path).header("content-type", "application/json");
        if method != "GET" {
            request = request.header(api::CSRF_HEADER, "1");
        }
        if let Some(cookie) = self.cookie() {
            request = request.header("cookie", cookie);
        }
        request.body(Body::from(body)).unwrap()
    }
}
