//! Who may register, and how one leaves (3.3, 14.8, S0-11, S1-08, R-CAP 5 and 7, A-13).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use rstest::rstest;
use support::*;
use yanxi_domain::{
    course::{Eligibility, PeriodLabel, Session, SessionState},
    org::{School, SchoolLevel},
    registering::{Held, Refusal, Remark, WayOut, may_register, way_out},
    roster::RegistrationState::{
        self, Admitted, Applied, Cancelled, NotAdmitted, OnLeave, Rejected, Waitlisted,
    },
};

fn school(county: &str, level: SchoolLevel) -> School {
    School {
        id: HAIFENG,
        code: "999601".to_owned(),
        full_name: "屏東縣立海豐國民小學".to_owned(),
        short_name: "海豐國小".to_owned(),
        other_names: Vec::new(),
        county: county.to_owned(),
        level,
        count_weight: 1,
    }
}

fn haifeng() -> School {
    school("PIF", SchoolLevel::Elementary)
}

/// 「僅限本縣各國中小」
fn in_county(cross_region: bool) -> Session {
    Session {
        eligibility: Eligibility {
            counties: vec!["PIF".to_owned()],
            levels: vec![SchoolLevel::Elementary, SchoolLevel::JuniorHigh],
            cross_region,
        },
        ..session()
    }
}

/// Another session of the day.
fn other(start: &str, end: &str) -> Session {
    Session {
        id: OTHER_SESSION,
        number: 2,
        periods: vec![period(AFTERNOON, PeriodLabel::Afternoon, start, end)],
        equivalent_group: Some("A".to_owned()),
        ..session()
    }
}

#[rstest]
#[case::own_county(haifeng(), false, Ok(vec![]))]
#[case::other_county(school("KHH", SchoolLevel::Elementary), false, Err(vec![Refusal::County]))]
#[case::other_county_open_to_all(school("KHH", SchoolLevel::JuniorHigh), true, Ok(vec![Remark::CrossRegion]))]
#[case::special_school(school("PIF", SchoolLevel::Special), true, Err(vec![Refusal::Level]))]
#[case::everything_at_once(school("KHH", SchoolLevel::Office), false, Err(vec![Refusal::County, Refusal::Level]))]
fn eligibility_names_every_reason(
    #[case] school: School,
    #[case] cross_region: bool,
    #[case] expected: Result<Vec<Remark>, Vec<Refusal>>,
) {
    assert_eq!(may_register(&in_county(cross_region), &school, &[], at("07:00")), expected);
}

#[rstest]
#[case::at_the_same_time(other("11:00", "13:00"), Admitted, Err(vec![Refusal::SameTime(OTHER_SESSION)]))]
#[case::waiting_for_the_same_time(other("11:00", "13:00"), Waitlisted(1), Ok(vec![Remark::MayCollide(OTHER_SESSION)]))]
#[case::applied_for_the_same_time(other("11:00", "13:00"), Applied, Ok(vec![Remark::MayCollide(OTHER_SESSION)]))]
#[case::left_the_same_time(other("11:00", "13:00"), Cancelled, Ok(vec![]))]
#[case::refused_there(other("11:00", "13:00"), Rejected, Ok(vec![]))]
#[case::one_after_the_other(other("12:00", "15:00"), Admitted, Ok(vec![Remark::SameContent(OTHER_SESSION)]))]
fn other_registrations_of_the_person_count(
    #[case] other: Session,
    #[case] state: RegistrationState,
    #[case] expected: Result<Vec<Remark>, Vec<Refusal>>,
) {
    let session = Session { equivalent_group: Some("A".to_owned()), ..session() };
    let held = [Held { session: &other, state }];
    assert_eq!(may_register(&session, &haifeng(), &held, at("07:00")), expected);
}

#[rstest]
#[case(Admitted, Err(vec![Refusal::Already(Admitted)]))]
#[case(Waitlisted(3), Err(vec![Refusal::Already(Waitlisted(3))]))]
#[case(OnLeave, Err(vec![Refusal::Already(OnLeave)]))]
#[case::cancelled_may_come_back(Cancelled, Ok(vec![]))]
#[case::who_was_refused_does_not_come_in_again(NotAdmitted, Err(vec![Refusal::Already(NotAdmitted)]))]
fn twice_is_once(#[case] state: RegistrationState, #[case] expected: Result<Vec<Remark>, Vec<Refusal>>) {
    let session = session();
    let held = [Held { session: &session, state }];
    assert_eq!(may_register(&session, &haifeng(), &held, at("07:00")), expected);
}

#[test]
fn a_session_called_off_or_begun_takes_nobody() {
    let off = Session { state: SessionState::Cancelled, ..session() };
    assert_eq!(may_register(&off, &haifeng(), &[], at("07:00")), Err(vec![Refusal::CalledOff]));
    assert_eq!(may_register(&session(), &haifeng(), &[], at("08:59:59")), Ok(vec![]));
    assert_eq!(may_register(&session(), &haifeng(), &[], at("09:00")), Err(vec![Refusal::Begun]));
}

#[rstest]
#[case::before_the_start(Admitted, None, "08:59:59", Some(WayOut::GiveUp))]
#[case::begun(Admitted, None, "09:00", Some(WayOut::AskLeave))]
#[case::one_minute_before_the_deadline(Admitted, Some("08:00"), "07:59", Some(WayOut::GiveUp))]
#[case::one_minute_after_the_deadline(Admitted, Some("08:00"), "08:01", Some(WayOut::AskLeave))]
#[case::a_deadline_after_the_start_means_the_start(Admitted, Some("10:00"), "09:30", Some(WayOut::AskLeave))]
#[case::undecided(Applied, Some("08:00"), "08:30", Some(WayOut::Withdraw))]
#[case::waiting(Waitlisted(1), Some("08:00"), "08:30", Some(WayOut::Withdraw))]
#[case::gone(Cancelled, None, "07:00", None)]
#[case::on_leave(OnLeave, None, "07:00", None)]
fn three_ways_out(
    #[case] state: RegistrationState,
    #[case] deadline: Option<&str>,
    #[case] now: &str,
    #[case] expected: Option<WayOut>,
) {
    assert_eq!(way_out(&session(), state, deadline.map(at), at(now)), expected);
}
