//! 公布錄取 (3.2): where the organiser decides about every applicant, nobody sees 錄取, 備取 or 未錄取 before the results are
//! published. People who came onto the roster another way were told there.

use crate::{
    course::{Admission, Course, Session},
    registering::starts,
    roster::{Origin, RegistrationState},
    time::Timestamp,
};

/// Whether what was decided about applicants of `session` is still the organiser's own. A session that has begun hides
/// nothing: who stands on its roster is known at the door.
#[must_use]
pub fn are_hidden(course: &Course, session: &Session, now: Timestamp) -> bool {
    course.terms.admission == Admission::ByOrganiser
        && course.results_published_at.is_none()
        && starts(session).is_none_or(|start| now < start)
}

/// Whether a decision about a registration of this origin is hidden with the others.
#[must_use]
pub const fn covers(origin: Origin) -> bool {
    matches!(origin, Origin::SelfRegistered | Origin::Assigned)
}

/// A state as its person may see it. `hidden`: see [`are_hidden`].
#[must_use]
pub const fn shown(hidden: bool, origin: Origin, state: RegistrationState) -> RegistrationState {
    match state {
        RegistrationState::Admitted | RegistrationState::Waitlisted(_) | RegistrationState::NotAdmitted
            if hidden && covers(origin) =>
        {
            RegistrationState::Applied
        }
        _ => state,
    }
}
