//! Who is offered on the entry page, and where a person goes from it. Pure.

use yanxi_domain::ids::AccountId;
use yanxi_protocol::api::{DemoPerson, Me};

use crate::{
    i18n::{Locale, entry as text},
    view::role_path::role_path,
};

/// Roles in the order the day needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoRole {
    /// 場地簽到人員
    Staff,
    /// 開課承辦人
    Organiser,
    /// 學員
    Attendee,
    /// 單位、縣市與系統管理: several roles, one column
    Administration,
}

impl DemoRole {
    /// Every role, in order.
    pub const ALL: [Self; 4] = [Self::Staff, Self::Organiser, Self::Attendee, Self::Administration];

    /// The keys of the wire format.
    const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Staff => &["staff"],
            Self::Organiser => &["organiser"],
            Self::Attendee => &["attendee"],
            Self::Administration => &["officer", "approver", "administrator", "supervisor", "system"],
        }
    }

    /// Name of the role.
    #[must_use]
    pub fn name(self, locale: Locale) -> String {
        match self {
            Self::Staff => text::role_staff(locale),
            Self::Organiser => text::role_organiser(locale),
            Self::Attendee => text::role_attendee(locale),
            Self::Administration => text::role_administration(locale),
        }
    }

    /// What somebody in it does here.
    #[must_use]
    pub fn does(self, locale: Locale) -> String {
        match self {
            Self::Staff => text::role_staff_does(locale),
            Self::Organiser => text::role_organiser_does(locale),
            Self::Attendee => text::role_attendee_does(locale),
            Self::Administration => text::role_administration_does(locale),
        }
    }
}

/// The people of one role, in the server's order.
#[must_use]
pub fn of_role(people: &[DemoPerson], role: DemoRole) -> Vec<DemoPerson> {
    people.iter().filter(|person| role.keys().contains(&person.role.as_str())).cloned().collect()
}

/// Where somebody goes after entering.
#[must_use]
pub fn landing(me: &Me, staff: bool) -> &'static str {
    if staff {
        return "/desk";
    }
    me.account.as_ref().map_or("/", |account| role_path(&account.roles))
}

/// A name for a tablet enrolled by one click: numbered in the order of the venue staff, never called like a person.
#[must_use]
pub fn demo_device_name(people: &[DemoPerson], account: AccountId) -> String {
    let staff = of_role(people, DemoRole::Staff);
    let place = staff.iter().position(|person| person.account == account).unwrap_or(0);
    format!("示範平板 {} 號", place + 1)
}

/// What to try as a person. Venue staff are all offered the same: said once, of the first.
#[must_use]
pub fn hints(locale: Locale, people: &[DemoPerson]) -> Vec<Option<String>> {
    let of = |person: &DemoPerson| match locale {
        Locale::En if !person.hint_en.is_empty() => person.hint_en.clone(),
        _ => person.hint.clone(),
    };
    let repeats = |index: usize| index > 0 && people[index - 1].hint == people[index].hint;
    people.iter().enumerate().map(|(index, one)| (!repeats(index)).then(|| of(one))).collect()
}

#[cfg(test)]
mod tests {
    use yanxi_domain::ids::{CourseId, PersonId};
    use yanxi_protocol::api::{MyAccount, Role};

    use super::*;

    fn me(roles: Vec<Role>) -> Me {
        let id = uuid::Uuid::from_u128(1);
        let account = MyAccount { id: AccountId(id), person: PersonId(id), name: "王小明".into(), roles };
        Me { account: Some(account), ..Me::default() }
    }

    fn person(id: u128, role: &str) -> DemoPerson {
        DemoPerson {
            account: AccountId(uuid::Uuid::from_u128(id)),
            name: "甲".into(),
            about: "海豐國小".into(),
            role: role.into(),
            hint: "試試看".into(),
            hint_en: "Try it".into(),
        }
    }

    #[test]
    fn everybody_lands_on_the_page_of_their_role() {
        let organiser = Role::Organiser { courses: vec![CourseId(uuid::Uuid::from_u128(2))] };
        assert_eq!(landing(&me(vec![Role::Attendee]), false), "/me");
        assert_eq!(landing(&me(vec![Role::Attendee, organiser]), false), "/courses");
        assert_eq!(landing(&me(vec![Role::Attendee]), true), "/desk");
        assert_eq!(landing(&Me::default(), false), "/");
    }

    #[test]
    fn people_are_offered_under_their_role_only() {
        let people = [person(1, "staff"), person(2, "attendee"), person(3, "staff"), person(4, "supervisor")];
        assert_eq!(DemoRole::ALL.map(|role| of_role(&people, role).len()), [2, 0, 1, 1]);
    }

    #[test]
    fn a_demo_tablet_has_a_number_and_no_name_of_a_person() {
        let people = [person(1, "staff"), person(2, "attendee"), person(3, "staff")];
        assert_eq!(demo_device_name(&people, people[2].account), "示範平板 2 號");
    }

    #[test]
    fn a_hint_that_all_share_is_said_once_and_in_the_language() {
        let people = [person(1, "staff"), person(2, "staff")];
        assert_eq!(hints(Locale::Zh, &people), [Some("試試看".into()), None]);
        assert_eq!(hints(Locale::En, &people), [Some("Try it".into()), None]);
    }
}
