//! Saved here and received there: two separate facts that never mix (Y-03).

use leptos::prelude::*;
use yanxi_domain::time::Timestamp;
use yanxi_protocol::{api::DeviceSelf, scope::Scope};

use super::runtime::{Runtime, use_runtime};

/// Whether the server can be reached, judged by real round trips.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Not tried yet.
    #[default]
    Unknown,
    /// The last round trip succeeded.
    Online,
    /// The last round trip failed.
    Offline,
    /// The server answered that nobody is signed in; the queue is untouched.
    SignInNeeded,
}

/// State of this device towards the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncStatus {
    /// Reachability.
    pub reach: Reach,
    /// Own events stored on this device.
    pub saved: u64,
    /// Own events and texts the server has not acknowledged.
    pub unsent: u64,
    /// Last successful round trip, corrected clock.
    pub last_contact: Option<Timestamp>,
    /// Results that need a person (quarantined events).
    pub attention: u64,
    /// Own events refused as too large even alone: only this device has them.
    pub set_aside: u64,
    /// A round trip is under way.
    pub syncing: bool,
    /// The local store failed: show red and use paper (F-27). The text is the cause, for the log.
    pub broken: Option<String>,
    /// The server knows this device but the local store is empty (T-42).
    pub cleared: Option<DeviceSelf>,
}

/// Sync status and wishes.
#[derive(Clone, Copy)]
pub struct SyncHandle(Runtime);

/// Sync status and wishes.
#[must_use]
pub fn use_sync() -> SyncHandle {
    SyncHandle(use_runtime())
}

impl SyncHandle {
    /// The status.
    #[must_use]
    pub fn status(self) -> Signal<SyncStatus> {
        self.0.with(|inner| inner.status.clone().into())
    }

    /// 立即上傳: a round trip now, whatever the back-off says.
    pub fn upload_now(self) {
        self.0.upload_now();
    }

    /// Keep this scope fresh from now on. Wishes are counted: two pages may want the same scope.
    pub fn want(self, scope: Scope) {
        self.0.want(scope);
    }

    /// Takes one wish back. What is stored stays stored.
    pub fn unwant(self, scope: Scope) {
        self.0.unwant(scope);
    }
}
