//! Corrected time: which offset counts, and how far it can be trusted (5.2).

use leptos::prelude::*;
use yanxi_domain::{
    event::OffsetQuality,
    time::{HOUR_MS, Timestamp},
};

use super::Runtime;
use crate::{local::ClockSample, platform::clock::device_now, state::clock::ClockState};

/// A measurement older than this may have drifted (5.2).
const FRESH_MS: i64 = 24 * HOUR_MS;
/// Half a round trip is the largest error of a sample; above this the offset is not within 2 s (5.2).
const PRECISE_RTT_MS: u64 = 4_000;

impl Runtime {
    pub(in crate::state) fn now(self) -> Timestamp {
        let offset = self.with(|inner| inner.clock.with_untracked(|clock| clock.offset_ms));
        device_now().plus_ms(offset.unwrap_or(0))
    }

    pub(super) fn refresh_clock(self) {
        self.with(|inner| {
            let state = judge(inner.measured.get(), inner.manual_offset.get(), device_now());
            if inner.clock.with_untracked(|shown| *shown != state) {
                inner.clock.set(state);
            }
        });
    }
}

/// 校時 counts until the next measurement; a measurement ages.
fn judge(measured: Option<ClockSample>, manual: Option<i64>, device_now: Timestamp) -> ClockState {
    if let Some(offset_ms) = manual {
        return ClockState { offset_ms: Some(offset_ms), quality: OffsetQuality::Manual };
    }
    let Some(sample) = measured else {
        return ClockState { offset_ms: None, quality: OffsetQuality::Unknown };
    };
    // A device clock set back makes the age negative: then the sample says nothing about this clock.
    let age = device_now.since(sample.at);
    let good = (0..FRESH_MS).contains(&age) && sample.rtt_ms <= PRECISE_RTT_MS;
    let quality = if good { OffsetQuality::Good } else { OffsetQuality::Stale };
    ClockState { offset_ms: Some(sample.offset_ms), quality }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEASURED: Timestamp = Timestamp(1_754_352_000_000);

    fn sample(rtt_ms: u64) -> Option<ClockSample> {
        Some(ClockSample { offset_ms: -2_820_000, rtt_ms, at: MEASURED })
    }

    #[test]
    fn a_measurement_is_good_for_a_day_and_stale_after() {
        let after = |ms| judge(sample(80), None, MEASURED.plus_ms(ms)).quality;
        assert_eq!(after(0), OffsetQuality::Good);
        assert_eq!(after(FRESH_MS - 1), OffsetQuality::Good);
        assert_eq!(after(FRESH_MS), OffsetQuality::Stale);
        assert_eq!(after(-1), OffsetQuality::Stale);
    }

    #[test]
    fn a_slow_round_trip_measures_nothing_within_two_seconds() {
        assert_eq!(judge(sample(4_001), None, MEASURED).quality, OffsetQuality::Stale);
    }

    #[test]
    fn an_operator_who_reads_another_clock_is_believed_until_the_next_measurement() {
        let fixed = judge(sample(80), Some(-60_000), MEASURED);
        assert_eq!(fixed, ClockState { offset_ms: Some(-60_000), quality: OffsetQuality::Manual });
        assert_eq!(judge(None, None, MEASURED).quality, OffsetQuality::Unknown);
    }
}
