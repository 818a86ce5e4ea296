//! From a plan to the courses and sessions everything else works with.

use super::{HourMinute, Plan, PlanCourse, PlanHours, PlanPeriod, PlanSession, Region, Topic};
use crate::{
    course::{
        AgendaItem, AttendanceParams, Break, Course, CourseInfo, DeliveryMode, HoursPolicy, Period, Session,
        SessionInfo, SessionState,
    },
    ids::{OrgId, SessionId},
    time::Timestamp,
};

/// What keeps a session from being compiled; [`super::check`] names the same in the author's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotReady {
    /// The date cannot be read, or its weekday is wrong.
    #[error("session {0} has no date")]
    Date(SessionId),
    /// A period has no start or end.
    #[error("session {0} has no times")]
    Times(SessionId),
}

/// Courses with their sessions, ids unchanged. `owner`: the unit whose plan it is.
///
/// # Errors
/// When a date or a time is missing: a plan without findings that block submitting always compiles.
pub fn compile(plan: &Plan, owner: OrgId) -> Result<Vec<(Course, Vec<Session>)>, NotReady> {
    let one = |course: &PlanCourse| {
        let sessions: Vec<Session> = course
            .sessions
            .iter()
            .map(|session| compile_session(plan, course, session))
            .collect::<Result<_, _>>()?;
        Ok((compile_course(plan, course, owner), sessions))
    };
    plan.courses.iter().map(one).collect()
}

fn some_text(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

fn compile_course(plan: &Plan, course: &PlanCourse, owner: OrgId) -> Course {
    let of_periods = || {
        let periods = course.sessions.iter().flat_map(|session| &session.periods);
        periods.filter_map(|period| Some((period.id, period.hours?))).collect()
    };
    Course {
        id: course.id,
        external_code: course.external_code.clone(),
        title: plan.title_of(course).to_owned(),
        supervising_body: some_text(&plan.supervising),
        host: plan.host.clone(),
        owner_unit: owner,
        organiser_name: plan.organiser.clone(),
        school_year: plan.school_year,
        hours: match course.hours {
            PlanHours::None => HoursPolicy::None,
            PlanHours::PerSession(hours) => HoursPolicy::FullOnly(hours),
            PlanHours::PerPeriod => HoursPolicy::PerPeriod(of_periods()),
        },
        terms: course.terms,
        info: CourseInfo {
            track: course.track,
            audience: course.audience.clone(),
            audience_tags: course.audience_tags.clone(),
            materials: course.materials.clone(),
            bring: course.bring.clone(),
            contact: course.contact.clone(),
            amendment_pending: false,
        },
        results_published_at: None,
        mistaken: None,
        closed_at: None,
    }
}

fn compile_session(plan: &Plan, course: &PlanCourse, session: &PlanSession) -> Result<Session, NotReady> {
    let date = session.day(plan.school_year).ok_or(NotReady::Date(session.id))?;
    let at = |time: HourMinute| Timestamp::from_taipei(date, time.time());
    let period = |period: &PlanPeriod| {
        let (start, end) = period.start.zip(period.end).ok_or(NotReady::Times(session.id))?;
        let breaks = period.breaks.iter().map(|pause| Break { start: at(pause.start), end: at(pause.end) });
        Ok(Period {
            id: period.id,
            label: period.label,
            start: at(start),
            end: at(end),
            breaks: breaks.collect(),
        })
    };
    let mut periods: Vec<Period> = session.periods.iter().map(period).collect::<Result<_, _>>()?;
    periods.sort_by_key(|period| period.start);
    let defaults = AttendanceParams::default();
    let before = session.periods.first().and_then(PlanPeriod::sign_in_before);
    let region =
        session.region.as_ref().and_then(|name| course.regions.iter().find(|region| region.name == *name));
    let tags = if session.audience_tags.is_empty() { &course.audience_tags } else { &session.audience_tags };
    Ok(Session {
        id: session.id,
        course: course.id,
        course_title: plan.title_of(course).to_owned(),
        number: session.number,
        date,
        mode: session.mode,
        state: SessionState::Scheduled,
        venue: session.venue.clone().filter(|_| session.mode != DeliveryMode::Online),
        capacity: session.capacity,
        // A letter of the author means something within the course only.
        equivalent_group: session.equivalent_group.as_ref().map(|group| format!("{}/{group}", course.id)),
        periods,
        agenda: agenda(session, at),
        eligibility: course.eligibility.clone(),
        params: AttendanceParams {
            signin_opens_before_min: before.unwrap_or(defaults.signin_opens_before_min),
            ..defaults
        },
        info: SessionInfo {
            subject: session.subject.clone(),
            forms: session.forms.clone(),
            region: session.region.clone(),
            region_counties: region.map(counties).unwrap_or_default(),
            audience_tags: tags.clone(),
        },
    })
}

fn counties(region: &Region) -> Vec<String> {
    region.counties.iter().map(|county| county.county.clone()).collect()
}

/// Agenda rows with both times. An empty cell goes on with the row above (C-6).
fn agenda(session: &PlanSession, at: impl Fn(HourMinute) -> Timestamp) -> Vec<AgendaItem> {
    let mut items: Vec<AgendaItem> = Vec::new();
    for row in &session.agenda {
        let Some((start, end)) = row.start.zip(row.end) else { continue };
        let above = items.last().filter(|_| row.topics.is_empty());
        let lecturer = match above {
            Some(above) if row.lecturer.is_empty() => above.lecturer.clone(),
            _ => row.lecturer.clone(),
        };
        let topics = match above {
            Some(above) => above.topics.clone(),
            None => row.topics.iter().map(Topic::line).collect(),
        };
        items.push(AgendaItem { start: at(start), end: at(end), topics, lecturer });
    }
    items
}
