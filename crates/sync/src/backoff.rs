//! Exponential back-off with jitter, so that forty tablets of a recovering venue do not return in step.

use crate::limits::{BACKOFF_CAP_MS, BACKOFF_START_MS};

/// Counts failures and spreads the waits.
#[derive(Clone, Debug)]
pub(crate) struct Backoff {
    failures: u32,
    jitter: u64,
}

impl Backoff {
    pub(crate) const fn new(seed: u64) -> Self {
        Self { failures: 0, jitter: seed }
    }

    pub(crate) const fn reset(&mut self) {
        self.failures = 0;
    }

    /// Wait after one more failure: between half and all of 2 s, 4 s, 8 s … 5 min.
    pub(crate) fn fail(&mut self) -> u64 {
        let full = BACKOFF_START_MS.saturating_mul(1 << self.failures.min(20)).min(BACKOFF_CAP_MS);
        self.failures = self.failures.saturating_add(1);
        full / 2 + self.next() % (full / 2 + 1)
    }

    /// SplitMix64: the state is the seed, so a run replays.
    const fn next(&mut self) -> u64 {
        self.jitter = self.jitter.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.jitter;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_from_two_seconds_to_five_minutes_with_jitter() {
        let mut backoff = Backoff::new(7);
        for full in [2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000] {
            let wait = backoff.fail();
            assert!((full / 2..=full).contains(&wait), "{wait} for {full}");
        }
        backoff.reset();
        assert!(backoff.fail() <= 2_000);
    }

    #[test]
    fn two_devices_do_not_wait_in_step() {
        let waits = |seed| {
            let mut backoff = Backoff::new(seed);
            (0..5).map(|_| backoff.fail()).collect::<Vec<_>>()
        };
        assert_ne!(waits(1), waits(2));
        assert_eq!(waits(1), waits(1));
    }
}
