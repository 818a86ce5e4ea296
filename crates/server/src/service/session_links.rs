//! Meeting links with their secrets: for the course's organisers, the session's lecturers and whoever is 錄取 (S1-09).
//! They are asked for each time and stand in no published document (V-14).

use yanxi_domain::{ids::SessionId, roster::RegistrationState, time::Timestamp};
use yanxi_protocol::plans::OnlineLinks;

use super::registering::words;
use crate::{
    actor::Actor,
    failure::{Failure, Kind},
    permissions::{Capability, Place},
    state::AppState,
    store::Held,
};

/// The links of a session.
///
/// # Errors
/// 403 for everybody else, saying why: `not_registered`, or `not_admitted` with the state of the registration.
pub async fn read(state: &AppState, actor: &Actor, session: SessionId) -> Result<OnlineLinks, Failure> {
    let account = actor.account()?;
    let mut tx = state.store.read().await?;
    let owned = actor.owned_sessions.iter().find(|(_, owned)| *owned == session);
    let place =
        Place { session: Some(session), course: owned.map(|(course, _)| *course), ..Place::default() };
    if !account.may(Capability::SeeMeetingPasswords, &place) {
        let held = tx.held_by(account.person).await?;
        admitted(held.iter().find(|held| held.session.id == session), state.clock.now())?;
    }
    Ok(OnlineLinks { session: Some(session), links: tx.session_links(session).await? })
}

/// Refuses whoever is not 錄取, with the reason.
fn admitted(held: Option<&Held>, now: Timestamp) -> Result<(), Failure> {
    let Some(held) = held else {
        let reason = "會議連結與密碼只提供給本場次的錄取人員，您沒有報名本場次。";
        return Err(Failure::new(
            Kind::Forbidden,
            "not_registered",
            "not registered for this session",
            reason,
        ));
    };
    let shown = held.shown(now);
    if shown == RegistrationState::Admitted {
        return Ok(());
    }
    let (zh, en) = words::state_words(shown);
    let reason =
        format!("會議連結與密碼只提供給本場次的錄取人員，您目前的狀態是「{zh}」。報名資料沒有變更。");
    let message = format!("for admitted people only; your registration is {en}");
    Err(Failure::new(Kind::Forbidden, "not_admitted", &message, &reason))
}
