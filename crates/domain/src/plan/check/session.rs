//! Findings of one session: its date, its times, its agenda.

use super::{Findings, Problem, Severity};
use crate::{
    course::{DeliveryMode, HalfHours},
    plan::{
        AgendaRow, LinkProvider, Plan, PlanCourse, PlanHours, PlanPeriod, PlanSession, modules,
        place::{Field, Place},
    },
    roc_date::{DateError, DateWarning},
};

/// `m` and 32 hexadecimal digits (S1-15).
const MTID_LENGTH: usize = 33;

pub(super) fn check(plan: &Plan, course: &PlanCourse, session: &PlanSession, found: &mut Findings) {
    let at = |field| Place::session(course.id, session.id, field);
    found.text(at(Field::Subject), &session.subject);
    date(plan, session, at(Field::Date), found);
    if session.mode != DeliveryMode::Online
        && session
            .venue
            .as_ref()
            .is_none_or(|venue| venue.org_name.trim().is_empty() || venue.room.trim().is_empty())
    {
        found.block(at(Field::Venue), Problem::Missing);
    }
    if session.capacity == Some(0) {
        found.block(at(Field::Capacity), Problem::Zero);
    }
    for (row, link) in session.links.iter().enumerate() {
        let mtid = link.url.split_once("MTID=").map(|(_, id)| id.split('&').next().unwrap_or(id));
        let whole = |id: &str| {
            id.len() == MTID_LENGTH && id.starts_with('m') && id[1..].bytes().all(|b| b.is_ascii_hexdigit())
        };
        if link.provider == LinkProvider::Webex && mtid.is_some_and(|id| !whole(id)) {
            found.warn(at(Field::Links).at(row), Problem::LinkBroken);
        }
    }
    periods(session, at(Field::Period), found);
    promised(course, session, at(Field::Hours), at(Field::Period), found);
    agenda(course, session, at(Field::Agenda), found);
}

fn date(plan: &Plan, session: &PlanSession, place: Place, found: &mut Findings) {
    if session.date.trim().is_empty() {
        found.block(place, Problem::Missing);
        return;
    }
    match session.read_date(plan.school_year) {
        Err(DateError::Placeholder) => found.block(place, Problem::Placeholder),
        Err(DateError::NoSuchDay) => found.add(place, Severity::BlocksSaving, Problem::NoSuchDay),
        Err(DateError::Unreadable | DateError::YearMissing) => found.block(place, Problem::DateUnreadable),
        Ok(read) => {
            for warning in read.warnings {
                match warning {
                    DateWarning::WeekdayMismatch { written, actual } => {
                        let problem = Problem::WeekdayMismatch { written, actual };
                        found.add(place, Severity::BlocksSaving, problem);
                    }
                    DateWarning::OutsideSchoolYear { actual, .. } => {
                        found.warn(place, Problem::OutsideSchoolYear { actual });
                    }
                }
            }
        }
    }
}

fn periods(session: &PlanSession, place: Place, found: &mut Findings) {
    if session.periods.is_empty() {
        found.block(place, Problem::Missing);
    }
    found.count(place, session.periods.len());
    let before = session.periods.first().and_then(PlanPeriod::sign_in_before);
    for (row, period) in session.periods.iter().enumerate() {
        let place = place.at(row);
        let (Some(start), Some(end)) = (period.start, period.end) else {
            found.block(place, Problem::Missing);
            continue;
        };
        if end <= start {
            found.block(place, Problem::EndBeforeStart);
        }
        if period.sign_in.is_some_and(|opens| opens > start) || period.sign_in_before() != before {
            found.block(place, Problem::SignInTime);
        }
        for pause in &period.breaks {
            if pause.end <= pause.start || pause.start < start || pause.end > end {
                found.block(place, Problem::BreakOutside);
            }
        }
        let earlier = session.periods.iter().take(row);
        if earlier.filter_map(|other| other.start.zip(other.end)).any(|(a, b)| start < b && a < end) {
            found.block(place, Problem::PeriodsOverlap);
        }
    }
}

/// Minutes against the hours promised: 180 minutes are 3 hours, anything else is worth a look (U-A1).
fn promised(
    course: &PlanCourse,
    session: &PlanSession,
    hours_at: Place,
    period_at: Place,
    found: &mut Findings,
) {
    let compare = |place: Place, minutes: i64, hours: HalfHours, found: &mut Findings| {
        if minutes != i64::from(hours.0) * 30 {
            found.warn(place, Problem::MinutesAgainstHours { minutes, hours });
        }
    };
    match course.hours {
        PlanHours::None => {}
        PlanHours::PerSession(hours) => {
            let minutes = session.teaching_minutes();
            if minutes > 0 {
                compare(hours_at, minutes, hours, found);
            }
        }
        PlanHours::PerPeriod => {
            for (row, period) in session.periods.iter().enumerate() {
                match (period.hours, period.teaching_minutes()) {
                    (None, _) => found.block(period_at.at(row), Problem::NoHours),
                    (Some(hours), _) if !hours.is_valid() => {
                        found.add(period_at.at(row), Severity::BlocksSaving, Problem::HoursOutOfRange);
                    }
                    (Some(hours), Some(minutes)) => compare(period_at.at(row), minutes, hours, found),
                    (Some(_), None) => {}
                }
            }
        }
    }
}

fn agenda(course: &PlanCourse, session: &PlanSession, place: Place, found: &mut Findings) {
    found.count(place, session.agenda.len());
    for (row, line) in session.agenda.iter().enumerate() {
        let place = place.at(row);
        match line.span() {
            None => found.block(place, Problem::Missing),
            Some(span) if span <= 0 => found.block(place, Problem::EndBeforeStart),
            Some(span) => {
                if let Some(printed) = line.minutes.map(i64::from).filter(|printed| *printed != span) {
                    found.warn(place, Problem::MinutesDiffer { printed, actual: span });
                }
                if !session.periods.iter().any(|period| holds(period, line)) {
                    found.warn(place, Problem::AgendaOutsidePeriod);
                }
            }
        }
        if line.topics.is_empty() {
            found.warn(place, Problem::EmptyAgendaCell);
        }
        for topic in &line.topics {
            found.text(place, &topic.text);
            if let Some(code) = topic.code.as_ref().filter(|code| modules::find(course.track, code).is_none())
            {
                found.warn(place, Problem::UnknownModule { code: code.clone() });
            }
        }
    }
    let (agenda, teaching) = (session.agenda_minutes(), session.teaching_minutes());
    if !session.agenda.is_empty() && teaching > 0 && agenda != teaching {
        found.warn(place, Problem::AgendaAgainstPeriods { agenda, teaching });
    }
}

fn holds(period: &PlanPeriod, row: &AgendaRow) -> bool {
    row.start >= period.start
        && row.end <= period.end
        && !period.breaks.iter().any(|pause| row.start < Some(pause.end) && Some(pause.start) < row.end)
}
