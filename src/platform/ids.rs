//! New identifiers. Version 7: sorted by time of making, so that a store appends instead of scattering.

use uuid::{Timestamp, Uuid};

use super::clock::device_now;

/// A new identifier, to be wrapped in one of `yanxi_domain::ids`.
#[must_use]
pub fn new_uuid() -> Uuid {
    let ms = u64::try_from(device_now().0).unwrap_or(0);
    #[expect(clippy::cast_possible_truncation, reason = "a remainder of 1000 times a million fits in u32")]
    let nanos = ((ms % 1000) * 1_000_000) as u32;
    Uuid::new_v7(Timestamp::from_unix(uuid::NoContext, ms / 1000, nanos))
}
