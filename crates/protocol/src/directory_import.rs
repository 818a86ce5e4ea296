//! Importing the Ministry's school directory from the browser (U-H1, X-14).

use serde::{Deserialize, Serialize};
use yanxi_domain::directory::{Part, verdict::Verdict};

use crate::imports::UploadedFile;

/// `POST` [`ImportDirectory`] → [`DirectoryPreview`].
pub const DIRECTORY_IMPORT: &str = "/api/v1/directory/import";

/// Preview or apply files of the Ministry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportDirectory {
    /// All files of one import: schools of their kinds that stand in none of them are closed.
    pub files: Vec<UploadedFile>,
    /// Old and new codes of schools that were renamed, moved to another county (both the same), or merged.
    #[serde(default)]
    pub links: Vec<CodeLink>,
    /// `None`: only show what would happen.
    #[serde(default)]
    pub apply: Option<ApplyDirectory>,
}

/// A school goes on under another code, or in the school that has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeLink {
    /// Code it had.
    pub old: String,
    /// Code of the school that goes on.
    pub new: String,
}

/// Apply a preview as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplyDirectory {
    /// [`DirectoryPreview::shown`]
    pub shown: String,
    /// The closings were looked at and are meant; needed where there are any.
    #[serde(default)]
    pub accept_closings: bool,
}

/// What an import would do, or did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectoryPreview {
    /// Every file and what it was taken for.
    pub files: Vec<DirectoryFileLine>,
    /// How many rows are new, changed, unchanged, another department, skipped, doubtful.
    pub counts: [u32; 6],
    /// Rows that say something: not the unchanged ones, not departments counted elsewhere, not empty ones.
    pub rows: Vec<DirectoryRow>,
    /// Schools that are missing.
    pub closings: Vec<DirectoryClosing>,
    /// Parts of which more are missing than a year closes.
    pub alarms: Vec<DirectoryAlarm>,
    /// Links that mean nothing here (old, new); nothing can be applied with them.
    #[serde(default)]
    pub unknown_links: Vec<(String, String)>,
    /// All 22 counties in the order of the published table.
    pub totals: Vec<DirectoryTotal>,
    /// Nothing would change.
    pub nothing: bool,
    /// Name of exactly this preview.
    pub shown: String,
    /// Done, not only previewed.
    pub applied: bool,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectoryFileLine {
    /// Its name.
    pub name: String,
    /// `UTF-8`, `Big5` …
    pub encoding: String,
    /// Rows after the header.
    pub rows: u32,
    /// What it was taken for; `None`: it could not be read.
    #[serde(default)]
    pub part: Option<Part>,
    /// Headings it lacks; empty and no part: which part it is cannot be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing_headings: Vec<String>,
}

/// A row with its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectoryRow {
    /// Index of the file.
    pub file: u32,
    /// Line in it, from 1.
    pub line: u64,
    /// Code as read.
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// Verdict.
    pub verdict: Verdict,
}

/// A school that should stand in the files and does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectoryClosing {
    /// Code.
    pub code: String,
    /// Short name.
    pub name: String,
    /// 縣市
    pub county: String,
    /// Parts it stays in; none: it closes.
    pub left: Vec<Part>,
    /// Code of the school its people go to.
    #[serde(default)]
    pub successor: Option<String>,
}

/// More schools of a part are missing than a year closes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectoryAlarm {
    /// Which part.
    pub part: Part,
    /// How many are missing.
    pub missing: u32,
    /// Of how many.
    pub of: u32,
}

/// Control totals of a county: 特教, 國小, 國中.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectoryTotal {
    /// 縣市
    pub county: String,
    /// As the directory would be.
    pub counted: [u32; 3],
    /// In the published table (14.3).
    pub published: [u32; 3],
}
