//! The matrix read back, role by role.

use uuid::Uuid;
use yanxi_domain::ids::{CourseId, OrgId, SessionId};

use super::*;

const SESSION: SessionId = SessionId(Uuid::from_u128(1));
const COURSE: CourseId = CourseId(Uuid::from_u128(2));
const SCHOOL: OrgId = OrgId(Uuid::from_u128(3));

fn everybody() -> [Role; ROLES] {
    [
        Role::Attendee,
        Role::Lecturer { sessions: vec![SESSION] },
        Role::VenueStaff { sessions: vec![SESSION] },
        Role::Organiser { courses: vec![COURSE] },
        Role::Officer { organisations: vec![SCHOOL] },
        Role::Approver { organisations: vec![SCHOOL] },
        Role::OrganisationAdministrator { organisations: vec![SCHOOL] },
        Role::CountySupervisor { counties: vec!["own".into()] },
        Role::SystemAdministrator,
    ]
}

#[test]
fn every_capability_has_one_line() {
    for (capability, _) in MATRIX {
        assert_eq!(MATRIX.iter().filter(|(of, _)| of == capability).count(), 1, "{capability:?}");
    }
    // The last of the enum: whoever adds one below it has to change this line, and sees the matrix.
    assert_eq!(MATRIX.len(), Capability::ExportAudit as usize + 1);
}

#[test]
fn a_right_held_somewhere_counts_there_and_nowhere_else() {
    let here = Place::session(SESSION, COURSE).of(SCHOOL, "own");
    let elsewhere =
        Place::session(SessionId(Uuid::nil()), CourseId(Uuid::nil())).of(OrgId(Uuid::nil()), "other");
    for (capability, reaches) in MATRIX {
        for (role, reach) in everybody().into_iter().zip(reaches) {
            let roles = [role];
            let found = (
                may(&roles, *capability, &here),
                may(&roles, *capability, &elsewhere),
                may(&roles, *capability, &Place::default()),
                may_somewhere(&roles, *capability),
            );
            let expected = match reach {
                Reach::Never => (false, false, false, false),
                Reach::Own => (true, false, false, true),
                Reach::Anywhere => (true, true, true, true),
            };
            assert_eq!(found, expected, "{capability:?} {roles:?}");
        }
    }
}

#[test]
fn a_role_of_a_newer_version_gives_nothing() {
    for (capability, _) in MATRIX {
        assert!(!may(&[Role::Unknown], *capability, &Place::session(SESSION, COURSE)), "{capability:?}");
    }
}
