//! The demo data judged by the domain's own rules.

use std::collections::{HashMap, HashSet};

use yanxi_domain::{
    attendance::{Flag, Status},
    award::award,
    device::DeviceStatus,
    evaluate::Facts,
    event::{EventKind, Subject},
    finality::finality,
    log::SessionLog,
    roster::RegistrationState,
    settle::{Settled, settle},
    time::{HOUR_MS, Timestamp},
};

use super::*;

/// 2026-11-22 10:03 in Taipei.
const NOW: Timestamp = Timestamp(1_795_312_980_000);

fn statuses(course: &DemoCourse) -> Vec<DeviceStatus> {
    course
        .devices
        .iter()
        .map(|d| DeviceStatus {
            id: d.id,
            name: d.name.clone(),
            state: Default::default(),
            sessions: d.sessions.clone(),
            last_seen: Some(d.last_seen),
            unsent: 0,
            head: 0,
            missing: Vec::new(),
            ended: Vec::new(),
            clock_offset_ms: Some(d.clock_offset_ms),
            app_version: String::new(),
            replaced_by: None,
        })
        .collect()
}

fn settled(course: &DemoCourse, number: u8, now: Timestamp) -> Vec<Settled> {
    let session = course.sessions.iter().find(|s| s.number == number).unwrap();
    let roster: Vec<_> = course.registrations.iter().map(|(entry, _)| entry.clone()).collect();
    let log: SessionLog = course.events.iter().filter(|e| e.event.session == session.id).cloned().collect();
    let records: HashMap<_, _> = course.records.iter().map(|r| (r.id, r.clone())).collect();
    let elsewhere: HashMap<_, _> = roster.iter().map(|r| (r.id, r.session)).collect();
    let devices = statuses(course);
    let facts = Facts {
        session,
        roster: &roster,
        log: &log,
        records: &records,
        links: &[],
        devices: &devices,
        determinations: &course.determinations,
        override_: None,
        course_closed_at: None,
        sibling_registered: &|id| elsewhere.get(&id).copied(),
        now,
    };
    for period in &session.periods {
        assert!(finality(&facts, period).is_final(), "session {number}");
    }
    settle(&facts)
}

fn hours(course: &DemoCourse, number: u8) -> Vec<(Subject, u16)> {
    let session = course.sessions.iter().find(|s| s.number == number).unwrap();
    let settled = settled(course, number, NOW);
    let awards = award(&course.course.hours, session, &settled).expect("everybody is decided");
    awards.into_iter().map(|a| (a.subject, a.total.0)).collect()
}

fn count(course: &DemoCourse, number: u8, state: fn(RegistrationState) -> bool) -> usize {
    let session = course.sessions.iter().find(|s| s.number == number).unwrap();
    course.registrations.iter().filter(|(e, _)| e.session == session.id && state(e.state)).count()
}

#[test]
fn staff_have_a_title_that_does_not_repeat_their_school() {
    let officials = people::officials().into_iter().map(|(_, person)| person);
    for person in
        people::operators().into_iter().chain([people::organiser(), people::registrar()]).chain(officials)
    {
        let title = person.title();
        assert!(!title.is_empty() && !title.contains([' ', '（']), "{}", person.about);
    }
}

#[test]
fn sixty_and_fifty_five_are_admitted_and_three_wait() {
    for course in &generate(NOW, 1).courses {
        assert_eq!(count(course, 1, |s| s == RegistrationState::Admitted), 60);
        assert_eq!(count(course, 1, |s| matches!(s, RegistrationState::Waitlisted(_))), 3);
        assert_eq!(count(course, 2, |s| s == RegistrationState::Admitted), 55);
    }
}

#[test]
fn session_one_gives_three_hours_to_fifty_five_and_none_to_five() {
    let data = generate(NOW, 1);
    let hours = hours(&data.courses[0], 1);
    assert_eq!(hours.iter().filter(|(_, h)| *h == 6).count(), 55);
    assert_eq!(hours.iter().filter(|(_, h)| *h == 0).count(), 5);
}

#[test]
fn the_attendee_earned_nine_hours() {
    let data = generate(NOW, 1);
    let course = &data.courses[0];
    let person = data.cast.first.iter().find(|p| p.name == people::ATTENDEE).unwrap().id;
    let own: HashSet<Subject> = course
        .registrations
        .iter()
        .filter(|(_, p)| *p == person)
        .map(|(e, _)| Subject::Registration(e.id))
        .collect();
    let total: u16 = [1, 3, 4]
        .into_iter()
        .flat_map(|number| hours(course, number))
        .filter(|(subject, _)| own.contains(subject))
        .map(|(_, h)| h)
        .sum();
    assert_eq!(total, 18, "in half hours");
}

#[test]
fn session_two_waits_for_the_organiser() {
    let data = generate(NOW, 1);
    let settled = settled(&data.courses[0], 2, NOW);
    let status = |wanted: fn(&Status) -> bool| settled.iter().filter(|s| wanted(&s.outcome.status)).count();
    let flagged = |flag| settled.iter().filter(|s| s.outcome.flags.contains(&flag)).count();
    assert_eq!(status(|s| *s == Status::NoSignOut), 7, "forgotten sign-outs");
    assert_eq!(status(|s| *s == Status::Late { minutes: 40 }), 1);
    assert_eq!(status(|s| *s == Status::LeftEarly { minutes: 60 }), 1);
    assert_eq!(status(|s| *s == Status::NoShow), 1);
    assert_eq!(flagged(Flag::CancelledButPresent), 1);
    assert_eq!(flagged(Flag::AbsenceGap), 1);
    assert_eq!(flagged(Flag::NotOnRoster), 2);
    assert!(award(&data.courses[0].course.hours, &data.courses[0].sessions[1], &settled).is_err());
}

#[test]
fn the_morning_had_a_double_tap_a_void_a_handover_and_an_early_bird() {
    let data = generate(NOW, 1);
    let course = &data.courses[0];
    let settled = settled(course, 1, NOW);
    let flagged = |flag| settled.iter().filter(|s| s.outcome.flags.contains(&flag)).count();
    assert!(flagged(Flag::DupDevice) >= 1);
    assert_eq!(flagged(Flag::Early), 1);
    assert_eq!(flagged(Flag::NotOnRoster), 0, "the promoted walk-in is matched to its registration");
    let kinds =
        |wanted: fn(&EventKind) -> bool| course.events.iter().filter(|e| wanted(&e.event.kind)).count();
    assert_eq!(kinds(|k| matches!(k, EventKind::Void { .. })), 1);
    assert_eq!(kinds(|k| matches!(k, EventKind::Handover { .. })), 1);
    assert_eq!(kinds(|k| matches!(k, EventKind::WindowExtend { .. })), 1);
}

#[test]
fn every_stream_is_numbered_without_gaps_and_ids_are_unique() {
    for course in &generate(NOW, 1).courses {
        let mut ids = HashSet::new();
        let mut heads: HashMap<_, u64> = HashMap::new();
        for received in &course.events {
            let event = &received.event;
            assert!(ids.insert(event.id));
            let head = heads.entry(event.device).or_default();
            *head += 1;
            assert_eq!(event.seq, *head);
        }
    }
}

#[test]
fn half_of_the_session_that_just_ended_is_still_to_be_signed_out() {
    let data = generate(NOW, 1);
    let settled = settled(&data.courses[1], 3, NOW);
    let inside =
        settled.iter().filter(|s| s.outcome.first_in.is_some() && s.outcome.last_out.is_none()).count();
    let out = settled.iter().filter(|s| s.outcome.last_out.is_some()).count();
    assert_eq!((inside, out), (11, 11));
}

#[test]
fn at_any_time_of_day_sign_in_is_open_and_a_session_is_over() {
    let cast = people::cast(&schools::directory());
    // Every seventh minute of the day meets every minute of the hour, and each side of midnight closely enough.
    for minute in (0..24 * 60).step_by(7).chain(24 * 60 - 25..24 * 60) {
        let now = Timestamp(NOW.0 - 10 * HOUR_MS).plus_minutes(minute);
        let course = today::course_of(now, 1, &cast);
        let [first, _, ended] = &course.sessions[..] else { panic!("three sessions") };
        let (one, three) = (&first.periods[0], &ended.periods[0]);
        assert!(now >= one.signin_opens(&first.params), "{}", now.taipei());
        assert!(now < one.start.plus_minutes(first.params.late_grace_min), "{}", now.taipei());
        assert_eq!((first.date, ended.date), (now.taipei_date(), now.taipei_date()));
        assert!(three.signout_closes(&ended.params) < now, "{}", now.taipei());
    }
}

#[test]
fn the_same_day_gives_the_same_ids_and_the_next_day_others() {
    let id = |now| generate(now, 1).courses[1].course.id;
    assert_eq!(id(NOW), id(NOW.plus_minutes(5)));
    assert_ne!(id(NOW), id(NOW.plus_minutes(24 * 60)));
}

#[test]
fn another_copy_of_the_day_shares_nothing_with_the_first_but_its_people() {
    let (first, second) = (generate(NOW, 1), generate(NOW, 2));
    let ids = |data: &DemoData| {
        let day = &data.courses[1];
        let mut ids: HashSet<_> = day.sessions.iter().map(|s| s.id.0).chain([day.course.id.0]).collect();
        ids.extend(day.sessions.iter().flat_map(|s| &s.periods).map(|p| p.id.0));
        ids.extend(day.registrations.iter().map(|(entry, _)| entry.id.0));
        ids.extend(day.devices.iter().map(|d| d.id.0));
        ids.extend(day.events.iter().map(|e| e.event.id.0));
        ids
    };
    assert!(ids(&first).is_disjoint(&ids(&second)));
    assert_ne!(first.courses[1].course.title, second.courses[1].course.title);
    let people = |data: &DemoData| -> Vec<_> { data.courses[1].registrations.iter().map(|r| r.1).collect() };
    assert_eq!(people(&first), people(&second));
}
