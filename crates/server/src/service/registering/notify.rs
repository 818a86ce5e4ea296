//! What people are told about their registrations.

use yanxi_domain::{
    course::Session,
    ids::{PersonId, RegistrationId},
    notice::NoticeKind,
    roster::RegistrationState,
    time::Timestamp,
};

use crate::{
    failure::Failure,
    service::notices::{about, tell},
    store::WriteTx,
};

/// Tells a person what became of a registration. The same news of the same moment is told once.
pub(super) async fn notify(
    tx: &mut WriteTx,
    session: &Session,
    registration: RegistrationId,
    person: Option<PersonId>,
    what: NoticeKind,
    now: Timestamp,
) -> Result<(), Failure> {
    let Some(person) = person else { return Ok(()) };
    let topic = format!("registration:{registration}:{}:{}", code(&what), now.0);
    tell(tx, person, &topic, about(session, Some(registration)), what, now).await
}

/// The notice for a state somebody has come to; some states are nothing to tell.
pub(super) fn notice_of(before: Option<RegistrationState>, now: RegistrationState) -> Option<NoticeKind> {
    match now {
        RegistrationState::Admitted if matches!(before, Some(RegistrationState::Waitlisted(_))) => {
            Some(NoticeKind::Promoted)
        }
        RegistrationState::Admitted => Some(NoticeKind::Admitted),
        // Moving up within the waiting list is seen in the own records; it is no news of its own.
        RegistrationState::Waitlisted(position) => {
            let waited = matches!(before, Some(RegistrationState::Waitlisted(_)));
            (!waited).then_some(NoticeKind::Waitlisted { position })
        }
        RegistrationState::Cancelled => Some(NoticeKind::Cancelled),
        _ => None,
    }
}

const fn code(what: &NoticeKind) -> &'static str {
    match what {
        NoticeKind::Admitted => "admitted",
        NoticeKind::Waitlisted { .. } => "waitlisted",
        NoticeKind::Promoted => "promoted",
        NoticeKind::NotAdmitted { .. } => "not_admitted",
        NoticeKind::Assigned => "assigned",
        NoticeKind::Declined { .. } => "declined",
        NoticeKind::Cancelled => "cancelled",
        NoticeKind::Leave { .. } => "leave",
        _ => "other",
    }
}
