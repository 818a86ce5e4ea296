//! Reading events of every accepted version (design 4). The text itself is stored and handed on untouched; only the
//! meaning is brought up to date here.
//!
//! | version | difference from the next |
//! |---|---|
//! | 1 | camelCase, `type` instead of `kind` with its fields beside it, times in ISO 8601 |
//! | 2 | `kind` and `subject` as tagged objects, `clock_offset_ms` instead of `offset` |
//! | 3 | current |
//! | newer, or 3 with a kind this version does not know | kept, handed on, counted for nothing |

mod v1;
mod v2;
mod v3;

use serde::Deserialize;
use yanxi_domain::{
    event::{AttendanceEvent, EVENT_VERSION},
    ids::{DeviceId, EventId, SessionId},
};

/// An event as far as this version understands it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// Understood, brought up to [`EVENT_VERSION`].
    Known(AttendanceEvent),
    /// Written by a newer app: to be stored and handed on byte for byte.
    UnknownKind(Header),
}

/// What every version of an event tells about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Header {
    /// Idempotency key.
    pub id: EventId,
    /// Number in the device's stream.
    pub seq: u64,
    /// Writer.
    pub device: DeviceId,
    /// Session.
    pub session: SessionId,
    /// Format version as written.
    pub v: u16,
}

impl Read {
    /// The header, whatever the kind.
    #[must_use]
    pub const fn header(&self) -> Header {
        match self {
            Self::Known(event) => Header {
                id: event.id,
                seq: event.seq,
                device: event.device,
                session: event.session,
                v: event.v,
            },
            Self::UnknownKind(header) => *header,
        }
    }

    /// The event, if its kind is known.
    #[must_use]
    pub fn known(self) -> Option<AttendanceEvent> {
        match self {
            Self::Known(event) => Some(event),
            Self::UnknownKind(_) => None,
        }
    }
}

/// A text that is no event of any accepted version. Holds nothing of the text, which may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not readable as an event: {why}")]
pub struct Unreadable {
    /// What is wrong.
    pub why: UnreadableReason,
    /// Sequence number, where at least that could be read.
    pub seq: Option<u64>,
}

/// Why a text is no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableReason {
    /// Not a JSON object.
    #[error("not a JSON object")]
    NotAnObject,
    /// Id, sequence number, device, session or version are missing or malformed.
    #[error("no header")]
    NoHeader,
    /// A version that never existed.
    #[error("version {0} never existed")]
    NoSuchVersion(u16),
    /// The header can be read, the rest does not fit its version.
    #[error("fields do not fit version {0}")]
    BadFields(u16),
}

/// Reads an event of any accepted version.
///
/// # Errors
/// [`Unreadable`] when the text is no event of any of them.
pub fn read_event(raw: &str) -> Result<Read, Unreadable> {
    // The usual case in one pass. Everything else may cost a second one.
    if let Ok(event) = serde_json::from_str::<v3::Event<'_>>(raw)
        && event.v == EVENT_VERSION
    {
        return match event.upcast() {
            Some(read) => Ok(read),
            None => Err(unreadable(raw, UnreadableReason::BadFields(EVENT_VERSION))),
        };
    }
    read_other_version(raw).map_err(|why| unreadable(raw, why))
}

fn read_other_version(raw: &str) -> Result<Read, UnreadableReason> {
    match version(raw)? {
        v1::VERSION => {
            let event = serde_json::from_str::<v1::Event>(raw).ok().and_then(v1::Event::upcast);
            event.map(Read::Known).ok_or(UnreadableReason::BadFields(v1::VERSION))
        }
        v2::VERSION => {
            let event = serde_json::from_str::<v2::Event>(raw).ok().map(v2::Event::upcast);
            event.map(Read::Known).ok_or(UnreadableReason::BadFields(v2::VERSION))
        }
        EVENT_VERSION => Err(UnreadableReason::BadFields(EVENT_VERSION)),
        newer if newer > EVENT_VERSION => {
            let header = serde_json::from_str(raw).map_err(|_| UnreadableReason::NoHeader)?;
            Ok(Read::UnknownKind(header))
        }
        never => Err(UnreadableReason::NoSuchVersion(never)),
    }
}

/// The version, under the name either spelling gives it.
fn version(raw: &str) -> Result<u16, UnreadableReason> {
    #[derive(Deserialize)]
    struct Version {
        v: Option<u16>,
        #[serde(rename = "schemaVersion")]
        schema_version: Option<u16>,
    }
    if !raw.trim_start().starts_with('{') {
        return Err(UnreadableReason::NotAnObject);
    }
    let version: Version = serde_json::from_str(raw).map_err(|error| {
        if error.is_data() { UnreadableReason::NoHeader } else { UnreadableReason::NotAnObject }
    })?;
    version.v.or(version.schema_version).ok_or(UnreadableReason::NoHeader)
}

fn unreadable(raw: &str, why: UnreadableReason) -> Unreadable {
    #[derive(Deserialize)]
    struct Seq {
        #[serde(alias = "deviceSeq")]
        seq: u64,
    }
    Unreadable { why, seq: serde_json::from_str::<Seq>(raw).ok().map(|seq| seq.seq) }
}
