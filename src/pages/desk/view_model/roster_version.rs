//! 名冊版本: how old the roster on this tablet is (Y-09, T-05).

use yanxi_domain::time::{HOUR_MS, Timestamp};

use crate::{
    i18n::{Locale, desk as text},
    view::when,
};

/// Older than this the line turns amber.
const FRESH_MS: i64 = 24 * HOUR_MS;

/// Whether the roster is older than a day or of another day.
#[must_use]
pub fn is_old(pulled_at: Option<Timestamp>, now: Timestamp) -> bool {
    pulled_at.is_none_or(|at| now.since(at) > FRESH_MS || at.taipei_date() != now.taipei_date())
}

/// 「08/05 07:30」, 「昨日 15:00」, or 「尚未下載」.
#[must_use]
pub fn time(locale: Locale, pulled_at: Option<Timestamp>, now: Timestamp) -> String {
    let Some(at) = pulled_at else { return text::roster_none(locale) };
    let yesterday = now.taipei_date().pred_opt() == Some(at.taipei_date());
    if yesterday { text::yesterday_at(locale, &at.taipei_hhmm()) } else { when::stamp(at) }
}

/// 「名冊版本 08/05 07:30，60 人」.
#[must_use]
pub fn line(locale: Locale, pulled_at: Option<Timestamp>, people: usize, now: Timestamp) -> String {
    text::roster_version(locale, &time(locale, pulled_at, now), people)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixtures::at;

    #[test]
    fn todays_roster_is_dated_and_calm() {
        let now = at("08:30:00");
        assert_eq!(line(Locale::Zh, Some(at("07:30:00")), 60, now), "名冊版本 08/05 07:30，60 人");
        assert!(!is_old(Some(at("07:30:00")), now));
    }

    #[test]
    fn yesterdays_roster_says_so_and_is_amber() {
        let now = at("08:30:00");
        let yesterday = at("15:00:00").plus_ms(-24 * HOUR_MS);
        assert_eq!(line(Locale::Zh, Some(yesterday), 60, now), "名冊版本 昨日 15:00，60 人");
        assert!(is_old(Some(yesterday), now));
        assert!(is_old(None, now));
    }
}
