//! A copy of the on-site day dated today, so that a newcomer can start tapping at once (issue 2, A.4).

use yanxi_domain::{
    course::{Course, Session},
    event::EventKind,
    ids::CourseId,
    roster::RegistrationState,
    time::{MINUTE_MS, Timestamp},
};

use super::{
    history::on_site_rosters,
    ids::{Dice, id},
    people::{Cast, Person, operators, organiser},
    plan,
    tape::{Place, Tape},
    world::{DemoCourse, DemoDevice, register, subject},
};

/// People of the session that has just ended.
const ENDED_COUNT: usize = 24;
/// Of them never came.
const ENDED_ABSENT: usize = 2;
/// Of them have already signed out; about half.
const ENDED_SIGNED_OUT: usize = 11;

/// Key of the day's `copy` in demo ids, counted from 1.
fn key_of(now: Timestamp, copy: u32) -> String {
    match copy {
        0 | 1 => format!("today/{}", now.taipei_date()),
        _ => format!("today/{}/{copy}", now.taipei_date()),
    }
}

/// Id of the course of the day's `copy`.
#[must_use]
pub fn course_id(now: Timestamp, copy: u32) -> CourseId {
    CourseId(id(&format!("{}/course", key_of(now, copy))))
}

/// Whether somebody who comes to this copy now is still on time for its first session.
#[must_use]
pub fn is_fresh(sessions: &[Session], now: Timestamp) -> bool {
    let first = sessions.iter().find(|session| session.number == 1);
    first.is_some_and(|session| {
        session.periods.iter().any(|period| period.late_minutes(&session.params, None, now).is_none())
    })
}

/// A copy for the day: session 1 with its sign-in window open, session 2 later, and session 3 that is over, sign-out window included.
/// Ids depend on the Taipei day and the number of the copy alone, so that starting again finds what is there.
#[must_use]
pub fn course_of(now: Timestamp, copy: u32, cast: &Cast) -> DemoCourse {
    let key = key_of(now, copy);
    let again = if copy > 1 { format!("（{copy}）") } else { String::new() };
    let course = Course {
        id: course_id(now, copy),
        external_code: None,
        title: format!("（示範）今日{again} 學籍管理服務系統2.0教育訓練"),
        ..plan::course()
    };
    let start = first_start(now);
    let sessions: Vec<Session> = [(1, start), (2, start.plus_minutes(270)), (3, ended_start(now))]
        .into_iter()
        .map(|(number, start)| plan::session(&key, &course, number, start, true))
        .map(|session| dated_today(session, now))
        .collect();
    let mut registrations = on_site_rosters(&key, &sessions, cast);
    let ended: Vec<&Person> = cast.online.iter().take(ENDED_COUNT).collect();
    if let Some(session) = sessions.iter().find(|s| s.number == 3) {
        registrations.extend(ended.iter().map(|p| register(&key, session, p, RegistrationState::Admitted)));
    }
    let mut day = DemoCourse {
        course,
        owner: organiser().account,
        staff: sessions.iter().flat_map(|s| operators().map(|o| (s.id, o.account))).collect(),
        sessions,
        registrations,
        devices: Vec::new(),
        events: Vec::new(),
        records: Vec::new(),
        determinations: Vec::new(),
        issued: Vec::new(),
        open_since: None,
    };
    tell_ended_session(&mut day, &key, &ended, now);
    day
}

/// Start of session 1: in about twenty minutes, on a multiple of five. Just before midnight that would be tomorrow;
/// then it has just begun instead, still inside the grace.
fn first_start(now: Timestamp) -> Timestamp {
    let soon = to_five_minutes(now.plus_minutes(20));
    if soon.taipei_date() == now.taipei_date() { soon } else { to_five_minutes(now) }
}

/// Start of session 3, whose three hours ended a good hour ago: who has not signed out by then is a doubtful case.
fn ended_start(now: Timestamp) -> Timestamp {
    to_five_minutes(now).plus_minutes(-65 - 180)
}

/// Down to a multiple of five minutes.
const fn to_five_minutes(at: Timestamp) -> Timestamp {
    Timestamp(at.0 - at.0.rem_euclid(5 * MINUTE_MS))
}

/// Session 3 began yesterday when it is just past midnight; people look for it under today.
fn dated_today(session: Session, now: Timestamp) -> Session {
    let date = session.date.max(now.taipei_date());
    // Its content is that of the on-site sessions, not that of 第三場 online.
    let agenda = match session.periods.first() {
        Some(period) => plan::on_site_agenda(period.start),
        None => session.agenda,
    };
    Session { date, agenda, ..session }
}

fn tell_ended_session(day: &mut DemoCourse, key: &str, people: &[&Person], now: Timestamp) {
    let Some(session) = day.sessions.iter().find(|s| s.number == 3) else { return };
    let Some(period) = session.periods.first() else { return };
    let place = Place { session: session.id, period: period.id };
    let operator = operators()[1].account;
    let mut tape = Tape::new(&format!("{key}/c"), 250, period.start.plus_minutes(-60));
    let mut dice = Dice::new("today");
    let last_minute = now.plus_minutes(-1);
    for (row, person) in people.iter().enumerate().take(ENDED_COUNT - ENDED_ABSENT) {
        let who = Some(subject(key, 3, person));
        // The last one came twenty-five minutes late: for the review queue.
        let arrival = if row + 1 == ENDED_COUNT - ENDED_ABSENT {
            period.start.plus_minutes(25)
        } else {
            period.start.plus_ms(-dice.between(MINUTE_MS, 29 * MINUTE_MS))
        };
        tape.add(arrival, place, who, EventKind::SignIn, operator);
        if row < ENDED_SIGNED_OUT {
            let leaves = period.end.plus_ms(dice.between(0, 4 * MINUTE_MS)).min(last_minute);
            tape.add(leaves, place, who, EventKind::SignOut, operator);
        }
    }
    tape.add(last_minute, place, None, EventKind::EndOfSession { last_seq: 0 }, operator);
    day.devices.push(DemoDevice {
        id: tape.device,
        name: "平板C".to_owned(),
        sessions: vec![session.id],
        last_seen: now,
        clock_offset_ms: 250,
    });
    day.events.extend(tape.finish(&[now]));
}
