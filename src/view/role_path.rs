//! Where a person's work is.

use yanxi_protocol::api::Role;

/// The page of the most responsible role an account has: courses that run come before plans, plans before
/// administration, and everybody has records.
#[must_use]
pub fn role_path(roles: &[Role]) -> &'static str {
    let has = |wanted: fn(&Role) -> bool| roles.iter().any(wanted);
    if has(|role| matches!(role, Role::Organiser { courses } if !courses.is_empty())) {
        "/courses"
    } else if has(|role| matches!(role, Role::Officer { .. } | Role::Approver { .. })) {
        "/plans"
    } else if has(manages_accounts) {
        "/accounts"
    } else {
        "/me"
    }
}

/// Whether a role opens accounts of others.
#[must_use]
pub const fn manages_accounts(role: &Role) -> bool {
    matches!(
        role,
        Role::OrganisationAdministrator { .. } | Role::CountySupervisor { .. } | Role::SystemAdministrator
    )
}

/// Whether a role sees a part of the audit trail.
#[must_use]
pub const fn sees_audit(role: &Role) -> bool {
    matches!(
        role,
        Role::Organiser { .. } | Role::OrganisationAdministrator { .. } | Role::SystemAdministrator
    )
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use yanxi_domain::ids::{CourseId, OrgId};

    use super::*;

    #[test]
    fn everybody_is_led_to_the_work_that_waits_most() {
        let organisations = vec![OrgId(Uuid::nil())];
        let organiser = Role::Organiser { courses: vec![CourseId(Uuid::nil())] };
        let officer = Role::Officer { organisations: organisations.clone() };
        let administrator = Role::OrganisationAdministrator { organisations };
        let cases = [
            (vec![Role::Attendee], "/me"),
            (vec![Role::Attendee, Role::Organiser { courses: Vec::new() }], "/me"),
            (vec![Role::Attendee, administrator.clone()], "/accounts"),
            (vec![Role::CountySupervisor { counties: vec!["pif".into()] }], "/accounts"),
            (vec![Role::SystemAdministrator], "/accounts"),
            (vec![administrator, officer.clone()], "/plans"),
            (vec![officer, organiser], "/courses"),
        ];
        for (roles, path) in cases {
            assert_eq!(role_path(&roles), path, "{roles:?}");
        }
    }
}
