//! Who may do what: the matrix of section 9, in one place.
//!
//! A right is a line of [`MATRIX`]: a [`Capability`] and, for each role, whether it has it nowhere, where the role is held,
//! or anywhere. "Where" is a [`Place`]: services say at which session, course, organisation and county the thing in
//! question stands, and [`may`] compares that with what the role was given for. No rule reads the database.

mod matrix;
mod place;

use yanxi_protocol::api::Role;

pub use matrix::{Capability, MATRIX, Reach};
pub use place::Place;

/// Roles in the order of the columns of [`MATRIX`].
pub const ROLES: usize = 9;

/// Whether one of `roles` gives `capability` at `place`.
#[must_use]
pub fn may(roles: &[Role], capability: Capability, place: &Place<'_>) -> bool {
    roles.iter().any(|role| match reach(role, capability) {
        Reach::Never => false,
        Reach::Own => place.is_within(role),
        Reach::Anywhere => true,
    })
}

/// Whether one of `roles` gives `capability` at all: what a list of choices is made of, and what is asked before the
/// database is.
#[must_use]
pub fn may_somewhere(roles: &[Role], capability: Capability) -> bool {
    roles.iter().any(|role| reach(role, capability) != Reach::Never)
}

/// Whether each of `roles` gives `capability`: for what one role takes away from who has it by another.
#[must_use]
pub fn every_role_gives(roles: &[Role], capability: Capability) -> bool {
    roles.iter().all(|role| reach(role, capability) != Reach::Never)
}

fn reach(role: &Role, capability: Capability) -> Reach {
    let line = MATRIX.iter().find(|(of, _)| *of == capability);
    column(role).and_then(|column| line.map(|(_, reaches)| reaches[column])).unwrap_or(Reach::Never)
}

/// Column of a role; a role of a newer version has none and gives nothing.
const fn column(role: &Role) -> Option<usize> {
    match role {
        Role::Attendee => Some(0),
        Role::Lecturer { .. } => Some(1),
        Role::VenueStaff { .. } => Some(2),
        Role::Organiser { .. } => Some(3),
        Role::Officer { .. } => Some(4),
        Role::Approver { .. } => Some(5),
        Role::OrganisationAdministrator { .. } => Some(6),
        Role::CountySupervisor { .. } => Some(7),
        Role::SystemAdministrator => Some(8),
        Role::Unknown => None,
    }
}

#[cfg(test)]
mod tests;
