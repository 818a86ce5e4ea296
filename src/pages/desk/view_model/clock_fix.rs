//! 校時: the offset between this device and a clock somebody trusts.

use chrono::{NaiveDate, NaiveTime};
use yanxi_domain::{roc_date, time::Timestamp};

/// From this difference on the screen asks for 校時 (5.6, clock_warn).
pub const WARN_MS: i64 = 2 * 60_000;

/// true time − device time, from a wall-clock reading in Taipei.
#[must_use]
pub fn offset_ms(date: NaiveDate, time: NaiveTime, device_now: Timestamp) -> i64 {
    Timestamp::from_taipei(date, time).since(device_now)
}

/// From this change on a typing error is likelier than a clock that far off.
const ASK_MS: i64 = 60 * 60_000;

/// Whether 校時 by hand is confirmed first: the server has measured this clock, or the change is large (F-11).
#[must_use]
pub const fn needs_asking(change_ms: i64, measured: bool) -> bool {
    measured || change_ms.saturating_abs() >= ASK_MS
}

/// A change in whole minutes: what was asked about stays the same while seconds pass.
#[must_use]
pub const fn offset_change(change_ms: i64) -> i64 {
    change_ms.saturating_add(30_000).div_euclid(60_000)
}

/// A day as people write it: `114/08/05`, `2025-08-05`, 「114年8月5日」.
#[must_use]
pub fn read_date(text: &str) -> Option<NaiveDate> {
    roc_date::parse(text, None).ok().map(|read| read.date)
}

/// Full-width digits, as input methods for Chinese type them, as plain ones.
fn half_width(text: &str) -> String {
    let plain = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        _ => c,
    };
    text.chars().map(plain).collect()
}

/// `09:05`, `9:05:30`, or digits only as a number pad gives them: `0905`, `090530`.
#[must_use]
pub fn read_time(text: &str) -> Option<NaiveTime> {
    let text = &half_width(text);
    let parts: Vec<u32> = if text.contains([':', '：']) {
        text.split([':', '：']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?
    } else {
        let digits = text.trim();
        if !matches!(digits.len(), 3..=6) || !digits.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        // An odd count lacks the leading zero: 905 is 09:05.
        let even = if digits.len() % 2 == 1 { format!("0{digits}") } else { digits.to_owned() };
        even.as_bytes()
            .chunks(2)
            .map(|pair| std::str::from_utf8(pair).ok()?.parse().ok())
            .collect::<Option<_>>()?
    };
    match parts.as_slice() {
        [hour, minute] => NaiveTime::from_hms_opt(*hour, *minute, 0),
        [hour, minute, second] => NaiveTime::from_hms_opt(*hour, *minute, *second),
        _ => None,
    }
}

/// A time of the given day in Taipei.
#[must_use]
pub fn on_day(date: NaiveDate, time: &str) -> Option<Timestamp> {
    Some(Timestamp::from_taipei(date, read_time(time)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixtures::at;

    #[test]
    fn a_clock_47_minutes_fast_gets_a_negative_offset() {
        let device = at("09:39:00");
        let date = read_date("114/08/05").unwrap();
        assert_eq!(offset_ms(date, read_time("08:52").unwrap(), device), -47 * 60_000);
    }

    #[test]
    fn a_device_on_the_wrong_day_is_a_day_off() {
        let date = read_date("2025-08-06").unwrap();
        assert_eq!(offset_ms(date, read_time("09:00:00").unwrap(), at("09:00:00")), 24 * 3_600_000);
    }

    #[test]
    fn nonsense_is_no_time() {
        for text in ["25:00", "", "12", "9:6:1:2", "abc", "1260"] {
            assert_eq!(read_time(text), None, "{text}");
        }
        assert_eq!(read_date("8月"), None);
    }

    #[test]
    fn times_are_read_as_number_pads_and_people_write_them() {
        for text in
            ["09:05", "9:05", "0905", "905", "９：05".replace('９', "9").as_str(), "09:05:00", "090500"]
        {
            assert_eq!(read_time(text), NaiveTime::from_hms_opt(9, 5, 0), "{text}");
        }
    }
}
