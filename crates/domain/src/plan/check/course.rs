//! Findings of one course.

use super::{Findings, Problem, Severity, region, session};
use crate::{
    course::{DeliveryMode, HalfHours},
    plan::{
        Plan, PlanCourse, PlanHours, PlanSession,
        place::{Field, Place},
    },
    time::Timestamp,
};

pub(super) fn check(plan: &Plan, course: &PlanCourse, found: &mut Findings) {
    let at = |field| Place::course(course.id, field);
    for (field, text) in [
        (Field::Title, &course.title),
        (Field::Audience, &course.audience),
        (Field::Contact, &course.contact),
    ] {
        found.text(at(field), text);
    }
    for (row, material) in course.materials.iter().enumerate() {
        found.text(at(Field::Materials).at(row), &material.title);
        found.text(at(Field::Materials).at(row), &material.place);
    }
    hours(course, found);
    terms(plan, course, found);
    region::check(plan, course, found);
    if course.sessions.is_empty() {
        found.block(at(Field::Sessions), Problem::Missing);
    }
    found.count(at(Field::Sessions), course.sessions.len());
    let mut numbers = Vec::new();
    for held in &course.sessions {
        session::check(plan, course, held, found);
        let place = Place::session(course.id, held.id, Field::Number);
        if held.number == 0 {
            found.block(place, Problem::Zero);
        } else if numbers.contains(&held.number) {
            found.block(place, Problem::NumberTwice { number: held.number });
        }
        numbers.push(held.number);
    }
    rooms(plan, course, found);
}

fn hours(course: &PlanCourse, found: &mut Findings) {
    let place = Place::course(course.id, Field::Hours);
    match course.hours {
        PlanHours::None => found.warn(place, Problem::NoHours),
        PlanHours::PerSession(hours) if !hours.is_valid() || hours == HalfHours(0) => {
            found.add(place, Severity::BlocksSaving, Problem::HoursOutOfRange);
        }
        PlanHours::PerSession(_) | PlanHours::PerPeriod => {}
    }
}

fn terms(plan: &Plan, course: &PlanCourse, found: &mut Findings) {
    let terms = &course.terms;
    let first = course
        .sessions
        .iter()
        .filter_map(|held| {
            let day = held.day(plan.school_year)?;
            let start = held.periods.iter().filter_map(|period| period.start).min()?;
            Some(Timestamp::from_taipei(day, start.time()))
        })
        .min();
    let place = |field| Place::course(course.id, field);
    if terms.opens.zip(terms.closes).is_some_and(|(opens, closes)| closes <= opens) {
        found.block(place(Field::RegistrationCloses), Problem::DeadlineOrder);
    }
    if terms.opens.zip(first).is_some_and(|(opens, first)| opens >= first) {
        found.block(place(Field::RegistrationOpens), Problem::DeadlineOrder);
    }
    if terms.per_school == Some(0) {
        found.block(place(Field::PerSchool), Problem::Zero);
    }
}

/// Two sessions of the course in one room at once. The same room twice on one day is all right (S0-13).
fn rooms(plan: &Plan, course: &PlanCourse, found: &mut Findings) {
    for (index, one) in course.sessions.iter().enumerate() {
        let taken =
            course.sessions.iter().take(index).find(|other| same_room(one, other) && meet(plan, one, other));
        if let Some(other) = taken {
            let place = Place::session(course.id, one.id, Field::Venue);
            found.warn(place, Problem::RoomTaken { other: other.number });
        }
    }
}

fn same_room(one: &PlanSession, other: &PlanSession) -> bool {
    let on_site = |held: &PlanSession| held.mode != DeliveryMode::Online;
    let room =
        |held: &PlanSession| held.venue.as_ref().map(|venue| (venue.org_name.clone(), venue.room.clone()));
    on_site(one) && on_site(other) && room(one).is_some() && room(one) == room(other)
}

fn meet(plan: &Plan, one: &PlanSession, other: &PlanSession) -> bool {
    let day = one.day(plan.school_year);
    day.is_some()
        && day == other.day(plan.school_year)
        && one.periods.iter().any(|a| other.periods.iter().any(|b| a.start < b.end && b.start < a.end))
}
