//! Every limit of the engine, with its reason.

use yanxi_protocol::sync::MIN_BATCH;

/// First push of a run and first one after a failure: small enough to get through a bad connection (5.3).
pub const FIRST_BATCH: usize = MIN_BATCH;
/// A full batch that went through lets the next one be this many times larger: 10,000 events take six round trips.
pub const BATCH_GROWTH: usize = 5;
/// Largest push the engine makes: about 1 MB of JSON before compression, half of what the server accepts.
pub const LARGEST_BATCH: usize = 2_500;
/// First wait after a failure (5.3).
pub const BACKOFF_START_MS: u64 = 2_000;
/// Longest wait after failures (5.3).
pub const BACKOFF_CAP_MS: u64 = 5 * 60_000;
/// Asking without being told, while the news channel works: only a safety net.
pub const POLL_WITH_NEWS_MS: u64 = 30_000;
/// Asking without being told, while the news channel is down: how late a tablet may see its neighbour's taps.
pub const POLL_WITHOUT_NEWS_MS: u64 = 10_000;
/// The driver gives up a request after this long; a captive network often swallows requests without an answer.
pub const REQUEST_TIMEOUT_MS: u64 = 30_000;
/// A scope whose checksum is wrong right after it was fetched anew is a defect, not an accident: do not fetch it in
/// a loop, the venue's mobile connection pays for it.
pub const REFETCH_PAUSE_MS: u64 = 10 * 60_000;
/// A clock sample with a short round trip is kept this long against worse ones; device clocks drift about 1 ms a
/// minute, less than what a slow sample would add.
pub const OFFSET_WINDOW_MS: u64 = 10 * 60_000;
/// Wall clock and monotonic clock may differ by this much between two readings before it counts as "clock was set".
pub const CLOCK_STEP_MS: i64 = 500;
