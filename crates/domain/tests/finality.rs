//! R-FINAL (4.7): until every device has reported in full, nobody is marked 未出席.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use rstest::rstest;
use support::*;
use yanxi_domain::{
    attendance::{Flag, Status},
    device::DeviceState,
    finality::{Finality, WaitReason, finality},
};

/// Two tablets; both have ended the session and the server holds everything.
fn ended_day() -> (Day, Tablet, Tablet) {
    let (mut a, mut b) = (Tablet::new(1), Tablet::new(2));
    let mut day = Day::with([a.end_of_session("12:15"), b.end_of_session("12:16")]);
    day.devices = vec![a.status(), b.status()];
    (day, a, b)
}

fn judge(day: &Day) -> Finality {
    day.ask(|facts| finality(facts, &facts.session.periods[0]))
}

#[test]
fn final_when_all_devices_reported_and_nothing_is_missing() {
    let (day, ..) = ended_day();
    assert_eq!(judge(&day), Finality::Final);
    assert_eq!(day.status(registration(1)), Status::NoShow);
    assert!(!day.outcome(registration(1)).needs_decision);
}

#[rstest]
#[case("11:59:59", Finality::NotOver { ends: at("12:00") })]
#[case("12:00", Finality::Final)]
fn not_final_before_the_end_of_the_period(#[case] now: &str, #[case] expected: Finality) {
    let (mut day, ..) = ended_day();
    day.now = at(now);
    assert_eq!(judge(&day), expected);
}

#[test]
fn an_override_does_not_end_a_period_that_goes_on() {
    let mut day = Day::new().overridden();
    day.now = at("11:00");
    assert_eq!(judge(&day), Finality::NotOver { ends: at("12:00") });
    assert_eq!(day.status(registration(1)), Status::NotArrived);
}

#[test]
fn t_36_a_device_that_forgot_to_end_keeps_the_period_open() {
    let (mut day, a, b) = ended_day();
    day.events.retain(|e| e.event.device == a.id);
    assert_eq!(
        judge(&day),
        Finality::Waiting { devices: vec![(b.id, "平板".to_owned(), WaitReason::NotEnded)] }
    );
    assert_eq!(day.status(registration(1)), Status::NotArrived, "never 未出席 while not final");
}

#[test]
fn the_devices_own_record_counts_where_the_log_has_no_report() {
    let (mut day, ..) = ended_day();
    day.events.clear();
    assert!(!judge(&day).is_final());
    for device in &mut day.devices {
        device.ended = vec![(SESSION, 5)];
    }
    assert_eq!(judge(&day), Finality::Final);
    for device in &mut day.devices {
        device.ended = vec![(OTHER_SESSION, 5)];
    }
    assert!(!judge(&day).is_final());
}

#[test]
fn an_end_report_taken_back_does_not_count() {
    let (mut day, mut a, _) = ended_day();
    day.devices[0].ended = vec![(SESSION, 1)];
    let report = day.events[0].clone();
    day.events.push(a.void("12:17", &report));
    assert!(!judge(&day).is_final());
    day.events.push(a.end_of_session("12:30"));
    assert_eq!(judge(&day), Finality::Final);
}

#[test]
fn f_13_a_hole_in_the_sequence_blocks_and_is_shown() {
    let (mut day, a, _) = ended_day();
    day.devices[0].missing = vec![(1, 1)];
    assert_eq!(
        judge(&day),
        Finality::Waiting { devices: vec![(a.id, "平板".to_owned(), WaitReason::Missing(vec![(1, 1)]))] }
    );
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.flags), (Status::NotArrived, vec![Flag::SeqGap]));
}

#[test]
fn numbers_missing_after_the_end_belong_to_another_session() {
    let (mut day, ..) = ended_day();
    day.devices[0].missing = vec![(2, 9)];
    assert_eq!(judge(&day), Finality::Final);
}

#[rstest]
#[case(DeviceState::Lost, WaitReason::Lost)]
#[case(DeviceState::Retired, WaitReason::Retired)]
fn t_42_a_device_that_cannot_report_any_more_blocks_until_the_owner_overrides(
    #[case] state: DeviceState,
    #[case] reason: WaitReason,
) {
    let (mut day, a, b) = ended_day();
    day.events.retain(|e| e.event.device == a.id);
    day.devices[1].state = state;
    assert_eq!(judge(&day), Finality::Waiting { devices: vec![(b.id, "平板".to_owned(), reason)] });
    let day = day.overridden();
    assert_eq!(judge(&day), Finality::Overridden);
    assert!(judge(&day).is_final());
    assert_eq!(day.status(registration(1)), Status::NoShow);
}

#[test]
fn a_device_lost_after_it_had_reported_everything_blocks_nothing() {
    let (mut day, ..) = ended_day();
    day.devices[1].state = DeviceState::Lost;
    assert_eq!(judge(&day), Finality::Final);
}

#[test]
fn a_session_nobody_ended_is_not_final() {
    let mut day = Day::new();
    assert_eq!(judge(&day), Finality::Waiting { devices: vec![] });
    let other = Tablet::new(7);
    day.devices =
        vec![yanxi_domain::device::DeviceStatus { sessions: vec![OTHER_SESSION], ..other.status() }];
    assert_eq!(judge(&day), Finality::Waiting { devices: vec![] }, "devices of other sessions do not count");
    assert_eq!(day.status(registration(1)), Status::NotArrived);
}

#[test]
fn t_28_the_headcount_names_what_is_unknown() {
    let mut a = Tablet::new(1);
    let mut day = Day::with([a.sign_in("08:41", registration(1)), a.sign_in("08:42", registration(3))]);
    day.roster.push(row(registration(2), "李小華", yanxi_domain::roster::RegistrationState::Admitted));
    day.roster.push(row(registration(3), "張美玲", yanxi_domain::roster::RegistrationState::Cancelled));
    let mut status = a.status();
    status.unsent = 12;
    status.last_seen = Some(at("08:52"));
    day.devices = vec![status];
    day.now = at("10:15");
    let count = day.ask(|facts| yanxi_domain::headcount::headcount(facts, MORNING));
    assert_eq!((count.expected, count.signed_in, count.joined), (2, 1, 1), "nobody fills another's place");
    assert_eq!((count.still_in, count.signed_out), (2, 0));
    let unknown: Vec<_> = count.unknown_devices.iter().map(|d| (d.id, d.unsent, d.last_seen)).collect();
    assert_eq!(unknown, [(a.id, 12, Some(at("08:52")))]);
}
