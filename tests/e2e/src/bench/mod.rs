//! Measurements in a real browser against the real server. Never a timed test: prints a table and JSON lines.

pub mod cold_start;
pub mod crowd;
pub mod figures;
pub mod first_load;
pub mod push;
pub mod search;
pub mod tap;

/// Chromium computes this many times slower, as a mid-range tablet does.
pub const THROTTLE: u32 = 4;
