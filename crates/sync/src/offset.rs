//! Clock offset from the sample with the shortest round trip.

use yanxi_domain::time::Timestamp;

use crate::{
    action::OffsetSample,
    input::Now,
    limits::{CLOCK_STEP_MS, OFFSET_WINDOW_MS},
};

/// Keeps the best sample.
#[derive(Clone, Debug, Default)]
pub(crate) struct OffsetEstimator {
    best: Option<(Now, OffsetSample)>,
}

impl OffsetEstimator {
    /// Takes one round trip into account. Returns the sample to store when it replaces the best one.
    pub(crate) fn sample(&mut self, sent: Now, received: Now, server: Timestamp) -> Option<OffsetSample> {
        let rtt_ms = received.mono_ms.saturating_sub(sent.mono_ms);
        if step(sent, received).abs() > CLOCK_STEP_MS {
            // The wall clock was set while the request was under way: no reading of it means anything.
            self.best = None;
            return None;
        }
        // The server read its clock about half way.
        let half = i64::try_from(rtt_ms / 2).unwrap_or(i64::MAX);
        let new =
            OffsetSample { offset_ms: server.since(received.wall.plus_ms(-half)), rtt_ms, at: received.wall };
        let keep_old = self.best.as_ref().is_some_and(|(when, old)| {
            let fresh = received.mono_ms.saturating_sub(when.mono_ms) <= OFFSET_WINDOW_MS;
            let clock_untouched = step(*when, received).abs() <= CLOCK_STEP_MS;
            let error =
                i64::try_from((old.rtt_ms + rtt_ms) / 2).unwrap_or(i64::MAX).saturating_add(CLOCK_STEP_MS);
            let consistent = (old.offset_ms.saturating_sub(new.offset_ms)).saturating_abs() <= error;
            old.rtt_ms < rtt_ms && fresh && clock_untouched && consistent
        });
        if keep_old {
            return None;
        }
        self.best = Some((received, new));
        Some(new)
    }
}

/// How much more the wall clock moved than the monotonic one.
fn step(earlier: Now, later: Now) -> i64 {
    let mono = i64::try_from(later.mono_ms.saturating_sub(earlier.mono_ms)).unwrap_or(i64::MAX);
    later.wall.since(earlier.wall).saturating_sub(mono)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUE_START: i64 = 1_754_352_000_000;

    /// A device whose clock is `ahead` milliseconds fast, at true millisecond `t`.
    fn now(t: u64, ahead: i64) -> Now {
        Now { wall: Timestamp(TRUE_START + t as i64 + ahead), mono_ms: t }
    }

    fn server(t: u64) -> Timestamp {
        Timestamp(TRUE_START + t as i64)
    }

    #[test]
    fn a_clock_47_minutes_fast_is_measured_within_half_a_round_trip() {
        let fast = 47 * 60_000;
        let mut clock = OffsetEstimator::default();
        let sample = clock.sample(now(1_000, fast), now(1_400, fast), server(1_050)).unwrap();
        assert_eq!(sample.rtt_ms, 400);
        assert!((sample.offset_ms + fast).abs() <= 200, "{sample:?}");
    }

    #[test]
    fn the_shortest_round_trip_wins_and_ages_out() {
        let mut clock = OffsetEstimator::default();
        assert!(clock.sample(now(0, 0), now(900, 0), server(800)).is_some());
        assert!(clock.sample(now(1_000, 0), now(1_040, 0), server(1_020)).is_some());
        assert_eq!(clock.sample(now(2_000, 0), now(2_900, 0), server(2_100)), None);
        let later = OFFSET_WINDOW_MS + 10_000;
        assert!(clock.sample(now(later, 0), now(later + 900, 0), server(later + 450)).is_some());
    }

    #[test]
    fn a_clock_set_between_samples_replaces_the_better_older_one() {
        let mut clock = OffsetEstimator::default();
        clock.sample(now(0, 0), now(10, 0), server(5));
        let sample = clock.sample(now(5_000, -3_600_000), now(5_800, -3_600_000), server(5_400)).unwrap();
        assert_eq!(sample.offset_ms, 3_600_000);
    }

    #[test]
    fn a_clock_set_during_the_request_gives_no_sample() {
        let mut clock = OffsetEstimator::default();
        assert_eq!(clock.sample(now(0, 0), now(100, 60_000), server(50)), None);
    }
}
