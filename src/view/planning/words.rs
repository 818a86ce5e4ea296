//! Findings and places in words.

use chrono::Weekday;
use yanxi_domain::{
    directory::county::by_code,
    plan::{
        Plan,
        check::{Finding, Problem, Severity},
        place::{Field, Place},
    },
    roc_date,
};

use crate::{
    components::Tone,
    i18n::{
        Locale, office,
        planning::{self, fields, findings as text},
    },
    view::when,
};

/// Name of a field.
#[must_use]
pub fn field(locale: Locale, field: Field) -> String {
    let name: fn(Locale) -> String = match field {
        Field::Title => fields::title,
        Field::SchoolYear => fields::school_year,
        Field::County => fields::county,
        Field::Systems => fields::systems,
        Field::Supervising => fields::supervising,
        Field::Host => fields::host,
        Field::Organiser => fields::organiser,
        Field::Basis => fields::basis,
        Field::Purpose => fields::purpose,
        Field::Registration => fields::registration,
        Field::Funding => fields::funding,
        Field::Benefits => fields::benefits,
        Field::Clauses => fields::clauses,
        Field::Courses => fields::courses,
        Field::Track => fields::track,
        Field::ExternalCode => fields::external_code,
        Field::Audience => fields::audience,
        Field::Eligibility => fields::eligibility,
        Field::Hours => fields::hours,
        Field::RegistrationOpens => fields::registration_opens,
        Field::RegistrationCloses => fields::registration_closes,
        Field::CancelDeadline => fields::cancel_deadline,
        Field::PerSchool => fields::per_school,
        Field::Admission => fields::admission,
        Field::Materials => fields::materials,
        Field::Bring => fields::bring,
        Field::Contact => fields::contact,
        Field::Regions => fields::regions,
        Field::Sessions => fields::sessions,
        Field::Number => fields::number,
        Field::Date => fields::date,
        Field::Mode => fields::mode,
        Field::Forms => fields::forms,
        Field::Subject => fields::subject,
        Field::Venue => fields::venue,
        Field::Capacity => fields::capacity,
        Field::EquivalentGroup => fields::equivalent_group,
        Field::Region => fields::region,
        Field::Links => fields::links,
        Field::Period => fields::period,
        Field::Agenda => fields::agenda,
    };
    name(locale)
}

/// A place as a person would say it: course (where there are several), session, field, row. `plans`: where sessions are
/// looked up, the newer plan first.
#[must_use]
pub fn place(locale: Locale, plans: &[&Plan], place: &Place) -> String {
    let mut parts = Vec::new();
    if let Some(course) = place.course {
        let at = plans
            .iter()
            .filter(|plan| plan.courses.len() > 1)
            .find_map(|plan| plan.courses.iter().position(|one| one.id == course));
        parts.extend(at.map(|index| planning::course_n(locale, index + 1)));
    }
    if let Some(session) = place.session {
        let number = plans
            .iter()
            .find_map(|plan| plan.sessions().find(|(_, one)| one.id == session).map(|(_, one)| one.number));
        parts.extend(number.map(|number| when::session_no(locale, number)));
    }
    let name = field(locale, place.field);
    parts.push(match place.row {
        Some(row) => fields::in_row(locale, &name, usize::from(row) + 1),
        None => name,
    });
    parts.join(" · ")
}

/// How much a finding matters, in words and with its tone.
#[must_use]
pub fn severity(locale: Locale, severity: Severity) -> (String, Tone) {
    match severity {
        Severity::BlocksSaving => (text::blocks_saving(locale), Tone::Stop),
        Severity::BlocksSubmitting => (text::blocks_submitting(locale), Tone::Stop),
        Severity::Warning => (text::warning(locale), Tone::Wait),
    }
}

fn weekday(locale: Locale, day: Weekday) -> String {
    match locale {
        Locale::Zh => roc_date::weekday(day).to_owned(),
        Locale::En => day.to_string(),
    }
}

fn county(code: &str) -> &str {
    by_code(code).map_or(code, |county| county.name)
}

/// What was found.
#[must_use]
pub fn problem(locale: Locale, problem: &Problem) -> String {
    match problem {
        Problem::Missing => text::missing(locale),
        Problem::TooLong { limit } => text::too_long(locale, *limit),
        Problem::WeekdayMismatch { written, actual } => {
            text::weekday(locale, &weekday(locale, *written), &weekday(locale, *actual))
        }
        Problem::NoSuchDay => text::no_such_day(locale),
        Problem::DateUnreadable => text::unreadable(locale),
        Problem::Placeholder => text::placeholder(locale),
        Problem::OutsideSchoolYear { actual } => text::outside_year(locale, *actual),
        Problem::EndBeforeStart => text::end_before_start(locale),
        Problem::SignInTime => text::sign_in_time(locale),
        Problem::PeriodsOverlap => text::periods_overlap(locale),
        Problem::BreakOutside => text::break_outside(locale),
        Problem::MinutesDiffer { printed, actual } => text::minutes_differ(locale, *printed, *actual),
        Problem::AgendaAgainstPeriods { agenda, teaching } => {
            text::agenda_against(locale, *agenda, *teaching)
        }
        Problem::MinutesAgainstHours { minutes, hours } => {
            text::against_hours(locale, *minutes, &hours.to_string())
        }
        Problem::AgendaOutsidePeriod => text::outside_period(locale),
        Problem::EmptyAgendaCell => text::empty_cell(locale),
        Problem::UnknownModule { code } => text::unknown_module(locale, code),
        Problem::NoHours => text::no_hours(locale),
        Problem::HoursOutOfRange => text::hours_range(locale),
        Problem::NumberTwice { number } => text::number_twice(locale, *number),
        Problem::RoomTaken { other } => text::room_taken(locale, *other),
        Problem::CountiesUncovered { counties } => {
            let names: Vec<&str> = counties.iter().map(|code| county(code)).collect();
            text::uncovered(locale, &names.join(&office::list_separator(locale)))
        }
        Problem::CountyTwice { county: code } => text::county_twice(locale, county(code)),
        Problem::CountyUnknown { county } => text::county_unknown(locale, county),
        Problem::RegionTotal { declared, sum } => text::region_total(locale, *declared, *sum),
        Problem::RegionUnknown => text::region_unknown(locale),
        Problem::ClauseTwice => text::clause_twice(locale),
        Problem::LinkBroken => text::link_broken(locale),
        Problem::DeadlineOrder => text::deadline_order(locale),
        Problem::Zero => text::zero(locale),
    }
}

/// What is wrong at a place, for the field there. That a field is still empty is said in the summary only: a form nobody
/// has begun is not full of mistakes.
#[must_use]
pub fn beside(locale: Locale, found: &[Finding], place: &Place, severity: Severity) -> Option<String> {
    let of_severity = |finding: &&Finding| match severity {
        Severity::Warning => finding.severity == Severity::Warning,
        least => finding.severity >= least,
    };
    let here = found.iter().filter(|finding| finding.place == *place && finding.problem != Problem::Missing);
    here.filter(of_severity).max_by_key(|finding| finding.severity).map(|one| problem(locale, &one.problem))
}

#[cfg(test)]
mod tests {
    use yanxi_domain::{
        ids::{CourseId, SessionId},
        plan::{Plan, check::check},
    };

    use super::*;

    #[test]
    fn uncovered_counties_are_named() {
        let found = Problem::CountiesUncovered { counties: vec!["ttt".into()] };
        assert_eq!(problem(Locale::Zh, &found), "未被任何場次涵蓋：臺東縣");
    }

    #[test]
    fn a_wrong_weekday_names_both_days() {
        let found = Problem::WeekdayMismatch { written: Weekday::Wed, actual: Weekday::Tue };
        assert_eq!(problem(Locale::Zh, &found), "寫的是星期三，這一天是星期二");
    }

    #[test]
    fn an_empty_field_is_no_mistake_beside_itself_and_a_repeated_clause_is_a_remark() {
        let clause = "響應環保，不提供手冊。".to_owned();
        let found =
            check(&Plan { school_year: 114, clauses: vec![clause.clone(), clause], ..Plan::default() });
        let title = Place::plan(Field::Title);
        assert_eq!(beside(Locale::Zh, &found, &title, Severity::BlocksSubmitting), None);
        let second = Place::plan(Field::Clauses).at(1);
        assert_eq!(beside(Locale::Zh, &found, &second, Severity::BlocksSubmitting), None);
        let remark = beside(Locale::Zh, &found, &second, Severity::Warning);
        assert_eq!(remark.as_deref(), Some("內容與前面的條文重複，通知只會發一次"));
    }

    #[test]
    fn a_place_nobody_knows_any_more_is_still_its_field() {
        let gone = Place::session(
            CourseId(uuid::Uuid::from_u128(1)),
            SessionId(uuid::Uuid::from_u128(2)),
            Field::Agenda,
        );
        assert_eq!(place(Locale::Zh, &[], &gone.at(1)), "議程第 2 列");
    }
}
