//! The OpenAPI document, generated from the list of routes and the types of their bodies.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use serde_json::{Map, Value, json};
use utoipa::{PartialSchema, ToSchema};
use yanxi_protocol::{
    accounts, administration, api, audit, directory_import, docs, imports, own, plans, registering, sync,
};

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
            "description": "Check-in and hours of training sessions for school staff.",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "responses": refusals(),
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
    parameters.extend(route.query.iter().cloned());
    if route.method == axum::http::Method::POST {
        parameters.push(json!({
            "name": api::CSRF_HEADER, "in": "header", "required": true, "schema": { "const": "1" },
        }));
    }
    let content = if route.answer.contains('/') {
        json!({ route.answer: {} })
    } else {
        json!({ "application/json": { "schema": schema_of(route.answer) } })
    };
    let (status, done) = match route.answer {
        "" => ("204", json!({ "description": "Done." })),
        _ => ("200", json!({ "description": "Done.", "content": content })),
    };
    let mut responses = Map::new();
    responses.insert(status.to_owned(), done);
    for (_, status, name, _) in REFUSALS.into_iter().filter(|(when, ..)| when(route)) {
        let response = json!({ "$ref": format!("#/components/responses/{name}") });
        responses.insert(status.to_owned(), response);
    }
    let mut operation = json!({
        "summary": route.summary,
        "responses": responses,
        "security": [{ "account": [] }, { "device": [] }, {}],
    });
    if !parameters.is_empty() {
        operation["parameters"] = Value::Array(parameters);
    }
    if let Some(body) = route.body {
        operation["requestBody"] = json!({
            "required": true,
            "content": { "application/json": { "schema": schema_of(body) } },
        });
    }
    operation
}

/// When a refusal is possible, its status, its name in the document, its words.
type Refusal = (fn(&Route) -> bool, &'static str, &'static str, &'static str);

/// The refusals a caller must be ready for; nothing was changed. Anything else is a defect, and the fuzz run finds it.
const REFUSALS: [Refusal; 8] = [
    (|r| posts(r) || !r.query.is_empty(), "400", "Invalid", "Not understood, or against a rule of a field."),
    (|_| true, "401", "NotSignedIn", "Not signed in."),
    (|_| true, "403", "Forbidden", "Not allowed, or the header against forged posts is missing."),
    (|_| true, "404", "NotFound", "No such thing, or none the caller may know of."),
    (posts, "409", "Conflict", "The state of things forbids it."),
    (posts, "413", "TooLarge", "Too large."),
    (posts, "429", "TooMany", "Too many tries; wait."),
    (|_| true, "503", "Unavailable", "Not now; repeating is safe."),
];

fn posts(route: &Route) -> bool {
    route.method == axum::http::Method::POST
}

fn refusals() -> Map<String, Value> {
    let schema = json!({ "$ref": "#/components/schemas/ApiError" });
    let content = json!({ "application/json": { "schema": schema } });
    let response =
        |(_, _, name, words): Refusal| (name.to_owned(), json!({ "description": words, "content": content }));
    REFUSALS.into_iter().map(response).collect()
}

/// A reference to a named schema; `Name[]` is a list of it.
fn schema_of(name: &str) -> Value {
    match name.strip_suffix("[]") {
        Some(item) => json!({ "type": "array", "items": schema_of(item) }),
        None => json!({ "$ref": format!("#/components/schemas/{name}") }),
    }
}

/// Every type of a body, with the types in it, from the types themselves.
fn schemas() -> Value {
    let mut found = BTreeMap::new();
    macro_rules! add {
        ($($type:ty),* $(,)?) => {$(
            let mut inner = Vec::new();
            <$type as ToSchema>::schemas(&mut inner);
            inner.push((<$type as ToSchema>::name().into_owned(), <$type as PartialSchema>::schema()));
            found.extend(inner);
        )*};
    }
    add!(
        accounts::Access,
        accounts::ChangePassword,
        accounts::ConfirmPasskey,
        accounts::ConfirmSecondFactor,
        accounts::FirstLogIn,
        accounts::LogIn,
        accounts::LoggedIn,
        accounts::NewSecondFactor,
        accounts::OneTimeCode,
        accounts::PasskeyChallenge,
        accounts::ProveSecondFactor,
        accounts::RecoveryCodes,
        accounts::ResetAccess,
        accounts::RevokePasskey,
        accounts::RevokeSession,
        accounts::SecondFactorBound,
        administration::AccountList,
        administration::ConfirmAccounts,
        administration::NewOffice,
        administration::Office,
        administration::OpenAccount,
        administration::OpenedAccount,
        administration::SetAccountRoles,
        administration::SetAccountState,
        api::ApiError,
        audit::AuditPage,
        api::Backfill,
        api::Crew,
        api::Decide,
        api::DemoClock,
        api::DemoEnter,
        api::DemoEntered,
        api::DemoPerson,
        api::DeviceSelf,
        api::Enrol,
        api::Enrolled,
        api::EnrolmentCode,
        api::ExposedPeople,
        api::IssueHours,
        api::IssuePreview,
        api::LinkDraft,
        api::Me,
        api::NewEnrolmentCode,
        api::OperatorPin,
        api::OverrideFinal,
        api::RevokeDevice,
        api::SetPin,
        api::WithdrawOperator,
        docs::Readiness,
        directory_import::DirectoryPreview,
        directory_import::ImportDirectory,
        imports::ImportRoster,
        imports::RosterPreview,
        own::ConfirmEmail,
        own::Contact,
        own::NewCalendar,
        own::AnswerDataRequest,
        own::NewDataRequest,
        own::OwnData,
        own::PrivacyNotice,
        own::PrivacyShown,
        own::ReadNotices,
        own::SetEmail,
        registering::Admission,
        registering::AdmissionDecided,
        registering::Assign,
        registering::Assigned,
        registering::CatalogDetail,
        registering::CatalogPage,
        registering::DecideAdmission,
        registering::DecideLeave,
        registering::Decline,
        registering::Leave,
        registering::Register,
        registering::Registered,
        registering::ResultsPublished,
        registering::Staff,
        sync::ScopeChanges,
        plans::ChangeStanding,
        plans::DecidePlan,
        plans::MistakenCourse,
        plans::NewPlan,
        plans::OnlineLinks,
        plans::PlanDetail,
        plans::PlanList,
        plans::PlanRevision,
        plans::SaveDraft,
        plans::Saved,
        plans::SetPlanPolicy,
        sync::SyncRequest,
        sync::SyncResponse,
    );
    let mut schemas = serde_json::to_value(found).unwrap_or_default();
    // Not from a type of the protocol.
    schemas["Health"] = json!({
        "type": "object",
        "required": ["status", "version"],
        "properties": { "status": { "const": "ok" }, "version": { "type": "string" } },
    });
    schemas["OpenApi"] = json!({ "type": "object", "description": "An OpenAPI 3.1 document." });
    schemas
}
