//! Reading and writing sync bodies of every accepted envelope (design 4: the two previous versions too).
//!
//! | envelope | request | response |
//! |---|---|---|
//! | 1 | `cursors` (scope → cursor or null) instead of `pulls`; as envelope 2 otherwise | `scopes` is a map by scope, without `sum`; no `wipe`, no `device_head` |
//! | 2 | no `records`, no `own_through`: own events come back too | no `records` |
//! | 3 | current | current |

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use yanxi_domain::{event::SideRecord, time::Timestamp};

use crate::{
    scope::Scope,
    sync::{
        DeviceReport, Doc, ENVELOPE, EventResult, OLDEST_ENVELOPE, Pull, ScopeChanges, ScopeStatus,
        StoredEvent, SyncRequest, SyncResponse,
    },
};

/// A body that is no sync request of an accepted version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// Not the JSON of a request.
    #[error("not a sync request")]
    Malformed,
    /// Too old or too new for this server; the client has to update, or to wait for the server to.
    #[error("envelope {envelope} is not accepted (accepted: {OLDEST_ENVELOPE} to {ENVELOPE})")]
    NotAccepted {
        /// Version of the request.
        envelope: u16,
    },
}

/// A request of any version in one pass.
#[derive(Deserialize)]
struct AnyRequest {
    envelope: u16,
    #[serde(default)]
    device: Option<DeviceReport>,
    #[serde(default)]
    events: Vec<Box<RawValue>>,
    #[serde(default)]
    records: Vec<SideRecord>,
    #[serde(default)]
    pulls: Vec<Pull>,
    #[serde(default)]
    cursors: BTreeMap<String, Option<String>>,
}

/// Reads a request of any accepted envelope; `envelope` keeps the number it came with.
///
/// # Errors
/// [`EnvelopeError`] when it is none.
pub fn read_request(bytes: &[u8]) -> Result<SyncRequest, EnvelopeError> {
    let Ok(request) = serde_json::from_slice::<AnyRequest>(bytes) else {
        return Err(read_envelope(bytes).map_or(EnvelopeError::Malformed, |envelope| {
            if (OLDEST_ENVELOPE..=ENVELOPE).contains(&envelope) {
                EnvelopeError::Malformed
            } else {
                EnvelopeError::NotAccepted { envelope }
            }
        }));
    };
    let AnyRequest { envelope, device, events, records, pulls, cursors } = request;
    let (records, pulls) = match envelope {
        ENVELOPE => (records, pulls),
        2 => (Vec::new(), pulls.into_iter().map(|pull| Pull { own_through: 0, ..pull }).collect()),
        1 => (Vec::new(), pulls_of_cursors(cursors)?),
        _ => return Err(EnvelopeError::NotAccepted { envelope }),
    };
    Ok(SyncRequest { envelope, device, events, records, pulls })
}

/// The version alone, of a body whose rest may have any shape.
fn read_envelope(bytes: &[u8]) -> Option<u16> {
    #[derive(Deserialize)]
    struct Envelope {
        envelope: u16,
    }
    serde_json::from_slice::<Envelope>(bytes).ok().map(|envelope| envelope.envelope)
}

fn pulls_of_cursors(cursors: BTreeMap<String, Option<String>>) -> Result<Vec<Pull>, EnvelopeError> {
    let pull = |(scope, cursor): (String, _)| {
        let scope = scope.parse().map_err(|_| EnvelopeError::Malformed)?;
        Ok(Pull { scope, cursor, own_through: 0 })
    };
    cursors.into_iter().map(pull).collect()
}

/// Writes a response in the envelope of its request.
#[must_use]
pub fn write_response(response: &SyncResponse, envelope: u16) -> Vec<u8> {
    let body = match envelope {
        1 => serde_json::to_vec(&Response1::of(response)),
        2 => serde_json::to_vec(&Response2::of(response)),
        _ => serde_json::to_vec(response),
    };
    // Plain structures with text keys always serialise; an empty body would be retried by the client.
    body.unwrap_or_default()
}

#[derive(Serialize)]
struct Response1<'a> {
    envelope: u16,
    server_time: Timestamp,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    results: &'a [EventResult],
    scopes: BTreeMap<Scope, Changes1<'a>>,
}

#[derive(Serialize)]
struct Changes1<'a> {
    status: ScopeStatus,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    docs: &'a [Doc],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    events: &'a [StoredEvent],
    cursor: &'a str,
    more: bool,
}

impl<'a> Response1<'a> {
    fn of(response: &'a SyncResponse) -> Self {
        let changes = |changes: &'a ScopeChanges| {
            let body = Changes1 {
                status: changes.status,
                docs: &changes.docs,
                events: &changes.events,
                cursor: &changes.cursor,
                more: changes.more,
            };
            (changes.scope, body)
        };
        Self {
            envelope: 1,
            server_time: response.server_time,
            results: &response.results,
            scopes: response.scopes.iter().map(changes).collect(),
        }
    }
}

#[derive(Serialize)]
struct Response2<'a> {
    envelope: u16,
    server_time: Timestamp,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    results: &'a [EventResult],
    #[serde(skip_serializing_if = "Option::is_none")]
    device_head: Option<u64>,
    wipe: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    scopes: &'a [ScopeChanges],
}

impl<'a> Response2<'a> {
    fn of(response: &'a SyncResponse) -> Self {
        Self {
            envelope: 2,
            server_time: response.server_time,
            results: &response.results,
            device_head: response.device_head,
            wipe: response.wipe,
            scopes: &response.scopes,
        }
    }
}
