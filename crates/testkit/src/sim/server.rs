//! What the simulator needs of a server. Two implementations: a small model in memory, and the real router over a
//! real SQLite file. What holds for both is the contract, not an accident of one.

use std::collections::BTreeMap;

use yanxi_domain::{
    ids::{DeviceId, EventId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{scope::Scope, sync::Quarantine};

/// A server the simulated network leads to.
pub trait SimServer {
    /// Sets the server's clock.
    fn set_now(&mut self, now: Timestamp);

    /// How far the server's clock may have run ahead of the simulated one, because a real server takes real time.
    fn clock_slack_ms(&self) -> i64 {
        0
    }

    /// The sessions of the simulated course.
    fn sessions(&self) -> Vec<SessionId>;

    /// Enrols a tablet for these sessions and returns its id and cookie. With `keep` the tablet still has its
    /// storage and only lost its cookie, or the server lost the enrolment: it stays the same device.
    ///
    /// # Errors
    /// When the server refuses.
    fn enrol(
        &mut self,
        name: &str,
        sessions: &[SessionId],
        keep: Option<DeviceId>,
    ) -> Result<(DeviceId, String), String>;

    /// Cookie of the organiser.
    ///
    /// # Errors
    /// When the server refuses.
    fn organiser(&mut self) -> Result<String, String>;

    /// Scopes the organiser keeps fresh.
    fn organiser_scopes(&self) -> Vec<Scope> {
        self.sessions().into_iter().map(Scope::Session).collect()
    }

    /// One sync request; returns status and body.
    fn sync(&mut self, cookie: &str, body: &[u8]) -> (u16, Vec<u8>);

    /// Somebody at the office changes (or deletes) document `number` of the session.
    ///
    /// # Errors
    /// When the server fails.
    fn edit(&mut self, session: SessionId, number: u64, body: Option<String>) -> Result<(), String>;

    /// Copies the database aside.
    ///
    /// # Errors
    /// When the server fails.
    fn backup(&mut self) -> Result<(), String>;

    /// Puts the copy back, as a proper restore (new epoch) or by copying the file. False when there is no copy.
    ///
    /// # Errors
    /// When the server fails.
    fn restore(&mut self, new_epoch: bool) -> Result<bool, String>;

    /// Position of a cursor: epoch and version. For the oracle only; clients must not look into cursors.
    fn cursor_position(&self, cursor: &str) -> Option<(String, u64)>;

    /// Everything committed.
    ///
    /// # Errors
    /// When the server fails, or contradicts itself.
    fn view(&mut self) -> Result<ServerView, String>;
}

/// The committed state of a server.
#[derive(Clone, Debug, Default)]
pub struct ServerView {
    /// The log.
    pub events: BTreeMap<EventId, ServerEvent>,
    /// Kept aside: stream, number, reason, exact text.
    pub quarantined: Vec<(Option<DeviceId>, u64, Quarantine, String)>,
    /// Live documents of the session scopes: (kind, id) → body.
    pub docs: BTreeMap<Scope, BTreeMap<(String, String), String>>,
    /// What is said of each device.
    pub devices: BTreeMap<DeviceId, DeviceView>,
}

/// A committed event.
#[derive(Clone, Debug)]
pub struct ServerEvent {
    /// Session.
    pub session: SessionId,
    /// Exact JSON.
    pub raw: String,
}

/// What the organiser is told about a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceView {
    /// Highest number held or reported.
    pub head: u64,
    /// Numbers up to `head` that are missing.
    pub missing: Vec<(u64, u64)>,
    /// Events the device said it still has.
    pub unsent: u64,
}
