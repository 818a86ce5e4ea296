//! Roles of the own account in words.

use yanxi_protocol::api::{Me, Role};

use crate::i18n::{Locale, account::own as text};

/// Roles that say something; 學員 only where there is no other. Which course or school a role is for stands on the pages
/// of that work.
#[must_use]
pub fn roles(locale: Locale, me: &Me) -> Vec<String> {
    let held = me.account.as_ref().map(|own| own.roles.as_slice()).unwrap_or_default();
    let words: Vec<String> = held.iter().filter_map(|role| role_words(locale, role)).collect();
    if words.is_empty() { vec![text::role_attendee(locale)] } else { words }
}

fn role_words(locale: Locale, role: &Role) -> Option<String> {
    Some(match role {
        Role::Attendee | Role::Unknown => return None,
        Role::VenueStaff { sessions } => text::role_staff(locale, sessions.len()),
        Role::Organiser { courses } => text::role_organiser(locale, courses.len()),
        Role::Lecturer { sessions } => text::role_lecturer(locale, sessions.len()),
        Role::Officer { .. } => text::role_officer(locale),
        Role::Approver { .. } => text::role_approver(locale),
        Role::OrganisationAdministrator { .. } => text::role_administrator(locale),
        Role::CountySupervisor { .. } => text::role_supervisor(locale),
        Role::SystemAdministrator => text::role_system(locale),
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use yanxi_domain::ids::{AccountId, CourseId, PersonId};
    use yanxi_protocol::api::MyAccount;

    use super::*;

    #[test]
    fn everybody_is_at_least_an_attendee() {
        let me = |roles| {
            let id = Uuid::nil();
            let account =
                MyAccount { id: AccountId(id), person: PersonId(id), name: "王小明".into(), roles };
            Me { account: Some(account), ..Me::default() }
        };
        assert_eq!(roles(Locale::Zh, &Me::default()), ["學員"]);
        assert_eq!(roles(Locale::Zh, &me(vec![Role::Attendee])), ["學員"]);
        let organiser = Role::Organiser { courses: vec![CourseId(Uuid::nil())] };
        let both = me(vec![Role::Attendee, organiser, Role::SystemAdministrator]);
        assert_eq!(roles(Locale::Zh, &both), ["開課承辦人（1 門課程）", "系統管理員"]);
    }
}
