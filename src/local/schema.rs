//! Stores and their versions. A schema once released is never edited: a new version adds its own step.

/// Name of the database.
pub const DATABASE: &str = "yanxi";
/// Version this app writes. A database of a higher version is refused, never wiped (F-19).
pub const SCHEMA_VERSION: u8 = 3;

/// A store. Values are JSON text, so that an event stays byte for byte what was signed off by the tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Store {
    /// What the device must remember of itself; see `meta`.
    Meta,
    /// Own events by sequence number: the exact JSON.
    Log,
    /// Own personal texts by record id.
    Records,
    /// Ids of own texts the server has not confirmed.
    RecordOutbox,
    /// Results of own events that a person should see, by sequence number.
    Attention,
    /// Documents of replicated scopes, `scope/kind/id`.
    Docs,
    /// Pulled events in chunks, `scope/number`: ten thousand events are a handful of records.
    Pages,
    /// Cursor, sum and counters of each scope.
    Scopes,
    /// Events of a former identity of this device, `device/seq`; never deleted.
    Archive,
    /// Requests of the person that the server decides about, by request id: waiting, or decided and not dismissed.
    Requests,
    /// Last seen pages of the catalogue, readable without a network.
    Seen,
}

impl Store {
    /// All stores of [`SCHEMA_VERSION`].
    pub const ALL: [Self; 11] = [
        Self::Meta,
        Self::Log,
        Self::Records,
        Self::RecordOutbox,
        Self::Attention,
        Self::Docs,
        Self::Pages,
        Self::Scopes,
        Self::Archive,
        Self::Requests,
        Self::Seen,
    ];

    /// Name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Log => "log",
            Self::Records => "records",
            Self::RecordOutbox => "record_outbox",
            Self::Attention => "attention",
            Self::Docs => "docs",
            Self::Pages => "pages",
            Self::Scopes => "scopes",
            Self::Archive => "archive",
            Self::Requests => "requests",
            Self::Seen => "seen",
        }
    }
}

/// Only version 1 had it: cursors without sums. Dropped by the upgrade; what they stood for is pulled again.
#[cfg(target_arch = "wasm32")]
pub const CURSORS_OF_VERSION_1: &str = "cursors";
