//! What the organiser sees when deciding about applicants (U-A4). Personal lights come with a later part; their place in
//! the table stays empty until then (S3-21).

use yanxi_domain::{ids::SessionId, results::are_hidden, roster::RegistrationState};
use yanxi_protocol::registering::{Admission, AdmissionRow};

use super::seating::Seating;
use crate::{
    actor::Actor, failure::Failure, service::office::course_of, state::AppState, store::Registration,
};

/// Everybody who applied for a session, with its seats.
///
/// # Errors
/// 403 unless the caller organises the course; 404.
pub async fn admission(state: &AppState, actor: &Actor, session: SessionId) -> Result<Admission, Failure> {
    course_of(actor, session)?;
    let mut tx = state.store.read().await?;
    let seating = Seating::read(&mut tx, session).await?;
    let walk_ins = tx.accepted_walk_ins(session).await?;
    let elsewhere = tx.admitted_elsewhere(&seating.session).await?;
    let mut rows = tx.registrations(session).await?;
    rows.sort_by_key(|row| (row.applied_at, row.position, row.entry.id));
    let counties = &seating.session.eligibility.counties;
    let cross_region = |row: &Registration| !counties.is_empty() && !counties.contains(&row.entry.county);
    let is_admitted = |row: &&Registration| row.entry.state == RegistrationState::Admitted;
    let admitted = u32::try_from(rows.iter().filter(is_admitted).count()).unwrap_or(u32::MAX);
    Ok(Admission {
        capacity: seating.session.capacity,
        per_school: seating.seats.per_school,
        admitted,
        walk_ins,
        seats_left: seating.seats.capacity.map(|capacity| capacity.saturating_sub(admitted)),
        by_organiser: seating.is_by_organiser(),
        hidden: are_hidden(&seating.course, &seating.session, state.clock.now()),
        rows: rows
            .into_iter()
            .map(|row| AdmissionRow {
                cross_region: cross_region(&row),
                elsewhere: row.person.is_some_and(|person| elsewhere.contains(&person)),
                registration: row.entry.id,
                name: row.entry.name,
                school: row.entry.school,
                school_name: row.entry.school_name,
                title: row.entry.title,
                business_area: row.entry.business_area,
                applied_at: row.applied_at,
                origin: row.entry.origin,
                state: row.entry.state,
                note: row.application.note,
                leave_reason: row.application.leave_asked_at.map(|_| row.application.leave_reason),
                reason: row.reason,
            })
            .collect(),
        at: state.clock.now(),
    })
}
