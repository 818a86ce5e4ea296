//! The online day of 2025-08-20: sessions 3 and 4, signed in and out by forms the organiser imported (S0-28).

use yanxi_domain::{event::EventKind, roster::RegistrationState};

use super::{
    ids::Dice,
    people::{Cast, Person, organiser},
    plan,
    tape::{Place, Tape},
    world::{DemoCourse, DemoDevice, register, subject},
};

/// People of either session who sent no form.
const ABSENT: usize = 2;
/// Row of session 3 that sent only the sign-in form.
pub const FORGOT_FORM: usize = 7;

/// Who is admitted to session 3 or 4; the demo attendee is in both.
#[must_use]
pub fn people(cast: &Cast, number: u8) -> Vec<&Person> {
    let (first, second, online) = if number == 3 { (5..25, 0..0, 0..20) } else { (8..20, 8..18, 10..30) };
    let part = |all: &'static str, range: std::ops::Range<usize>| {
        let people = match all {
            "first" => &cast.first,
            "second" => &cast.second,
            _ => &cast.online,
        };
        people.get(range).unwrap_or_default().iter().collect::<Vec<_>>()
    };
    [part("first", first), part("second", second), part("online", online)].concat()
}

/// Adds rosters and imported forms of both sessions.
pub fn tell(course: &mut DemoCourse, cast: &Cast) {
    for number in [3_u8, 4] {
        let Some(session) = course.sessions.iter().find(|s| s.number == number).cloned() else { continue };
        let Some(period) = session.periods.first() else { continue };
        let place = Place { session: session.id, period: period.id };
        let people = people(cast, number);
        course
            .registrations
            .extend(people.iter().map(|p| register(plan::KEY, &session, p, RegistrationState::Admitted)));
        let imported = period.end.plus_minutes(60);
        let mut tape = Tape::new(&format!("s0/forms/{number}"), 0, period.start.plus_minutes(-60)).of_forms();
        let mut dice = Dice::new(&format!("s0/forms/{number}"));
        for (row, person) in people.iter().enumerate().take(people.len().saturating_sub(ABSENT)) {
            let who = Some(subject(plan::KEY, number, person));
            let early = period.start.plus_ms(-dice.between(2 * 60_000, 28 * 60_000));
            tape.add(early, place, who, EventKind::SignIn, organiser().account);
            if number == 3 && row == FORGOT_FORM {
                continue;
            }
            let late = period.end.plus_ms(dice.between(10_000, 14 * 60_000));
            tape.add(late, place, who, EventKind::SignOut, organiser().account);
        }
        tape.add(imported, place, None, EventKind::EndOfSession { last_seq: 0 }, organiser().account);
        course.devices.push(DemoDevice {
            id: tape.device,
            name: format!("表單匯入（第{}場）", if number == 3 { "三" } else { "四" }),
            sessions: vec![session.id],
            last_seen: imported,
            clock_offset_ms: 0,
        });
        course.events.extend(tape.finish(&[imported]));
    }
}
