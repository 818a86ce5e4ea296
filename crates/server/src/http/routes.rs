//! The list of routes: what the router serves, the OpenAPI document and the permission tests all read the same one.

use axum::{
    Router,
    handler::Handler,
    http::Method,
    routing::{MethodFilter, MethodRouter, on},
};
use utoipa::{IntoParams, openapi::path::ParameterIn};

use crate::state::AppState;

/// One route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: Method,
    /// Path template.
    pub path: &'static str,
    /// One English sentence for the OpenAPI document.
    pub summary: &'static str,
    /// Type of the request body, if there is one.
    pub body: Option<&'static str>,
    /// Type of the answer's body.
    pub answer: &'static str,
    /// Parameters of the query string, as OpenAPI describes them.
    pub query: Vec<serde_json::Value>,
}

/// Routes with their handlers.
#[derive(Default)]
pub struct Routes {
    router: Router<AppState>,
    list: Vec<Route>,
}

impl Routes {
    /// Adds a `GET` route.
    #[must_use]
    pub fn get<H, T>(
        self,
        path: &'static str,
        handler: H,
        summary: &'static str,
        answer: &'static str,
    ) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let route = Route { method: Method::GET, path, summary, body: None, answer, query: Vec::new() };
        self.add(route, on(MethodFilter::GET, handler))
    }

    /// Adds a `POST` route. `types`: body (empty: none) and answer.
    #[must_use]
    pub fn post<H, T>(
        self,
        path: &'static str,
        handler: H,
        summary: &'static str,
        (body, answer): (&'static str, &'static str),
    ) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let body = (!body.is_empty()).then_some(body);
        let route = Route { method: Method::POST, path, summary, body, answer, query: Vec::new() };
        self.add(route, on(MethodFilter::POST, handler))
    }

    /// Documents the query string of the route just added; `T` is what its handler reads.
    #[must_use]
    pub fn query<T: IntoParams>(mut self) -> Self {
        let parameters = T::into_params(|| Some(ParameterIn::Query));
        if let Some(route) = self.list.last_mut() {
            route.query = parameters.iter().filter_map(|one| serde_json::to_value(one).ok()).collect();
        }
        self
    }

    fn add(mut self, route: Route, handler: MethodRouter<AppState>) -> Self {
        self.router = self.router.route(route.path, handler);
        self.list.push(route);
        self
    }

    /// Adds the routes of another module.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.list.extend(other.list);
        self
    }

    /// The list.
    #[must_use]
    pub fn list(&self) -> &[Route] {
        &self.list
    }

    /// The router.
    pub fn into_router(self) -> Router<AppState> {
        self.router
    }
}
