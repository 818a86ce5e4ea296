//! 行前檢查: what a browser can check before the tablet goes where there is no network (5.6).

use yanxi_domain::ids::SessionId;
use yanxi_protocol::docs::Readiness;

use super::{
    ApiFailure,
    runtime::{Runtime, use_runtime},
};

/// Readiness checks.
#[derive(Clone, Copy)]
pub struct ReadinessHandle(Runtime);

/// What only a person can confirm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// The sign-in sheet is printed or stored as PDF.
    pub paper: bool,
}

/// Readiness checks.
#[must_use]
pub fn use_readiness() -> ReadinessHandle {
    ReadinessHandle(use_runtime())
}

impl ReadinessHandle {
    /// Runs every check for the sessions of this device. `None`: not enrolled. Keys and their details:
    ///
    /// | key | detail |
    /// |---|---|
    /// | `shell` | `cached`, `not_cached` |
    /// | `persist` | `granted`, `denied`, `unknown` |
    /// | `private` | estimated quota in MB; small in private windows |
    /// | `roster` | rows of the smallest roster and age of the oldest in minutes: `60 12`; `missing` |
    /// | `clock` | offset in milliseconds; `unknown` |
    /// | `write` | `ok`, or the browser's name of the cause |
    /// | `space` | free MB; `unknown` |
    /// | `battery` | percent and `charging`/`battery`: `82 charging`; `unknown` |
    /// | `operator` | number of operators with a PIN, and `unlocked`/`locked`: `2 unlocked` |
    /// | `paper` | `confirmed`, `not_confirmed` |
    /// | `single_tab` | `writer`, `other_tab` |
    pub async fn run(self, confirmed: Confirmed) -> Option<Readiness> {
        self.0.run_checks(confirmed).await
    }

    /// Sends the result, so that the organiser sees it.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn report(self, readiness: &Readiness) -> Result<(), ApiFailure> {
        self.0.report_readiness(readiness).await
    }

    /// Sessions whose roster is on this device.
    #[must_use]
    pub fn sessions(self) -> Vec<SessionId> {
        self.0.ready_sessions()
    }
}
