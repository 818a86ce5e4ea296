//! Scopes: what a client may replicate (design 4). Permission is checked per scope at every call.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use yanxi_domain::ids::{CourseId, PersonId, SessionId};

/// One replicated scope. On the wire: `session:<uuid>`, `crew:<uuid>`, `course:<uuid>`, `person:<uuid>`, `catalog`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// A session's roster, events and side records. Enrolled tablets and the organiser.
    Session(SessionId),
    /// Operators of a session with their PIN verifiers. Enrolled tablets only.
    Crew(SessionId),
    /// Devices, readiness, decisions and hours of a course. The organiser only.
    Course(CourseId),
    /// A person's own records.
    Person(PersonId),
    /// Counties, schools and public courses. Everybody signed in or enrolled.
    Catalog,
}

/// A scope string that does not parse.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown scope")]
pub struct UnknownScope;

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session(id) => write!(f, "session:{id}"),
            Self::Crew(id) => write!(f, "crew:{id}"),
            Self::Course(id) => write!(f, "course:{id}"),
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Catalog => f.write_str("catalog"),
        }
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        if text == "catalog" {
            return Ok(Self::Catalog);
        }
        let (kind, id) = text.split_once(':').ok_or(UnknownScope)?;
        match kind {
            "session" => id.parse().map(Self::Session).map_err(|_| UnknownScope),
            "crew" => id.parse().map(Self::Crew).map_err(|_| UnknownScope),
            "course" => id.parse().map(Self::Course).map_err(|_| UnknownScope),
            "person" => id.parse().map(Self::Person).map_err(|_| UnknownScope),
            _ => Err(UnknownScope),
        }
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}
