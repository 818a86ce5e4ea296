//! What the engine wants done.

use yanxi_domain::{ids::RecordId, time::Timestamp};
use yanxi_protocol::{
    scope::Scope,
    sync::{Doc, Outcome, ScopeSum, StoredEvent, SyncRequest},
};

/// Something to do.
#[derive(Debug)]
pub enum Action {
    /// Read the outbox (at most `limit` events, at most `limit` records) and the cursors of `scopes` in one read
    /// transaction; answer with `Loaded`.
    Load {
        /// Batch size.
        limit: usize,
        /// Scopes whose cursors are needed.
        scopes: Vec<Scope>,
    },
    /// Send it; answer with `Responded`.
    Send(SyncRequest),
    /// Commit all of it in one transaction or nothing; answer with `Applied`.
    Apply(ApplyPlan),
    /// Feed `Timer` after this long by the monotonic clock. Replaces the earlier timer.
    SetTimer {
        /// Milliseconds from now.
        after_ms: u64,
    },
    /// The status changed.
    Report(EngineStatus),
    /// A better measurement of the clock; store it.
    Offset(OffsetSample),
    /// The device was reported lost and its outbox is empty: delete all replicas (U-H2).
    Wipe,
    /// Something a log or a person should know. Nothing has to be done.
    Notice(Notice),
}

/// Everything one answer changes. Commit it in one transaction, in this order of fields.
#[derive(Debug, Default)]
pub struct ApplyPlan {
    /// Own events the server received.
    pub ack: Option<Ack>,
    /// Raise the head to at least this number, so that new events never take a number the server already holds
    /// (this storage is an old snapshot of itself).
    pub head_at_least: Option<u64>,
    /// Own side records the server received.
    pub records_acked: Vec<RecordId>,
    /// Events from this number on are tried again: lower `acked_through` below it and take away the marks
    /// [`Quarantine::TooLarge`] from there on. Sending the others twice is harmless.
    ///
    /// [`Quarantine::TooLarge`]: yanxi_protocol::sync::Quarantine::TooLarge
    pub resend_from: Option<u64>,
    /// Comes with the `reset` of a session: the server may have lost what it once confirmed (restored backup). Set
    /// `acked_through` to 0 and all own side records to unconfirmed. Sending twice is harmless, and the own log may be
    /// the only copy left.
    pub resend_all: bool,
    /// Changes of scopes.
    pub scopes: Vec<ScopePlan>,
}

impl ApplyPlan {
    /// What `acked_through` becomes by [`ApplyPlan::resend_from`].
    #[must_use]
    pub fn lowered(&self, acked_through: u64) -> u64 {
        self.resend_from.map_or(acked_through, |from| acked_through.min(from.saturating_sub(1)))
    }
}

/// The server's answer to one batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ack {
    /// Valid only while the stored `acked_through` still is this number; otherwise another tab was faster or the log
    /// was rewound: skip the whole `Ack`. Skipping is always safe, the events are sent again.
    pub from: u64,
    /// New `acked_through`.
    pub through: u64,
    /// Own events the server counts (accepted, duplicate or flagged): they join the sum of their session's scope,
    /// unless a pull already brought them.
    pub counted: Vec<u64>,
    /// Results a person at the device should see: what was quarantined. Also the device's own mark on an event that is
    /// set aside because it is refused as too large even alone; a mark goes when its event is acknowledged without one.
    pub attention: Vec<(u64, Outcome)>,
    /// Numbers the server already holds for *other* events of this device: this storage is an old snapshot. Give each
    /// of these events, in order, the next number above the head (after `head_at_least`), see [`crate::renumber`];
    /// id and content stay.
    pub renumber: Vec<u64>,
}

/// Changes of one scope.
#[derive(Debug)]
pub struct ScopePlan {
    /// Scope.
    pub scope: Scope,
    /// Valid only while the stored cursor still is this one; otherwise skip this scope.
    pub base: Option<String>,
    /// First drop the replica: documents and pulled events. Own events stay but leave the sum (`counted`).
    pub reset: bool,
    /// Upserts and, with `body: None`, deletions. A document already held at the same or a higher `v` stays.
    pub docs: Vec<Doc>,
    /// Events to add, by id; also own ones (they then join the sum, and are not set aside any more).
    pub events: Vec<StoredEvent>,
    /// New cursor.
    pub cursor: String,
    /// What the whole scope must add up to now: live documents, plus pulled events and counted own events, each id
    /// once. Compare inside the transaction and report a difference in `Applied`; commit all the same.
    pub sum: Option<ScopeSum>,
}

/// What the state bar shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EngineStatus {
    /// Can the server be reached.
    pub reach: Reach,
    /// A cycle is running.
    pub syncing: bool,
    /// Own events the server has not confirmed, as last known.
    pub unsent: u64,
    /// Server clock at the last successful round trip.
    pub last_contact: Option<Timestamp>,
}

/// Judged by real round trips only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Not tried yet.
    #[default]
    Unknown,
    /// The last round trip worked.
    Online,
    /// The last round trip failed.
    Offline,
    /// The server wants a sign-in; nothing is sent until poked. The queue is intact.
    SignInNeeded,
}

/// A measurement of the device's clock against the server's (5.2 `clock_offset_ms`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OffsetSample {
    /// server − device, milliseconds.
    pub offset_ms: i64,
    /// Round trip of the sample; the error is at most half of it.
    pub rtt_ms: u64,
    /// Device wall clock at the measurement.
    pub at: Timestamp,
}

/// Worth a line in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The server holds numbers of this device above the own head: the storage is an old snapshot.
    StorageRegressed {
        /// Highest number the server holds.
        server_head: u64,
    },
    /// The server does not know the cursor any more (restored backup): the scope is fetched anew, own events resent.
    StartedOver {
        /// Scope.
        scope: Scope,
    },
    /// Count or checksum differ: the scope is fetched anew, own events resent.
    ScopeMismatch {
        /// Scope.
        scope: Scope,
    },
    /// An own event is refused as too large even alone. It stays, marked; those behind it are sent.
    SetAside {
        /// Its number.
        seq: u64,
    },
    /// The server refuses this scope; not asked again until poked.
    Forbidden {
        /// Scope.
        scope: Scope,
    },
}
