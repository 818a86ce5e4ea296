//! Who administers whose account (R-ACC 1, section 9): 單位管理者 their organisation, 縣市督導 their county, 系統管理員 all.
//! Nobody administers somebody who may do more.

use yanxi_domain::org::School;
use yanxi_protocol::administration::GivenRole;

use crate::{
    actor::AccountActor,
    permissions::{Capability, Place},
    store::AccountRow,
};

/// Where the accounts of a school's people stand; without a school nowhere, so that only 系統管理員 is left.
#[must_use]
pub fn place_of(school: Option<&School>) -> Place<'_> {
    school.map(|school| Place::organisation(school.id, &school.county)).unwrap_or_default()
}

/// Whether the caller opens accounts for people of this place.
#[must_use]
pub fn may_open_at(caller: &AccountActor, place: &Place<'_>) -> bool {
    caller.may(Capability::ManageAccounts, place)
}

/// Whether the caller gives and takes this role; `place` is that of the role's organisation.
#[must_use]
pub fn may_give(caller: &AccountActor, role: &GivenRole, place: &Place<'_>) -> bool {
    match role {
        GivenRole::Officer { .. }
        | GivenRole::Approver { .. }
        | GivenRole::OrganisationAdministrator { .. } => may_open_at(caller, place),
        GivenRole::CountySupervisor { .. } | GivenRole::SystemAdministrator => {
            caller.is_system_administrator()
        }
    }
}

/// Whether the caller may reset, disable, close and confirm this account: who administers every place it has a role in. Else
/// a school could take over the county's supervisor, or the officer of another organisation, who happens to work there.
#[must_use]
pub fn may_manage(caller: &AccountActor, them: &AccountRow) -> bool {
    may_open_at(caller, &place_of(them.school.as_ref()))
        && them.roles.iter().all(|role| match role {
            GivenRole::Officer { organisation }
            | GivenRole::Approver { organisation }
            | GivenRole::OrganisationAdministrator { organisation } => {
                let county = them.counties.get(organisation).map(String::as_str).unwrap_or_default();
                may_open_at(caller, &Place::organisation(*organisation, county))
            }
            GivenRole::CountySupervisor { .. } | GivenRole::SystemAdministrator => {
                caller.is_system_administrator()
            }
        })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use yanxi_domain::{
        ids::{AccountId, OrgId, PersonId},
        org::SchoolLevel,
    };
    use yanxi_protocol::{administration::AccountState, api::Role};

    use super::*;

    const OWN: OrgId = OrgId(Uuid::from_u128(1));
    const OTHER: OrgId = OrgId(Uuid::from_u128(2));
    /// In the same county as [`OWN`].
    const SIBLING: OrgId = OrgId(Uuid::from_u128(4));

    fn caller(role: Role) -> AccountActor {
        let id = Uuid::from_u128(9);
        AccountActor { id: AccountId(id), person: PersonId(id), name: "王管理".into(), roles: vec![role] }
    }

    fn them(organisation: Option<OrgId>, roles: &[GivenRole]) -> AccountRow {
        let school = organisation.map(|id| School {
            id,
            code: String::new(),
            full_name: "海風國小".into(),
            short_name: "海風國小".into(),
            county: if id == OWN { "own".into() } else { "other".into() },
            level: SchoolLevel::Elementary,
            count_weight: 1,
            other_names: Vec::new(),
        });
        AccountRow {
            account: AccountId(Uuid::from_u128(3)),
            name: "林測試".into(),
            title: "教師".into(),
            school,
            state: AccountState::Active,
            login: None,
            created_at: None,
            last_login: None,
            second_factor: false,
            has_password: false,
            confirmed: true,
            roles: roles.to_vec(),
            counties: [(OWN, "own"), (SIBLING, "own"), (OTHER, "other")].map(|(id, c)| (id, c.into())).into(),
        }
    }

    #[test]
    fn nobody_administers_somebody_who_may_do_more() {
        let administrator = || caller(Role::OrganisationAdministrator { organisations: vec![OWN] });
        let supervisor = || caller(Role::CountySupervisor { counties: vec!["own".into()] });
        let system = || caller(Role::SystemAdministrator);
        let officer = || caller(Role::Officer { organisations: vec![OWN] });
        let officer_of = |organisation| GivenRole::Officer { organisation };
        let head = |organisation| GivenRole::OrganisationAdministrator { organisation };
        let county = GivenRole::CountySupervisor { county: "own".into() };
        // Them; then 承辦人, 單位管理者, 縣市督導, 系統管理員.
        let cases = [
            (them(Some(OWN), &[]), [false, true, true, true]),
            (them(Some(OWN), &[officer_of(OWN)]), [false, true, true, true]),
            (them(Some(OWN), &[officer_of(SIBLING)]), [false, false, true, true]),
            (them(Some(OWN), &[GivenRole::Approver { organisation: SIBLING }]), [false, false, true, true]),
            (them(Some(OWN), &[officer_of(OTHER)]), [false, false, false, true]),
            (them(Some(OWN), &[head(SIBLING)]), [false, false, true, true]),
            (them(Some(OWN), &[head(OWN)]), [false, true, true, true]),
            (them(Some(OWN), &[head(OTHER)]), [false, false, false, true]),
            (them(Some(OWN), &[county]), [false, false, false, true]),
            (them(Some(OWN), &[GivenRole::SystemAdministrator]), [false, false, false, true]),
            (them(Some(OTHER), &[]), [false, false, false, true]),
            (them(None, &[]), [false, false, false, true]),
        ];
        for (row, expected) in cases {
            let may =
                [officer(), administrator(), supervisor(), system()].map(|caller| may_manage(&caller, &row));
            assert_eq!(may, expected, "{:?} {:?}", row.school.as_ref().map(|s| s.id), row.roles);
        }
    }

    #[test]
    fn only_the_system_administrator_makes_supervisors() {
        let supervisor = caller(Role::CountySupervisor { counties: vec!["own".into()] });
        let here = Place::organisation(OWN, "own");
        assert!(may_give(&supervisor, &GivenRole::OrganisationAdministrator { organisation: OWN }, &here));
        let elsewhere = Place::organisation(OTHER, "other");
        assert!(!may_give(&supervisor, &GivenRole::Officer { organisation: OTHER }, &elsewhere));
        for role in [GivenRole::CountySupervisor { county: "own".into() }, GivenRole::SystemAdministrator] {
            assert!(!may_give(&supervisor, &role, &here));
            assert!(may_give(&caller(Role::SystemAdministrator), &role, &here));
        }
    }
}
