//! Dates, years and times as people in Taiwan write them (4.1 R-DATE, 14.1).

mod scan;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Weekday};

use self::scan::{normalised, take_day, take_part, take_weekday};
use crate::time::Timestamp;

/// Gregorian year of 民國 0.
const ROC_EPOCH: i32 = 1911;
/// Valid 民國 years (R-DATE 2).
const ROC_YEARS: std::ops::RangeInclusive<i32> = 1..=200;
/// First month of a school year.
const SCHOOL_YEAR_MONTH: u32 = 8;

/// Part of the day written with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// 上午
    Morning,
    /// 下午
    Afternoon,
    /// 全天、全日
    FullDay,
}

/// Something about a date a person should look at; the date itself is usable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateWarning {
    /// The weekday written is not that day's (R-DATE 5).
    WeekdayMismatch {
        /// As written.
        written: Weekday,
        /// As it is.
        actual: Weekday,
    },
    /// The written date lies in another school year than the document's label (trap 2).
    OutsideSchoolYear {
        /// Label of the document.
        label: u16,
        /// School year the date lies in.
        actual: u16,
    },
}

/// A date as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDate {
    /// The day.
    pub date: NaiveDate,
    /// 上午、下午、全天.
    pub part: Option<DayPart>,
    /// Written as a deadline (…前): the whole day still counts.
    pub is_deadline: bool,
    /// Doubts.
    pub warnings: Vec<DateWarning>,
}

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// A form still to be filled in (○月○日).
    #[error("placeholder instead of a date")]
    Placeholder,
    /// Not a form this reader knows.
    #[error("not a date")]
    Unreadable,
    /// No such day in the calendar, or a year out of range.
    #[error("no such day")]
    NoSuchDay,
    /// No year written, and no school year to infer it from.
    #[error("year missing")]
    YearMissing,
}

/// Reads a date. `school_year` is the label of the document (學年度); a year written in the text wins (R-DATE 4).
///
/// # Errors
/// When the text is no date.
pub fn parse(text: &str, school_year: Option<u16>) -> Result<ReadDate, DateError> {
    let text = normalised(text);
    if text.contains(['○', '〇', '◯', '●']) {
        return Err(DateError::Placeholder);
    }
    let mut rest = text.as_str();
    rest = rest.strip_prefix("中華民國").or_else(|| rest.strip_prefix("民國")).unwrap_or(rest);
    let (day, rest) = take_day(rest)?;
    let (weekday, rest) = take_weekday(rest);
    let (part, rest) = take_part(rest);
    let (is_deadline, rest) = match rest.strip_prefix('前') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    if !rest.is_empty() {
        return Err(DateError::Unreadable);
    }
    let date = day.resolve(school_year)?;
    let mut warnings = Vec::new();
    if let Some(written) = weekday.filter(|written| *written != date.weekday()) {
        warnings.push(DateWarning::WeekdayMismatch { written, actual: date.weekday() });
    }
    let actual = self::school_year(date);
    if let Some(label) = school_year.filter(|label| i32::from(*label) != actual) {
        warnings.push(DateWarning::OutsideSchoolYear { label, actual: u16::try_from(actual).unwrap_or(0) });
    }
    Ok(ReadDate { date, part, is_deadline, warnings })
}

/// A time or a range of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeRange {
    /// First minute.
    pub start: NaiveTime,
    /// Last minute; `None`: open (`12:00~`).
    pub end: Option<NaiveTime>,
}

/// Reads `08:30-09:00` in all its spellings; `-`, `–`, `~`, `～`, `至` separate (R-DATE 6).
///
/// # Errors
/// When the text is no range of times.
pub fn parse_time_range(text: &str) -> Result<TimeRange, DateError> {
    let text = normalised(text);
    let (start, end) = text.split_once(['-', '~', '至']).ok_or(DateError::Unreadable)?;
    let start = parse_time(start)?;
    let end = if end.is_empty() { None } else { Some(parse_time(end)?) };
    if end.is_some_and(|end| end < start) {
        return Err(DateError::Unreadable);
    }
    Ok(TimeRange { start, end })
}

fn parse_time(text: &str) -> Result<NaiveTime, DateError> {
    let (hour, minute) = text.split_once(':').ok_or(DateError::Unreadable)?;
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 {
        return Err(DateError::Unreadable);
    }
    let number = |digits: &str| digits.parse::<u32>().map_err(|_| DateError::Unreadable);
    NaiveTime::from_hms_opt(number(hour)?, number(minute)?, 0).ok_or(DateError::Unreadable)
}

/// Reads an instant with its zone (`2025-08-04T16:30:00Z`); the day of rules is [`Timestamp::taipei_date`].
///
/// # Errors
/// When the text is not RFC 3339.
pub fn parse_instant(text: &str) -> Result<Timestamp, DateError> {
    let instant = DateTime::parse_from_rfc3339(text.trim()).map_err(|_| DateError::Unreadable)?;
    Ok(Timestamp(instant.timestamp_millis()))
}

/// The last second of a day in Taipei: a deadline 「112年3月31日前」 includes it (D-16).
#[must_use]
pub fn deadline(date: NaiveDate) -> Timestamp {
    let last = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN);
    Timestamp::from_taipei(date, last)
}

/// Whether a deadline day is over: at 00:00:00 of the next day it is.
#[must_use]
pub fn is_past(deadline: NaiveDate, now: Timestamp) -> bool {
    now.taipei_date() > deadline
}

/// 民國 year of a day (年度).
#[must_use]
pub fn roc_year(date: NaiveDate) -> i32 {
    date.year() - ROC_EPOCH
}

/// 學年度 of a day: 1 August to 31 July (R-DATE 3).
#[must_use]
pub fn school_year(date: NaiveDate) -> i32 {
    roc_year(date) - i32::from(date.month() < SCHOOL_YEAR_MONTH)
}

/// First and last day of a 學年度; `None` outside the years this calendar covers.
#[must_use]
pub fn school_year_days(year: u16) -> Option<(NaiveDate, NaiveDate)> {
    let first = i32::from(year) + ROC_EPOCH;
    Some((
        NaiveDate::from_ymd_opt(first, SCHOOL_YEAR_MONTH, 1)?,
        NaiveDate::from_ymd_opt(first + 1, SCHOOL_YEAR_MONTH - 1, 31)?,
    ))
}

/// 「114年8月5日(二)」
#[must_use]
pub fn long(date: NaiveDate) -> String {
    let (year, month, day) = (roc_year(date), date.month(), date.day());
    format!("{year}年{month}月{day}日({})", weekday(date.weekday()))
}

/// `114/08/05`, `98/08/28`.
#[must_use]
pub fn short(date: NaiveDate) -> String {
    format!("{}/{:02}/{:02}", roc_year(date), date.month(), date.day())
}

/// 一 … 日.
#[must_use]
pub const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "一",
        Weekday::Tue => "二",
        Weekday::Wed => "三",
        Weekday::Thu => "四",
        Weekday::Fri => "五",
        Weekday::Sat => "六",
        Weekday::Sun => "日",
    }
}
