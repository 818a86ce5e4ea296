//! Days, times and session headings in words (R-DATE 7). Always Taipei time, whatever the device is set to.

use chrono::{Datelike, NaiveDate};
use yanxi_domain::{
    course::{DeliveryMode, Period, PeriodLabel, Session},
    roc_date,
    time::Timestamp,
};

use crate::i18n::{Locale, office as text};

/// 「114年8月5日(二)」 or `Tue 5 Aug 2025`.
#[must_use]
pub fn day(locale: Locale, date: NaiveDate) -> String {
    match locale {
        Locale::Zh => roc_date::long(date),
        Locale::En => date.format("%a %-d %b %Y").to_string(),
    }
}

/// `09:00–12:00`.
#[must_use]
pub fn span(start: Timestamp, end: Timestamp) -> String {
    format!("{}–{}", start.taipei_hhmm(), end.taipei_hhmm())
}

/// 上午、下午、全日.
#[must_use]
pub fn period_label(locale: Locale, label: PeriodLabel) -> String {
    match label {
        PeriodLabel::Morning => text::morning(locale),
        PeriodLabel::Afternoon => text::afternoon(locale),
        PeriodLabel::FullDay => text::full_day(locale),
    }
}

/// 「上午 09:00–12:00」.
#[must_use]
pub fn period(locale: Locale, period: &Period) -> String {
    format!("{} {}", period_label(locale, period.label), span(period.start, period.end))
}

/// 「114年8月5日(二) 上午 09:00–12:00」, every period of the session.
#[must_use]
pub fn session_time(locale: Locale, session: &Session) -> String {
    let mut words = day(locale, session.date);
    for one in &session.periods {
        words.push(' ');
        words.push_str(&period(locale, one));
    }
    words
}

/// 「第一場」.
#[must_use]
pub fn session_no(locale: Locale, number: u8) -> String {
    text::session_no(locale, &chinese_number(number), number)
}

/// Which of the four hues the band of a session has (F-12).
#[must_use]
pub const fn band(number: u8) -> u8 {
    const HUES: u8 = 4;
    number.saturating_sub(1) % HUES + 1
}

/// 「海豐國小 3F電腦教室」, or 線上.
#[must_use]
pub fn place(locale: Locale, session: &Session) -> String {
    match (&session.venue, session.mode) {
        (Some(venue), _) => format!("{} {}", venue.org_name, venue.room),
        (None, DeliveryMode::Online) => text::online(locale),
        (None, _) => String::new(),
    }
}

/// `08/05 07:30`.
#[must_use]
pub fn stamp(time: Timestamp) -> String {
    time.taipei().format("%m/%d %H:%M").to_string()
}

/// 「114年8月5日(二) 07:30」 or `Tue 5 Aug 2025 07:30`: where the year matters.
#[must_use]
pub fn dated_stamp(locale: Locale, time: Timestamp) -> String {
    format!("{} {}", day(locale, time.taipei_date()), time.taipei_hhmm())
}

/// `08/05 07:30`, or 「尚無」.
#[must_use]
pub fn stamp_or_none(locale: Locale, time: Option<Timestamp>) -> String {
    time.map_or_else(|| text::never(locale), stamp)
}

/// `08:41:05`: the review shows seconds, because two tablets may differ by less than a minute.
#[must_use]
pub fn hms(time: Timestamp) -> String {
    time.taipei().format("%H:%M:%S").to_string()
}

/// Today in Taipei?
#[must_use]
pub fn is_today(date: NaiveDate, now: Timestamp) -> bool {
    now.taipei_date().num_days_from_ce() == date.num_days_from_ce()
}

/// Numbers as they are read in 「第一場」; digits from 100 on, which no course has had.
fn chinese_number(number: u8) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (usize::from(number / 10), usize::from(number % 10));
    match (tens, ones) {
        (0, 0) => "零".to_owned(),
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (2..=9, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn session_numbers_read_like_print() {
        let read: Vec<String> = [1, 2, 10, 11, 20, 42].map(|n| session_no(Locale::Zh, n)).to_vec();
        assert_eq!(read, ["第一場", "第二場", "第十場", "第十一場", "第二十場", "第四十二場"]);
        assert_eq!(session_no(Locale::En, 2), "Session 2");
    }

    #[test]
    fn days_name_their_weekday_in_both_languages() {
        let date = NaiveDate::from_ymd_opt(2025, 8, 5).unwrap();
        assert_eq!(day(Locale::Zh, date), "114年8月5日(二)");
        assert_eq!(day(Locale::En, date), "Tue 5 Aug 2025");
    }

    #[test]
    fn midnight_in_taipei_decides_what_today_is() {
        let date = NaiveDate::from_ymd_opt(2025, 8, 5).unwrap();
        // 2025-08-04T16:30Z is half past midnight on the 5th in Taipei (D-15).
        let now = Timestamp(1_754_325_000_000);
        assert!(is_today(date, now));
        assert!(!is_today(date, now.plus_minutes(-31)));
    }
}
