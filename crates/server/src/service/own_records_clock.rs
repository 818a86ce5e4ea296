//! When a session ends, its people's records turn from 尚未舉行 to 待核發 without anybody doing anything; when it begins,
//! nothing decided about them is hidden any more ([`yanxi_domain::results`]).

use std::time::Duration;

use yanxi_domain::{
    course::Session,
    time::{HOUR_MS, Timestamp},
};
use yanxi_protocol::scope::Scope;

use crate::{failure::Failure, service::own_records, state::AppState};

/// How often ended sessions are looked for.
const INTERVAL: Duration = Duration::from_secs(15);
/// A server that was down for a weekend catches up on what ended meanwhile.
const LOOK_BACK_MS: i64 = 7 * 24 * HOUR_MS;

/// Watches the clock until the task is aborted. Several processes may do so at once: what is published already is no
/// news.
pub async fn watch(state: AppState) {
    let mut since = state.clock.now().plus_ms(-LOOK_BACK_MS);
    loop {
        let now = state.clock.now();
        match publish_ended(&state, since, now).await {
            // A clock that was set back (demo mode) starts the watch anew.
            Ok(()) => since = now,
            Err(failure) => tracing::warn!(code = failure.body.code, "ended sessions were not published"),
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

/// Publishes the own records of all sessions that began or ended after `since` and until `now`.
///
/// # Errors
/// When the database does not answer.
pub async fn publish_ended(state: &AppState, since: Timestamp, now: Timestamp) -> Result<(), Failure> {
    let within = |at: Timestamp| since < at && at <= now;
    let ended = |session: &Session| {
        session.periods.iter().map(|p| p.end).max().is_some_and(within)
            || session.periods.iter().map(|p| p.start).min().is_some_and(within)
    };
    let sessions = state.store.read().await?.sessions().await?;
    for session in sessions.iter().filter(|session| ended(session)) {
        let scopes = [Scope::Session(session.id), Scope::Course(session.course)];
        let mut tx = state.store.write(&scopes).await?;
        let Some(course) = tx.course(session.course).await? else { continue };
        if own_records::publish_session(&mut tx, &course, session, now).await? {
            tx.commit().await?;
        }
    }
    Ok(())
}
