//! What the list of accounts shows, and which roles somebody may give. Pure.

use yanxi_domain::ids::OrgId;
use yanxi_protocol::{
    administration::{AccountList, AccountState, GivenRole, Idle, ManagedAccount, Unconfirmed},
    api::{Me, Role},
    docs::CountySchools,
};

use crate::i18n::{Locale, account::administration as text};

/// Which accounts are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// In use, but not confirmed for the school year.
    Unconfirmed,
    /// Not used for long.
    Idle,
    /// Disabled or closed.
    Ended,
}

impl Filter {
    /// In the order of the switch.
    pub const ALL: [Self; 4] = [Self::All, Self::Unconfirmed, Self::Idle, Self::Ended];

    /// Whether an account belongs under it.
    #[must_use]
    pub fn shows(self, account: &ManagedAccount) -> bool {
        match self {
            Self::All => true,
            Self::Unconfirmed => is_unconfirmed(account),
            Self::Idle => account.idle != Idle::No,
            Self::Ended => account.state != AccountState::Active,
        }
    }

    /// 「本學年度未確認 3」
    #[must_use]
    pub fn words(self, locale: Locale, accounts: &[ManagedAccount]) -> String {
        let count = accounts.iter().filter(|account| self.shows(account)).count();
        match self {
            Self::All => text::filter_all(locale, count),
            Self::Unconfirmed => text::filter_unconfirmed(locale, count),
            Self::Idle => text::filter_idle(locale, count),
            Self::Ended => text::filter_ended(locale, count),
        }
    }
}

/// Whether an account waits for the yearly confirmation; one that cannot log in has nothing to confirm.
#[must_use]
pub const fn is_unconfirmed(account: &ManagedAccount) -> bool {
    matches!(account.state, AccountState::Active) && account.login.is_some() && !account.confirmed
}

/// What the parameters say about now.
#[must_use]
pub fn policy_words(locale: Locale, list: &AccountList) -> [String; 2] {
    let (month, day) = list.policy.confirm_until;
    let confirm = match (list.confirmation_over, list.policy.unconfirmed) {
        (false, _) => text::policy_confirm_due(locale, list.school_year, month, day),
        (true, Unconfirmed::Mark) => text::policy_confirm_over_mark(locale, list.school_year, month, day),
        (true, Unconfirmed::SuspendRoles) => {
            text::policy_confirm_over_suspend(locale, list.school_year, month, day)
        }
    };
    [confirm, text::policy_idle(locale, list.policy.idle_disable_days, list.policy.idle_close_days)]
}

/// State of an account in a word.
#[must_use]
pub fn state_words(locale: Locale, state: AccountState) -> String {
    match state {
        AccountState::Active => text::state_active(locale),
        AccountState::Disabled => text::state_disabled(locale),
        AccountState::Closed => text::state_closed(locale),
    }
}

/// Organisation a role is for.
#[must_use]
pub const fn organisation_of(role: &GivenRole) -> Option<OrgId> {
    match role {
        GivenRole::Officer { organisation }
        | GivenRole::Approver { organisation }
        | GivenRole::OrganisationAdministrator { organisation } => Some(*organisation),
        GivenRole::CountySupervisor { .. } | GivenRole::SystemAdministrator => None,
    }
}

/// A role; its organisation is named where it is not the person's own.
#[must_use]
pub fn role_words(
    locale: Locale,
    role: &GivenRole,
    account: &ManagedAccount,
    list: &AccountList,
    counties: &[CountySchools],
) -> String {
    let name = match role {
        GivenRole::Officer { .. } => text::role_officer(locale),
        GivenRole::Approver { .. } => text::role_approver(locale),
        GivenRole::OrganisationAdministrator { .. } => text::role_administrator(locale),
        GivenRole::CountySupervisor { county } => {
            let known = counties.iter().find(|one| one.county.code == *county);
            return text::role_supervisor(locale, known.map_or(county, |one| &one.county.name));
        }
        GivenRole::SystemAdministrator => text::role_system(locale),
    };
    let place = organisation_of(role)
        .filter(|place| Some(*place) != account.organisation)
        .and_then(|place| list.organisations.iter().find(|one| one.id == place));
    match place {
        Some(place) => text::role_at(locale, &name, &place.name),
        None => name,
    }
}

/// What the caller administers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    /// Organisations of 單位管理者.
    pub organisations: Vec<OrgId>,
    /// Counties of 縣市督導.
    pub counties: Vec<String>,
    /// 系統管理員.
    pub system: bool,
}

impl Authority {
    /// Of the person signed in.
    #[must_use]
    pub fn of(me: &Me) -> Self {
        let mut own = Self::default();
        for role in me.account.iter().flat_map(|account| &account.roles) {
            match role {
                Role::OrganisationAdministrator { organisations } => {
                    own.organisations.extend(organisations.iter().copied());
                }
                Role::CountySupervisor { counties } => own.counties.extend(counties.iter().cloned()),
                Role::SystemAdministrator => own.system = true,
                _ => {}
            }
        }
        own
    }

    /// Whether there is anything.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.system || !self.organisations.is_empty() || !self.counties.is_empty()
    }

    /// Only own organisations, by name: they are offered as they are. Others are searched for.
    #[must_use]
    pub const fn only_own(&self) -> bool {
        !self.system && self.counties.is_empty()
    }
}

/// Roles that are given at an organisation, in the order they are offered.
#[must_use]
pub fn roles_at(organisation: OrgId) -> [GivenRole; 3] {
    [
        GivenRole::Officer { organisation },
        GivenRole::Approver { organisation },
        GivenRole::OrganisationAdministrator { organisation },
    ]
}

/// Name of a role without its place.
#[must_use]
pub fn plain_role(locale: Locale, role: &GivenRole) -> String {
    match role {
        GivenRole::Officer { .. } => text::role_officer(locale),
        GivenRole::Approver { .. } => text::role_approver(locale),
        GivenRole::OrganisationAdministrator { .. } => text::role_administrator(locale),
        GivenRole::CountySupervisor { county } => text::role_supervisor(locale, county),
        GivenRole::SystemAdministrator => text::role_system(locale),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use yanxi_domain::ids::AccountId;
    use yanxi_protocol::administration::{AccountPolicy, NamedOrganisation};

    use super::*;

    const OWN: OrgId = OrgId(Uuid::from_u128(1));
    const OTHER: OrgId = OrgId(Uuid::from_u128(2));

    fn account(state: AccountState, confirmed: bool, idle: Idle) -> ManagedAccount {
        ManagedAccount {
            account: AccountId(Uuid::nil()),
            name: "王小明".into(),
            title: "教師".into(),
            organisation: Some(OWN),
            organisation_name: "海風國小".into(),
            login: Some("wang".into()),
            state,
            roles: Vec::new(),
            open_courses: 0,
            last_login: None,
            second_factor: true,
            waits_for_first_login: false,
            idle,
            confirmed,
            may_manage: true,
        }
    }

    fn list(accounts: Vec<ManagedAccount>) -> AccountList {
        AccountList {
            accounts,
            more: false,
            policy: AccountPolicy::default(),
            school_year: 114,
            confirmation_over: false,
            organisations: vec![NamedOrganisation {
                id: OTHER, name: "山嵐國小".into(), county: "b".into()
            }],
        }
    }

    #[test]
    fn the_switch_counts_what_it_shows() {
        let list = list(vec![
            account(AccountState::Active, true, Idle::No),
            account(AccountState::Active, false, Idle::Disable),
            account(AccountState::Disabled, false, Idle::Close),
        ]);
        let words = Filter::ALL.map(|filter| filter.words(Locale::Zh, &list.accounts));
        assert_eq!(words, ["全部 3", "本學年度未確認 1", "久未登入 2", "停用或註銷 1"]);
    }

    #[test]
    fn a_role_elsewhere_says_where() {
        let list = list(Vec::new());
        let account = account(AccountState::Active, true, Idle::No);
        let words = |role| role_words(Locale::Zh, &role, &account, &list, &[]);
        assert_eq!(words(GivenRole::Officer { organisation: OWN }), "承辦人");
        assert_eq!(words(GivenRole::Approver { organisation: OTHER }), "校長／業務主管（山嵐國小）");
        assert_eq!(words(GivenRole::CountySupervisor { county: "pif".into() }), "縣市督導（pif）");
    }

    #[test]
    fn the_parameters_are_said_with_their_days() {
        let mut list = list(Vec::new());
        assert_eq!(policy_words(Locale::Zh, &list)[0], "114 學年度的帳號請於 9 月 30 日前確認。");
        list.confirmation_over = true;
        assert!(policy_words(Locale::Zh, &list)[0].contains("已過"));
        list.policy.unconfirmed = Unconfirmed::SuspendRoles;
        assert!(policy_words(Locale::Zh, &list)[0].contains("已暫停"));
        assert!(policy_words(Locale::Zh, &list)[1].contains("180 日"));
    }
}
