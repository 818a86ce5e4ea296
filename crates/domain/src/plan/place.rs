//! Where in a plan something stands: a finding and a line of a diff both name their place, whatever its number is today.

use serde::{Deserialize, Serialize};

use crate::ids::{CourseId, SessionId};

/// A place in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Course; `None`: the plan itself.
    pub course: Option<CourseId>,
    /// Session; `None`: the course itself.
    pub session: Option<SessionId>,
    /// Row, period, region … counted from 0, where the field has several.
    pub row: Option<u16>,
    /// Field.
    pub field: Field,
}

impl Place {
    /// A field of the plan.
    #[must_use]
    pub const fn plan(field: Field) -> Self {
        Self { course: None, session: None, row: None, field }
    }

    /// A field of a course.
    #[must_use]
    pub const fn course(course: CourseId, field: Field) -> Self {
        Self { course: Some(course), session: None, row: None, field }
    }

    /// A field of a session.
    #[must_use]
    pub const fn session(course: CourseId, session: SessionId, field: Field) -> Self {
        Self { course: Some(course), session: Some(session), row: None, field }
    }

    /// The same with a row.
    #[must_use]
    pub fn at(self, row: usize) -> Self {
        Self { row: u16::try_from(row).ok(), ..self }
    }
}

/// Fields of plan, course and session that a person can be pointed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it; the words are in the app's texts")]
pub enum Field {
    Title,
    SchoolYear,
    County,
    Systems,
    Supervising,
    Host,
    Organiser,
    Basis,
    Purpose,
    Registration,
    Funding,
    Benefits,
    Clauses,
    Courses,
    Track,
    ExternalCode,
    Audience,
    Eligibility,
    Hours,
    RegistrationOpens,
    RegistrationCloses,
    CancelDeadline,
    PerSchool,
    Admission,
    Materials,
    Bring,
    Contact,
    Regions,
    Sessions,
    Number,
    Date,
    Mode,
    Forms,
    Subject,
    Venue,
    Capacity,
    EquivalentGroup,
    Region,
    Links,
    Period,
    Agenda,
}
