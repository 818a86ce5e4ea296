//! The OpenAPI document, generated from the list of routes.

use axum::{Json, extract::State};
use serde_json::{Map, Value, json};
use yanxi_protocol::api;

use super::routes::Route;
use crate::state::AppState;

/// The document of this server.
pub async fn openapi(State(state): State<AppState>) -> Json<Value> {
    Json(document(super::routes(state.settings.demo).list()))
}

/// The document for a list of routes.
#[must_use]
pub fn document(routes: &[Route]) -> Value {
    let mut paths = Map::new();
    for route in routes {
        let method = route.method.as_str().to_ascii_lowercase();
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[method] = operation(route);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "研習",
            "description": "Check-in and hours of training sessions for school staff. Bodies are documented in the crate yanxi-protocol.",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": { "ApiError": api_error() },
            "securitySchemes": {
                "account": { "type": "apiKey", "in": "cookie", "name": api::SESSION_COOKIE },
                "device": { "type": "apiKey", "in": "cookie", "name": api::DEVICE_COOKIE },
            },
        },
    })
}

fn operation(route: &Route) -> Value {
    let mut parameters: Vec<Value> = route
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| {
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } })
        })
        .collect();
    if route.method == axum::http::Method::POST {
        parameters.push(json!({
            "name": api::CSRF_HEADER, "in": "header", "required": true, "schema": { "const": "1" },
        }));
    }
    let content = if route.answer.contains('/') {
        json!({ route.answer: {} })
    } else {
        json!({ "application/json": { "schema": { "title": route.answer } } })
    };
    let (status, done) = match route.answer {
        "" => ("204", json!({ "description": "Done." })),
        _ => ("200", json!({ "description": "Done.", "content": content })),
    };
    let mut operation = json!({
        "summary": route.summary,
        "responses": {
            status: done,
            "default": {
                "description": "Refused; nothing was changed.",
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ApiError" } } },
            },
        },
        "security": [{ "account": [] }, { "device": [] }, {}],
    });
    if !parameters.is_empty() {
        operation["parameters"] = Value::Array(parameters);
    }
    if let Some(body) = route.body {
        operation["requestBody"] = json!({
            "required": true,
            "content": { "application/json": { "schema": { "title": body } } },
        });
    }
    operation
}

fn api_error() -> Value {
    json!({
        "type": "object",
        "required": ["code", "message", "reason"],
        "properties": {
            "code": { "type": "string", "description": "Stable, for programs." },
            "message": { "type": "string", "description": "English, without personal data." },
            "reason": { "type": "string", "description": "What happened and what to do, in Traditional Chinese." },
            "details": { "type": "array", "items": { "type": "string" } },
        },
    })
}
