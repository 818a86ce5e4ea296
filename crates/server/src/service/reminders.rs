//! What people are told before the day: what to bring (S0-07 … S0-09), and that the manual is a file to fetch (S0-06).
//! Each once by its topic, however often this runs and in however many processes.

use std::time::Duration;

use yanxi_domain::{
    bring::bring_list,
    course::{Course, Session, SessionState},
    ids::PersonId,
    notice::NoticeKind,
    results,
    roster::RegistrationState,
    time::Timestamp,
};
use yanxi_protocol::scope::Scope;

use super::notices;
use crate::{failure::Failure, state::AppState, store::Registration};

/// How often tomorrow is looked at.
const INTERVAL: Duration = Duration::from_secs(300);
/// From this hour of the day before, in Taipei: nobody is woken by it.
const FROM_HOUR: i64 = 8;
const HOUR_MS: i64 = 3_600_000;

/// Watches the clock until the task is aborted.
pub async fn watch(state: AppState) {
    loop {
        if let Err(failure) = remind(&state).await {
            tracing::warn!(code = failure.body.code, "reminders were not sent");
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

/// Reminds everybody who has a seat in a session of tomorrow; the number of new notices.
///
/// # Errors
/// When the database does not answer.
pub async fn remind(state: &AppState) -> Result<usize, Failure> {
    let now = state.clock.now();
    let Some(tomorrow) = now.taipei_date().succ_opt() else { return Ok(0) };
    if now.plus_ms(-FROM_HOUR * HOUR_MS).taipei_date() != now.taipei_date() {
        return Ok(0);
    }
    let sessions = state.store.read().await?.sessions().await?;
    let mut told = 0;
    for session in sessions.iter().filter(|s| s.date == tomorrow && s.state == SessionState::Scheduled) {
        told += remind_session(state, session, now).await?;
    }
    Ok(told)
}

async fn remind_session(state: &AppState, session: &Session, now: Timestamp) -> Result<usize, Failure> {
    let mut tx = state.store.read().await?;
    let Some(course) = tx.course(session.course).await? else { return Ok(0) };
    let mut wanted = Vec::new();
    for registration in tx.registrations(session.id).await? {
        if results::are_hidden(&course, session, now) && results::covers(registration.entry.origin) {
            continue;
        }
        for (person, topic, what) in reminders(&course, session, &registration) {
            if !tx.has_notice(person, &topic).await? {
                wanted.push((person, topic, what, registration.entry.id));
            }
        }
    }
    drop(tx);
    if wanted.is_empty() {
        return Ok(0);
    }
    // Everybody at once and in one order, like every writer of several people's scopes.
    let scopes: Vec<Scope> = wanted.iter().map(|(person, ..)| Scope::Person(*person)).collect();
    let mut tx = state.store.write(&scopes).await?;
    let count = wanted.len();
    for (person, topic, what, registration) in wanted {
        let about = notices::about(session, Some(registration));
        notices::tell(&mut tx, person, &topic, about, what, now).await?;
    }
    tx.commit().await?;
    Ok(count)
}

/// What somebody on the roster is to be told, with the topics.
fn reminders(
    course: &Course,
    session: &Session,
    registration: &Registration,
) -> Vec<(PersonId, String, NoticeKind)> {
    let (Some(person), RegistrationState::Admitted) = (registration.person, registration.entry.state) else {
        return Vec::new();
    };
    let mut told = Vec::new();
    let said = &registration.application;
    let items = bring_list(&course.info.bring, session.mode, said.login, said.holds_aa);
    if !items.is_empty() {
        let topic = format!("bring:{}:{}", session.id, session.date);
        told.push((person, topic, NoticeKind::BringList { items }));
    }
    for material in course.info.materials.iter().filter(|material| !material.place.trim().is_empty()) {
        // One course, one hint, also for who comes to several of its sessions (S0-06).
        let topic = format!("manual:{}:{}", course.id, material.place);
        let place = [material.title.trim(), material.place.trim()].join("：");
        let place = place.trim_start_matches('：').to_owned();
        told.push((person, topic, NoticeKind::Manual { place }));
    }
    told
}
