//! Every finding, from the smallest plan that shows it.

use chrono::Weekday;
use rstest::rstest;
use yanxi_domain::{
    course::HalfHours,
    plan::{
        LinkProvider, LinkPurpose, OnlineLink, Plan, PlanBreak, PlanHours, PlanSession, Region, RegionCounty,
        check::{Problem, Severity, check, reaches},
        topic,
    },
    time::Timestamp,
};

use super::help::{period, plan, time, with_first};

fn found(plan: &Plan) -> Vec<(Severity, Problem)> {
    check(plan).into_iter().map(|finding| (finding.severity, finding.problem)).collect()
}

#[test]
fn nothing_is_found_in_a_plan_that_is_right() {
    assert_eq!(check(&plan()), []);
}

#[rstest]
#[case::wrong_weekday("8月5日(三)", Severity::BlocksSaving, Problem::WeekdayMismatch { written: Weekday::Wed, actual: Weekday::Tue })]
#[case::no_such_day("114年2月29日", Severity::BlocksSaving, Problem::NoSuchDay)]
#[case::not_filled_in("114年○月○日", Severity::BlocksSubmitting, Problem::Placeholder)]
#[case::not_yet_typed("8月", Severity::BlocksSubmitting, Problem::DateUnreadable)]
#[case::empty("", Severity::BlocksSubmitting, Problem::Missing)]
#[case::other_school_year("114年3月25日", Severity::Warning, Problem::OutsideSchoolYear { actual: 113 })]
fn dates(#[case] date: &str, #[case] severity: Severity, #[case] problem: Problem) {
    let plan = with_first(|session| session.date = date.to_owned());
    assert_eq!(found(&plan), [(severity, problem)]);
}

type Change = fn(&mut PlanSession);

#[rstest]
#[case::minutes(|s: &mut PlanSession| s.agenda[0].minutes = Some(170), Severity::Warning, Problem::MinutesDiffer { printed: 170, actual: 180 })]
#[case::empty_cell(|s: &mut PlanSession| s.agenda[0].topics.clear(), Severity::Warning, Problem::EmptyAgendaCell)]
#[case::unknown_module(|s: &mut PlanSession| s.agenda[0].topics = topic::read("T5. 學生管理報表"), Severity::Warning, Problem::UnknownModule { code: "T5".into() })]
#[case::no_room(|s: &mut PlanSession| s.venue = None, Severity::BlocksSubmitting, Problem::Missing)]
#[case::no_seats(|s: &mut PlanSession| s.capacity = Some(0), Severity::BlocksSubmitting, Problem::Zero)]
#[case::same_number(|s: &mut PlanSession| s.number = 2, Severity::BlocksSubmitting, Problem::NumberTwice { number: 2 })]
#[case::sign_in_after_start(|s: &mut PlanSession| s.periods[0].sign_in = time("09:10"), Severity::BlocksSubmitting, Problem::SignInTime)]
#[case::unknown_region(|s: &mut PlanSession| s.region = Some("北區".into()), Severity::BlocksSubmitting, Problem::RegionUnknown)]
#[case::placeholder_in_text(|s: &mut PlanSession| s.subject = "○月○日另行通知".into(), Severity::Warning, Problem::Placeholder)]
fn sessions(#[case] change: Change, #[case] severity: Severity, #[case] problem: Problem) {
    assert_eq!(found(&with_first(change)), [(severity, problem)]);
}

#[test]
fn a_hundred_and_eighty_minutes_are_three_hours() {
    let mut two = plan();
    two.courses[0].hours = PlanHours::PerSession(HalfHours(4));
    let against = Problem::MinutesAgainstHours { minutes: 180, hours: HalfHours(4) };
    assert_eq!(found(&two), [(Severity::Warning, against.clone()), (Severity::Warning, against)]);
}

#[test]
fn breaks_are_no_teaching_and_stay_inside() {
    let plan = with_first(|session| {
        session.periods[0].end = time("13:00");
        session.periods[0].breaks =
            vec![PlanBreak { start: time("12:00").unwrap(), end: time("13:00").unwrap() }];
    });
    assert_eq!(found(&plan), []);
    let plan = with_first(|session| {
        session.periods[0].breaks =
            vec![PlanBreak { start: time("11:30").unwrap(), end: time("12:30").unwrap() }];
    });
    assert!(found(&plan).contains(&(Severity::BlocksSubmitting, Problem::BreakOutside)));
}

#[test]
fn periods_of_a_session_do_not_overlap() {
    let plan = with_first(|session| session.periods.push(period(200, "11:00", "12:00")));
    assert!(found(&plan).contains(&(Severity::BlocksSubmitting, Problem::PeriodsOverlap)));
}

#[test]
fn one_room_holds_one_session_at_a_time() {
    let plan = with_first(|session| {
        session.periods[0].end = time("14:00");
        session.periods[0].start = time("11:00");
    });
    assert!(found(&plan).contains(&(Severity::Warning, Problem::RoomTaken { other: 1 })));
}

#[test]
fn regions_cover_the_country_once_and_add_up() {
    let county = |code: &str, schools| RegionCounty { county: code.to_owned(), schools: Some(schools) };
    let mut plan = plan();
    plan.courses[0].regions = vec![
        Region {
            name: "一".into(),
            counties: vec![county("pif", 227), county("kin", 25)],
            declared_total: Some(250),
        },
        Region { name: "二".into(), counties: vec![county("pif", 227)], declared_total: Some(227) },
    ];
    let of_county = [
        (Severity::Warning, Problem::RegionTotal { declared: 250, sum: 252 }),
        (Severity::Warning, Problem::CountyTwice { county: "pif".into() }),
    ];
    assert_eq!(found(&plan), of_county);
    // A national plan leaves nobody out.
    plan.county = None;
    let uncovered = found(&plan).into_iter().find_map(|(_, problem)| match problem {
        Problem::CountiesUncovered { counties } => Some(counties.len()),
        _ => None,
    });
    assert_eq!(uncovered, Some(20));
}

#[test]
fn a_web_address_that_lost_its_end_is_noticed() {
    let link = |id: &str| OnlineLink {
        provider: LinkProvider::Webex,
        purpose: LinkPurpose::Meeting,
        url: format!("https://meeting.example/j.php?MTID={id}"),
        meeting_no: String::new(),
        password: String::new(),
    };
    let broken = with_first(|session| session.links = vec![link("m7f9a6167a")]);
    assert_eq!(found(&broken), [(Severity::Warning, Problem::LinkBroken)]);
    let whole = with_first(|session| session.links = vec![link("m7f9a6167a04e7172c6a43e2b54af3a61")]);
    assert_eq!(found(&whole), []);
}

#[test]
fn the_manual_is_told_of_once() {
    let mut plan = plan();
    plan.purpose = vec!["響應環保，本次研習皆不提供紙本手冊，請逕自下載。".into()];
    plan.clauses = vec!["響應環保，本次研習不提供學籍網2.0手冊，請逕自下載最新電子檔。".into()];
    assert_eq!(found(&plan), [(Severity::Warning, Problem::ClauseTwice)]);
}

#[test]
fn deadlines_stand_in_an_order_that_can_be() {
    let mut plan = plan();
    plan.courses[0].terms.opens = Some(Timestamp(1_754_400_000_000));
    plan.courses[0].terms.closes = Some(Timestamp(1_754_300_000_000));
    let twice = (Severity::BlocksSubmitting, Problem::DeadlineOrder);
    assert_eq!(found(&plan), [twice.clone(), twice]);
}

#[test]
fn an_empty_plan_can_be_kept_but_not_submitted() {
    let empty = Plan { school_year: 114, ..Plan::default() };
    assert!(reaches(&check(&empty), Severity::BlocksSubmitting));
    assert!(!reaches(&check(&empty), Severity::BlocksSaving));
}
