//! 3.2 row by row.

use rstest::rstest;
use uuid::Uuid;
use yanxi_domain::{
    course::{Course, MistakeKind, Mistaken, Session, SessionState},
    course_state::{
        CourseState, Facts,
        PlanStage::{self, Approved, Draft, Submitted},
        state,
    },
    ids::{AccountId, OrgId},
    plan::compile::compile,
    time::Timestamp,
};

use super::help::plan;

fn announced() -> (Course, Vec<Session>) {
    compile(&plan(), OrgId(Uuid::nil())).unwrap().remove(0)
}

/// 2025-08-05, minutes after midnight in Taipei.
fn at(minutes: i64) -> Timestamp {
    announced().1[0].periods[0].start.plus_minutes(minutes - 9 * 60)
}

#[rstest]
#[case(Draft, false, CourseState::Draft)]
#[case(Submitted, false, CourseState::Submitted)]
#[case(Approved, false, CourseState::Approved)]
#[case(Approved, true, CourseState::AmendmentSubmitted)]
fn before_it_is_announced(
    #[case] stage: PlanStage,
    #[case] amendment_pending: bool,
    #[case] is: CourseState,
) {
    assert_eq!(state(&Facts { stage, amendment_pending, ..Facts::default() }, at(0)), is);
}

#[rstest]
#[case(-600, CourseState::Registering)]
#[case(-60, CourseState::RegistrationClosed)]
#[case(9 * 60 - 1, CourseState::RegistrationClosed)]
#[case(9 * 60, CourseState::Running)]
#[case(12 * 60 + 30, CourseState::Running)]
#[case(16 * 60 + 30, CourseState::HoursDue)]
fn with_the_clock(#[case] minute: i64, #[case] is: CourseState) {
    let (mut course, sessions) = announced();
    course.terms.closes = Some(at(-120));
    let facts = Facts { stage: Approved, course: Some(&course), sessions: &sessions, ..Facts::default() };
    assert_eq!(state(&facts, at(minute)), is);
}

#[test]
fn an_amendment_shows_until_the_day_and_the_course_goes_on() {
    let (course, sessions) = announced();
    let facts = Facts {
        stage: Approved,
        amendment_pending: true,
        course: Some(&course),
        sessions: &sessions,
        ..Facts::default()
    };
    assert_eq!(state(&facts, at(0)), CourseState::AmendmentSubmitted);
    assert_eq!(state(&facts, at(10 * 60)), CourseState::Running);
}

fn of<'a>(course: &'a Course, sessions: &'a [Session]) -> Facts<'a> {
    Facts { stage: Approved, course: Some(course), sessions, ..Facts::default() }
}

#[test]
fn results_hours_and_closing() {
    let (mut course, sessions) = announced();
    course.results_published_at = Some(at(-60));
    assert_eq!(state(&of(&course, &sessions), at(0)), CourseState::ResultsPublished);
    let issued = Facts { hours_issued: true, ..of(&course, &sessions) };
    assert_eq!(state(&issued, at(17 * 60)), CourseState::HoursIssued);
    course.closed_at = Some(at(18 * 60));
    assert_eq!(state(&of(&course, &sessions), at(19 * 60)), CourseState::Closed);
    let open = Facts { correction_open: true, ..of(&course, &sessions) };
    assert_eq!(state(&open, at(19 * 60)), CourseState::ClosedCorrection);
    let (kind, reason, by) = (MistakeKind::Duplicate, "重複登課".to_owned(), AccountId(Uuid::nil()));
    course.mistaken = Some(Mistaken { kind, reason, by, at: at(0) });
    assert_eq!(state(&of(&course, &sessions), at(0)), CourseState::Deleted);
}

#[test]
fn a_course_is_called_off_when_every_session_is() {
    let (course, mut sessions) = announced();
    sessions[0].state = SessionState::Cancelled;
    // What is called off in the morning does not begin the course.
    assert_eq!(state(&of(&course, &sessions), at(10 * 60)), CourseState::Registering);
    sessions[1].state = SessionState::Cancelled;
    let off = state(&of(&course, &sessions), at(10 * 60));
    assert_eq!(off, CourseState::CalledOff);
    assert!(!off.is_open());
}

#[test]
fn a_postponed_session_keeps_the_course_from_being_over() {
    let (course, mut sessions) = announced();
    sessions[1].state = SessionState::Postponed;
    let facts = Facts { stage: Approved, course: Some(&course), sessions: &sessions, ..Facts::default() };
    assert_eq!(state(&facts, at(23 * 60)), CourseState::Running);
}
