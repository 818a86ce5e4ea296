//! Telling people what happened to their registrations.

use yanxi_domain::{
    course::Session,
    ids::{PersonId, RegistrationId},
    notice::{About, Notice, NoticeKind},
    time::Timestamp,
};

use crate::{failure::Failure, store::WriteTx};

/// What a notice about `session` is about.
#[must_use]
pub fn about(session: &Session, registration: Option<RegistrationId>) -> About {
    About {
        course: session.course,
        session: session.id,
        title: session.course_title.clone(),
        number: session.number,
        date: session.date,
        registration,
    }
}

/// Tells `person` in the same transaction in which it happened. A `topic` is told once: name the thing and, where it may
/// happen again, what makes this time another one. Lock session and course first: person scopes come last.
///
/// # Errors
/// When the database does not answer.
pub async fn tell(
    tx: &mut WriteTx,
    person: PersonId,
    topic: &str,
    about: About,
    what: NoticeKind,
    now: Timestamp,
) -> Result<(), Failure> {
    let notice = Notice { at: now, about, what, read_at: None };
    tx.add_notice(person, topic, &notice).await?;
    Ok(())
}
