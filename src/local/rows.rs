//! Rows as stored, and how they are read. A row that does not parse is treated as absent only where losing it costs
//! a new download; rows of the own log never are.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use yanxi_domain::{ids::DeviceId, time::Timestamp};
use yanxi_protocol::{
    scope::Scope,
    sync::{Outcome, Quarantine, ScopeSum},
};

use super::{
    kernel::{Key, Op, Rows},
    ranges::SeqSet,
    schema::Store,
};

/// State of the own stream (`meta/stream`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnStreamRow {
    /// The device the numbers belong to; `None` until enrolled.
    pub device: Option<DeviceId>,
    /// Highest number used.
    pub head: u64,
    /// The server confirmed all events up to this one.
    pub acked_through: u64,
}

/// State of a replicated scope (`scopes/<scope>`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeRow {
    /// Scope.
    pub scope: Scope,
    /// Cursor of the last committed answer.
    pub cursor: Option<String>,
    /// Live documents, pulled events and counted own events.
    pub sum: ScopeSum,
    /// Own events of this session that are members of `sum`.
    #[serde(default)]
    pub counted: SeqSet,
    /// Number of pages.
    pub pages: u32,
    /// Size of the last page: small answers are appended to it.
    pub tail_bytes: u32,
    /// Grows with every change: a tab whose memory is older notices.
    pub revision: u64,
    /// Server clock of the last committed answer.
    pub pulled_at: Option<Timestamp>,
}

impl ScopeRow {
    /// A scope nothing is known of.
    pub fn empty(scope: Scope) -> Self {
        Self {
            scope,
            cursor: None,
            sum: ScopeSum::default(),
            counted: SeqSet::default(),
            pages: 0,
            tail_bytes: 0,
            revision: 0,
            pulled_at: None,
        }
    }

    pub(super) fn put(&self) -> Op {
        put(Store::Scopes, text(self.scope.to_string()), self)
    }
}

/// Key of a document.
pub(super) fn doc_key(scope: Scope, kind: &str, id: &str) -> Key {
    text(format!("{}{kind}/{id}", scope_prefix(scope)))
}

/// Key of a page; zero-padded so that text order is number order.
pub(super) fn page_key(scope: Scope, number: u32) -> Key {
    text(format!("{}{number:08}", scope_prefix(scope)))
}

/// Begins the keys of everything of a scope.
pub(super) fn scope_prefix(scope: Scope) -> String {
    format!("{scope}/")
}

/// The number of an own event that was set aside because it is refused as too large even alone, from a row of
/// `attention`; `None` for every other result.
pub(super) fn set_aside(row: &str) -> Option<u64> {
    let (seq, outcome): (u64, Outcome) = serde_json::from_str(row).ok()?;
    is_set_aside(&outcome).then_some(seq)
}

/// Whether the device itself set the event aside. The server has not got it.
pub(super) const fn is_set_aside(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Quarantined { reason: Quarantine::TooLarge })
}

/// A text key.
pub(super) const fn text(text: String) -> Key {
    Key::Text(text)
}

/// A write of a row. Rows are plain data: they always serialise.
pub(super) fn put<T: Serialize>(store: Store, key: Key, row: &T) -> Op {
    Op::Put(store, key, serde_json::to_string(row).unwrap_or_default())
}

/// The first row of a selection.
pub(super) fn first<T: DeserializeOwned>(rows: Option<&Rows>) -> Option<T> {
    rows?.first().and_then(|row| serde_json::from_str(row).ok())
}
