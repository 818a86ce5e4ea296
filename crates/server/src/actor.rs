//! Who is asking: an account, an enrolled device, both (a demo newcomer), or nobody.

use yanxi_domain::{
    device::DeviceState,
    ids::{AccountId, CourseId, DeviceId, OrgId, PersonId, SessionId},
};
use yanxi_protocol::{api::Role, scope::Scope};

use crate::{
    failure::Failure,
    permissions::{self, Capability, Place},
};

/// A signed-in account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountActor {
    /// Account.
    pub id: AccountId,
    /// Person behind it.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Roles.
    pub roles: Vec<Role>,
}

/// An enrolled device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceActor {
    /// Device.
    pub id: DeviceId,
    /// Course it was enrolled for.
    pub course: CourseId,
    /// 平板A
    pub name: String,
    /// State; a lost device may still deliver what it holds.
    pub state: DeviceState,
    /// Sessions it is enrolled for.
    pub sessions: Vec<SessionId>,
}

/// Who is asking. Roles and enrolment are read from the database at every request: a revoked right ends at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// Account, by the session cookie.
    pub account: Option<AccountActor>,
    /// Device, by the device cookie.
    pub device: Option<DeviceActor>,
    /// Courses the account's organiser role covers, with their sessions.
    pub owned_sessions: Vec<(CourseId, SessionId)>,
}

impl AccountActor {
    /// Whether one of the roles gives `capability` at `place` (section 9).
    #[must_use]
    pub fn may(&self, capability: Capability, place: &Place<'_>) -> bool {
        permissions::may(&self.roles, capability, place)
    }

    /// Whether the account is 單位管理者 of `organisation`.
    #[must_use]
    pub fn administers(&self, organisation: OrgId) -> bool {
        // Roles of the organisation itself only: without the county nobody is its supervisor.
        let place = Place { organisation: Some(organisation), ..Place::default() };
        self.roles
            .iter()
            .any(|role| matches!(role, Role::OrganisationAdministrator { .. }) && place.is_within(role))
    }

    /// Whether the account is 縣市督導 of the county with this code.
    #[must_use]
    pub fn supervises(&self, county: &str) -> bool {
        self.roles.iter().any(|role| Place::county(county).is_within(role))
    }

    /// Whether the account is 系統管理員.
    #[must_use]
    pub fn is_system_administrator(&self) -> bool {
        self.roles.contains(&Role::SystemAdministrator)
    }

    /// Whether the account may register for sessions: everybody but those who oversee them (section 9).
    #[must_use]
    pub fn registers(&self) -> bool {
        permissions::every_role_gives(&self.roles, Capability::RegisterSelf)
    }

    /// Whether the account is organiser of `course`.
    #[must_use]
    pub fn organises(&self, course: CourseId) -> bool {
        self.roles.iter().any(|role| Place::course(course).is_within(role))
    }
}

impl Actor {
    /// The account, or 401.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub fn account(&self) -> Result<&AccountActor, Failure> {
        self.account.as_ref().ok_or_else(Failure::not_signed_in)
    }

    /// The account if one of its roles gives `capability` at `place`.
    ///
    /// # Errors
    /// 401 without account, 403 without the right.
    pub fn allowed(&self, capability: Capability, place: &Place<'_>) -> Result<&AccountActor, Failure> {
        let account = self.account()?;
        if account.may(capability, place) { Ok(account) } else { Err(Failure::forbidden()) }
    }

    /// The account if one of its roles gives `capability` anywhere at all: asked before the database is, so that who
    /// may do it nowhere does not learn what there is.
    ///
    /// # Errors
    /// 401 without account, 403 without the right.
    pub fn allowed_somewhere(&self, capability: Capability) -> Result<&AccountActor, Failure> {
        let account = self.account()?;
        let may = permissions::may_somewhere(&account.roles, capability);
        if may { Ok(account) } else { Err(Failure::forbidden()) }
    }

    /// The device, or 401.
    ///
    /// # Errors
    /// When no device is enrolled in this browser.
    pub fn device(&self) -> Result<&DeviceActor, Failure> {
        self.device.as_ref().ok_or_else(Failure::not_signed_in)
    }

    /// The account if it is organiser of `course`.
    ///
    /// # Errors
    /// 401 without account, 403 without the role.
    pub fn organiser_of(&self, course: CourseId) -> Result<&AccountActor, Failure> {
        let account = self.account()?;
        if account.organises(course) { Ok(account) } else { Err(Failure::forbidden()) }
    }

    /// The account if it is organiser of the course `session` belongs to.
    ///
    /// # Errors
    /// 401 without account, 403 without the role.
    pub fn organiser_of_session(&self, session: SessionId) -> Result<&AccountActor, Failure> {
        let account = self.account()?;
        let owns = self.owned_sessions.iter().any(|(_, owned)| *owned == session);
        if owns { Ok(account) } else { Err(Failure::forbidden()) }
    }

    /// Whether this caller may replicate `scope` (5.5, section 9); asked at every call.
    #[must_use]
    pub fn may_pull(&self, scope: Scope) -> bool {
        let tablet = self.device.as_ref().filter(|device| device.state == DeviceState::Active);
        match scope {
            Scope::Session(id) => {
                tablet.is_some_and(|device| device.sessions.contains(&id))
                    || self.owned_sessions.iter().any(|(_, owned)| *owned == id)
            }
            Scope::Crew(id) => tablet.is_some_and(|device| device.sessions.contains(&id)),
            Scope::Course(id) => self.account.as_ref().is_some_and(|account| account.organises(id)),
            Scope::Person(id) => self.account.as_ref().is_some_and(|account| account.person == id),
            Scope::Catalog => self.account.is_some() || tablet.is_some(),
        }
    }
}
