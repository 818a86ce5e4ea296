//! Meeting links with their secrets: for the course's organisers, the session's lecturers and whoever is 錄取 (S1-09).

use yanxi_domain::{ids::SessionId, roster::RegistrationState};
use yanxi_protocol::{api::Role, plans::OnlineLinks};

use crate::{actor::Actor, failure::Failure, state::AppState};

/// The links of a session.
///
/// # Errors
/// 403 for everybody else.
pub async fn read(state: &AppState, actor: &Actor, session: SessionId) -> Result<OnlineLinks, Failure> {
    let account = actor.account()?;
    let mut tx = state.store.read().await?;
    let organises = actor.organiser_of_session(session).is_ok();
    let teaches = account
        .roles
        .iter()
        .any(|role| matches!(role, Role::Lecturer { sessions } if sessions.contains(&session)));
    let admitted = if organises || teaches {
        true
    } else {
        let rows = tx.registrations(session).await?;
        rows.iter()
            .any(|row| row.person == Some(account.person) && row.entry.state == RegistrationState::Admitted)
    };
    if !admitted {
        return Err(Failure::forbidden());
    }
    Ok(OnlineLinks { session: Some(session), links: tx.session_links(session).await? })
}
