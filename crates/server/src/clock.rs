//! The server's clock. Scripted days move it (demo mode only).

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use yanxi_domain::time::Timestamp;

/// Reads the time; clones share one shift.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    shift_ms: Arc<AtomicI64>,
}

impl Clock {
    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        real().plus_ms(self.shift_ms.load(Ordering::Relaxed))
    }

    /// Makes the clock read `now` and go on from there; `None` returns to real time.
    pub fn set(&self, now: Option<Timestamp>) {
        self.shift_ms.store(now.map_or(0, |now| now.since(real())), Ordering::Relaxed);
    }

    /// Whether somebody has moved the clock.
    #[must_use]
    pub fn is_moved(&self) -> bool {
        self.shift_ms.load(Ordering::Relaxed) != 0
    }
}

fn real() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
