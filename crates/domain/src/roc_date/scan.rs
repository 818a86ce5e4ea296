//! The pieces of a written date: day, weekday, part of the day.

use chrono::{NaiveDate, Weekday};

use super::{DateError, DayPart, ROC_EPOCH, ROC_YEARS, SCHOOL_YEAR_MONTH};

/// Full-width forms to ASCII, all dashes and tildes to one each, no spaces.
pub(super) fn normalised(text: &str) -> String {
    let half = text.chars().map(|c| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '–' | '—' | '−' => '-',
        '〜' => '~',
        other => other,
    });
    half.filter(|c| !c.is_whitespace()).collect()
}

/// Year as written.
#[derive(Clone, Copy, Debug)]
enum WrittenYear {
    /// 114年, 114/…: 民國.
    Roc(i32),
    /// 108學年度8月1日.
    School(i32),
    /// 2025-08-05.
    Gregorian(i32),
}

/// Year, month and day before the calendar is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenDay {
    year: Option<WrittenYear>,
    month: u32,
    day: u32,
}

impl WrittenDay {
    pub(super) fn resolve(self, school_year: Option<u16>) -> Result<NaiveDate, DateError> {
        let of_school_year = |year: i32| year + ROC_EPOCH + i32::from(self.month < SCHOOL_YEAR_MONTH);
        let in_range = |year: i32| ROC_YEARS.contains(&year).then_some(year).ok_or(DateError::NoSuchDay);
        let year = match (self.year, school_year) {
            (Some(WrittenYear::Roc(year)), _) => in_range(year)? + ROC_EPOCH,
            (Some(WrittenYear::School(year)), _) => of_school_year(in_range(year)?),
            (Some(WrittenYear::Gregorian(year)), _) => in_range(year - ROC_EPOCH)? + ROC_EPOCH,
            (None, Some(label)) => of_school_year(in_range(i32::from(label))?),
            (None, None) => return Err(DateError::YearMissing),
        };
        NaiveDate::from_ymd_opt(year, self.month, self.day).ok_or(DateError::NoSuchDay)
    }
}

/// A number of at most `digits` digits at the start.
fn take_number(text: &str, digits: usize) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 || end > digits {
        return None;
    }
    Some((text[..end].parse().ok()?, &text[end..]))
}

pub(super) fn take_day(text: &str) -> Result<(WrittenDay, &str), DateError> {
    let compact = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if (6..=8).contains(&compact) {
        return take_compact_day(text, compact);
    }
    let (first, rest) = take_number(text, 4).ok_or(DateError::Unreadable)?;
    let first_year = i32::try_from(first).unwrap_or(0);
    if let Some(rest) = rest.strip_prefix("學年度") {
        return take_month_day(rest, Some(WrittenYear::School(first_year)));
    }
    let year = if first_year > ROC_EPOCH {
        WrittenYear::Gregorian(first_year)
    } else {
        WrittenYear::Roc(first_year)
    };
    if let Some(rest) = rest.strip_prefix('年') {
        return take_month_day(rest, Some(year));
    }
    // Slashes and dashes: three numbers are year, month and day; two are month and day.
    let separators = rest.matches(['/', '-', '.']).count();
    if separators >= 2 && rest.starts_with(['/', '-', '.']) {
        return take_month_day(&rest[1..], Some(year));
    }
    take_month_day(text, None)
}

/// `1140805`, `980828`, `20250805`.
fn take_compact_day(text: &str, digits: usize) -> Result<(WrittenDay, &str), DateError> {
    let number = |from, to| text[from..to].parse::<u32>().map_err(|_| DateError::Unreadable);
    let year = i32::try_from(number(0, digits - 4)?).unwrap_or(0);
    let year = if digits == 8 { WrittenYear::Gregorian(year) } else { WrittenYear::Roc(year) };
    let (month, day) = (number(digits - 4, digits - 2)?, number(digits - 2, digits)?);
    Ok((WrittenDay { year: Some(year), month, day }, &text[digits..]))
}

fn take_month_day(text: &str, year: Option<WrittenYear>) -> Result<(WrittenDay, &str), DateError> {
    let (month, rest) = take_number(text, 2).ok_or(DateError::Unreadable)?;
    let rest = rest.strip_prefix(['月', '/', '-', '.']).ok_or(DateError::Unreadable)?;
    let (day, rest) = take_number(rest, 2).ok_or(DateError::Unreadable)?;
    let rest = rest.strip_prefix('日').unwrap_or(rest);
    Ok((WrittenDay { year, month, day }, rest))
}

/// `(二)`, `(星期一)`, `(週三)`, `星期一`.
pub(super) fn take_weekday(text: &str) -> (Option<Weekday>, &str) {
    let (inner, in_brackets) = match text.strip_prefix('(') {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let named = ["星期", "週", "周", "禮拜"].iter().find_map(|prefix| inner.strip_prefix(prefix));
    if named.is_none() && !in_brackets {
        return (None, text);
    }
    let inner = named.unwrap_or(inner);
    let mut chars = inner.chars();
    let day = match chars.next() {
        Some('一') => Weekday::Mon,
        Some('二') => Weekday::Tue,
        Some('三') => Weekday::Wed,
        Some('四') => Weekday::Thu,
        Some('五') => Weekday::Fri,
        Some('六') => Weekday::Sat,
        Some('日' | '天') => Weekday::Sun,
        _ => return (None, text),
    };
    let rest = chars.as_str();
    match (in_brackets, rest.strip_prefix(')')) {
        (true, Some(rest)) => (Some(day), rest),
        (true, None) => (None, text),
        (false, _) => (Some(day), rest),
    }
}

pub(super) fn take_part(text: &str) -> (Option<DayPart>, &str) {
    let parts = [
        ("上午", DayPart::Morning),
        ("下午", DayPart::Afternoon),
        ("全天", DayPart::FullDay),
        ("全日", DayPart::FullDay),
    ];
    let found = parts.iter().find_map(|(word, part)| Some((*part, text.strip_prefix(word)?)));
    found.map_or((None, text), |(part, rest)| (Some(part), rest))
}
