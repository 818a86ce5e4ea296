//! 我的研習紀錄 as it is shown: years, sums and cards (U-F1 … U-F3). Pure.

use yanxi_domain::{course::HalfHours, ids::RegistrationId, roc_date};
use yanxi_protocol::docs::{OwnRecord, OwnState};

use crate::{
    components::Tone,
    i18n::{Locale, me as text},
    view::when,
};

/// How years are counted (R-DATE 3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YearBasis {
    /// 年度: the calendar year.
    #[default]
    Calendar,
    /// 學年度: from 1 August.
    School,
}

/// One course of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordCard {
    /// Identity.
    pub registration: RegistrationId,
    /// 「114年8月5日(二) 09:00–12:00」
    pub when: String,
    /// 「114/08/05」 or its English form, for the printed table.
    pub day: String,
    /// Course title with 第n場.
    pub title: String,
    /// 主辦單位
    pub host: String,
    /// Place.
    pub place: String,
    /// State in words.
    pub state: String,
    /// Its shape and colour.
    pub tone: Tone,
    /// `3`, once hours count; the unit stands beside it.
    pub hours: Option<String>,
    /// First issued hours, where a correction changed them.
    pub corrected_from: Option<String>,
    /// (line, reason), oldest first; only where there is more than one version.
    pub versions: Vec<(String, String)>,
    /// Counts nothing and is shown greyed.
    pub not_counted: bool,
}

/// A year of records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearView {
    /// Sum of the issued hours, as a number.
    pub total: String,
    /// Sessions with issued hours, 0 hours included.
    pub issued: usize,
    /// Sessions held and waiting for issue.
    pub waiting: usize,
    /// Newest first.
    pub cards: Vec<RecordCard>,
}

/// ROC year the record counts in: by the day the course ends (3.1 年度: from the last session's date).
#[must_use]
pub fn year_of(basis: YearBasis, record: &OwnRecord) -> i32 {
    let day = record.end.taipei_date();
    match basis {
        YearBasis::Calendar => roc_date::roc_year(day),
        YearBasis::School => roc_date::school_year(day),
    }
}

/// Years with records, newest first.
#[must_use]
pub fn years(basis: YearBasis, records: &[OwnRecord]) -> Vec<i32> {
    let mut years: Vec<i32> = records.iter().map(|record| year_of(basis, record)).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    years
}

/// The year to show: the chosen one while it exists, else the newest with hours issued or waiting, else the newest.
/// A registration for a session to come does not push the records of last year out of sight.
#[must_use]
pub fn shown_year(basis: YearBasis, chosen: Option<i32>, records: &[OwnRecord]) -> Option<i32> {
    let years = years(basis, records);
    let held = |year: &&i32| {
        records.iter().any(|record| {
            year_of(basis, record) == **year
                && (counts_hours(record.state) || record.state == OwnState::Pending)
        })
    };
    chosen
        .filter(|year| years.contains(year))
        .or_else(|| years.iter().find(held).copied())
        .or_else(|| years.first().copied())
}

/// Name of a year.
#[must_use]
pub fn year_name(locale: Locale, basis: YearBasis, year: i32) -> String {
    /// Gregorian year of ROC year 0.
    const ROC_OFFSET: i32 = 1911;
    match basis {
        YearBasis::Calendar => text::calendar_year(locale, year, year + ROC_OFFSET),
        YearBasis::School => text::school_year(locale, year, year + ROC_OFFSET, year + ROC_OFFSET + 1),
    }
}

/// Sum and cards of one year.
#[must_use]
pub fn year_view(locale: Locale, basis: YearBasis, year: i32, records: &[OwnRecord]) -> YearView {
    let mut of_year: Vec<&OwnRecord> =
        records.iter().filter(|record| year_of(basis, record) == year).collect();
    of_year.sort_by_key(|record| std::cmp::Reverse(record.start));
    let granted = |record: &&&OwnRecord| counts_hours(record.state);
    let half_hours: u32 =
        of_year.iter().filter(granted).filter_map(|r| r.hours).map(|h| u32::from(h.0)).sum();
    YearView {
        total: half_hours_words(half_hours),
        issued: of_year.iter().filter(granted).count(),
        waiting: of_year.iter().filter(|record| record.state == OwnState::Pending).count(),
        cards: of_year.into_iter().map(|record| card(locale, record)).collect(),
    }
}

/// Hours that are granted and so belong in the sum; those being corrected still stand until superseded.
const fn counts_hours(state: OwnState) -> bool {
    matches!(state, OwnState::Issued | OwnState::NotPassed | OwnState::UnderCorrection)
}

fn card(locale: Locale, record: &OwnRecord) -> RecordCard {
    let hours = record.hours.map(|hours| hours.to_string());
    let (state, tone) = state_words(locale, record.state, record.hours);
    let first = record.versions.first().map(|(_, hours, ..)| *hours);
    let date = record.start.taipei_date();
    RecordCard {
        registration: record.registration,
        when: format!("{} {}", when::day(locale, date), when::span(record.start, record.end)),
        day: match locale {
            Locale::Zh => roc_date::short(date),
            Locale::En => date.format("%Y-%m-%d").to_string(),
        },
        title: format!("{} {}", record.title, when::session_no(locale, record.session_number)),
        host: record.host.clone(),
        place: record.place.clone(),
        state,
        tone,
        corrected_from: first
            .filter(|first| record.versions.len() > 1 && Some(*first) != record.hours)
            .map(|first| text::corrected_from(locale, &first.to_string())),
        hours: hours.filter(|_| counts_hours(record.state)),
        versions: versions(locale, record),
        not_counted: record.state == OwnState::NotCounted,
    }
}

/// Words and shape of a state (U-F3: all with text, not colour alone).
fn state_words(locale: Locale, state: OwnState, hours: Option<HalfHours>) -> (String, Tone) {
    match state {
        OwnState::Upcoming => (text::state_upcoming(locale), Tone::Info),
        OwnState::Pending => (text::state_pending(locale), Tone::Wait),
        OwnState::Issued => {
            let hours = hours.unwrap_or_default().to_string();
            (text::state_issued(locale, &hours), Tone::Ok)
        }
        OwnState::NotPassed => (text::state_not_passed(locale), Tone::Stop),
        OwnState::UnderCorrection => (text::state_correcting(locale), Tone::Wait),
        OwnState::NotCounted => (text::state_not_counted(locale), Tone::Neutral),
    }
}

fn versions(locale: Locale, record: &OwnRecord) -> Vec<(String, String)> {
    if record.versions.len() < 2 {
        return Vec::new();
    }
    let line = |(version, hours, at, reason): &(u32, HalfHours, yanxi_domain::time::Timestamp, String)| {
        let day = when::day(locale, at.taipei_date());
        (text::version_line(locale, *version, &hours.to_string(), &day), reason.clone())
    };
    record.versions.iter().map(line).collect()
}

/// A sum of half hours as a decimal number: `9`, `2.5`.
fn half_hours_words(half_hours: u32) -> String {
    if half_hours.is_multiple_of(2) { (half_hours / 2).to_string() } else { format!("{}.5", half_hours / 2) }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};
    use yanxi_domain::{ids::CourseId, time::Timestamp};

    use super::*;

    fn record(n: u128, day: (i32, u32, u32), state: OwnState, half_hours: Option<u16>) -> OwnRecord {
        let date = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
        let at = |hour| Timestamp::from_taipei(date, NaiveTime::from_hms_opt(hour, 0, 0).unwrap());
        OwnRecord {
            registration: RegistrationId(uuid::Uuid::from_u128(n)),
            course: CourseId(uuid::Uuid::from_u128(1)),
            title: "學籍系統操作研習".into(),
            session_number: 1,
            start: at(9),
            end: at(12),
            host: "屏東縣政府".into(),
            place: "海豐國小 3F電腦教室".into(),
            state,
            hours: half_hours.map(HalfHours),
            versions: Vec::new(),
            registered: None,
        }
    }

    #[test]
    fn three_sessions_of_the_summer_give_nine_hours_in_both_counts() {
        let records = [
            record(1, (2025, 8, 5), OwnState::Issued, Some(6)),
            record(3, (2025, 8, 20), OwnState::Issued, Some(6)),
            record(4, (2025, 8, 20), OwnState::Issued, Some(6)),
        ];
        for basis in [YearBasis::Calendar, YearBasis::School] {
            assert_eq!(years(basis, &records), [114]);
            assert_eq!(year_view(Locale::Zh, basis, 114, &records).total, "9");
        }
    }

    #[test]
    fn a_course_in_march_114_is_in_year_114_but_school_year_113() {
        let march = record(1, (2025, 3, 12), OwnState::Issued, Some(5));
        assert_eq!(year_of(YearBasis::Calendar, &march), 114);
        assert_eq!(year_of(YearBasis::School, &march), 113);
        assert_eq!(year_view(Locale::Zh, YearBasis::School, 113, &[march]).total, "2.5");
    }

    #[test]
    fn every_state_is_told_in_words_and_shape() {
        let states = [
            (OwnState::Pending, None, "待核發"),
            (OwnState::Issued, Some(6), "已核發 3 小時"),
            (OwnState::NotPassed, Some(0), "0 小時（未通過）"),
            (OwnState::UnderCorrection, Some(6), "更正中"),
        ];
        for (state, hours, words) in states {
            let view =
                year_view(Locale::Zh, YearBasis::Calendar, 114, &[record(1, (2025, 8, 5), state, hours)]);
            assert_eq!(view.cards[0].state, words);
            assert_ne!(view.cards[0].tone, Tone::Neutral);
        }
    }

    #[test]
    fn waiting_and_cancelled_ones_add_nothing_to_the_sum() {
        let records = [
            record(1, (2025, 8, 5), OwnState::Pending, None),
            record(2, (2025, 8, 6), OwnState::NotCounted, None),
            record(3, (2025, 8, 7), OwnState::NotPassed, Some(0)),
        ];
        let view = year_view(Locale::Zh, YearBasis::Calendar, 114, &records);
        assert_eq!((view.total.as_str(), view.issued, view.waiting), ("0", 1, 1));
        assert!(view.cards[1].not_counted, "newest first: the 6th is in the middle");
    }

    #[test]
    fn a_correction_shows_what_it_was_and_why() {
        let mut corrected = record(1, (2025, 8, 5), OwnState::Issued, Some(6));
        corrected.versions = vec![
            (1, HalfHours(0), Timestamp(1_754_700_000_000), String::new()),
            (2, HalfHours(6), Timestamp(1_755_300_000_000), "收到遲到的紀錄".into()),
        ];
        let view = year_view(Locale::Zh, YearBasis::Calendar, 114, &[corrected]);
        assert_eq!(view.cards[0].corrected_from.as_deref(), Some("原核發 0 小時，已更正"));
        assert_eq!(view.cards[0].versions.len(), 2);
        assert_eq!(view.cards[0].versions[1].1, "收到遲到的紀錄");
    }

    #[test]
    fn the_newest_year_with_hours_is_shown_unless_another_was_chosen() {
        let records = [
            record(1, (2026, 3, 1), OwnState::Upcoming, None),
            record(2, (2025, 8, 5), OwnState::Issued, Some(6)),
            record(3, (2024, 8, 5), OwnState::Issued, Some(6)),
        ];
        let shown = |chosen, records: &[OwnRecord]| shown_year(YearBasis::Calendar, chosen, records);
        assert_eq!(shown(None, &records), Some(114));
        assert_eq!(shown(Some(115), &records), Some(115));
        assert_eq!(shown(Some(99), &records), Some(114), "a year that vanished falls back");
        assert_eq!(shown(None, &records[..1]), Some(115));
        assert_eq!(shown(None, &[]), None);
    }
}
