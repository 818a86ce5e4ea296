//! HTTP: routes, extractors, errors as JSON. Policy lives in `service`.

mod accounts;
mod administration;
mod app;
mod audit;
mod auth;
mod browser;
mod client_address;
pub mod cookies;
mod demo;
mod devices;
mod error;
mod extract;
mod health;
mod imports;
mod layers;
mod news;
mod office;
mod openapi;
mod own;
mod path;
mod plans;
mod privacy;
mod registering;
mod routes;
mod sync;

use axum::Router;
use yanxi_protocol::api;

pub use extract::Body;
pub use openapi::document;
pub use routes::{Route, Routes};

use crate::state::AppState;

/// Every route of the API. `demo`: with those that exist only in demo mode.
#[must_use]
pub fn routes(demo: bool) -> Routes {
    let routes = Routes::default()
        .get(api::HEALTHZ, health::healthz, "Liveness of the process and its database.", "Health")
        .post(
            api::SYNC,
            sync::sync,
            "Push own events, pull the changes of scopes.",
            ("SyncRequest", "SyncResponse"),
        )
        .get(api::NEWS, news::news, "Server-sent events that name the scopes with news.", "text/event-stream")
        .query::<news::Wanted>()
        .get(api::OPENAPI, openapi::openapi, "This document.", "OpenApi")
        .merge(auth::routes())
        .merge(accounts::routes())
        .merge(administration::routes())
        .merge(audit::routes())
        .merge(devices::routes())
        .merge(office::routes())
        .merge(imports::routes())
        .merge(own::routes())
        .merge(privacy::routes())
        .merge(plans::routes())
        .merge(registering::routes());
    if demo { routes.merge(demo::routes()) } else { routes }
}

/// The whole application as one service, usable in process by tests: API, embedded app, limits and headers.
pub fn router(state: AppState) -> Router {
    let router = routes(state.settings.demo).into_router().fallback(app::fallback);
    layers::wrap(router).with_state(state)
}
