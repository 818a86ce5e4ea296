//! R-HOURS 1, 2, 5 and the hours lines of 14.8.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use rstest::rstest;
use support::*;
use yanxi_domain::{
    attendance::Status,
    award::{Award, AwardReason, award, award_if},
    course::{HalfHours, HoursPolicy, PeriodLabel, SessionState},
    determination::Decision,
    roster::RegistrationState,
};

fn award_by(day: &Day, policy: &HoursPolicy) -> Result<Vec<Award>, yanxi_domain::award::Undecided> {
    award(policy, &day.session, &day.settled())
}

fn attended(sign_in: &str, sign_out: Option<&str>) -> Day {
    let mut a = Tablet::new(1);
    let mut day = Day::with([a.sign_in(sign_in, registration(1))]);
    day.events.extend(sign_out.map(|time| a.sign_out(time, registration(1))));
    day.overridden()
}

fn only(awards: &[Award]) -> (HalfHours, AwardReason) {
    assert_eq!(awards.len(), 1);
    (awards[0].total, awards[0].why)
}

#[rstest]
#[case::full("08:50", "12:00")]
#[case::late_15("09:15", "12:00")]
#[case::early_15("08:50", "11:45")]
fn s0_24_full_participants_get_three_hours(#[case] sign_in: &str, #[case] sign_out: &str) {
    let awards = award_by(&attended(sign_in, Some(sign_out)), &THREE_HOURS).unwrap();
    assert_eq!(awards[0].parts, [(None, HalfHours(6))]);
    assert_eq!(only(&awards), (HalfHours(6), AwardReason::Full));
}

#[rstest]
#[case::late_16("09:16", Some("12:00"))]
#[case::early_16("08:50", Some("11:44"))]
#[case::no_sign_out("08:50", None)]
fn x_14_8_a_doubtful_case_cannot_be_issued_before_a_decision(
    #[case] sign_in: &str,
    #[case] sign_out: Option<&str>,
) {
    let undecided = award_by(&attended(sign_in, sign_out), &THREE_HOURS).unwrap_err();
    assert_eq!(undecided.subjects, [registration(1)]);
}

#[rstest]
#[case(Decision::TreatAsFull, HalfHours(6), AwardReason::TreatedAsFull)]
#[case(Decision::Reject, HalfHours(0), AwardReason::Rejected)]
#[case(Decision::Accept, HalfHours(0), AwardReason::NotFull(Status::Late { minutes: 16 }))]
fn x_14_8_a_decision_settles_a_late_person(
    #[case] decision: Decision,
    #[case] hours: HalfHours,
    #[case] why: AwardReason,
) {
    let mut day = attended("09:16", Some("12:00"));
    let period = day.session.periods[0].id;
    let supposed = day.ask(|facts| award_if(&THREE_HOURS, facts, registration(1), period, decision));
    day.decide(registration(1), decision);
    let decided = award_by(&day, &THREE_HOURS).unwrap();
    assert_eq!(only(&decided), (hours, why));
    assert_eq!(supposed.as_ref(), decided.first(), "what was shown beside the button is what it does");
}

#[test]
fn what_a_new_decision_would_give_is_shown_over_an_older_one() {
    let mut day = attended("09:16", Some("12:00"));
    day.decide(registration(1), Decision::Reject);
    let period = day.session.periods[0].id;
    let supposed =
        day.ask(|facts| award_if(&THREE_HOURS, facts, registration(1), period, Decision::TreatAsFull));
    assert_eq!(supposed.map(|award| award.total), Some(HalfHours(6)));
}

#[test]
fn s0_24_leaving_at_eleven_gives_nothing_unless_decided() {
    let mut day = attended("08:50", Some("11:00"));
    day.decide(registration(1), Decision::Accept);
    let awards = award_by(&day, &THREE_HOURS).unwrap();
    assert_eq!(only(&awards), (HalfHours(0), AwardReason::NotFull(Status::LeftEarly { minutes: 60 })));
}

#[test]
fn accepting_a_doubt_about_admission_lets_the_attendance_stand() {
    let mut day = attended("08:50", Some("12:00"));
    day.roster[0].state = RegistrationState::Cancelled;
    assert!(award_by(&day, &THREE_HOURS).is_err());
    day.decide(registration(1), Decision::Accept);
    assert_eq!(only(&award_by(&day, &THREE_HOURS).unwrap()), (HalfHours(6), AwardReason::Accepted));
}

#[test]
fn r_hours_2_a_no_show_gets_an_explicit_zero() {
    let day = Day::new().overridden();
    let awards = award_by(&day, &THREE_HOURS).unwrap();
    assert_eq!(only(&awards), (HalfHours(0), AwardReason::NotFull(Status::NoShow)));
    assert_eq!(awards[0].total.to_string(), "0");
}

#[test]
fn while_not_final_an_absent_person_blocks_issuing() {
    let day = Day::new();
    assert_eq!(award_by(&day, &THREE_HOURS).unwrap_err().subjects, [registration(1)]);
}

#[test]
fn somebody_still_inside_blocks_issuing() {
    let mut day = attended("08:50", None);
    day.now = at("12:30");
    assert_eq!(award_by(&day, &THREE_HOURS).unwrap_err().subjects, [registration(1)]);
}

#[rstest]
#[case(RegistrationState::Cancelled)]
#[case(RegistrationState::Waitlisted(1))]
#[case(RegistrationState::NotAdmitted)]
#[case(RegistrationState::OnLeave)]
#[case(RegistrationState::WalkInPending)]
fn people_who_owe_the_session_nothing_get_no_record(#[case] state: RegistrationState) {
    let mut day = Day::new();
    day.roster[0].state = state;
    assert_eq!(award_by(&day, &THREE_HOURS).unwrap(), []);
}

#[test]
fn f_07_all_without_sign_out_can_be_treated_as_full_together() {
    let mut a = Tablet::new(1);
    let mut day = Day::new().overridden();
    day.roster = (1..=8).map(|n| row(registration(n), "王小明", RegistrationState::Admitted)).collect();
    day.events = (1..=8).map(|n| a.sign_in("08:50", registration(n))).collect();
    day.events.push(a.sign_out("12:00", registration(8)));
    assert_eq!(award_by(&day, &THREE_HOURS).unwrap_err().subjects.len(), 7);
    for n in 1..=7 {
        day.decide(registration(n), Decision::TreatAsFull);
    }
    let awards = award_by(&day, &THREE_HOURS).unwrap();
    assert_eq!(awards.len(), 8);
    assert!(awards.iter().all(|award| award.total == HalfHours(6)));
}

#[test]
fn a_reopened_case_blocks_issuing_again() {
    let mut day = attended("08:50", None);
    day.decide(registration(1), Decision::Reject);
    assert!(award_by(&day, &THREE_HOURS).is_ok());
    day.events.push(Tablet::new(3).sign_out("12:00", registration(1)));
    assert!(award_by(&day, &THREE_HOURS).is_err());
}

/// 人力網: morning 3 hours, afternoon 2.5.
fn all_day(morning: bool, afternoon: bool) -> (Day, HoursPolicy) {
    let mut a = Tablet::new(1);
    let mut day = Day::new().overridden();
    day.session.periods.push(period(AFTERNOON, PeriodLabel::Afternoon, "13:30", "16:00"));
    if morning {
        day.events.extend([a.sign_in("08:50", registration(1)), a.sign_out("12:00", registration(1))]);
    }
    if afternoon {
        let mut punches = [a.sign_in("13:20", registration(1)), a.sign_out("16:00", registration(1))];
        for punch in &mut punches {
            punch.event.period = AFTERNOON;
            punch.received_at = Some(at("17:00"));
        }
        day.events.extend(punches);
    }
    (day, HoursPolicy::PerPeriod(vec![(MORNING, HalfHours(6)), (AFTERNOON, HalfHours(5))]))
}

#[rstest]
#[case::both(true, true, "5.5", AwardReason::Full)]
#[case::x_14_8_morning_only(true, false, "3", AwardReason::PartlyFull)]
#[case::afternoon_only(false, true, "2.5", AwardReason::PartlyFull)]
#[case::neither(false, false, "0", AwardReason::NotFull(Status::NoShow))]
fn per_period_hours_add_up(
    #[case] morning: bool,
    #[case] afternoon: bool,
    #[case] total: &str,
    #[case] why: AwardReason,
) {
    let (day, policy) = all_day(morning, afternoon);
    let awards = award_by(&day, &policy).unwrap();
    assert_eq!(awards[0].total.to_string(), total);
    assert_eq!(awards[0].why, why);
    assert_eq!(awards[0].parts.len(), 2);
}

#[rstest]
#[case::both(true, true, 6)]
#[case::morning_only(true, false, 0)]
fn full_only_needs_every_period(#[case] morning: bool, #[case] afternoon: bool, #[case] hours: u16) {
    let (day, _) = all_day(morning, afternoon);
    assert_eq!(award_by(&day, &THREE_HOURS).unwrap()[0].total, HalfHours(hours));
}

#[test]
fn a_walk_in_gets_a_record_when_accepted_and_none_without_a_punch() {
    let mut a = Tablet::new(1);
    let record = walk_in_record(1, "趙大同", None, "鳳山國小", "教師");
    let mut day = Day::with([a.walk_in("08:43", draft(1), &record)]).overridden();
    day.roster.clear();
    day.record(record);
    assert_eq!(award_by(&day, &THREE_HOURS).unwrap(), []);
    day.events.extend([a.sign_in("08:44", draft(1)), a.sign_out("12:00", draft(1))]);
    assert_eq!(award_by(&day, &THREE_HOURS).unwrap_err().subjects, [draft(1)]);
    day.decide(draft(1), Decision::Accept);
    assert_eq!(only(&award_by(&day, &THREE_HOURS).unwrap()), (HalfHours(6), AwardReason::Accepted));
}

#[test]
fn f_23_a_cancelled_session_and_a_course_without_hours_award_nothing() {
    let mut day = attended("08:50", Some("12:00"));
    assert_eq!(award_by(&day, &HoursPolicy::None).unwrap(), []);
    day.session.state = SessionState::Cancelled;
    assert_eq!(award_by(&day, &THREE_HOURS).unwrap(), []);
}

#[rstest]
#[case(0, "0")]
#[case(1, "0.5")]
#[case(5, "2.5")]
#[case(6, "3")]
#[case(48, "24")]
fn r_hours_5_hours_are_shown_in_half_steps(#[case] halves: u16, #[case] shown: &str) {
    assert_eq!(HalfHours(halves).to_string(), shown);
    assert!(HalfHours(halves).is_valid());
    assert!(!HalfHours(49).is_valid());
}
