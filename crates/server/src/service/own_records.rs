//! 我的研習紀錄: what each person may see of their own registrations (U-F1 … U-F3).

use yanxi_domain::{
    bring::bring_list,
    course::{Course, DeliveryMode, Session, SessionState},
    event::Subject,
    hours::{HoursRecord, HoursState},
    ids::RegistrationId,
    registering::cancel_until,
    results,
    roster::RegistrationState,
    time::Timestamp,
};
use yanxi_protocol::{
    docs::{self, OwnRecord, OwnRegistration, OwnState},
    scope::Scope,
};

use crate::{
    failure::Failure,
    store::{Registration, WriteTx},
};

/// Publishes the own records of everybody on a session's roster as they now are; `false` when they were so already.
/// Lock the session and course first: person scopes come last for every writer.
///
/// # Errors
/// When the database does not answer.
pub async fn publish_session(
    tx: &mut WriteTx,
    course: &Course,
    session: &Session,
    now: Timestamp,
) -> Result<bool, Failure> {
    let registrations = tx.registrations(session.id).await?;
    publish(tx, course, session, &registrations, now).await
}

/// Publishes the own records of these registrations of a session, and of nobody else.
///
/// # Errors
/// When the database does not answer.
pub async fn publish_some(
    tx: &mut WriteTx,
    course: &Course,
    session: &Session,
    ids: &[RegistrationId],
    now: Timestamp,
) -> Result<bool, Failure> {
    let mut registrations = Vec::with_capacity(ids.len());
    for id in ids {
        registrations.extend(tx.registration(*id).await?);
    }
    publish(tx, course, session, &registrations, now).await
}

async fn publish(
    tx: &mut WriteTx,
    course: &Course,
    session: &Session,
    registrations: &[Registration],
    now: Timestamp,
) -> Result<bool, Failure> {
    let hours = tx.hours_records(session.id).await?;
    let mut changed = Vec::new();
    for registration in registrations {
        let Some(person) = registration.person else { continue };
        let subject = Subject::Registration(registration.entry.id);
        let versions = hours.get(&subject).map_or(&[][..], Vec::as_slice);
        let record = own_record(course, session, registration, versions, now);
        let body = serde_json::to_string(&record).map_err(|error| Failure::internal(&error.to_string()))?;
        let id = record.registration.to_string();
        let published = tx.published(Scope::Person(person), docs::OWN_RECORD, &id).await?;
        if published.as_deref() != Some(&*body) {
            changed.push((Scope::Person(person), id, record));
        }
    }
    let scopes: Vec<Scope> = changed.iter().map(|(scope, ..)| *scope).collect();
    tx.lock(&scopes).await?;
    for (scope, id, record) in &changed {
        tx.publish(*scope, docs::OWN_RECORD, id, record).await?;
    }
    Ok(!changed.is_empty())
}

/// One line of a person's records.
#[must_use]
pub fn own_record(
    course: &Course,
    session: &Session,
    registration: &Registration,
    versions: &[HoursRecord],
    now: Timestamp,
) -> OwnRecord {
    let entry = &registration.entry;
    let start = session.periods.iter().map(|p| p.start).min().unwrap_or_default();
    let end = session.periods.iter().map(|p| p.end).max().unwrap_or_default();
    let shown = results::shown(results::are_hidden(course, session, now), entry.origin, entry.state);
    let newest = versions.last().filter(|record| record.state != HoursState::Revoked);
    OwnRecord {
        registration: entry.id,
        course: course.id,
        title: course.title.clone(),
        session_number: session.number,
        start,
        end,
        host: course.host.clone(),
        place: place(session),
        state: own_state(session, shown, newest, end, now),
        hours: newest.map(|record| record.total),
        versions: versions.iter().map(|v| (v.version, v.total, v.at, v.reason.clone())).collect(),
        registered: Some(own_registration(course, session, registration, shown)),
    }
}

/// `shown`: the state as the person may see it.
fn own_registration(
    course: &Course,
    session: &Session,
    registration: &Registration,
    shown: RegistrationState,
) -> OwnRegistration {
    let said = &registration.application;
    OwnRegistration {
        session: session.id,
        state: shown,
        origin: registration.entry.origin,
        cancel_until: cancel_until(session, course.terms.cancel_deadline),
        mode: session.mode,
        bring: bring_list(&course.info.bring, session.mode, said.login, said.holds_aa),
        leave_asked_at: said.leave_asked_at,
        reason: registration.reason.clone().filter(|_| shown == registration.entry.state),
    }
}

fn own_state(
    session: &Session,
    shown: RegistrationState,
    newest: Option<&HoursRecord>,
    end: Timestamp,
    now: Timestamp,
) -> OwnState {
    if let Some(record) = newest {
        return if record.total.0 == 0 { OwnState::NotPassed } else { OwnState::Issued };
    }
    let counts = matches!(shown, RegistrationState::Admitted | RegistrationState::WalkInPending);
    if !counts || session.state == SessionState::Cancelled {
        OwnState::NotCounted
    } else if now < end {
        OwnState::Upcoming
    } else {
        OwnState::Pending
    }
}

fn place(session: &Session) -> String {
    match (&session.venue, session.mode) {
        (Some(venue), _) => format!("{} {}", venue.org_name, venue.room).trim().to_owned(),
        (None, DeliveryMode::Online) => "線上".to_owned(),
        (None, _) => "地點另行通知".to_owned(),
    }
}
