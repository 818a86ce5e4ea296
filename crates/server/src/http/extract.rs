//! Extractors: who is asking, and JSON bodies whose errors are answered like all others.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Query, Request},
    http::{HeaderMap, Method, request::Parts},
};
use serde::de::DeserializeOwned;
use yanxi_protocol::api;

use crate::{
    actor::Actor,
    failure::{Failure, Kind},
    http::cookies,
    state::AppState,
};

impl FromRequestParts<AppState> for Actor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        if parts.method != Method::GET {
            check_csrf(&parts.headers)?;
        }
        let device = cookies::get(&parts.headers, api::DEVICE_COOKIE);
        let account = cookies::get(&parts.headers, api::SESSION_COOKIE);
        crate::service::actor::resolve(state, account, device).await
    }
}

/// An actor who is somebody: account, device or both. Read from the head of the request, so that nobody makes the server
/// read a body without being known.
#[derive(Clone, Debug)]
pub struct Known(pub Actor);

impl FromRequestParts<AppState> for Known {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let actor = Actor::from_request_parts(parts, state).await?;
        if actor.account.is_none() && actor.device.is_none() {
            return Err(Failure::not_signed_in());
        }
        Ok(Self(actor))
    }
}

/// An actor with an account, see [`Known`]. What the account may do is asked by the service.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Actor);

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let actor = Actor::from_request_parts(parts, state).await?;
        actor.account()?;
        Ok(Self(actor))
    }
}

/// An actor on an enrolled device, see [`Known`].
#[derive(Clone, Debug)]
pub struct OnDevice(pub Actor);

impl FromRequestParts<AppState> for OnDevice {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let actor = Actor::from_request_parts(parts, state).await?;
        actor.device()?;
        Ok(Self(actor))
    }
}

/// Together with SameSite cookies this stops cross-site posts: a form cannot set the header, a script needs CORS.
fn check_csrf(headers: &HeaderMap) -> Result<(), Failure> {
    if headers.get(api::CSRF_HEADER).is_some_and(|value| value == "1") {
        return Ok(());
    }
    let reason = "這個請求不是由本系統送出，已被拒絕。資料沒有變更，請重新整理頁面後再試。";
    Err(Failure::new(Kind::Forbidden, "csrf", "the x-yanxi header is missing", reason))
}

/// Parameters behind the question mark, whose errors are answered like all others.
#[derive(Clone, Copy, Debug)]
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(_) => {
                let text = "查詢條件無法辨識。請清除條件後再試一次，資料沒有變更。";
                Err(Failure::invalid("filter_invalid", "the query is not understood", text))
            }
        }
    }
}

/// The bytes of a body that has its own reader; size is limited by the router.
#[derive(Clone, Debug)]
pub struct RawBody(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for RawBody {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        Bytes::from_request(request, state).await.map(Self).map_err(|rejection| {
            let kind = if rejection.status() == 413 { Kind::TooLarge } else { Kind::Invalid };
            let reason = "資料沒有完整送達伺服器。本機資料不受影響，請再試一次。";
            Failure::new(kind, "body_not_read", "the request body could not be read", reason)
        })
    }
}

/// A JSON body.
#[derive(Clone, Copy, Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let RawBody(bytes) = RawBody::from_request(request, state).await?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            // serde's text names fields and positions, never values; still it goes to the log only.
            tracing::debug!(%error, "request body");
            not_understood()
        })
    }
}

/// A body that is not what the endpoint expects.
pub(super) fn not_understood() -> Failure {
    let reason = "伺服器看不懂這個請求，資料沒有變更。請重新整理頁面，取得新版後再試。";
    Failure::invalid("body_not_understood", "the request body is not the expected JSON", reason)
}
