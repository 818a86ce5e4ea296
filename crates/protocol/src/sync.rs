//! `POST /api/v1/sync`: one round trip pushes own new events and pulls the changes of the wanted scopes (design 4).

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use yanxi_domain::{
    attendance::Flag,
    event::SideRecord,
    ids::{DeviceId, RecordId},
    time::Timestamp,
};

use crate::scope::Scope;

pub use crate::envelope::{EnvelopeError, read_request, write_response};

/// Version of this envelope. The server also accepts [`OLDEST_ENVELOPE`] and what lies between.
pub const ENVELOPE: u16 = 3;
/// Oldest envelope still accepted.
pub const OLDEST_ENVELOPE: u16 = 1;
/// Smallest push batch (5.3); the engine grows it while round trips succeed.
pub const MIN_BATCH: usize = 100;
/// Largest number of events in one push; more is answered with 413.
pub const MAX_BATCH: usize = 5_000;

/// Request body.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SyncRequest {
    /// Envelope version.
    pub envelope: u16,
    /// Present when an enrolled device speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceReport>,
    /// Own events in `seq` order, each the exact JSON of an `AttendanceEvent`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub events: Vec<Box<RawValue>>,
    /// Personal text of walk-ins and notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<SideRecord>,
    /// Scopes wanted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pulls: Vec<Pull>,
}

/// What the device says of itself at every contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceReport {
    /// Must be the authenticated device.
    pub id: DeviceId,
    /// Highest sequence number it has used.
    pub head: u64,
    /// Own events not yet acknowledged, this push included.
    pub unsent: u64,
    /// Device clock when the request was built.
    pub sent_at: Timestamp,
    /// App version.
    pub app_version: String,
}

/// One wanted scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pull {
    /// Scope.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub scope: Scope,
    /// Opaque cursor of the last answer; `None` starts from nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// The device holds its own events 1..=this, acknowledged: the answer leaves them out.
    #[serde(default)]
    pub own_through: u64,
}

/// Response body.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SyncResponse {
    /// Envelope version of the answer (that of the request).
    pub envelope: u16,
    /// Server clock while answering.
    pub server_time: Timestamp,
    /// One result per event, in the order sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<EventResult>,
    /// Side records received.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<RecordId>,
    /// Highest sequence number of this device the server holds or was told of; above the client's own head: its storage
    /// went back. Numbers it was told of and never got stay a visible gap instead of being used again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_head: Option<u64>,
    /// The device was reported lost: after its outbox is empty it wipes its replicas (U-H2).
    #[serde(default)]
    pub wipe: bool,
    /// One answer per wanted scope.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(schema_with = scopes_of_any_envelope))]
    pub scopes: Vec<ScopeChanges>,
}

/// Result for one event (5.3). All four mean *received*: the event leaves the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventResult {
    /// Sequence number as sent (0 where it could not be read).
    pub seq: u64,
    /// Outcome.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// Outcome of one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Outcome {
    /// Stored.
    Accepted,
    /// Stored before with the same content.
    Duplicate,
    /// Stored; a person will look at it.
    AcceptedFlagged {
        /// Why.
        flags: Vec<Flag>,
    },
    /// Kept aside, shown to the owner; it counts for nothing until a person decides.
    Quarantined {
        /// Why.
        reason: Quarantine,
    },
}

/// Why an event was quarantined (5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Quarantine {
    /// Not readable as an event of any accepted version.
    Unreadable,
    /// The event names another device than the one that speaks.
    ForeignDevice,
    /// The device is not enrolled for that session.
    NotEnrolled,
    /// Same id, other content.
    IdReused,
    /// Same device and sequence number, other id.
    SeqReused,
    /// A written reason is mandatory for this kind and missing (5.2).
    ReasonMissing,
    /// A number no honest stream can have: 0, or far beyond what the device has sent.
    SeqImpossible,
    /// Of a newer format. Unlike all others it *is* in the log, byte for byte, and handed on; it counts once the server
    /// understands it. Only shown to the owner; the device is answered with [`Outcome::AcceptedFlagged`].
    NewerFormat,
    /// Never sent by the server: the device's own mark on an event that is refused as too large (413) even alone. It is
    /// not on the server, its number is a gap there, and finality waits for it.
    TooLarge,
    /// Given by a newer server: this program has no word for it, and must read the rest of the answer all the same.
    #[serde(other)]
    Unknown,
}

/// Answer for one scope.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScopeChanges {
    /// Scope.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub scope: Scope,
    /// How to read the rest.
    pub status: ScopeStatus,
    /// Documents changed since the cursor, each at its newest version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub docs: Vec<Doc>,
    /// Events added since the cursor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<StoredEvent>,
    /// Cursor to send next time; committed by the client in the same transaction as the changes.
    #[serde(default)]
    pub cursor: String,
    /// More pages wait: ask again at once.
    #[serde(default)]
    pub more: bool,
    /// Number of live documents plus events of the whole scope at `cursor` (only when `more` is false).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<ScopeSum>,
}

/// Count and checksum of a whole scope; see [`crate::checksum`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScopeSum {
    /// Live documents.
    pub docs: u64,
    /// Events (quarantined ones excluded).
    pub events: u64,
    /// Wrapping sum of hashes, as sixteen hex digits.
    #[serde(with = "crate::checksum::hex")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub hash: u64,
}

/// Status of a scope answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ScopeStatus {
    /// Changes follow.
    Ok,
    /// The cursor is unknown here (restored backup, other database): drop this scope's replica, not the own log,
    /// and apply these changes from nothing.
    StartOver,
    /// Not allowed (any more).
    Forbidden,
}

/// A replicated document: exactly what a client of that scope may hold. `body: None` is a tombstone.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Doc {
    /// See [`crate::docs`].
    pub kind: String,
    /// Identity within kind and scope.
    pub id: String,
    /// Version of the scope in which it last changed.
    pub v: u64,
    /// JSON body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub body: Option<Box<RawValue>>,
}

/// An event of a scope as the server stores it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredEvent {
    /// Server receipt time.
    pub at: Timestamp,
    /// The exact bytes the device sent.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub raw: Box<RawValue>,
}

/// Envelope 1 is still answered in its own shape, a map by scope: the document says so.
#[cfg(feature = "openapi")]
fn scopes_of_any_envelope() -> utoipa::openapi::Schema {
    use utoipa::{
        ToSchema as _,
        openapi::{ArrayBuilder, ObjectBuilder, OneOfBuilder, Ref},
    };
    let list = ArrayBuilder::new().items(Ref::from_schema_name(ScopeChanges::name()));
    let map = ObjectBuilder::new().description(Some("Envelope 1: by scope, without sums."));
    OneOfBuilder::new().item(list).item(map).build().into()
}
