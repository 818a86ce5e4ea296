//! A course open for registration, so that somebody can try 報名, 備取 and 遞補: four sessions in the weeks after today,
//! one with seats, one with a school quota, one that is full with people waiting, one decided by its organiser.

use yanxi_domain::{
    course::{Admission, Course, Eligibility, RegistrationTerms, Session},
    ids::{CourseId, PersonId},
    roster::{Origin, RegistrationState, RosterEntry},
    time::{HOUR_MS, Timestamp},
};

use super::{
    ids::id,
    people::{Cast, Person, registrar},
    plan,
    world::{DemoCourse, register},
};

/// Seats of the full session.
const FULL: u32 = 12;
/// People on its waiting list.
const WAITING: usize = 2;
/// Seats of the others.
const SEATS: u32 = 40;
/// Applicants of the course whose organiser decides.
const APPLICANTS: usize = 8;
const DAY_MS: i64 = 24 * HOUR_MS;

/// The courses open for registration on the day of `now`; ids depend on the Taipei day alone.
#[must_use]
pub fn courses(now: Timestamp, cast: &Cast) -> Vec<DemoCourse> {
    vec![first_come(now, cast), by_organiser(now, cast)]
}

fn key_of(now: Timestamp, what: &str) -> String {
    format!("open/{}/{what}", now.taipei_date())
}

fn first_come(now: Timestamp, cast: &Cast) -> DemoCourse {
    let key = key_of(now, "first");
    let course = course(
        &key,
        "（示範）開放報名 學生網2.0教育訓練",
        RegistrationTerms { per_school: Some(2), ..RegistrationTerms::default() },
    );
    let days = [(1, 14, true), (2, 15, true), (3, 16, false)];
    let mut sessions: Vec<Session> = days
        .into_iter()
        .map(|(number, days, on_site)| session(&key, &course, number, morning(now, days), on_site))
        .collect();
    for session in &mut sessions {
        session.capacity = Some(if session.number == 2 { FULL } else { SEATS });
    }
    let mut registrations = Vec::new();
    if let Some(full) = sessions.iter().find(|s| s.number == 2) {
        let seats = usize::try_from(FULL).unwrap_or_default();
        let people: Vec<&Person> = cast.online.iter().take(seats + WAITING).collect();
        registrations.extend((0_u32..).zip(people).map(|(n, person)| {
            let state = if n < FULL {
                RegistrationState::Admitted
            } else {
                RegistrationState::Waitlisted(n - FULL + 1)
            };
            applied(&key, full, person, state)
        }));
    }
    demo(now.plus_ms(-DAY_MS), course, sessions, registrations)
}

fn by_organiser(now: Timestamp, cast: &Cast) -> DemoCourse {
    let key = key_of(now, "decided");
    let terms = RegistrationTerms { admission: Admission::ByOrganiser, ..RegistrationTerms::default() };
    let course = course(&key, "（示範）審核錄取 人力網2.0實機研習", terms);
    let mut session = session(&key, &course, 1, morning(now, 21), true);
    session.capacity = Some(5);
    let people = cast.online.iter().skip(14).take(APPLICANTS);
    let registrations =
        people.map(|person| applied(&key, &session, person, RegistrationState::Applied)).collect();
    demo(now.plus_ms(-DAY_MS), course, vec![session], registrations)
}

fn course(key: &str, title: &str, terms: RegistrationTerms) -> Course {
    Course {
        id: CourseId(id(&format!("{key}/course"))),
        external_code: None,
        title: title.to_owned(),
        terms,
        ..plan::course()
    }
}

/// 屏東縣, and open to others.
fn session(key: &str, course: &Course, number: u8, start: Timestamp, on_site: bool) -> Session {
    let session = plan::session(key, course, number, start, on_site);
    let eligibility = Eligibility { cross_region: true, ..session.eligibility.clone() };
    Session { equivalent_group: None, eligibility, ..session }
}

/// Somebody who registered in the app.
fn applied(
    key: &str,
    session: &Session,
    person: &Person,
    state: RegistrationState,
) -> (RosterEntry, PersonId) {
    let (entry, person) = register(key, session, person, state);
    (RosterEntry { origin: Origin::SelfRegistered, ..entry }, person)
}

/// Nine o'clock so many days after today.
fn morning(now: Timestamp, days: i64) -> Timestamp {
    let day = now.plus_ms(days * DAY_MS).taipei_date();
    Timestamp::from_taipei(day, chrono::NaiveTime::MIN).plus_minutes(9 * 60)
}

fn demo(
    opened: Timestamp,
    course: Course,
    sessions: Vec<Session>,
    registrations: Vec<(RosterEntry, PersonId)>,
) -> DemoCourse {
    DemoCourse {
        course,
        owner: registrar().account,
        // Nobody stands at a door yet.
        staff: Vec::new(),
        sessions,
        registrations,
        devices: Vec::new(),
        events: Vec::new(),
        records: Vec::new(),
        determinations: Vec::new(),
        issued: Vec::new(),
        open_since: Some(opened),
    }
}
