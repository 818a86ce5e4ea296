//! Clocks: the raw device clock, the monotonic clock of this boot, and the boot itself.

use std::sync::OnceLock;

use yanxi_domain::{ids::BootId, time::Timestamp};

/// The device clock, raw. Rules use the corrected one (`state::clock`).
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn device_now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit in 53 bits")]
    Timestamp(js_sys::Date::now() as i64)
}

/// The device clock, raw. Rules use the corrected one (`state::clock`).
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn device_now() -> Timestamp {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
}

/// Milliseconds since this app was started; not moved by changes of the device clock.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn monotonic_ms() -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a page is never open for 2^53 ms"
    )]
    web_sys::window().and_then(|w| w.performance()).map_or(0, |p| p.now() as u64)
}

/// Milliseconds since this app was started; not moved by changes of the device clock.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn monotonic_ms() -> u64 {
    static START: OnceLock<std::time::Instant> = OnceLock::new();
    let elapsed = START.get_or_init(std::time::Instant::now).elapsed();
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
}

/// This start of the app; monotonic times compare only within one boot.
#[must_use]
pub fn boot() -> BootId {
    static BOOT: OnceLock<BootId> = OnceLock::new();
    *BOOT.get_or_init(|| BootId(uuid::Uuid::new_v4()))
}
