//! Parameters behind the question mark, by path, for the OpenAPI document.

use serde_json::{Value, json};
use yanxi_protocol::{api, registering};

/// The query parameters of a route.
pub(super) fn parameters(path: &str) -> Vec<Value> {
    let text = |name: &str, schema: Value| json!({ "name": name, "in": "query", "schema": schema });
    match path {
        api::NEWS => vec![text("scopes", json!({ "type": "string" }))],
        registering::CATALOG => vec![
            text("area", json!({ "type": "string", "maxLength": 100 })),
            text("county", json!({ "type": "string", "maxLength": 100 })),
            text("from", json!({ "type": "string", "format": "date" })),
            text("to", json!({ "type": "string", "format": "date" })),
            text("mode", json!({ "type": "string", "enum": ["on_site", "online", "hybrid"] })),
            text("text", json!({ "type": "string", "maxLength": 100 })),
            text("free", json!({ "type": "boolean" })),
            text("eligible", json!({ "type": "boolean" })),
            text("after", json!({ "type": "string" })),
        ],
        _ => Vec::new(),
    }
}
