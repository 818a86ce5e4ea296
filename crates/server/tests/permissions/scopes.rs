//! Who may replicate what (5.5, section 9).

use yanxi_domain::ids::PersonId;
use yanxi_protocol::{scope::Scope, sync::ScopeStatus};

use crate::{common::*, on_both};

use Caller::{Attendee, Organiser, OtherOrganiser, OtherTablet, TabletA, TabletB};

fn table() -> Vec<(Scope, Vec<Caller>)> {
    vec![
        // Staff hold rosters on enrolled tablets only, never by account alone.
        (Scope::Session(SESSION_1), vec![Organiser, TabletA, TabletB]),
        (Scope::Session(SESSION_2), vec![Organiser, TabletB]),
        (Scope::Session(OTHER_SESSION), vec![OtherOrganiser, OtherTablet]),
        // PIN verifiers are for tablets.
        (Scope::Crew(SESSION_1), vec![TabletA, TabletB]),
        (Scope::Crew(OTHER_SESSION), vec![OtherTablet]),
        (Scope::Course(COURSE), vec![Organiser]),
        (Scope::Course(OTHER_COURSE), vec![OtherOrganiser]),
        // Own records are one's own; not even the organiser's.
        (Scope::Person(ATTENDEE), vec![Attendee]),
        (Scope::Person(PersonId(uuid::Uuid::nil())), vec![]),
        (Scope::Catalog, [&Caller::ACCOUNTS[..], &[TabletA, TabletB, OtherTablet]].concat()),
    ]
}

on_both! {
    each_scope_is_open_to_exactly_these => async |world: &World| {
        for (scope, open) in table() {
            // Without a valid cookie no question reaches the scopes at all; see the table of endpoints.
            let known = Caller::ALL.into_iter().filter(|c| !matches!(c, Caller::Nobody | Caller::Forger));
            for caller in known {
                let changes = world.pull(caller, scope, None).await;
                let may = changes.status != ScopeStatus::Forbidden;
                assert_eq!(may, open.contains(&caller), "{caller:?} {scope}");
                if !may {
                    assert!(changes.docs.is_empty() && changes.events.is_empty(), "{caller:?} {scope}");
                    assert!(changes.sum.is_none() && changes.cursor.is_empty(), "not even a size");
                }
            }
        }
    };
}
