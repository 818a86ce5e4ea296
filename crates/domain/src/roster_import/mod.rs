//! Importing a roster from elsewhere (U-A3, X-02, S0-22): what the rows of a file would change in a session's roster.
//!
//! [`read`](columns::read) finds the columns, [`examine`](examine::examine) gives every row a verdict and says what to
//! write. Importing the same rows again finds nothing to do, and the order of the rows does not matter. Nobody is ever
//! removed: who stands in the roster and not in the file is listed, and a person decides.

pub mod columns;
pub mod examine;
mod same_name;
mod schools;
mod suggest;

use serde::{Deserialize, Serialize};

use crate::{
    ids::{OrgId, PersonId, RegistrationId},
    roster::RosterEntry,
};

/// A row by the meaning of its columns; texts without the spaces around them, otherwise as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Row {
    /// Line in the file, from 1.
    pub line: u64,
    /// 姓名
    pub name: String,
    /// 縣市; may be empty.
    pub county: String,
    /// 學校
    pub school: String,
    /// 學校代碼; may be empty.
    pub school_code: String,
    /// 職稱
    pub title: String,
    /// What tells people of one name apart; may be empty.
    pub disambiguator: String,
    /// 業務別; may be empty.
    pub business_area: String,
    /// 課程代碼; may be empty.
    pub course_code: String,
    /// E-mail; may be empty. It only helps to recognise people, nothing is sent to it.
    pub email: String,
}

impl Row {
    /// Every text of it, in the order of the fields; equal texts are equal rows.
    #[must_use]
    pub fn texts(&self) -> [&str; 9] {
        [
            &self.name,
            &self.county,
            &self.school,
            &self.school_code,
            &self.title,
            &self.disambiguator,
            &self.business_area,
            &self.course_code,
            &self.email,
        ]
    }
}

/// What the organiser decided about rows that need a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choices {
    /// Schools, by the way the file writes them.
    pub schools: Vec<SchoolChoice>,
    /// Single rows.
    pub rows: Vec<RowChoice>,
}

/// Which school a written name means, in every row that writes it so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchoolChoice {
    /// 縣市 as written.
    pub county: String,
    /// 學校 as written.
    pub written: String,
    /// The school.
    pub school: Option<OrgId>,
    /// While none is chosen: the name to look for instead, where no suggestion is the right one.
    pub look_for: String,
}

/// A decision about one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowChoice {
    /// Line in the file.
    pub line: u64,
    /// 職稱 where the file has none.
    pub title: String,
    /// What tells this person from the other of the same name (F-15).
    pub disambiguator: String,
    /// Leave the row out.
    pub skip: bool,
}

impl RowChoice {
    /// Whether it decides anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.title.trim().is_empty() && self.disambiguator.trim().is_empty() && !self.skip
    }
}

/// A registration of the session, and what is known of the person behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownEntry {
    /// Row of the roster.
    pub entry: RosterEntry,
    /// Whose it is.
    pub person: Option<PersonId>,
    /// Addresses the person is known by.
    pub emails: Vec<String>,
}

/// A person of any school in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// Identity.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// School.
    pub school: OrgId,
    /// 職稱
    pub title: String,
    /// Text that tells them from another of the same name.
    pub disambiguator: Option<String>,
    /// Addresses they are known by.
    pub emails: Vec<String>,
}

/// What happens with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Verdict {
    /// A new registration, 錄取.
    New {
        /// The person is known already; otherwise one without an account is added.
        known: bool,
    },
    /// Stands in the roster just so.
    Unchanged,
    /// Stands in the roster; these things change.
    Changed {
        /// What.
        fields: Vec<Field>,
    },
    /// Left out by choice.
    Skipped,
    /// The 課程代碼 of the row is another course's; left out.
    OtherCourse,
    /// Somebody must look first; the import cannot finish.
    Attention {
        /// Why.
        problems: Vec<Problem>,
    },
}

/// What changes in a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Field {
    /// 職稱
    Title,
    /// 業務別
    BusinessArea,
    /// The text that tells it from another of the same name.
    Disambiguator,
    /// 錄取 instead of 待審, 備取, 未錄取 or 已取消.
    State,
}

/// Why a row needs a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Problem {
    /// No name, or one no name can be.
    Name,
    /// No school.
    SchoolMissing,
    /// No open school is written like this, or several are.
    School {
        /// Schools it could mean, the likeliest first.
        suggestions: Vec<OrgId>,
    },
    /// No 職稱.
    Title,
    /// The same row stands in the file before: one person twice, or two people of one name.
    Duplicate {
        /// Line of the other.
        of: u64,
    },
    /// Another person of this name is of this school; both need something that tells them apart (F-15).
    SameName {
        /// Lines of the others in the file.
        lines: Vec<u64>,
        /// What those in the roster are told by: 職稱 or the text beside the name.
        registered: Vec<String>,
    },
}

/// A registration to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// Line of the row.
    pub line: u64,
    /// As it will be; a new one has the nil id.
    pub entry: RosterEntry,
    /// The known person behind it.
    pub person: Option<PersonId>,
    /// Address in the row; empty when there is none.
    pub email: String,
}

/// What a file would do to a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// Verdict and school of each row, in the rows' order.
    pub rows: Vec<(Verdict, Option<OrgId>)>,
    /// What to store.
    pub writes: Vec<Write>,
    /// Registrations that stand in no row and are not 已取消, for the organiser to decide about.
    pub missing: Vec<RegistrationId>,
    /// How many will be 錄取.
    pub admitted: usize,
}

impl Examined {
    /// Whether every row is settled, so that the import can be applied.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.rows.iter().any(|(verdict, _)| matches!(verdict, Verdict::Attention { .. }))
    }
}
