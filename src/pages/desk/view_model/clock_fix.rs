//! 校時: the offset between this device and a clock somebody trusts.

use chrono::{NaiveDate, NaiveTime};
use yanxi_domain::time::Timestamp;

/// From this difference on the screen asks for 校時 (5.6, clock_warn).
pub const WARN_MS: i64 = 2 * 60_000;

/// true time − device time, from a wall-clock reading in Taipei.
#[must_use]
pub fn offset_ms(date: &str, time: &str, device_now: Timestamp) -> Option<i64> {
    let date = NaiveDate::parse_from_str(date.trim(), "%Y-%m-%d").ok()?;
    Some(Timestamp::from_taipei(date, read_time(time)?).since(device_now))
}

/// `HH:MM` or `HH:MM:SS`.
#[must_use]
pub fn read_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    NaiveTime::parse_from_str(text, "%H:%M:%S").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M")).ok()
}

/// A time of the given day in Taipei.
#[must_use]
pub fn on_day(date: NaiveDate, time: &str) -> Option<Timestamp> {
    Some(Timestamp::from_taipei(date, read_time(time)?))
}

/// A difference as `+47:00` (minutes and seconds) or `+1:02:03`.
#[must_use]
pub fn difference(ms: i64) -> String {
    let sign = if ms < 0 { '−' } else { '+' };
    let seconds = ms.unsigned_abs().div_ceil(1000);
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{sign}{hours}:{minutes:02}:{rest:02}") } else { format!("{sign}{minutes}:{rest:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixtures::at;

    #[test]
    fn a_clock_47_minutes_fast_gets_a_negative_offset() {
        let device = at("09:39:00");
        assert_eq!(offset_ms("2025-08-05", "08:52", device), Some(-47 * 60_000));
        assert_eq!(difference(-47 * 60_000), "−47:00");
    }

    #[test]
    fn a_device_on_the_wrong_day_is_a_day_off() {
        assert_eq!(offset_ms("2025-08-06", "09:00:00", at("09:00:00")), Some(24 * 3_600_000));
        assert_eq!(difference(24 * 3_600_000), "+24:00:00");
    }

    #[test]
    fn nonsense_is_no_time() {
        assert_eq!(offset_ms("2025-08-05", "25:00", at("09:00:00")), None);
        assert_eq!(offset_ms("", "09:00", at("09:00:00")), None);
    }
}
