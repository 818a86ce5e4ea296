//! Status per period (3.4, 4.5 R-ATT) on the cases of section 12.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use rstest::rstest;
use support::*;
use yanxi_domain::{
    attendance::{Flag, Status},
    course::{Break, PeriodLabel, SessionState},
    event::ReceivedEvent,
    roster::RegistrationState,
};

/// A day with one person who was in and out at these times (empty: no punch), looked at in the evening.
fn in_and_out(sign_in: &str, sign_out: &str) -> Day {
    let mut a = Tablet::new(1);
    let mut events = vec![];
    if !sign_in.is_empty() {
        events.push(a.sign_in(sign_in, registration(1)));
    }
    if !sign_out.is_empty() {
        events.push(a.sign_out(sign_out, registration(1)));
    }
    Day::with(events)
}

#[rstest]
#[case::in_time("08:41:05", "12:01", Status::Full)]
#[case::f_05_last_minute_of_grace("09:15", "12:00", Status::Full)]
#[case::f_05_last_second_of_grace("09:15:59", "12:00", Status::Full)]
#[case::f_05_first_minute_after_grace("09:16", "12:00", Status::Late { minutes: 16 })]
#[case::t_27("09:40", "12:00", Status::Late { minutes: 40 })]
#[case::early_grace("09:00", "11:45", Status::Full)]
#[case::early_grace_ends("09:00", "11:44:59", Status::LeftEarly { minutes: 16 })]
#[case::t_30("08:50", "11:05", Status::LeftEarly { minutes: 55 })]
#[case::t_33_lecturer_ends_early("08:50", "11:58", Status::Full)]
#[case::both("09:40", "11:05", Status::LateAndLeftEarly { late: 40, early: 55 })]
#[case::no_sign_out("08:50", "", Status::NoSignOut)]
#[case::late_without_sign_out("09:40", "", Status::NoSignOut)]
#[case::only_sign_out("", "12:00", Status::OnlySignOut)]
#[case::nothing("", "", Status::NotArrived)]
fn status_follows_from_the_first_sign_in_and_the_last_sign_out(
    #[case] sign_in: &str,
    #[case] sign_out: &str,
    #[case] status: Status,
) {
    let outcome = in_and_out(sign_in, sign_out).outcome(registration(1));
    assert_eq!(outcome.status, status);
    let needs_nobody = matches!(status, Status::Full | Status::NotArrived);
    assert_eq!(outcome.needs_decision, !needs_nobody);
}

#[rstest]
#[case::before_the_end("11:30", Status::SignedIn)]
#[case::until_sign_out_closes("13:00", Status::SignedIn)]
#[case::after_sign_out_closed("13:00:01", Status::NoSignOut)]
fn a_missing_sign_out_counts_only_after_sign_out_closed(#[case] now: &str, #[case] status: Status) {
    let mut day = in_and_out("08:50", "");
    day.now = at(now);
    assert_eq!(day.status(registration(1)), status);
    assert_eq!(day.outcome(registration(1)).needs_decision, status == Status::NoSignOut);
}

#[test]
fn t_27_a_late_person_is_late_at_once() {
    let mut day = in_and_out("09:40", "");
    day.now = at("09:41");
    assert_eq!(day.status(registration(1)), Status::Late { minutes: 40 });
}

#[test]
fn all_parameters_can_be_changed_without_code() {
    let mut day = in_and_out("09:21", "11:39");
    day.session.params.late_grace_min = 20;
    day.session.params.early_grace_min = 20;
    assert_eq!(day.status(registration(1)), Status::LateAndLeftEarly { late: 21, early: 21 });
    day.session.params.late_grace_min = 21;
    day.session.params.early_grace_min = 21;
    assert_eq!(day.status(registration(1)), Status::Full);

    let mut day = in_and_out("08:29", "");
    assert_eq!(day.flags(registration(1)), [Flag::Early]);
    day.session.params.signin_opens_before_min = 31;
    assert_eq!(day.flags(registration(1)), []);
    day.session.params.signout_closes_after_min = 24 * 60;
    assert_eq!(day.status(registration(1)), Status::SignedIn);

    let mut day = in_and_out("08:41", "11:46");
    assert_eq!(day.flags(registration(1)), []);
    day.session.params.signout_opens_before_min = 10;
    assert_eq!(day.flags(registration(1)), [Flag::OutsideWindow]);
}

#[rstest]
#[case::f_01_in_the_extension("09:10", "09:08", Status::Full)]
#[case::last_minute_of_extension("09:30", "09:30:59", Status::Full)]
#[case::after_the_extension("09:30", "09:31", Status::Late { minutes: 31 })]
#[case::extension_shorter_than_grace("09:05", "09:14", Status::Full)]
fn t_22_sign_ins_within_an_extension_are_not_late(
    #[case] until: &str,
    #[case] sign_in: &str,
    #[case] status: Status,
) {
    let mut a = Tablet::new(1);
    let day = Day::with([
        a.extend("09:00", until),
        a.sign_in(sign_in, registration(1)),
        a.sign_out("12:00", registration(1)),
    ]);
    assert_eq!(day.status(registration(1)), status);
    assert_eq!(day.flags(registration(1)).contains(&Flag::OutsideWindow), status != Status::Full);
}

#[test]
fn t_22_the_furthest_extension_holds_and_one_taken_back_does_not() {
    let mut a = Tablet::new(1);
    let mut b = Tablet::new(2);
    let far = a.extend("09:00", "09:50");
    let near = b.extend("09:05", "09:30");
    let sign_in = a.sign_in("09:40", registration(1));
    let sign_out = a.sign_out("12:00", registration(1));
    let mut day = Day::with([far.clone(), near, sign_in, sign_out]);
    assert_eq!(day.status(registration(1)), Status::Full);
    day.events.push(a.void("12:01", &far));
    assert_eq!(day.status(registration(1)), Status::Late { minutes: 40 });
}

#[test]
fn f_01_sixty_people_in_a_blackout_are_all_in_time() {
    let mut a = Tablet::new(1);
    let mut day = Day::new();
    day.roster = (1..=60).map(|n| row(registration(n), "王小明", RegistrationState::Admitted)).collect();
    for n in 1..=60_u128 {
        // From 08:40 on every 28 seconds; the app is killed at tap 17 and 44.
        let seconds = 40 * 60 + (n - 1) * 28;
        let time = format!("{:02}:{:02}:{:02}", 8 + seconds / 3600, seconds / 60 % 60, seconds % 60);
        if n == 17 || n == 44 {
            a.restart(&time);
        }
        day.events.push(a.sign_in(&time, registration(n)));
    }
    day.events.push(a.extend("09:08", "09:10"));
    day.now = at("12:30");
    let headcount = day.ask(|facts| yanxi_domain::headcount::headcount(facts, MORNING));
    assert_eq!((headcount.expected, headcount.signed_in), (60, 60));
    for n in 1..=60 {
        assert_eq!(day.status(registration(n)), Status::SignedIn);
    }
}

#[test]
fn f_02_two_tablets_and_one_person_are_one_attendance_in_any_order() {
    let (mut a, mut b) = (Tablet::new(1), Tablet::new(2));
    let on_a = a.sign_in("08:41:05", registration(1));
    let on_b = b.sign_in("08:41:50", registration(1));
    let out = b.sign_out("12:00", registration(1));
    let orders: [&[&ReceivedEvent]; 4] = [
        &[&on_a, &on_b, &out],
        &[&out, &on_b, &on_a],
        &[&on_b, &on_a, &on_b, &out, &on_a],
        &[&out, &on_a, &on_b, &out],
    ];
    for order in orders {
        let day = Day::with(order.iter().map(|e| (*e).clone()));
        let outcome = day.outcome(registration(1));
        assert_eq!(outcome.first_in.unwrap().time, at("08:41:05"));
        assert_eq!(outcome.status, Status::Full);
        assert_eq!(outcome.flags, [Flag::DupDevice]);
        assert!(!outcome.needs_decision, "resolved by itself");
        assert_eq!(outcome.events.len(), 3);
        let headcount = day.ask(|facts| yanxi_domain::headcount::headcount(facts, MORNING));
        assert_eq!(headcount.signed_in, 1, "headcount counts persons");
    }
}

#[test]
fn f_04_a_wrong_tap_taken_back_leaves_history_but_no_effect() {
    let mut b = Tablet::new(2);
    let mut day = Day::new();
    day.roster.push(row(registration(2), "李小華", RegistrationState::Admitted));
    let wrong = b.sign_in("08:47", registration(1));
    let void = b.void("08:47:10", &wrong);
    let right = b.sign_in("08:47:20", registration(2));
    day.events = vec![wrong, void, right];
    day.now = at("09:00");
    assert_eq!(day.events.len(), 3);
    let outcome = day.outcome(registration(1));
    assert_eq!(outcome.status, Status::NotArrived);
    assert_eq!(outcome.events.len(), 2, "sign-in and void stay visible");
    assert_eq!(outcome.first_in, None);
    assert_eq!(day.status(registration(2)), Status::SignedIn);
}

#[test]
fn a_void_counts_even_when_it_arrives_before_what_it_takes_back() {
    let mut a = Tablet::new(1);
    let wrong = a.sign_in("08:47", registration(1));
    let void = a.void("08:48", &wrong);
    assert_eq!(Day::with([void, wrong]).status(registration(1)), Status::NotArrived);
}

#[rstest]
#[case::f_06_gap_15("11:20", 15, Status::Full)]
#[case::f_06_gap_16("11:21", 16, Status::Undetermined)]
#[case::f_06_gap_35("11:40", 35, Status::Undetermined)]
fn f_06_coming_back_is_judged_by_the_gap(#[case] back: &str, #[case] minutes: i64, #[case] status: Status) {
    let mut a = Tablet::new(1);
    let day = Day::with([
        a.sign_in("08:50", registration(1)),
        a.sign_out("11:05", registration(1)),
        a.sign_in(back, registration(1)),
        a.sign_out("12:01", registration(1)),
    ]);
    let outcome = day.outcome(registration(1));
    assert_eq!(outcome.status, status);
    assert_eq!(outcome.gaps.iter().map(|gap| gap.minutes).collect::<Vec<_>>(), [minutes]);
    assert_eq!(outcome.flags.contains(&Flag::AbsenceGap), status == Status::Undetermined);
    assert_eq!(outcome.needs_decision, status == Status::Undetermined);
}

#[test]
fn f_06_breaks_are_not_absence() {
    let mut a = Tablet::new(1);
    let mut day = Day::with([
        a.sign_in("08:50", registration(1)),
        a.sign_out("10:25", registration(1)),
        a.sign_in("10:55", registration(1)),
        a.sign_out("12:00", registration(1)),
    ]);
    assert_eq!(day.status(registration(1)), Status::Undetermined);
    day.session.periods[0].breaks = vec![Break { start: at("10:30"), end: at("10:50") }];
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.gaps[0].minutes), (Status::Full, 10));
}

#[test]
fn s2_24_lunch_of_an_all_day_period_needs_no_punches() {
    let mut a = Tablet::new(1);
    let mut day = Day::with([
        a.sign_in("09:20", registration(1)),
        a.sign_out("12:00", registration(1)),
        a.sign_in("13:05", registration(1)),
        a.sign_out("15:00", registration(1)),
    ]);
    day.session.periods = vec![period(MORNING, PeriodLabel::FullDay, "09:30", "15:00")];
    day.session.periods[0].breaks = vec![Break { start: at("12:00"), end: at("13:00") }];
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.gaps[0].minutes), (Status::Full, 5));
}

#[test]
fn repeated_sign_ins_without_a_sign_out_make_no_gap() {
    let mut a = Tablet::new(1);
    let day = Day::with([
        a.sign_in("08:50", registration(1)),
        a.sign_in("10:00", registration(1)),
        a.sign_in("11:30", registration(1)),
        a.sign_out("11:50", registration(1)),
        a.sign_out("12:01", registration(1)),
    ]);
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.gaps, outcome.flags), (Status::Full, vec![], vec![]));
    assert_eq!(outcome.last_out.unwrap().time, at("12:01"));
}

#[rstest]
#[case::still_there("11:30", Status::SignedIn)]
#[case::never_signed_out_again("17:00", Status::NoSignOut)]
fn somebody_who_came_back_after_an_early_sign_out_is_inside(#[case] now: &str, #[case] status: Status) {
    let mut a = Tablet::new(1);
    let mut day = Day::with([
        a.sign_in("08:50", registration(1)),
        a.sign_out("11:05", registration(1)),
        a.sign_in("11:15", registration(1)),
    ]);
    day.now = at(now);
    let outcome = day.outcome(registration(1));
    assert_eq!(outcome.status, status);
    assert_eq!(outcome.last_out.unwrap().time, at("11:05"), "the fact stays visible");
}

#[test]
fn a_stray_sign_in_after_a_proper_sign_out_changes_nothing() {
    let mut a = Tablet::new(1);
    let day = Day::with([
        a.sign_in("08:50", registration(1)),
        a.sign_out("12:01", registration(1)),
        a.sign_in("12:02", registration(1)),
    ]);
    assert_eq!(day.status(registration(1)), Status::Full);
}

#[test]
fn a_sign_out_before_the_first_sign_in_ends_nothing() {
    let mut a = Tablet::new(1);
    let day = Day::with([a.sign_out("08:49", registration(1)), a.sign_in("08:50", registration(1))]);
    assert_eq!(day.status(registration(1)), Status::NoSignOut);
}

#[rstest]
#[case(RegistrationState::Cancelled, Status::Cancelled)]
#[case(RegistrationState::Waitlisted(1), Status::Cancelled)]
#[case(RegistrationState::NotAdmitted, Status::Cancelled)]
#[case(RegistrationState::Applied, Status::Cancelled)]
#[case(RegistrationState::Rejected, Status::Cancelled)]
#[case(RegistrationState::WalkInPending, Status::Cancelled)]
#[case(RegistrationState::OnLeave, Status::OnLeave)]
#[case(RegistrationState::Admitted, Status::NoShow)]
fn a_05_only_admitted_people_can_be_no_shows(#[case] state: RegistrationState, #[case] status: Status) {
    let mut day = Day::new().overridden();
    day.roster[0].state = state;
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.needs_decision), (status, false));
}

#[rstest]
#[case(SessionState::Cancelled)]
#[case(SessionState::Postponed)]
fn f_23_a_cancelled_day_makes_no_no_shows_and_nothing_to_decide(#[case] state: SessionState) {
    let mut a = Tablet::new(1);
    let mut day = Day::with([a.sign_in("09:40", registration(1))]).overridden();
    day.roster.push(row(registration(2), "李小華", RegistrationState::Admitted));
    day.session.state = state;
    for person in [registration(1), registration(2)] {
        let outcome = day.outcome(person);
        assert_eq!((outcome.status, outcome.needs_decision), (Status::SessionCancelled, false));
    }
}

#[test]
fn f_12_morning_punches_never_count_for_the_afternoon() {
    let mut a = Tablet::new(1);
    let mut day = Day::with([a.sign_in("08:50", registration(1)), a.sign_out("12:00", registration(1))]);
    day.session.periods.push(period(AFTERNOON, PeriodLabel::Afternoon, "13:30", "16:00"));
    let outcomes = day.ask(yanxi_domain::evaluate::evaluate);
    let statuses: Vec<_> = outcomes.iter().map(|o| (o.period, o.status)).collect();
    assert_eq!(statuses, [(MORNING, Status::Full), (AFTERNOON, Status::NotArrived)]);
}

#[test]
fn f_15_two_people_of_one_name_and_school_stay_two() {
    let mut a = Tablet::new(1);
    let mut day = Day::with([a.sign_in("08:34", registration(1))]);
    day.roster = vec![
        row(registration(1), "陳怡君", RegistrationState::Admitted),
        row(registration(2), "陳怡君", RegistrationState::Admitted),
    ];
    day.now = at("09:00");
    assert_eq!(day.status(registration(1)), Status::SignedIn);
    assert_eq!(day.status(registration(2)), Status::NotArrived);
}

#[test]
fn paper_counts_at_the_time_on_the_sheet() {
    let mut a = Tablet::new(1);
    let day = Day::with([
        a.backfill("12:15", registration(1), yanxi_domain::event::Direction::In, "08:55"),
        a.backfill("12:15", registration(1), yanxi_domain::event::Direction::Out, "12:00"),
    ]);
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.flags), (Status::Full, vec![]));
    assert_eq!(outcome.first_in.unwrap().time, at("08:55"));
}

#[test]
fn rows_of_another_session_are_passed_over() {
    let mut day = Day::new();
    day.roster[0].session = OTHER_SESSION;
    assert_eq!(day.ask(yanxi_domain::evaluate::evaluate), []);
}
