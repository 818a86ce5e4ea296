//! The corrected clock: device time plus the measured offset to the server (5.2).

use leptos::prelude::*;
use yanxi_domain::{event::OffsetQuality, time::Timestamp};

use super::runtime::{Runtime, use_runtime};

/// Corrected time and how far it can be trusted.
#[derive(Clone, Copy)]
pub struct ClockHandle(Runtime);

/// What is known of the device clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockState {
    /// server − device, milliseconds.
    pub offset_ms: Option<i64>,
    /// Trust in it.
    pub quality: OffsetQuality,
}

/// The corrected clock.
#[must_use]
pub fn use_clock() -> ClockHandle {
    ClockHandle(use_runtime())
}

impl ClockHandle {
    /// Corrected time now.
    #[must_use]
    pub fn now(self) -> Timestamp {
        self.0.now()
    }

    /// Corrected time as a signal that moves every few seconds: for headings and "opens in n minutes".
    #[must_use]
    pub fn tick(self) -> Signal<Timestamp> {
        self.0.with(|inner| inner.tick.clone().into())
    }

    /// Offset and its quality.
    #[must_use]
    pub fn state(self) -> Signal<ClockState> {
        self.0.with(|inner| inner.clock.clone().into())
    }
}
