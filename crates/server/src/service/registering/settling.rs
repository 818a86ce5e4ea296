//! After a seat became free: the next ones move up, positions close up.

use yanxi_domain::{
    admission::{Promotion, settle},
    ids::{PersonId, RegistrationId, SessionId},
    results::{are_hidden, covers},
    roster::RegistrationState,
    time::Timestamp,
};
use yanxi_protocol::scope::Scope;

use super::{
    notify::{notice_of, notify},
    seating::{Seating, course_of, open},
};
use crate::{failure::Failure, service::own_records, state::AppState, store::WriteTx};

/// Brings the waiting list of a session in order, locks everybody on it and tells who moved up. `also`: people whose own
/// state changed in this transaction before. Session and course are locked, no person yet.
pub(in crate::service) async fn settle_in(
    tx: &mut WriteTx,
    session: SessionId,
    also: &[PersonId],
    promotion: Option<Promotion>,
    now: Timestamp,
) -> Result<Vec<RegistrationId>, Failure> {
    let mut seating = Seating::read(tx, session).await?;
    // Everybody at once and in one order: two transactions that promote each other's people must not wait for each other.
    let mut scopes: Vec<Scope> = seating.waiting_scopes().collect();
    scopes.extend(also.iter().copied().map(Scope::Person));
    tx.lock(&scopes).await?;
    let elsewhere = tx.admitted_elsewhere(&seating.session).await?;
    seating.mark_elsewhere(&elsewhere);
    let hidden = are_hidden(&seating.course, &seating.session, now);
    let promotion = promotion.unwrap_or_else(|| seating.promotion(now));
    let changes = settle(seating.seats, &seating.applicants, promotion);
    let mut changed = Vec::with_capacity(changes.len());
    for change in changes {
        let Some(mut row) = tx.registration(change.id).await? else { continue };
        let before = row.entry.state;
        row.entry.state = change.to;
        if change.to == RegistrationState::Admitted {
            (row.decided_by, row.decided_at, row.reason) = (None, Some(now), None);
        }
        tx.change_registration(&row).await?;
        let hidden = hidden && covers(row.entry.origin);
        if let Some(what) = notice_of(Some(before), change.to).filter(|_| !hidden) {
            notify(tx, &seating.session, change.id, row.person, what, now).await?;
        }
        changed.push(change.id);
    }
    tx.count_seats(session).await?;
    own_records::publish_some(tx, &seating.course, &seating.session, &changed, now).await?;
    Ok(changed)
}

/// Gives free seats of a session to those who wait: after its capacity grew, or somebody on its list became free.
///
/// # Errors
/// When the database does not answer; 404 for an unknown session.
pub async fn settle_session(state: &AppState, session: SessionId) -> Result<(), Failure> {
    let now = state.clock.now();
    let course = course_of(state, session).await?;
    let mut tx = open(state, course, session, &[]).await?;
    if settle_in(&mut tx, session, &[], None, now).await?.is_empty() {
        return Ok(());
    }
    tx.commit().await?;
    Ok(())
}

/// Somebody gave up a seat: where else they wait for one at the same time, they may have it now. The seat they left is
/// committed; should this fail, the next change there settles it.
pub(in crate::service) async fn settle_elsewhere(
    state: &AppState,
    person: Option<PersonId>,
    left: SessionId,
) {
    let Some(person) = person else { return };
    let waits = async { Ok::<_, Failure>(state.store.lookup().await?.waits_in(person).await?) };
    for session in waits.await.unwrap_or_default().into_iter().filter(|session| *session != left) {
        if let Err(failure) = settle_session(state, session).await {
            tracing::warn!(code = failure.body.code, %session, "a waiting list was not settled");
        }
    }
}
