//! The ways between the pages outside the check-in screen: only those the roles of the account lead to (section 9).

use leptos::prelude::*;
use leptos_router::components::A;
use yanxi_protocol::api::Role;

use crate::{
    i18n::{Locale, nav as text, use_locale},
    state::{me::use_me, replica::use_unread_notices},
};

/// Where notices are read.
const NOTICES: &str = "/notices";

/// A way: its address and its name.
type Way = (&'static str, fn(Locale) -> String);

/// The ways; nothing while nobody is signed in.
#[component]
pub fn MainNav() -> impl IntoView {
    let locale = use_locale();
    let me = use_me().me();
    let unread = use_unread_notices();
    let count = move |path| {
        (path == NOTICES).then(|| {
            view! {
                <Show when=move || { unread.get() > 0 }>
                    <span class="nav-count" aria-hidden="true">{unread}</span>
                    <span class="visually-hidden">{move || text::unread(locale.get(), unread.get())}</span>
                </Show>
            }
        })
    };
    let ways = Memo::new(move |_| {
        let ways = me.with(|me| me.account.as_ref().map(|account| ways(&account.roles)));
        ways.unwrap_or_default()
            .into_iter()
            .map(|(path, name)| (path, name(locale.get())))
            .collect::<Vec<_>>()
    });
    move || {
        let ways = ways.get();
        (!ways.is_empty()).then(|| {
            view! {
                <nav class="main-nav" aria-label=move || text::label(locale.get())>
                    {ways.into_iter().map(|(path, name)| view! { <A href=path>{name}{count(path)}</A> }).collect_view()}
                </nav>
            }
        })
    }
}

/// The ways of somebody with these roles, in the order of the work: plan, hold, take part, look after accounts.
fn ways(roles: &[Role]) -> Vec<Way> {
    let has = |wanted: fn(&Role) -> bool| roles.iter().any(wanted);
    let plans = has(|role| {
        matches!(
            role,
            Role::Officer { .. }
                | Role::Approver { .. }
                | Role::OrganisationAdministrator { .. }
                | Role::CountySupervisor { .. }
        )
    });
    let organises = has(|role| matches!(role, Role::Organiser { courses } if !courses.is_empty()));
    let assigns = has(|role| matches!(role, Role::Approver { .. } | Role::OrganisationAdministrator { .. }));
    let accounts = has(|role| {
        matches!(
            role,
            Role::OrganisationAdministrator { .. }
                | Role::CountySupervisor { .. }
                | Role::SystemAdministrator
        )
    });
    let system = has(|role| matches!(role, Role::SystemAdministrator));
    let audits = has(|role| {
        matches!(role, Role::OrganisationAdministrator { .. } | Role::SystemAdministrator)
            || matches!(role, Role::Organiser { courses } if !courses.is_empty())
    });
    let all: [(bool, Way); 11] = [
        (plans || organises, ("/plans", text::plans)),
        (organises, ("/courses", text::own_courses)),
        (true, ("/catalog", text::catalog)),
        (assigns, ("/assign", text::assign)),
        (true, ("/me", text::records)),
        (accounts, ("/accounts", text::accounts)),
        (audits, ("/audit", text::audit)),
        (system, ("/directory", text::directory)),
        (true, (NOTICES, text::notices)),
        (true, ("/privacy", text::privacy)),
        (true, ("/account", text::own_account)),
    ];
    all.into_iter().filter_map(|(open, way)| open.then_some(way)).collect()
}

#[cfg(test)]
mod tests {
    use yanxi_domain::ids::{CourseId, OrgId};

    use super::*;

    fn paths(roles: &[Role]) -> Vec<&'static str> {
        ways(roles).into_iter().map(|(path, _)| path).collect()
    }

    #[test]
    fn everybody_sees_the_ways_of_their_roles_and_no_others() {
        let organisations = vec![OrgId(uuid::Uuid::from_u128(1))];
        let courses = vec![CourseId(uuid::Uuid::from_u128(2))];
        let own = ["/catalog", "/me", "/notices", "/privacy", "/account"];
        assert_eq!(paths(&[Role::Attendee]), own);
        assert_eq!(paths(&[Role::Attendee, Role::Organiser { courses: Vec::new() }]), own);
        assert_eq!(
            paths(&[Role::Attendee, Role::Organiser { courses }]),
            ["/plans", "/courses", "/catalog", "/me", "/audit", "/notices", "/privacy", "/account"]
        );
        assert_eq!(
            paths(&[Role::Attendee, Role::Approver { organisations }]),
            ["/plans", "/catalog", "/assign", "/me", "/notices", "/privacy", "/account"]
        );
        assert_eq!(
            paths(&[Role::Attendee, Role::SystemAdministrator]),
            ["/catalog", "/me", "/accounts", "/audit", "/directory", "/notices", "/privacy", "/account"]
        );
    }
}
