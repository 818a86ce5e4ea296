//! Who gets past the door of each endpoint. What happens behind it is tested elsewhere.

use std::{
    collections::BTreeSet,
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::body::{Body, Bytes};
use serde_json::{Value, json};
use uuid::Uuid;
use yanxi_domain::plan::Plan;
use yanxi_protocol::{
    accounts, administration, api, audit, directory_import, imports, own,
    plans::{self, PlanId},
    registering,
};
use yanxi_server::http;

use crate::{common::*, on_both, own_account};

/// Who may use an endpoint.
pub enum Open {
    /// Everybody, even without a cookie.
    All,
    /// Whoever has an account or a device.
    Known,
    /// These and nobody else.
    To(&'static [Caller]),
}

use Caller::{Administrator, Organiser, OtherAdministrator, OtherSupervisor, Supervisor, System, TabletA};

/// Method, path, body, and who may.
pub type Line = (&'static str, &'static str, Value, Open);

pub const ACCOUNTS: &[Caller] = &Caller::ACCOUNTS;
const TABLETS: &[Caller] = &Caller::TABLETS;
/// Who administers an account of the first school.
const OVER_STAFF: &[Caller] = &[Administrator, Supervisor, System];
const ASSIGNERS: &[Caller] =
    &[Caller::Approver, Caller::OtherApprover, Administrator, Caller::OtherAdministrator];
const LINKED: Open = Open::To(&[Caller::Attendee, Caller::Lecturer, Organiser]);
const NO_PLAN: &str = "00000000-0000-0000-0000-00000000009a";
/// Who plans for the school that owns the course.
const PLANNERS: &[Caller] = &[Caller::Officer, Administrator, System];
const REGISTRANTS: &[Caller] = &[
    Caller::Attendee,
    Caller::Staff,
    Organiser,
    Caller::OtherOrganiser,
    Caller::Lecturer,
    Caller::OtherLecturer,
    Caller::Officer,
    Caller::OtherOfficer,
    Caller::Approver,
    Caller::OtherApprover,
    Administrator,
    Caller::OtherAdministrator,
];

/// A well-formed request for each route. Bodies name things of the fixture's first course; several are refused behind
/// the door (`not_final`, `code_unknown` …), which is no matter of permission.
fn table() -> Vec<Line> {
    let mut lines = own_account::lines();
    lines.extend(others());
    lines
}

fn others() -> Vec<Line> {
    let subject = json!({ "registration": ADMITTED });
    let reason = json!({ "reason": "理由" });
    let line = json!({
        "event": Uuid::from_u128(0xE1), "registration": ADMITTED, "period": PERIOD, "direction": "in",
        "claimed": DAY,
    });
    let readiness = json!({ "device": TABLET_A, "at": DAY, "rosters": [], "checks": [] });
    let sync = serde_json::to_value(empty_request()).unwrap();
    let officer = json!({ "role": "officer", "organisation": SCHOOL });
    let course = Open::To(&[Organiser]);
    let mistaken = json!({ "kind": "duplicate", "reason": "重複登課" });
    vec![
        ("GET", api::HEALTHZ, Value::Null, Open::All),
        ("GET", api::OPENAPI, Value::Null, Open::All),
        ("GET", api::ME, Value::Null, Open::All),
        ("POST", accounts::LOGIN, json!({ "login": "nobody", "password": "x" }), Open::All),
        // A code is the permission.
        (
            "POST",
            accounts::FIRST_LOGIN,
            json!({ "login": "nobody", "code": "x", "password": "a long enough phrase" }),
            Open::All,
        ),
        // The account is venue staff of the first school.
        ("POST", accounts::RESET_ACCESS, json!({}), Open::To(OVER_STAFF)),
        (
            "GET",
            administration::ACCOUNTS,
            Value::Null,
            Open::To(&[Administrator, OtherAdministrator, Supervisor, OtherSupervisor, System]),
        ),
        (
            "POST",
            administration::ACCOUNTS,
            json!({ "login": "newcomer", "name": "新同事", "organisation": SCHOOL, "roles": [officer] }),
            Open::To(OVER_STAFF),
        ),
        (
            "POST",
            administration::ACCOUNT_STATE,
            json!({ "state": "active", "reason": "理由" }),
            Open::To(OVER_STAFF),
        ),
        // None, as before: a role given here would open other lines.
        ("POST", administration::ACCOUNT_ROLES, json!({ "roles": [] }), Open::To(OVER_STAFF)),
        ("POST", administration::ACCOUNTS_CONFIRM, json!({ "accounts": [STAFF] }), Open::To(OVER_STAFF)),
        (
            "GET",
            audit::AUDIT,
            Value::Null,
            Open::To(&[Organiser, Caller::OtherOrganiser, Administrator, OtherAdministrator, System]),
        ),
        ("GET", audit::AUDIT_EXPORT, Value::Null, Open::To(&[Administrator, OtherAdministrator, System])),
        ("POST", administration::OFFICES, json!({ "name": "教育處", "county": COUNTY }), Open::To(&[System])),
        ("GET", api::DEMO_PEOPLE, Value::Null, Open::All),
        ("POST", api::DEMO_ENTER, json!({ "account": Uuid::nil() }), Open::All),
        ("POST", api::DEMO_CLOCK, json!({ "now": DAY }), Open::All),
        // A code is the permission.
        ("POST", api::ENROL, json!({ "code": "x", "name": "平板" }), Open::All),
        ("GET", api::DEVICE_SELF, Value::Null, Open::To(TABLETS)),
        // A report is about the device that sends it: tablet A's comes from tablet A.
        ("POST", api::READINESS, readiness, Open::To(&[TabletA])),
        // Anybody known; each scope has its own rule, see the other table.
        ("POST", api::SYNC, sync, Open::Known),
        ("GET", api::NEWS, Value::Null, Open::All),
        ("POST", api::ENROLMENT_CODES, json!({ "sessions": [SESSION_1] }), course),
        ("POST", api::DEVICE_REVOKE, reason.clone(), Open::To(&[Organiser, System])),
        ("GET", api::OPERATOR_PIN, Value::Null, Open::To(&[Organiser])),
        ("POST", api::OPERATOR_WITHDRAW, json!({ "account": STAFF }), Open::To(&[Organiser])),
        ("POST", api::OPERATOR_PIN, json!({ "account": STAFF, "pin": "2468" }), Open::To(&[Organiser])),
        ("POST", api::BACKFILL, json!({ "lines": [line], "reason": "紙本" }), Open::To(&[Organiser])),
        (
            "POST",
            api::DECISIONS,
            json!({ "cases": [[subject, PERIOD]], "decision": "accept", "reason": "理由" }),
            Open::To(&[Organiser]),
        ),
        (
            "POST",
            api::DRAFT_LINKS,
            json!({ "draft": Uuid::nil(), "registration": ADMITTED }),
            Open::To(&[Organiser]),
        ),
        ("POST", api::FINAL_OVERRIDE, reason, Open::To(&[Organiser])),
        ("POST", api::HOURS, json!({ "preview": true }), Open::To(&[Organiser])),
        (
            "POST",
            imports::ROSTER_IMPORT,
            json!({ "file": { "name": "a.csv", "content": "eA==" } }),
            Open::To(&[Organiser]),
        ),
        (
            "POST",
            directory_import::DIRECTORY_IMPORT,
            json!({ "files": [{ "name": "a.csv", "content": "eA==" }] }),
            Open::To(&[System]),
        ),
        ("POST", own::NOTICES_READ, json!({ "notices": [Uuid::nil()] }), Open::To(ACCOUNTS)),
        ("GET", own::CONTACT, Value::Null, Open::To(ACCOUNTS)),
        ("POST", own::EMAIL, json!({ "email": "" }), Open::To(ACCOUNTS)),
        ("POST", own::EMAIL_CONFIRM, json!({ "code": "x" }), Open::To(ACCOUNTS)),
        ("POST", own::CALENDAR_RENEW, Value::Null, Open::To(ACCOUNTS)),
        ("POST", own::CALENDAR_REVOKE, Value::Null, Open::To(ACCOUNTS)),
        ("GET", own::PRIVACY_NOTICE, Value::Null, Open::All),
        ("POST", own::PRIVACY_SHOWN, json!({ "version": "x", "place": "privacy" }), Open::To(ACCOUNTS)),
        ("GET", own::OWN_DATA, Value::Null, Open::To(ACCOUNTS)),
        ("POST", own::DATA_REQUESTS, json!({ "kind": "correction", "text": "職稱" }), Open::To(ACCOUNTS)),
        ("GET", own::DATA_REQUESTS_OPEN, Value::Null, Open::To(&[Administrator, OtherAdministrator, System])),
        (
            "POST",
            own::DATA_REQUEST_ANSWER,
            json!({ "state": "done", "reply": "已更正" }),
            Open::To(&[Administrator, OtherAdministrator, System]),
        ),
        // The secret is the permission.
        ("GET", own::CALENDAR, Value::Null, Open::All),
        ("GET", registering::CATALOG, Value::Null, Open::To(ACCOUNTS)),
        ("GET", registering::CATALOG_SESSION, Value::Null, Open::To(ACCOUNTS)),
        (
            "POST",
            registering::LEAVE,
            json!({ "way": "ask_leave", "reason": "理由" }),
            Open::To(&[Caller::Attendee]),
        ),
        ("POST", registering::DECLINE, json!({ "reason": "理由" }), Open::To(&[Caller::Attendee])),
        (
            "POST",
            registering::LEAVE_DECISION,
            json!({ "accepted": false, "reason": "理由" }),
            Open::To(&[Organiser]),
        ),
        // Each for the own school.
        ("GET", registering::STAFF, Value::Null, Open::To(ASSIGNERS)),
        ("POST", registering::ASSIGNMENTS, json!({ "people": [] }), Open::To(ASSIGNERS)),
        ("GET", registering::ADMISSION, Value::Null, Open::To(&[Organiser])),
        (
            "POST",
            registering::ADMISSION,
            json!({ "registrations": [ADMITTED], "decision": "admit" }),
            Open::To(&[Organiser]),
        ),
        ("GET", plans::PLANS, Value::Null, Open::To(ACCOUNTS)),
        (
            "POST",
            plans::PLANS,
            json!({ "unit": SCHOOL, "from": { "blank": { "school_year": 114 } } }),
            Open::To(PLANNERS),
        ),
        (
            "GET",
            plans::PLAN,
            Value::Null,
            Open::To(&[Caller::Officer, Caller::Approver, Administrator, Caller::Supervisor, System]),
        ),
        (
            "POST",
            plans::PLAN_DRAFT,
            json!({ "revision": 1, "plan": { "title": "", "school_year": 114, "host": "", "organiser": "", "courses": [] } }),
            Open::To(PLANNERS),
        ),
        ("POST", plans::PLAN_SUBMIT, json!({ "revision": 1 }), Open::To(PLANNERS)),
        ("POST", plans::PLAN_WITHDRAW, Value::Null, Open::To(PLANNERS)),
        (
            "POST",
            plans::PLAN_DECISION,
            json!({ "version": 1, "approve": true }),
            Open::To(&[Caller::Approver]),
        ),
        ("POST", plans::PLAN_ANNOUNCE, Value::Null, Open::To(PLANNERS)),
        ("POST", plans::PLAN_DELETE, Value::Null, Open::To(PLANNERS)),
        (
            "POST",
            plans::PLAN_POLICY,
            json!({ "policy": "not_needed" }),
            Open::To(&[Caller::Approver, Caller::Supervisor]),
        ),
        (
            "POST",
            plans::SESSION_STANDING,
            json!({ "standing": "postponed", "reason": "颱風" }),
            Open::To(&[Organiser]),
        ),
        // The attendee is 錄取.
        ("GET", plans::SESSION_LINKS, Value::Null, LINKED),
        // The account is an officer from then on.
        ("POST", administration::ACCOUNT_ROLES, json!({ "roles": [officer] }), Open::To(OVER_STAFF)),
        // Who oversees does not register. The others are admitted, and see more from then on: hence nearly last.
        ("POST", registering::REGISTRATIONS, json!({ "request": Uuid::nil() }), Open::To(REGISTRANTS)),
        ("POST", registering::RESULTS, Value::Null, Open::To(&[Organiser])),
        ("POST", plans::COURSE_MISTAKEN, mistaken, Open::To(&[Organiser, System])),
        // Last: nobody is signed in after them.
        ("POST", accounts::LOGOUT_EVERYWHERE, Value::Null, Open::To(ACCOUNTS)),
        ("POST", api::LOGOUT, Value::Null, Open::All),
    ]
}

/// A new plan of the school that owns the course, in draft: one line removes it.
async fn new_plan(world: &World) -> PlanId {
    let (id, draft) = (PlanId(Uuid::new_v4()), Plan { title: "研習計畫".into(), ..Plan::default() });
    let mut tx = world.state.store.write(&[]).await.unwrap();
    tx.add_plan(id, SCHOOL, Caller::Officer.account(), &draft, DAY).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn path(template: &str) -> String {
    template
        .replace("{session}", &SESSION_1.to_string())
        .replace("{course}", &COURSE.to_string())
        .replace("{account}", &STAFF.to_string())
        .replace("{registration}", &ADMITTED.to_string())
        .replace("{device}", &TABLET_B.to_string())
        .replace("{request}", &Uuid::nil().to_string())
        .replace("{secret}", "nobody-has-this.ics")
        .replace("{plan}", NO_PLAN)
        .replace("{unit}", &SCHOOL.to_string())
}

/// A body that is no JSON and notes that it was asked for.
fn watched(read: &Arc<AtomicBool>) -> Body {
    let read = Arc::clone(read);
    Body::from_stream(futures::stream::once(async move {
        read.store(true, Ordering::Relaxed);
        Ok::<_, Infallible>(Bytes::from_static(b"{"))
    }))
}

/// Codes that mean "not you". `not_found` counts for the one endpoint that hides behind it.
fn is_turned_away(path: &str, status: u16, code: Option<&str>) -> bool {
    // Meeting links are refused with the reason.
    matches!((status, code), (401, Some("not_signed_in")) | (403, Some("forbidden" | "not_registered")))
        || (path == api::DEVICE_SELF && (status, code) == (404, Some("not_found")))
}

#[test]
fn every_route_has_a_line() {
    let routes: BTreeSet<(String, &str)> =
        http::routes(true).list().iter().map(|r| (r.method.to_string(), r.path)).collect();
    let lines: BTreeSet<(String, &str)> = table().iter().map(|(m, p, ..)| ((*m).to_owned(), *p)).collect();
    assert_eq!(lines, routes);
}

on_both! {
    each_endpoint_is_open_to_exactly_these => async |world: &World| {
        for (method, template, body, open) in table() {
            if template == api::NEWS {
                continue; // A stream without an end; its scopes are tested with the scopes.
            }
            for caller in Caller::ALL {
                // Tablet B is revoked by one line and everybody's clock is moved by another: start alike each time.
                world.state.clock.set(Some(DAY));
                let bytes = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
                let mut path = path(template);
                if template.contains("{plan}") {
                    path = path.replace(NO_PLAN, &new_plan(world).await.to_string());
                }
                let (status, answer) = world.raw(caller.request(method, &path, bytes)).await;
                let answer: Value = serde_json::from_slice(&answer).unwrap_or_default();
                let turned_away = is_turned_away(template, status, answer["code"].as_str());
                let may = match &open {
                    Open::All => true,
                    Open::Known => !matches!(caller, Caller::Nobody | Caller::Forger),
                    Open::To(callers) => callers.contains(&caller),
                };
                assert_eq!(!turned_away, may, "{caller:?} {method} {template}: {status} {answer}");
                assert_ne!(status, 500, "{caller:?} {method} {template}");
            }
        }
    };

    who_is_not_known_is_turned_away_before_the_body_is_read => async |world: &World| {
        let for_devices = [api::READINESS];
        for (method, template, body, open) in table() {
            if matches!(open, Open::All) {
                continue;
            }
            if method == "GET" {
                continue;
            }
            let mut turned_away = vec![Caller::Nobody, Caller::Forger];
            // Known, but not in the way this endpoint asks for.
            turned_away.extend(for_devices.contains(&template).then_some(Organiser));
            turned_away.extend((!for_devices.contains(&template) && template != api::SYNC).then_some(TabletA));
            for caller in turned_away {
                let read = Arc::new(AtomicBool::new(false));
                let trap = watched(&read);
                let request = caller.request(method, &path(template), Vec::new()).map(|_| trap);
                let (status, answer) = world.raw(request).await;
                let answer: Value = serde_json::from_slice(&answer).unwrap_or_default();
                let code = answer["code"].as_str();
                assert_eq!((status, code), (401, Some("not_signed_in")), "{caller:?} {template}");
                assert!(!read.load(Ordering::Relaxed), "{caller:?} {template}: the body was read");
            }
            if body.is_null() {
                continue;
            }
            // The body is a trap indeed: somebody known gets it read.
            let known = if template == api::READINESS || template == api::SYNC { TabletA } else { Organiser };
            let read = Arc::new(AtomicBool::new(false));
            let body = watched(&read);
            world.raw(known.request(method, &path(template), Vec::new()).map(|_| body)).await;
            assert!(read.load(Ordering::Relaxed), "{template}");
        }
    };

    nothing_changes_without_the_header => async |world: &World| {
        for (method, template, body, _) in table() {
            if method == "GET" {
                continue;
            }
            let mut request = Organiser.request(method, &path(template), body.to_string().into_bytes());
            request.headers_mut().remove(api::CSRF_HEADER);
            let (status, answer) = world.raw(request).await;
            let answer: Value = serde_json::from_slice(&answer).unwrap_or_default();
            assert_eq!((status, answer["code"].as_str()), (403, Some("csrf")), "{template}");
        }
    };

    a_path_that_is_no_id_is_not_found => async |world: &World| {
        let (status, answer) =
            world.raw(Organiser.request("POST", "/api/v1/sessions/no-id/hours", b"{\"preview\":true}".to_vec())).await;
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!((status, answer["code"].as_str()), (404, Some("not_found")));
    };
}
