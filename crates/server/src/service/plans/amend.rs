//! An approved amendment of an announced plan comes in force: rows change, and people are told what concerns them (S0-27).

use yanxi_domain::{
    course::{Course, HoursPolicy, Session, SessionState},
    notice::NoticeKind,
    plan::{Plan, amend::concerns_registrants, compile::compile},
};

use yanxi_protocol::scope::Scope;

use super::{access::Opened, announce::ORGANISER};
use crate::{
    failure::Failure,
    service::{own_records, registering::settle_in, session_standing::tell_registrants},
    state::AppState,
    store::WriteTx,
};

/// Puts `plan` in force. Sessions, then courses are locked; person scopes come last.
pub(super) async fn apply(
    state: &AppState,
    tx: &mut WriteTx,
    opened: &Opened,
    plan: &Plan,
    version: u32,
) -> Result<(), Failure> {
    let now = state.clock.now();
    let compiled = compile(plan, opened.unit.id).map_err(|error| Failure::internal(&error.to_string()))?;
    let mut to_tell = Vec::new();
    for (mut course, sessions) in compiled {
        let before = tx.course(course.id).await?;
        if let Some(before) = &before {
            // What happened to the course is no part of its plan.
            course.closed_at = before.closed_at;
            course.results_published_at = before.results_published_at;
            course.mistaken.clone_from(&before.mistaken);
        }
        let other_hours = before.as_ref().is_some_and(|before| hours_differ(before, &course));
        tx.put_course(&course).await?;
        if before.is_none() {
            // A course the amendment adds is announced with it.
            tx.link_course_to_plan(course.id, opened.row.id).await?;
            tx.grant(opened.row.author, ORGANISER, course.id.0).await?;
            tx.publish_account_name(course.id, opened.row.author).await?;
        }
        for session in sessions {
            let old = tx.session(session.id).await?;
            let mut session = with_state_of(session, old.as_ref());
            if course.mistaken.is_some() {
                session.state = SessionState::Cancelled;
            }
            tx.put_session(&session).await?;
            let concerned = old.is_some_and(|old| other_hours || concerns_registrants(&old, &session));
            to_tell.push((course.clone(), session, concerned));
        }
    }
    for (_, session) in plan.sessions() {
        tx.put_session_links(session.id, &session.links).await?;
    }
    lock_people(tx, &to_tell).await?;
    for (course, session, concerned) in to_tell {
        // Seats it adds go to those who wait, longest first (R-CAP 3).
        settle_in(tx, session.id, &[], None, now).await?;
        own_records::publish_session(tx, &course, &session, now).await?;
        if concerned {
            let topic = format!("changed:{}:{version}", session.id);
            tell_registrants(tx, &session, &topic, &NoticeKind::Changed, now).await?;
        }
    }
    Ok(())
}

/// Everybody of all its sessions at once and in one order, as every writer locks people.
async fn lock_people(tx: &mut WriteTx, sessions: &[(Course, Session, bool)]) -> Result<(), Failure> {
    let mut people = Vec::new();
    for (_, session, _) in sessions {
        let rows = tx.registrations(session.id).await?;
        people.extend(rows.iter().filter_map(|row| row.person).map(Scope::Person));
    }
    Ok(tx.lock(&people).await?)
}

fn hours_differ(before: &Course, after: &Course) -> bool {
    let sorted = |policy: &HoursPolicy| match policy {
        HoursPolicy::PerPeriod(hours) => {
            let mut hours = hours.clone();
            hours.sort_unstable();
            HoursPolicy::PerPeriod(hours)
        }
        other => other.clone(),
    };
    sorted(&before.hours) != sorted(&after.hours)
}

/// A called-off session stays called off; a postponed one is held again once it has another day.
fn with_state_of(session: Session, old: Option<&Session>) -> Session {
    let state = match old {
        Some(old) if old.state == SessionState::Postponed && old.date != session.date => {
            SessionState::Scheduled
        }
        Some(old) => old.state,
        None => SessionState::Scheduled,
    };
    Session { state, ..session }
}
