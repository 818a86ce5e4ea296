//! F-11: wrong clocks make nobody late.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use rstest::rstest;
use support::*;
use yanxi_domain::{
    attendance::{Flag, Status},
    event::{OffsetQuality, ReceivedEvent},
    time::Timestamp,
};

const MINUTE: i64 = 60_000;

fn times(events: &[ReceivedEvent]) -> Vec<String> {
    let log = events.iter().cloned().collect::<yanxi_domain::log::SessionLog>();
    events.iter().map(|e| log.effective_time(e).taipei().format("%H:%M:%S").to_string()).collect()
}

fn taps(tablet: &mut Tablet, times: &[&str]) -> Vec<ReceivedEvent> {
    times.iter().map(|time| tablet.sign_in(time, registration(1))).collect()
}

#[test]
fn t_19_a_known_offset_corrects_a_clock_47_minutes_fast() {
    let mut b = Tablet::new(2).fast_by_minutes(47);
    let sign_in = b.sign_in("08:52", registration(1));
    assert_eq!(sign_in.event.at, at("09:39"));
    let day = Day::with([sign_in, b.sign_out("12:00", registration(1))]);
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.needs_decision), (Status::Full, false));
    assert_eq!(outcome.flags, [Flag::ClockUntrusted], "worth knowing, resolved by the offset");
    assert_eq!(outcome.first_in.unwrap().time, at("08:52"));
}

#[test]
fn t_19_an_unknown_offset_needs_a_person_until_somebody_sets_the_clock_right() {
    let mut b = Tablet::new(2).never_online();
    b.clock_error_ms = 47 * MINUTE;
    let mut day = Day::with([b.sign_in("08:52", registration(1)), b.sign_out("12:00", registration(1))]);
    for event in &mut day.events {
        event.received_at = Some(at("17:00"));
    }
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.needs_decision), (Status::Undetermined, true));
    assert!(outcome.flags.contains(&Flag::ClockUntrusted));

    let fix = b.fix_clock("12:30", -47 * MINUTE);
    day.events.push(fix.clone());
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.needs_decision, outcome.flags), (Status::Full, false, vec![]));
    assert_eq!(outcome.first_in.unwrap().time, at("08:52"));

    day.events.push(b.void("12:31", &fix));
    assert_eq!(day.status(registration(1)), Status::Undetermined, "a 校時 taken back corrects nothing");
}

#[test]
fn a_clock_fix_applies_to_its_own_boot_only() {
    let mut b = Tablet::new(2).never_online();
    b.clock_error_ms = 47 * MINUTE;
    let before = b.sign_in("08:30", registration(1));
    b.restart("08:40");
    let after = b.sign_in("08:50", registration(1));
    let fix = b.fix_clock("08:51", -47 * MINUTE);
    assert_eq!(times(&[before, after, fix]), ["09:17:00", "08:50:00", "08:51:00"]);
}

#[test]
fn f_11_a_clock_set_back_in_use_keeps_order_and_distance() {
    let mut b = Tablet::new(2);
    let mut events = taps(&mut b, &["08:40", "08:41", "08:42", "08:43", "08:44"]);
    b.clock_error_ms = -60 * MINUTE;
    events.extend(taps(&mut b, &["08:45", "08:46", "08:47"]));
    assert_eq!(
        times(&events),
        ["08:40:00", "08:41:00", "08:42:00", "08:43:00", "08:44:00", "08:45:00", "08:46:00", "08:47:00"]
    );
}

#[test]
fn e2e_2_47_minutes_fast_then_set_back_an_hour_makes_nobody_late() {
    let mut b = Tablet::new(2).fast_by_minutes(47);
    let mut day = Day::new();
    day.roster = (1..=10)
        .map(|n| row(registration(n), "王小明", yanxi_domain::roster::RegistrationState::Admitted))
        .collect();
    for n in 1..=10 {
        if n == 6 {
            b.clock_error_ms -= 60 * MINUTE;
        }
        day.events.push(b.sign_in(&format!("08:{}", 49 + n), registration(n)));
    }
    for n in 1..=10 {
        day.events.push(b.sign_out("12:00", registration(n)));
    }
    for n in 1..=10 {
        let outcome = day.outcome(registration(n));
        assert_eq!((outcome.status, outcome.needs_decision), (Status::Full, false), "{n}");
        assert_eq!(outcome.first_in.unwrap().time.taipei_hhmm(), format!("08:{}", 49 + n));
    }
}

#[test]
fn a_sleeping_tablet_is_not_a_wrong_clock() {
    // The monotonic clock of most browsers stops while the tablet sleeps; the wall clock goes on.
    let mut a = Tablet::new(1);
    let sign_in = a.sign_in("08:50", registration(1));
    a.mono_shift_ms -= 150 * MINUTE;
    let sign_out = a.sign_out("12:00", registration(1));
    let day = Day::with([sign_in, sign_out]);
    assert_eq!(day.status(registration(1)), Status::Full);
    assert_eq!(day.flags(registration(1)), []);
}

#[test]
fn an_offset_measured_after_a_step_holds_back_to_the_step() {
    let mut b = Tablet::new(2);
    let mut events = taps(&mut b, &["08:40"]);
    b.clock_error_ms = 47 * MINUTE;
    events.extend(taps(&mut b, &["08:41"]));
    b.offset = Some(-47 * MINUTE);
    events.extend(taps(&mut b, &["08:42"]));
    assert_eq!(times(&events), ["08:40:00", "08:41:00", "08:42:00"]);
}

#[test]
fn an_offset_measured_after_setting_back_is_not_corrected_twice() {
    let mut b = Tablet::new(2);
    let mut events = taps(&mut b, &["08:40"]);
    b.clock_error_ms = -60 * MINUTE;
    b.offset = Some(60 * MINUTE + 300);
    events.extend(taps(&mut b, &["08:41", "08:42"]));
    assert_eq!(times(&events), ["08:40:00", "08:41:00", "08:42:00"]);
}

#[test]
fn a_small_new_measurement_before_setting_back_is_not_taken_for_one_after_it() {
    let mut b = Tablet::new(2);
    let mut events = taps(&mut b, &["08:40"]);
    b.offset = Some(2_500);
    b.clock_error_ms = -60 * MINUTE;
    events.extend(taps(&mut b, &["08:41"]));
    let corrected = times(&events);
    assert_eq!(corrected, ["08:40:00", "08:41:00"]);
}

#[test]
fn the_first_contact_of_a_boot_corrects_what_came_before_it() {
    let mut b = Tablet::new(2).never_online();
    b.clock_error_ms = 47 * MINUTE;
    let mut events = taps(&mut b, &["08:40"]);
    b.clock_error_ms -= 60 * MINUTE;
    events.extend(taps(&mut b, &["08:41"]));
    b.offset = Some(13 * MINUTE);
    b.quality = OffsetQuality::Good;
    events.extend(taps(&mut b, &["08:42"]));
    assert_eq!(times(&events), ["08:40:00", "08:41:00", "08:42:00"]);
    let mut day = Day::with(events);
    day.now = at("09:00");
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.needs_decision), (Status::SignedIn, false));
}

#[test]
fn without_any_offset_order_and_distance_still_hold() {
    let mut b = Tablet::new(2).never_online();
    let mut events = taps(&mut b, &["08:40", "08:41"]);
    b.clock_error_ms -= 60 * MINUTE;
    events.extend(taps(&mut b, &["08:42"]));
    b.clock_error_ms -= 60 * MINUTE;
    events.extend(taps(&mut b, &["08:43"]));
    assert_eq!(times(&events), ["08:40:00", "08:41:00", "08:42:00", "08:43:00"]);
}

#[test]
fn corrections_do_not_depend_on_the_order_of_arrival() {
    let mut b = Tablet::new(2).never_online();
    let mut events = taps(&mut b, &["08:40", "08:41"]);
    b.clock_error_ms -= 60 * MINUTE;
    events.extend(taps(&mut b, &["08:42"]));
    b.offset = Some(60 * MINUTE);
    events.extend(taps(&mut b, &["08:43"]));
    let expected = times(&events);
    let mut backwards = yanxi_domain::log::SessionLog::new();
    for event in events.iter().rev() {
        backwards.insert(event.clone());
        // Asking in between must not freeze anything.
        let _ = backwards.effective_time(event);
    }
    let read: Vec<_> =
        events.iter().map(|e| backwards.effective_time(e).taipei().format("%H:%M:%S").to_string()).collect();
    assert_eq!(read, expected);
}

#[rstest]
#[case::good(Some(0), OffsetQuality::Good, false)]
#[case::manual(Some(1_000), OffsetQuality::Manual, false)]
#[case::stale(Some(0), OffsetQuality::Stale, true)]
#[case::unknown(None, OffsetQuality::Unknown, true)]
#[case::claimed_good_without_offset(None, OffsetQuality::Good, true)]
fn an_offset_that_cannot_be_trusted_needs_a_person(
    #[case] offset: Option<i64>,
    #[case] quality: OffsetQuality,
    #[case] open: bool,
) {
    let mut a = Tablet { offset, quality, ..Tablet::new(1) };
    let day = Day::with([a.sign_in("08:50", registration(1)), a.sign_out("12:00", registration(1))]);
    let outcome = day.outcome(registration(1));
    assert_eq!(outcome.flags.contains(&Flag::ClockUntrusted), open);
    assert_eq!(outcome.needs_decision, open);
}

#[rstest]
#[case::just_under("04:59:59", true)]
#[case::plausible("05:00", false)]
fn a_time_long_before_the_session_needs_a_person(#[case] sign_in: &str, #[case] open: bool) {
    let mut a = Tablet { mono_shift_ms: -at("03:00").0, ..Tablet::new(1) };
    let day = Day::with([a.sign_in(sign_in, registration(1)), a.sign_out("12:00", registration(1))]);
    assert_eq!(day.outcome(registration(1)).needs_decision, open);
}

#[rstest]
#[case::network_delay(0, false)]
#[case::tolerance(2_000, false)]
#[case::from_the_future(2_001, true)]
fn a_time_later_than_its_receipt_needs_a_person(#[case] ahead_ms: i64, #[case] open: bool) {
    let mut a = Tablet::new(1);
    let mut day = Day::with([a.sign_in("08:50", registration(1)), a.sign_out("12:00", registration(1))]);
    day.events[1].received_at = Some(at("12:00").plus_ms(-ahead_ms));
    assert_eq!(day.outcome(registration(1)).needs_decision, open);
    day.events[1].received_at = None;
    assert!(!day.outcome(registration(1)).needs_decision, "not sent yet is no doubt");
}

#[test]
fn the_zone_of_the_tablet_does_not_matter() {
    assert_eq!(at("08:50"), Timestamp(1_754_355_000_000));
}

#[test]
fn a_clock_fix_taken_back_on_another_tablet_is_forgotten_at_once() {
    let (mut a, mut b) = (Tablet::new(1), Tablet::new(2).never_online());
    let tap = b.sign_in("08:50", registration(1));
    let fix = b.fix_clock("08:51", -47 * MINUTE);
    let mut log: yanxi_domain::log::SessionLog = [tap.clone(), fix.clone()].into_iter().collect();
    assert_eq!(log.effective_time(&tap), at("08:03"));
    log.insert(a.void("08:52", &fix));
    assert_eq!(log.effective_time(&tap), at("08:50"));
}
