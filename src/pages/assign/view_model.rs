//! 指派 as it is shown. Pure.

use uuid::Uuid;
use yanxi_domain::ids::PersonId;
use yanxi_protocol::{
    api::{Me, Role},
    registering::{Assign, AssignPerson, Assigned, CatalogSession, Register, Staff},
};

use crate::{
    components::{Choice, Tone},
    i18n::{Locale, registering as text},
    state::registering::new_request_id,
    view::{registration, when},
};

/// Whether this account assigns anybody: approver or administrator of a school.
#[must_use]
pub fn may_assign(me: &Me) -> bool {
    let assigns = |role: &Role| {
        matches!(role, Role::Approver { organisations } | Role::OrganisationAdministrator { organisations }
            if !organisations.is_empty())
    };
    me.account.as_ref().is_some_and(|account| account.roles.iter().any(assigns))
}

/// One of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Identity.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// 職稱
    pub title: String,
    /// School.
    pub school: String,
    /// Sessions the person is registered for.
    pub held: usize,
    /// A 同名註記 is asked for.
    pub namesake: bool,
    /// State in the chosen session; `None`: may be assigned.
    pub standing: Option<(Tone, String)>,
}

/// The staff, with their state in the session of this key.
#[must_use]
pub fn lines(locale: Locale, staff: &Staff, session: &str) -> Vec<Line> {
    staff
        .people
        .iter()
        .map(|one| Line {
            person: one.person,
            name: match &one.disambiguator {
                Some(mark) => format!("{}（{mark}）", one.name),
                None => one.name.clone(),
            },
            namesake: one.namesake,
            title: one.title.clone(),
            school: one.school_name.clone(),
            held: one.registrations.len(),
            standing: one
                .registrations
                .iter()
                .find(|r| r.session.to_string() == session)
                .map(|r| (registration::tone(r.state), registration::state(locale, r.state))),
        })
        .collect()
}

/// What a search found, with the chosen session kept in front: a choice does not vanish by looking for another one.
#[must_use]
pub fn with_chosen(
    found: Vec<CatalogSession>,
    before: &[CatalogSession],
    chosen: &str,
) -> Vec<CatalogSession> {
    let is_it = |session: &&CatalogSession| session.session.to_string() == chosen;
    let kept = before.iter().find(is_it).filter(|_| !found.iter().any(|session| is_it(&session)));
    kept.cloned().into_iter().chain(found).collect()
}

/// Sessions somebody may be assigned to: not called off, not begun, open.
#[must_use]
pub fn session_choices(locale: Locale, sessions: &[CatalogSession]) -> Vec<Choice> {
    /// Reasons that bar everybody, not only the reader.
    const FOR_ALL: [&str; 4] = ["called_off", "begun", "closed", "not_open"];
    sessions
        .iter()
        .filter(|session| !session.refusals.iter().any(|why| FOR_ALL.contains(&why.code.as_str())))
        .map(|session| {
            let number = when::session_no(locale, session.number);
            let day = when::day(locale, session.date);
            Choice { key: session.session.to_string(), label: format!("{day} {} {number}", session.title) }
        })
        .collect()
}

/// Somebody who is ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Who.
    pub person: PersonId,
    /// 業務別; may be empty.
    pub area: String,
    /// 同名註記; may be empty.
    pub mark: String,
    /// Made when ticked: pressing twice is one request.
    request: Uuid,
}

impl Chosen {
    /// Ticked now.
    #[must_use]
    pub fn new(person: PersonId, area: &str, mark: &str) -> Self {
        let (area, mark) = (area.to_owned(), mark.to_owned());
        Self { person, area, mark, request: new_request_id() }
    }
}

/// As it is sent.
#[must_use]
pub fn body(chosen: &[Chosen]) -> Assign {
    let person = |one: &Chosen| AssignPerson {
        person: one.person,
        register: Register {
            request: one.request,
            disambiguator: one.mark.trim().to_owned(),
            business_area: (!one.area.is_empty()).then(|| one.area.clone()),
            ..Register::default()
        },
    };
    Assign { people: chosen.iter().map(person).collect() }
}

/// What became of each, in words.
#[must_use]
pub fn results(locale: Locale, done: &Assigned, staff: &Staff) -> Vec<(Tone, String)> {
    let name = |person| staff.people.iter().find(|one| one.person == person).map_or("", |one| &one.name);
    done.people
        .iter()
        .map(|one| match (&one.registered, &one.refused) {
            (Some(registered), _) => (
                registration::tone(registered.state),
                format!("{} {}", name(one.person), registration::state(locale, registered.state)),
            ),
            (None, Some(error)) if locale == Locale::En => {
                (Tone::Stop, format!("{} {}", name(one.person), error.message))
            }
            (None, Some(error)) => (Tone::Stop, format!("{} {}", name(one.person), error.reason)),
            (None, None) => (Tone::Stop, format!("{} {}", name(one.person), text::state_refused(locale))),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use yanxi_domain::ids::{AccountId, OrgId};
    use yanxi_protocol::api::MyAccount;

    use super::*;

    fn me(roles: Vec<Role>) -> Me {
        let (id, person) = (AccountId(Uuid::nil()), PersonId(Uuid::nil()));
        Me {
            account: Some(MyAccount { id, person, name: "某人".into(), roles }), device: None, demo: false
        }
    }

    #[test]
    fn only_who_answers_for_a_school_assigns() {
        let school = vec![OrgId(Uuid::nil())];
        assert!(may_assign(&me(vec![Role::Approver { organisations: school.clone() }])));
        assert!(may_assign(&me(vec![Role::OrganisationAdministrator { organisations: school }])));
        assert!(!may_assign(&me(vec![Role::Attendee, Role::SystemAdministrator])));
    }

    #[test]
    fn each_person_is_asked_for_with_an_id_of_their_own() {
        let chosen =
            [Chosen::new(PersonId(Uuid::nil()), "註冊", "三甲"), Chosen::new(PersonId(Uuid::max()), "", "")];
        let body = body(&chosen);
        assert_ne!(body.people[0].register.request, body.people[1].register.request);
        assert_eq!(body.people[0].register.business_area.as_deref(), Some("註冊"));
        assert_eq!(body.people[1].register.business_area, None);
    }
}
