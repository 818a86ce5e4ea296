//! 14.1: dates as people write them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::{NaiveDate, NaiveTime, Weekday};
use rstest::rstest;
use yanxi_domain::{
    roc_date::{
        DateError, DateWarning, DayPart, deadline, is_past, long, parse, parse_instant, parse_time_range,
        roc_year, school_year, school_year_days, short,
    },
    time::Timestamp,
};

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

#[rstest]
#[case::d_01("8月5日(二)", Some(114), "2025-08-05", None)]
#[case::d_02("8月20日(三)上午", Some(114), "2025-08-20", Some(DayPart::Morning))]
#[case::d_03("中華民國112年3月1日", None, "2023-03-01", None)]
#[case::d_05("8/6(三)全天", Some(114), "2025-08-06", Some(DayPart::FullDay))]
#[case::d_06("8/21(四)下午", Some(114), "2025-08-21", Some(DayPart::Afternoon))]
#[case::d_07("108學年度8月1日", None, "2019-08-01", None)]
#[case::d_08("3月1日", Some(114), "2026-03-01", None)]
#[case::d_09("7月31日", Some(114), "2026-07-31", None)]
#[case::d_12_slashes("114/08/05", None, "2025-08-05", None)]
#[case::d_12_dashes("114-08-05", None, "2025-08-05", None)]
#[case::d_12_compact("1140805", None, "2025-08-05", None)]
#[case::d_12_full_width("１１４年８月５日", None, "2025-08-05", None)]
#[case::d_17("113年2月29日", None, "2024-02-29", None)]
#[case::s1_11_spaces("113 年 3 月 25 日(星期一)", None, "2024-03-25", None)]
#[case::s0_03_mixed("108學年度 8 月 1 日", Some(108), "2019-08-01", None)]
#[case::two_digit_year("98/08/01", None, "2009-08-01", None)]
#[case::two_digit_year_compact("980801", None, "2009-08-01", None)]
#[case::two_digit_year_in_words("98年8月1日", None, "2009-08-01", None)]
#[case::gregorian("2025-08-05", None, "2025-08-05", None)]
#[case::gregorian_compact("20250805", None, "2025-08-05", None)]
#[case::full_width_brackets("8月5日（二）上午", Some(114), "2025-08-05", Some(DayPart::Morning))]
fn a_date_is_read(
    #[case] text: &str,
    #[case] school_year: Option<u16>,
    #[case] date: &str,
    #[case] part: Option<DayPart>,
) {
    let read = parse(text, school_year).unwrap();
    assert_eq!((read.date, read.part), (day(date), part));
    assert_eq!((read.warnings, read.is_deadline), (vec![], false));
}

#[test]
fn d_04_the_written_year_wins_and_the_label_is_doubted() {
    let read = parse("113 年 3 月 25 日(星期一)", Some(113)).unwrap();
    assert_eq!(read.date, day("2024-03-25"));
    assert_eq!(read.warnings, [DateWarning::OutsideSchoolYear { label: 113, actual: 112 }]);
}

#[test]
fn d_10_a_weekday_that_does_not_match_is_flagged_not_refused() {
    let read = parse("8月5日(三)", Some(114)).unwrap();
    assert_eq!(read.date, day("2025-08-05"));
    assert_eq!(read.warnings, [DateWarning::WeekdayMismatch { written: Weekday::Wed, actual: Weekday::Tue }]);
}

#[rstest]
#[case::d_11("114 年○月○日", None, DateError::Placeholder)]
#[case::d_18("114年2月29日", None, DateError::NoSuchDay)]
#[case::month_13("114/13/05", None, DateError::NoSuchDay)]
#[case::year_zero("0年1月1日", None, DateError::NoSuchDay)]
#[case::year_201("201年1月1日", None, DateError::NoSuchDay)]
#[case::before_the_republic("1911-01-01", None, DateError::NoSuchDay)]
#[case::no_year("8月5日", None, DateError::YearMissing)]
#[case::words("改日通知", Some(114), DateError::Unreadable)]
#[case::empty("", Some(114), DateError::Unreadable)]
#[case::trailing_text("114年8月5日起", None, DateError::Unreadable)]
#[case::month_only("114年8月", None, DateError::Unreadable)]
fn a_text_that_is_no_date_says_why(
    #[case] text: &str,
    #[case] school_year: Option<u16>,
    #[case] error: DateError,
) {
    assert_eq!(parse(text, school_year), Err(error));
}

#[rstest]
#[case::d_13_dash("08:30-09:00")]
#[case::d_13_tilde("08:30~09:00")]
#[case::d_13_full_width("08：30～09：00")]
#[case::full_width_digits("０８：３０－０９：００")]
#[case::en_dash("08:30–09:00")]
#[case::words("08:30至09:00")]
#[case::one_digit_and_spaces("8:30 - 9:00")]
fn d_13_a_range_of_times_is_read(#[case] text: &str) {
    let range = parse_time_range(text).unwrap();
    assert_eq!((range.start, range.end), (time("08:30"), Some(time("09:00"))));
}

#[test]
fn d_14_a_range_may_be_open() {
    let range = parse_time_range("12:00~").unwrap();
    assert_eq!((range.start, range.end), (time("12:00"), None));
}

#[rstest]
#[case("08:30")]
#[case("25:00-26:00")]
#[case("08:3-09:00")]
#[case("10:00-09:00")]
#[case("~12:00")]
fn a_text_that_is_no_range_is_refused(#[case] text: &str) {
    assert_eq!(parse_time_range(text), Err(DateError::Unreadable));
}

#[test]
fn d_15_the_day_is_the_day_in_taipei() {
    let instant = parse_instant("2025-08-04T16:30:00Z").unwrap();
    assert_eq!(instant.taipei().to_string(), "2025-08-05 00:30:00");
    assert_eq!(short(instant.taipei_date()), "114/08/05");
}

#[test]
fn d_16_a_deadline_includes_its_last_second() {
    let read = parse("112年3月31日前", None).unwrap();
    assert!(read.is_deadline);
    let last = deadline(read.date);
    assert_eq!(last, parse_instant("2023-03-31T23:59:59+08:00").unwrap());
    assert!(!is_past(read.date, last));
    assert!(!is_past(read.date, Timestamp(last.0 + 999)));
    assert!(is_past(read.date, parse_instant("2023-04-01T00:00:00+08:00").unwrap()));
}

#[rstest]
#[case::d_19_three_digits("2011-01-05", "100/01/05", "100年1月5日(三)")]
#[case::d_19_two_digits("2009-08-28", "98/08/28", "98年8月28日(五)")]
#[case::demo_day("2025-08-05", "114/08/05", "114年8月5日(二)")]
fn a_date_is_written(#[case] date: &str, #[case] as_short: &str, #[case] as_long: &str) {
    assert_eq!(short(day(date)), as_short);
    assert_eq!(long(day(date)), as_long);
    assert_eq!(parse(as_short, None).unwrap().date, day(date));
    assert_eq!(parse(as_long, None).unwrap().date, day(date));
}

#[rstest]
#[case::first_day("2025-08-01", 114, 114)]
#[case::last_day("2026-07-31", 115, 114)]
#[case::trap_2("2024-03-25", 113, 112)]
#[case::u_f1("2025-03-10", 114, 113)]
fn years_are_told_apart(#[case] date: &str, #[case] year: i32, #[case] school: i32) {
    assert_eq!(roc_year(day(date)), year);
    assert_eq!(school_year(day(date)), school);
}

#[test]
fn a_school_year_is_august_to_july() {
    assert_eq!(school_year_days(114), Some((day("2025-08-01"), day("2026-07-31"))));
}
