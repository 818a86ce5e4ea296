//! How wrong a clock is, as people say it: slow or fast, by how much.

use crate::i18n::{self, Locale};

/// 「0.4 秒」 below a minute, then 「47 分 4 秒」, then 「1 小時 2 分 3 秒」; without a sign.
#[must_use]
pub fn span(locale: Locale, ms: i64) -> String {
    let tenths = ms.unsigned_abs() / 100;
    let (hours, minutes, seconds) = (tenths / 36_000, tenths / 600 % 60, tenths / 10 % 60);
    if hours > 0 {
        i18n::span_hours(locale, hours, minutes, seconds)
    } else if minutes > 0 {
        i18n::span_minutes(locale, minutes, seconds)
    } else {
        i18n::span_seconds(locale, &format!("{seconds}.{}", tenths % 10))
    }
}

/// 「慢 47 分 4 秒」, 「快 0.4 秒」 or 「準確」; the offset is true time − device time.
#[must_use]
pub fn clock_is(locale: Locale, offset_ms: i64) -> String {
    if is_right(offset_ms) {
        i18n::clock_right(locale)
    } else if offset_ms > 0 {
        i18n::clock_slow(locale, &span(locale, offset_ms))
    } else {
        i18n::clock_fast(locale, &span(locale, offset_ms))
    }
}

/// Less than what is shown.
#[must_use]
pub const fn is_right(offset_ms: i64) -> bool {
    offset_ms.unsigned_abs() < 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_behind_the_true_time_is_slow() {
        assert_eq!(clock_is(Locale::Zh, 400), "慢 0.4 秒");
        assert_eq!(clock_is(Locale::Zh, -(47 * 60_000 + 4_000)), "快 47 分 4 秒");
        assert_eq!(clock_is(Locale::Zh, 24 * 3_600_000), "慢 24 小時 0 分 0 秒");
        assert_eq!(clock_is(Locale::En, 60_000), "1 min 0 s slow");
        assert_eq!(clock_is(Locale::Zh, -99), "準確");
    }
}
