//! Where the thing somebody wants to do something with stands.

use yanxi_domain::ids::{CourseId, OrgId, SessionId};
use yanxi_protocol::api::Role;

/// Where a thing stands. What is left out matches no role: a right over a session must say the session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place<'a> {
    /// Session, for 場地簽到人員 and 講師.
    pub session: Option<SessionId>,
    /// Course, for 開課承辦人 of it.
    pub course: Option<CourseId>,
    /// Organisation: a course's owner, a person's school, for the roles of organisations.
    pub organisation: Option<OrgId>,
    /// County code of that organisation, for 縣市督導.
    pub county: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// A course.
    #[must_use]
    pub fn course(course: CourseId) -> Self {
        Self { course: Some(course), ..Self::default() }
    }

    /// A session and its course.
    #[must_use]
    pub fn session(session: SessionId, course: CourseId) -> Self {
        Self { session: Some(session), ..Self::course(course) }
    }

    /// An organisation in a county.
    #[must_use]
    pub fn organisation(organisation: OrgId, county: &'a str) -> Self {
        Self { organisation: Some(organisation), county: Some(county), ..Self::default() }
    }

    /// A county as such.
    #[must_use]
    pub fn county(county: &'a str) -> Self {
        Self { county: Some(county), ..Self::default() }
    }

    /// The same place, known to belong to this organisation in this county.
    #[must_use]
    pub const fn of(mut self, organisation: OrgId, county: &'a str) -> Self {
        self.organisation = Some(organisation);
        self.county = Some(county);
        self
    }

    /// Whether `role` was given for this place. Nothing belongs to 學員 here: own records are asked for by person.
    #[must_use]
    pub fn is_within(&self, role: &Role) -> bool {
        let in_session = |given: &[SessionId]| self.session.is_some_and(|id| given.contains(&id));
        let in_organisation = |given: &[OrgId]| self.organisation.is_some_and(|id| given.contains(&id));
        match role {
            Role::VenueStaff { sessions } | Role::Lecturer { sessions } => in_session(sessions),
            Role::Organiser { courses } => self.course.is_some_and(|id| courses.contains(&id)),
            Role::Officer { organisations }
            | Role::Approver { organisations }
            | Role::OrganisationAdministrator { organisations } => in_organisation(organisations),
            Role::CountySupervisor { counties } => {
                self.county.is_some_and(|code| counties.iter().any(|given| given == code))
            }
            Role::Attendee | Role::SystemAdministrator | Role::Unknown => false,
        }
    }
}
