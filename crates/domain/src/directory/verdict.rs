//! What a preview says about a row, a file and a school that is missing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Part;
use crate::ids::OrgId;

/// What a row means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "detail")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Verdict {
    /// A school the directory does not have.
    New(Vec<Note>),
    /// A school it has, different.
    Changed(Vec<Change>),
    /// A school it has, the same.
    Unchanged,
    /// Another department of the school on another row: counted there (S2-33).
    Joins {
        /// Part in whose file the school itself stands.
        part: Part,
    },
    /// Nothing to take from it.
    Skipped(Skip),
    /// A person must look at it; nothing is written from it, and the school it may mean stays as it is.
    Doubtful(Doubt),
}

/// Something to know about a new school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Note {
    /// A 特教學校 whose file does not say which departments it has: counted as two (S2-33).
    DepartmentsAssumed,
    /// Another open school of the county has this name; it happens since the mergers of counties.
    SameNameInCounty,
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// Of what.
    pub field: Field,
    /// Known.
    pub before: String,
    /// In the file.
    pub after: String,
}

/// What can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Field {
    /// 代碼, of a school somebody said goes on under another one.
    Code,
    /// 學校名稱; the old one becomes a former name.
    Name,
    /// 縣市, of a school that never was in a file, or that somebody said has moved.
    County,
    /// Parts of the directory it stands in, and so its level.
    Parts,
    /// How many schools it counts as.
    CountWeight,
    /// 公／私立
    Ownership,
    /// 地址
    Address,
    /// 電話
    Phone,
    /// It was closed and is back.
    Reopened,
    /// Forms of its name that this program derives.
    Forms,
}

/// Why nothing is taken from a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Skip {
    /// Nothing in it.
    Blank,
    /// No 代碼: totals, sources, remarks.
    NoCode,
    /// No 學校名稱.
    NoName,
    /// The same row once more.
    Repeated,
    /// A senior high school; where it has a junior department, the file 附設國中部 lists it.
    SeniorOnly,
}

/// Why a person must look at a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "detail")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Doubt {
    /// Five digits: a spreadsheet has taken the leading zero for nothing.
    LostZero,
    /// A code that is not six letters or digits.
    CodeShape,
    /// More fields than headings.
    TooManyFields,
    /// Characters that were lost on the way.
    BrokenText,
    /// No county is called this.
    UnknownCounty(String),
    /// The files have the code twice, for different schools.
    CodeTwice,
    /// Another row with the code is doubtful.
    OtherRow,
    /// The code is known in another county.
    OtherCounty {
        /// Name of the county where it is known.
        known: String,
    },
}

/// A row with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowVerdict {
    /// Index of the file.
    pub file: usize,
    /// Line in it, from 1.
    pub line: u64,
    /// Code as read.
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// Verdict.
    pub verdict: Verdict,
}

/// A file and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileVerdict {
    /// Its name.
    pub name: String,
    /// Its part, or why nothing was read from it.
    pub part: Result<Part, FileProblem>,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// These headings are missing.
    NoHeader(Vec<&'static str>),
    /// Neither its name nor its rows tell which part it is.
    UnknownPart,
}

/// A school that should stand in the files and does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Identity.
    pub id: OrgId,
    /// Code.
    pub code: String,
    /// Short name.
    pub name: String,
    /// County code.
    pub county: String,
    /// Parts it still stands in according to earlier files; only when there are none it is closed.
    pub left: BTreeSet<Part>,
    /// The school that goes on for it: its people go there.
    pub successor: Option<OrgId>,
}
