//! The plan as it stands today: all four sessions held, three of them decided and issued, session 2 still open.

use yanxi_domain::{
    determination::{Decision, Determination},
    event::Subject,
    org::School,
    roster::RegistrationState,
    time::Timestamp,
};

use super::{
    online, onsite,
    people::{Cast, LATE_ATTENDEE, operators, organiser},
    plan,
    world::{DemoCourse, register, subject},
};

/// The plan with everything that happened in it.
#[must_use]
pub fn plan_course(cast: &Cast, directory: &[School]) -> DemoCourse {
    let sessions = plan::sessions();
    let mut course = DemoCourse {
        course: plan::course(),
        owner: organiser().account,
        staff: sessions
            .iter()
            .filter(|s| s.number <= 2)
            .flat_map(|s| operators().map(|o| (s.id, o.account)))
            .collect(),
        registrations: on_site_rosters(plan::KEY, &sessions, cast),
        sessions,
        devices: Vec::new(),
        events: Vec::new(),
        records: Vec::new(),
        determinations: Vec::new(),
        issued: Vec::new(),
        open_since: None,
    };
    onsite::tell(&mut course, cast, directory);
    online::tell(&mut course, cast);
    decide(&mut course, cast);
    course
}

/// Rosters of the two on-site sessions: 60 admitted and 3 waiting, 55 admitted and 1 cancelled.
pub fn on_site_rosters(
    key: &str,
    sessions: &[yanxi_domain::course::Session],
    cast: &Cast,
) -> Vec<(yanxi_domain::roster::RosterEntry, yanxi_domain::ids::PersonId)> {
    let mut rows = Vec::new();
    if let Some(first) = sessions.iter().find(|s| s.number == 1) {
        rows.extend(cast.first.iter().map(|p| register(key, first, p, RegistrationState::Admitted)));
        rows.extend(
            (1_u32..)
                .zip(&cast.waiting)
                .map(|(position, p)| register(key, first, p, RegistrationState::Waitlisted(position))),
        );
    }
    if let Some(second) = sessions.iter().find(|s| s.number == 2) {
        rows.extend(cast.second.iter().map(|p| register(key, second, p, RegistrationState::Admitted)));
        rows.push(register(key, second, &cast.cancelled, RegistrationState::Cancelled));
    }
    rows
}

/// What the organiser decided about sessions 1 and 3, and which sessions were issued (T-52, T-53).
fn decide(course: &mut DemoCourse, cast: &Cast) {
    let starts = |number: u8| {
        course.sessions.iter().find(|s| s.number == number).and_then(|s| s.periods.first()).map(|p| p.start)
    };
    let (Some(on_site), Some(on_line)) = (starts(1), starts(3)) else { return };
    let after = |start: Timestamp, days: i64| start.plus_minutes(days * 24 * 60 + 75);
    for person in cast.first.get(onsite::FORGOTTEN).unwrap_or_default() {
        let reason = "全體未簽退者視同全程：現場確認留至下課，斷網排隊漏點";
        push(course, subject(plan::KEY, 1, person), 1, Decision::TreatAsFull, reason, after(on_site, 1));
    }
    if let Some(person) = cast.first.iter().find(|p| p.name == LATE_ATTENDEE) {
        let reason = "遲到 40 分鐘，未全程參與";
        push(course, subject(plan::KEY, 1, person), 1, Decision::Reject, reason, after(on_site, 1));
    }
    if let Some(person) = online::people(cast, 3).get(online::FORGOT_FORM) {
        let reason = "簽退表單漏填，會議報表顯示至 12:03 離線";
        push(course, subject(plan::KEY, 3, person), 3, Decision::TreatAsFull, reason, after(on_line, 1));
    }
    for (number, at) in [(1, after(on_site, 3)), (3, after(on_line, 2)), (4, after(on_line, 2))] {
        if let Some(session) = course.sessions.iter().find(|s| s.number == number) {
            course.issued.push((session.id, at));
        }
    }
}

fn push(
    course: &mut DemoCourse,
    subject: Subject,
    number: u8,
    decision: Decision,
    reason: &str,
    at: Timestamp,
) {
    let Some(period) = course.sessions.iter().find(|s| s.number == number).and_then(|s| s.periods.first())
    else {
        return;
    };
    let basis = course
        .events
        .iter()
        .filter(|e| e.event.subject == Some(subject) && e.event.period == period.id)
        .map(|e| e.event.id)
        .collect();
    let period = period.id;
    let by = course.owner;
    course.determinations.push(Determination {
        subject,
        period,
        decision,
        reason: reason.to_owned(),
        basis,
        by,
        at,
    });
}
