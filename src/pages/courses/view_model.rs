//! Own courses and their sessions as lines. Pure.

use std::collections::BTreeMap;

use yanxi_domain::{
    course::{Course, DeliveryMode, HoursPolicy, Session, SessionState},
    course_state::{self, CourseState, Facts, PlanStage},
    event::Subject,
    hours::{HoursRecord, HoursState},
    ids::SessionId,
    time::Timestamp,
};
use yanxi_protocol::api::{Me, Role};

use crate::{
    components::Tone,
    i18n::{Locale, office::courses as text},
    view::when,
};

/// One session of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// Identity.
    pub id: SessionId,
    /// Number, for the colour of its band.
    pub number: u8,
    /// 第一場
    pub name: String,
    /// 「114年8月5日(二) 上午 09:00–12:00」
    pub when: String,
    /// Place.
    pub place: String,
    /// State in words.
    pub state: String,
    /// Its tone.
    pub tone: Tone,
    /// Is it today?
    pub today: bool,
    /// 「已核發 57 人」
    pub hours: String,
    /// How it stands; decides what can be done with it.
    pub standing: SessionState,
    /// It may still be postponed, called off or restored (U-A13).
    pub changeable: bool,
    /// It is met online: there are links.
    pub met_online: bool,
}

/// Courses of the signed-in organiser.
#[must_use]
pub fn own_courses(me: &Me) -> Vec<yanxi_domain::ids::CourseId> {
    let roles = me.account.iter().flat_map(|account| &account.roles);
    let courses = roles.filter_map(|role| match role {
        Role::Organiser { courses } => Some(courses.as_slice()),
        _ => None,
    });
    courses.flatten().copied().collect()
}

/// Sessions in order of time.
#[must_use]
pub fn lines(
    locale: Locale,
    sessions: &[Session],
    hours: &[HoursRecord],
    now: Timestamp,
) -> Vec<SessionLine> {
    let issued = issued_per_session(hours);
    let mut sorted: Vec<&Session> = sessions.iter().collect();
    sorted.sort_by_key(|session| (session.date, session.number));
    let line = |session: &Session| {
        let (state, tone) = state(locale, session, now);
        SessionLine {
            id: session.id,
            number: session.number,
            name: when::session_no(locale, session.number),
            when: when::session_time(locale, session),
            place: when::place(locale, session),
            state,
            tone,
            today: when::is_today(session.date, now),
            standing: session.state,
            met_online: session.mode != DeliveryMode::OnSite,
            changeable: session.state != SessionState::Scheduled
                || session.periods.iter().any(|period| now < period.end),
            hours: match issued.get(&session.id) {
                Some(count) => text::hours_issued(locale, *count),
                None => text::hours_none_yet(locale),
            },
        }
    };
    sorted.into_iter().map(line).collect()
}

/// What the course grants, in words.
#[must_use]
pub fn hours_policy(locale: Locale, course: &Course) -> String {
    match &course.hours {
        HoursPolicy::None => text::hours_not_announced(locale),
        HoursPolicy::FullOnly(hours) => text::hours_full_only(locale, &hours.to_string()),
        HoursPolicy::PerPeriod(_) => text::hours_per_period(locale),
    }
}

/// Where the course stands in its life cycle (3.2), in words.
#[must_use]
pub fn course_state(
    locale: Locale,
    course: &Course,
    sessions: &[Session],
    hours: &[HoursRecord],
    now: Timestamp,
) -> (String, Tone) {
    let issued = issued_per_session(hours);
    let held = || sessions.iter().filter(|session| session.state != SessionState::Cancelled);
    let facts = Facts {
        stage: PlanStage::Approved,
        amendment_pending: course.info.amendment_pending,
        course: Some(course),
        sessions,
        hours_issued: held().all(|session| issued.contains_key(&session.id)),
        ..Facts::default()
    };
    match course_state::state(&facts, now) {
        CourseState::Draft | CourseState::Submitted | CourseState::Approved => {
            (text::course_approved(locale), Tone::Neutral)
        }
        CourseState::AmendmentSubmitted => (text::course_amendment(locale), Tone::Wait),
        CourseState::Registering => (text::course_registering(locale), Tone::Info),
        CourseState::RegistrationClosed => (text::course_registration_closed(locale), Tone::Neutral),
        CourseState::ResultsPublished => (text::course_results(locale), Tone::Info),
        CourseState::Running => (text::course_running(locale), Tone::Ok),
        CourseState::HoursDue => (text::course_hours_due(locale), Tone::Wait),
        CourseState::HoursIssued => (text::course_hours_issued(locale), Tone::Ok),
        CourseState::Closed => (text::course_closed(locale), Tone::Neutral),
        CourseState::ClosedCorrection => (text::course_closed_correction(locale), Tone::Wait),
        CourseState::CalledOff => (text::course_called_off(locale), Tone::Stop),
        CourseState::Deleted => (text::course_deleted(locale), Tone::Stop),
    }
}

/// People with an issued record that still stands, by session.
fn issued_per_session(hours: &[HoursRecord]) -> BTreeMap<SessionId, usize> {
    let mut newest: BTreeMap<(SessionId, Subject), &HoursRecord> = BTreeMap::new();
    for record in hours {
        let held = newest.entry((record.session, record.subject)).or_insert(record);
        if record.version > held.version {
            *held = record;
        }
    }
    let mut counts = BTreeMap::new();
    for ((session, _), record) in newest {
        if record.state != HoursState::Revoked {
            *counts.entry(session).or_insert(0) += 1;
        }
    }
    counts
}

fn state(locale: Locale, session: &Session, now: Timestamp) -> (String, Tone) {
    match session.state {
        SessionState::Postponed => return (text::state_postponed(locale), Tone::Wait),
        SessionState::Cancelled => return (text::state_cancelled(locale), Tone::Stop),
        SessionState::Scheduled => {}
    }
    let opens = session.periods.iter().map(|period| period.signin_opens(&session.params)).min();
    let ends = session.periods.iter().map(|period| period.end).max();
    match (opens, ends) {
        (_, Some(ends)) if now >= ends => (text::state_over(locale), Tone::Neutral),
        (Some(opens), _) if now >= opens => (text::state_running(locale), Tone::Ok),
        _ => (text::state_scheduled(locale), Tone::Info),
    }
}

#[cfg(test)]
mod tests {
    use yanxi_domain::{
        course::HalfHours,
        ids::{AccountId, CourseId, RegistrationId},
    };

    use super::*;
    use crate::view::fixtures;

    #[test]
    fn a_session_is_scheduled_then_in_progress_then_over() {
        let session = fixtures::session();
        let at = |time: &str| {
            lines(Locale::Zh, std::slice::from_ref(&session), &[], fixtures::at(time))[0].state.clone()
        };
        assert_eq!(at("08:29:59"), "排定");
        assert_eq!(at("08:30:00"), "進行中");
        assert_eq!(at("12:00:00"), "已結束");
    }

    #[test]
    fn a_cancelled_session_never_looks_held() {
        let session = Session { state: SessionState::Cancelled, ..fixtures::session() };
        assert_eq!(lines(Locale::Zh, &[session], &[], fixtures::at("13:00:00"))[0].state, "停辦");
    }

    #[test]
    fn issued_people_are_counted_once_and_revoked_ones_not() {
        let session = fixtures::session();
        let record = |n: u128, version, state| HoursRecord {
            version,
            subject: Subject::Registration(RegistrationId(uuid::Uuid::from_u128(n))),
            course: CourseId(uuid::Uuid::from_u128(1)),
            session: session.id,
            parts: vec![(None, HalfHours(6))],
            total: HalfHours(6),
            state,
            reason: String::new(),
            by: AccountId(uuid::Uuid::from_u128(9)),
            at: Timestamp(0),
        };
        let hours = [
            record(1, 1, HoursState::Issued),
            record(1, 2, HoursState::Corrected),
            record(2, 1, HoursState::Issued),
            record(2, 2, HoursState::Revoked),
        ];
        let lines = lines(Locale::Zh, &[session], &hours, fixtures::at("13:00:00"));
        assert_eq!(lines[0].hours, "已核發 1 人");
    }
}
