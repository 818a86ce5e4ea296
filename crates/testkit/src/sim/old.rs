//! What tablets with an older app write and read. Only a simulator needs this direction; the product reads old
//! versions and never writes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json, value::RawValue};
use yanxi_domain::{
    event::{AttendanceEvent, EventKind, Subject},
    time::{HOUR_MS, Timestamp},
};
use yanxi_protocol::{
    scope::Scope,
    sync::{DeviceReport, EventResult, Pull, ScopeChanges, SyncRequest, SyncResponse},
};

/// JSON of an event in the given format version.
pub(super) fn write_event(event: &AttendanceEvent, version: u16) -> String {
    match version {
        1 => event_1(event).to_string(),
        2 => event_2(event).to_string(),
        _ => serde_json::to_string(event).unwrap_or_default(),
    }
}

fn event_1(event: &AttendanceEvent) -> Value {
    let mut old = json!({
        "schemaVersion": 1,
        "eventId": event.id,
        "deviceSeq": event.seq,
        "time": iso(event.at),
        "monoMs": event.mono,
        "bootId": event.boot,
        "sessionId": event.session,
        "periodId": event.period,
        "deviceId": event.device,
        "operatorId": event.operator,
        "offsetQuality": event.quality,
        "method": event.method,
        "evidence": event.evidence,
    });
    let mut set = |key: &str, value: Value| old[key] = value;
    match event.subject {
        Some(Subject::Registration(id)) => set("registrationId", json!(id)),
        Some(Subject::Draft(id)) => set("draftId", json!(id)),
        None => {}
    }
    if let Some(offset) = event.offset {
        set("clockOffsetMs", json!(offset));
    }
    if let Some(reason) = &event.reason {
        set("reason", json!(reason));
    }
    match &event.kind {
        EventKind::SignIn => set("type", json!("signIn")),
        EventKind::SignOut => set("type", json!("signOut")),
        EventKind::Void { event } => {
            set("type", json!("void"));
            set("voidOf", json!(event));
        }
        EventKind::WalkIn { record } => {
            set("type", json!("walkIn"));
            set("recordId", json!(record));
        }
        EventKind::WindowExtend { until } => {
            set("type", json!("windowExtend"));
            set("until", json!(iso(*until)));
        }
        EventKind::Handover { to } => {
            set("type", json!("handover"));
            set("toOperator", json!(to));
        }
        EventKind::ClockFix { offset_ms } => {
            set("type", json!("clockFix"));
            set("fixMs", json!(offset_ms));
        }
        EventKind::Note { record } => {
            set("type", json!("note"));
            set("recordId", json!(record));
        }
        EventKind::EndOfSession { last_seq } => {
            set("type", json!("endOfSession"));
            set("lastSeq", json!(last_seq));
        }
        EventKind::PaperBackfill { direction, claimed } => {
            set("type", json!("paperBackfill"));
            set("direction", json!(direction));
            set("claimedTime", json!(iso(*claimed)));
        }
    }
    old
}

fn event_2(event: &AttendanceEvent) -> Value {
    let mut old = serde_json::to_value(event).unwrap_or_default();
    old["v"] = json!(2);
    if let Some(fields) = old.as_object_mut()
        && let Some(offset) = fields.remove("offset")
    {
        fields.insert("clock_offset_ms".to_owned(), offset);
    }
    if let Some(subject) = event.subject {
        old["subject"] = match subject {
            Subject::Registration(id) => json!({ "type": "registration", "id": id }),
            Subject::Draft(id) => json!({ "type": "draft", "id": id }),
        };
    }
    // {"void":{"event":…}} becomes {"type":"void","event":…}, and "sign_in" becomes {"type":"sign_in"}.
    old["kind"] = match old["kind"].take() {
        Value::Object(kind) => {
            let mut flat = serde_json::Map::new();
            for (name, fields) in kind {
                flat.insert("type".to_owned(), name.into());
                flat.extend(fields.as_object().cloned().unwrap_or_default());
            }
            Value::Object(flat)
        }
        name => json!({ "type": name }),
    };
    old
}

fn iso(at: Timestamp) -> String {
    at.plus_ms(-8 * HOUR_MS).taipei().format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

#[derive(Serialize)]
struct OldRequest<'a> {
    envelope: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<&'a DeviceReport>,
    events: &'a [Box<RawValue>],
    #[serde(skip_serializing_if = "Option::is_none")]
    pulls: Option<Vec<Pull>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursors: Option<BTreeMap<Scope, Option<String>>>,
}

/// JSON of a request in the given envelope.
///
/// # Errors
/// Those of serde.
pub(super) fn write_request(request: &SyncRequest, envelope: u16) -> serde_json::Result<Vec<u8>> {
    let without_own = |pull: &Pull| Pull { own_through: 0, ..pull.clone() };
    let (pulls, cursors) = match envelope {
        1 => (None, Some(request.pulls.iter().map(|pull| (pull.scope, pull.cursor.clone())).collect())),
        2 => (Some(request.pulls.iter().map(without_own).collect()), None),
        _ => return serde_json::to_vec(request),
    };
    let device = request.device.as_ref();
    serde_json::to_vec(&OldRequest { envelope, device, events: &request.events, pulls, cursors })
}

#[derive(Deserialize)]
struct Version {
    envelope: u16,
}

#[derive(Deserialize)]
struct Response1 {
    server_time: Timestamp,
    #[serde(default)]
    results: Vec<EventResult>,
    scopes: BTreeMap<Scope, Changes1>,
}

#[derive(Deserialize)]
struct Changes1 {
    status: yanxi_protocol::sync::ScopeStatus,
    #[serde(default)]
    docs: Vec<yanxi_protocol::sync::Doc>,
    #[serde(default)]
    events: Vec<yanxi_protocol::sync::StoredEvent>,
    cursor: String,
    more: bool,
}

/// Reads an answer of any envelope; `None` when it is none.
pub(super) fn read_response(body: &[u8]) -> Option<SyncResponse> {
    let Version { envelope } = serde_json::from_slice(body).ok()?;
    if envelope != 1 {
        return serde_json::from_slice(body).ok();
    }
    let old: Response1 = serde_json::from_slice(body).ok()?;
    let change = |(scope, change): (Scope, Changes1)| {
        let Changes1 { status, docs, events, cursor, more } = change;
        ScopeChanges { scope, status, docs, events, cursor, more, sum: None }
    };
    Some(SyncResponse {
        envelope,
        server_time: old.server_time,
        results: old.results,
        records: Vec::new(),
        device_head: None,
        wipe: false,
        scopes: old.scopes.into_iter().map(change).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders;
    use rstest::rstest;
    use yanxi_protocol::upcast::read_event;

    #[rstest]
    fn an_old_event_means_the_same(#[values(1, 2, 3)] version: u16) {
        for event in builders::one_of_each_kind() {
            let raw = write_event(&event, version);
            assert_eq!(read_event(&raw).unwrap().known(), Some(event), "{raw}");
        }
    }
}
