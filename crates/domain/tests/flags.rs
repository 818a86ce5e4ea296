//! Flags to review (5.4).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use rstest::rstest;
use support::*;
use yanxi_domain::{
    attendance::{Flag, Status},
    determination::Decision,
    event::{Direction, OffsetQuality},
    flags::at_receipt,
    ids::PeriodId,
    roster::RegistrationState,
};

/// No session has it.
const ELSEWHERE: PeriodId = PeriodId(uuid::Uuid::from_u128(0x99));

/// One person in time and in full.
fn full_day() -> (Day, Tablet) {
    let mut a = Tablet::new(1);
    let day = Day::with([a.sign_in("08:50", registration(1)), a.sign_out("12:00", registration(1))]);
    (day, a)
}

#[test]
fn a_usual_person_has_no_flags() {
    let (day, _) = full_day();
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.flags, outcome.needs_decision), (Status::Full, vec![], false));
}

#[rstest]
#[case::waitlisted(RegistrationState::Waitlisted(2), Flag::NotAdmitted)]
#[case::not_admitted(RegistrationState::NotAdmitted, Flag::NotAdmitted)]
#[case::applied(RegistrationState::Applied, Flag::NotAdmitted)]
#[case::rejected(RegistrationState::Rejected, Flag::NotAdmitted)]
#[case::t_15_cancelled(RegistrationState::Cancelled, Flag::CancelledButPresent)]
#[case::on_leave(RegistrationState::OnLeave, Flag::CancelledButPresent)]
#[case::walk_in_pending(RegistrationState::WalkInPending, Flag::NotOnRoster)]
fn present_without_admission_needs_a_person(#[case] state: RegistrationState, #[case] flag: Flag) {
    let (mut day, _) = full_day();
    day.roster[0].state = state;
    let outcome = day.outcome(registration(1));
    assert_eq!(
        (outcome.status, outcome.flags, outcome.needs_decision),
        (Status::Undetermined, vec![flag], true)
    );
}

#[test]
fn while_the_session_runs_a_doubtful_person_shows_as_signed_in() {
    let mut a = Tablet::new(1);
    let mut day = Day::with([a.sign_in("08:50", registration(1))]);
    day.roster[0].state = RegistrationState::Cancelled;
    day.now = at("09:00");
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.needs_decision), (Status::SignedIn, true));
}

#[rstest]
#[case::known_sibling(true, Flag::WrongSession)]
#[case::unknown(false, Flag::NotOnRoster)]
fn f_30_somebody_not_of_this_roster_is_not_lost(#[case] sibling: bool, #[case] flag: Flag) {
    let mut a = Tablet::new(1);
    let mut day = Day::with([a.sign_in("08:50", registration(9)), a.sign_out("12:00", registration(9))]);
    if sibling {
        day.registered_elsewhere.push(registration(9));
    }
    let outcome = day.outcome(registration(9));
    assert_eq!(
        (outcome.status, outcome.flags, outcome.needs_decision),
        (Status::Undetermined, vec![flag], true)
    );
}

#[test]
fn a_walk_in_linked_to_a_registration_of_another_session_is_in_the_wrong_one() {
    let mut a = Tablet::new(1);
    let record = walk_in_record(1, "李小華", None, "海豐國小", "教師");
    let mut day = Day::with([a.walk_in("08:43", draft(1), &record), a.sign_in("08:43", draft(1))]);
    day.record(record);
    day.registered_elsewhere.push(registration(9));
    assert_eq!(day.flags(draft(1)), [Flag::NotOnRoster]);
    day.links.push(link(draft(1), registration(9)));
    assert_eq!(day.flags(draft(1)), [Flag::WrongSession]);
}

fn link(
    draft: yanxi_domain::event::Subject,
    registration: yanxi_domain::event::Subject,
) -> yanxi_domain::determination::DraftLink {
    use yanxi_domain::event::Subject;
    let (Subject::Draft(draft), Subject::Registration(registration)) = (draft, registration) else {
        panic!("{draft:?} {registration:?}")
    };
    yanxi_domain::determination::DraftLink { draft, registration, by: ORGANISER, at: at("13:00") }
}

#[test]
fn t_06_a_sign_in_before_the_window_is_early_and_counts() {
    let mut a = Tablet::new(1);
    let day = Day::with([a.sign_in("08:20", registration(1)), a.sign_out("12:00", registration(1))]);
    let outcome = day.outcome(registration(1));
    assert_eq!(
        (outcome.status, outcome.flags, outcome.needs_decision),
        (Status::Full, vec![Flag::Early], false)
    );
}

#[rstest]
#[case::late_sign_in("09:40", "12:00", true)]
#[case::last_minute("09:15", "12:00", false)]
#[case::early_sign_out("08:50", "11:44", true)]
#[case::late_sign_out("08:50", "13:01", true)]
#[case::last_sign_out("08:50", "13:00", false)]
fn t_66_punches_outside_the_windows_are_remarked(
    #[case] sign_in: &str,
    #[case] sign_out: &str,
    #[case] flag: bool,
) {
    let mut a = Tablet::new(1);
    let day = Day::with([a.sign_in(sign_in, registration(1)), a.sign_out(sign_out, registration(1))]);
    assert_eq!(day.flags(registration(1)).contains(&Flag::OutsideWindow), flag);
}

#[test]
fn coming_back_is_not_outside_the_sign_in_window() {
    let mut a = Tablet::new(1);
    let day = Day::with([
        a.sign_in("08:50", registration(1)),
        a.sign_out("11:46", registration(1)),
        a.sign_in("11:50", registration(1)),
        a.sign_out("12:00", registration(1)),
    ]);
    assert_eq!(day.flags(registration(1)), []);
}

#[test]
fn leaving_on_one_tablet_and_coming_back_on_another_is_no_double() {
    let (mut a, mut b) = (Tablet::new(1), Tablet::new(2));
    let day = Day::with([
        a.sign_in("08:50", registration(1)),
        a.sign_out("11:46", registration(1)),
        b.sign_in("11:50", registration(1)),
        b.sign_out("12:00", registration(1)),
    ]);
    assert_eq!(day.flags(registration(1)), []);
}

#[test]
fn void_conflict_the_later_confirmation_wins_and_both_are_seen() {
    let (mut a, mut b) = (Tablet::new(1), Tablet::new(2));
    let first = a.sign_in("08:50", registration(1));
    let void = a.void("08:52", &first);
    let again = b.sign_in("08:53", registration(1));
    let mut day = Day::with([first.clone(), void, again, b.sign_out("12:00", registration(1))]);
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.flags), (Status::Full, vec![Flag::VoidConflict]));
    assert_eq!(outcome.first_in.unwrap().time, at("08:53"));
    assert_eq!(outcome.events.len(), 4);

    // The same tablet tapping again after its own 撤銷 is no conflict.
    day.events.truncate(2);
    day.events.push(a.sign_in("08:53", registration(1)));
    day.events.push(a.sign_out("12:00", registration(1)));
    assert_eq!(day.flags(registration(1)), []);
}

#[rstest]
#[case::room_for_all(2, false)]
#[case::one_too_many(1, true)]
fn over_capacity_is_remarked_on_those_without_a_seat(#[case] capacity: u32, #[case] over: bool) {
    let (mut day, mut a) = full_day();
    day.session.capacity = Some(capacity);
    day.roster.push(row(registration(2), "李小華", RegistrationState::Waitlisted(1)));
    day.events.push(a.sign_in("12:01", registration(2)));
    assert_eq!(day.flags(registration(2)).contains(&Flag::OverCapacity), over);
    assert!(!day.flags(registration(1)).contains(&Flag::OverCapacity));
}

#[test]
fn an_absent_person_on_the_waiting_list_takes_no_seat() {
    let (mut day, _) = full_day();
    day.session.capacity = Some(1);
    day.roster.push(row(registration(2), "李小華", RegistrationState::Waitlisted(1)));
    assert_eq!(day.flags(registration(2)), []);
}

#[test]
fn t_55_facts_received_after_closing_open_a_review() {
    let (mut day, _) = full_day();
    day.course_closed_at = Some(at("16:00"));
    assert_eq!(day.flags(registration(1)), [], "received before");
    day.events[1].received_at = Some(at("16:30"));
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.flags, outcome.needs_decision), (vec![Flag::AfterClose], true));
    day.decide(registration(1), Decision::Accept);
    let settled = &day.settled()[0];
    assert!(settled.full && !settled.undecided);
}

#[test]
fn taking_everything_back_after_closing_needs_a_person_too() {
    let (mut day, mut a) = full_day();
    day.course_closed_at = Some(at("16:00"));
    let voids: Vec<_> = day.events.clone().iter().map(|event| a.void("16:30", event)).collect();
    day.events.extend(voids);
    let day = day.overridden();
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.needs_decision), (Status::Undetermined, true));
}

#[test]
fn f_20_new_facts_reopen_what_was_decided() {
    let mut a = Tablet::new(1);
    let mut old_phone = Tablet::new(3);
    let mut day = Day::with([a.sign_in("08:50", registration(1))]);
    day.decide(registration(1), Decision::Reject);
    assert!(!day.settled()[0].reopened);
    assert!(!day.settled()[0].undecided);

    day.events.push(old_phone.sign_out("12:00", registration(1)));
    let settled = &day.settled()[0];
    assert_eq!(settled.outcome.flags, [Flag::LateFact]);
    assert!(settled.reopened && settled.undecided && !settled.full);
    assert_eq!(settled.outcome.status, Status::Full);

    day.now = at("18:00");
    day.decide(registration(1), Decision::Accept);
    let settled = &day.settled()[0];
    assert!(settled.full && !settled.undecided && !settled.reopened);
    assert_eq!(day.determinations.len(), 2, "both decisions are kept");
}

#[test]
fn a_note_is_no_new_fact() {
    let mut a = Tablet::new(1);
    let mut day = Day::with([a.sign_in("08:50", registration(1))]);
    day.decide(registration(1), Decision::TreatAsFull);
    let record = yanxi_domain::ids::RecordId(uuid::Uuid::from_u128(1));
    let note = a.event("15:10", Some(registration(1)), yanxi_domain::event::EventKind::Note { record });
    day.events.push(note);
    assert!(!day.settled()[0].reopened);
}

#[rstest]
#[case::in_time("08:50", Some(RegistrationState::Admitted), false, &[])]
#[case::early("08:20", Some(RegistrationState::Admitted), false, &[Flag::Early])]
#[case::late("09:40", Some(RegistrationState::Admitted), false, &[Flag::OutsideWindow])]
#[case::cancelled("08:50", Some(RegistrationState::Cancelled), false, &[Flag::CancelledButPresent])]
#[case::waitlisted("08:50", Some(RegistrationState::Waitlisted(1)), false, &[Flag::NotAdmitted])]
#[case::of_another_session("08:50", None, false, &[Flag::WrongSession])]
#[case::after_close("08:50", Some(RegistrationState::Admitted), true, &[Flag::AfterClose])]
fn at_receipt_the_server_sees(
    #[case] sign_in: &str,
    #[case] registration_state: Option<RegistrationState>,
    #[case] closed: bool,
    #[case] flags: &[Flag],
) {
    let mut a = Tablet::new(1);
    let event = a.sign_in(sign_in, registration(1)).event;
    assert_eq!(at_receipt(&event, &session(), registration_state, at("12:20"), closed), flags);
}

#[rstest]
#[case::good(Some(0), OffsetQuality::Good, false)]
#[case::two_minutes(Some(-120_000), OffsetQuality::Good, false)]
#[case::more_than_two_minutes(Some(-120_001), OffsetQuality::Good, true)]
#[case::stale(Some(0), OffsetQuality::Stale, true)]
#[case::unknown(None, OffsetQuality::Unknown, true)]
#[case::manual(Some(30_000), OffsetQuality::Manual, false)]
fn at_receipt_clocks_are_judged_by_5_4(
    #[case] offset: Option<i64>,
    #[case] quality: OffsetQuality,
    #[case] flag: bool,
) {
    let mut a = Tablet { offset, quality, ..Tablet::new(1) };
    let event = a.sign_in("08:50", registration(1)).event;
    let flags = at_receipt(&event, &session(), Some(RegistrationState::Admitted), at("12:20"), false);
    assert_eq!(flags.contains(&Flag::ClockUntrusted), flag);
}

#[test]
fn at_receipt_a_time_from_the_future_is_flagged_and_paper_is_judged_by_its_claim() {
    let mut a = Tablet::new(1).never_online();
    let admitted = Some(RegistrationState::Admitted);
    let ahead = a.sign_in("08:50", registration(1)).event;
    assert!(at_receipt(&ahead, &session(), admitted, at("08:49"), false).contains(&Flag::ClockUntrusted));
    let paper = a.backfill("12:15", registration(1), Direction::In, "08:55").event;
    assert_eq!(at_receipt(&paper, &session(), admitted, at("12:20"), false), []);
    let paper = a.backfill("12:15", registration(1), Direction::In, "12:25").event;
    assert!(at_receipt(&paper, &session(), admitted, at("12:20"), false).contains(&Flag::ClockUntrusted));
}

#[test]
fn at_receipt_walk_ins_are_not_on_the_roster_and_other_kinds_are_no_ones_doubt() {
    let mut a = Tablet::new(1);
    let record = walk_in_record(1, "李小華", None, "海豐國小", "教師");
    let walk_in = a.walk_in("08:43", draft(1), &record).event;
    assert_eq!(at_receipt(&walk_in, &session(), None, at("12:20"), false), [Flag::NotOnRoster]);
    let punch = a.sign_in("08:43", draft(1)).event;
    assert_eq!(at_receipt(&punch, &session(), None, at("12:20"), false), [Flag::NotOnRoster]);
    let extend = a.extend("09:00", "09:10").event;
    assert_eq!(at_receipt(&extend, &session(), None, at("12:20"), false), []);
}

#[rstest]
#[case::at_the_same_time("08:50", "12:00", "09:00", Some("11:00"), true)]
#[case::without_a_sign_out("08:50", "12:00", "11:59", None, true)]
#[case::one_after_the_other("08:50", "10:00", "10:00", Some("12:00"), false)]
#[case::the_other_before("10:30", "12:00", "08:50", Some("10:00"), false)]
fn time_conflict_is_one_person_at_two_places(
    #[case] here_in: &str,
    #[case] here_out: &str,
    #[case] there_in: &str,
    #[case] there_out: Option<&str>,
    #[case] conflict: bool,
) {
    use yanxi_domain::{
        evaluate::evaluate,
        time_conflict::{stays, time_conflicts},
    };
    let (mut a, mut b) = (Tablet::new(1), Tablet::new(2));
    let here = Day::with([a.sign_in(here_in, registration(1)), a.sign_out(here_out, registration(1))]);
    let mut there = Day::with([b.sign_in(there_in, registration(2))]);
    there.events.extend(there_out.map(|time| b.sign_out(time, registration(2))));
    let (here, there) =
        (stays(&here.session, &here.ask(evaluate)), stays(&there.session, &there.ask(evaluate)));
    let expected: Vec<_> = conflict.then_some(registration(1)).into_iter().collect();
    assert_eq!(time_conflicts(&here, &there, |_, _| true), expected);
    assert_eq!(time_conflicts(&here, &there, |a, b| a == b), [], "different people never conflict");
}

#[test]
fn at_receipt_an_unknown_period_is_flagged_whatever_the_kind() {
    let mut a = Tablet::new(1);
    let admitted = Some(RegistrationState::Admitted);
    for mut event in [a.sign_in("08:50", registration(1)).event, a.extend("09:00", "09:10").event] {
        event.period = ELSEWHERE;
        assert_eq!(at_receipt(&event, &session(), admitted, at("12:20"), false), [Flag::UnknownPeriod]);
    }
}

#[test]
fn a_punch_in_a_period_the_session_does_not_have_needs_a_person_and_is_never_a_no_show() {
    let mut a = Tablet::new(1);
    let mut stray = a.sign_in("08:50", registration(1));
    stray.event.period = ELSEWHERE;
    let taken_back = a.void("08:51", &stray);
    let end = a.end_of_session("12:10");
    let mut day = Day::with([stray.clone(), end.clone()]);
    day.devices = vec![a.status()];
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.needs_decision), (Status::Undetermined, true));
    assert_eq!(outcome.flags, [Flag::UnknownPeriod]);
    let mut day = Day::with([stray, taken_back, end]);
    day.devices = vec![a.status()];
    assert_eq!(day.flags(registration(1)), [], "taken back");
}
