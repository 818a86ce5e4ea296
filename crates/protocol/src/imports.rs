//! Importing files: rosters (U-A3) and the school directory (U-H1). Preview and apply are one endpoint each; the file
//! travels with both, so that the server keeps nothing in between.

use serde::{Deserialize, Serialize};
use yanxi_domain::{
    ids::{OrgId, RegistrationId},
    roster_import::{Choices, Verdict},
};

/// `POST` [`ImportRoster`] → [`RosterPreview`]. `{session}`
pub const ROSTER_IMPORT: &str = "/api/v1/sessions/{session}/roster-import";

/// A file as the browser read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadedFile {
    /// Name without folders.
    pub name: String,
    /// Bytes, base64.
    pub content: String,
}

/// Preview or apply a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRoster {
    /// CSV or XLSX.
    pub file: UploadedFile,
    /// What was decided so far; it goes before what the server remembers of earlier imports.
    #[serde(default)]
    pub choices: Choices,
    /// `None`: only show what would happen.
    #[serde(default)]
    pub apply: Option<ApplyRoster>,
}

/// Apply a preview as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplyRoster {
    /// [`RosterPreview::shown`]
    pub shown: String,
    /// Of those who are in no row of the file, whom to mark as 已取消.
    #[serde(default)]
    pub cancel: Vec<RegistrationId>,
}

/// What an import would do, or did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterPreview {
    /// Encoding of the file: `UTF-8`, `Big5`, `XLSX` …
    pub encoding: String,
    /// Every row.
    pub rows: Vec<ImportedRow>,
    /// Schools the rows mean or might mean.
    pub schools: Vec<SchoolName>,
    /// Registrations that are in no row.
    pub missing: Vec<MissingPerson>,
    /// How many would be 錄取.
    pub admitted: u32,
    /// Seats of the session, where they are limited. More may be 錄取: the organiser decides.
    #[serde(default)]
    pub capacity: Option<u32>,
    /// Decided so far, what was remembered included.
    pub choices: Choices,
    /// Name of exactly this preview.
    pub shown: String,
    /// Done, not only previewed.
    pub applied: bool,
    /// Registrations that were marked as 已取消.
    #[serde(default)]
    pub cancelled: u32,
}

/// A row and what happens with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportedRow {
    /// Line in the file.
    pub line: u64,
    /// 姓名
    pub name: String,
    /// 縣市 as written.
    pub county: String,
    /// 學校 as written.
    pub school: String,
    /// 職稱 as written.
    pub title: String,
    /// 同名註記 as written.
    pub disambiguator: String,
    /// The school it means.
    #[serde(default)]
    pub school_id: Option<OrgId>,
    /// What happens.
    pub verdict: Verdict,
}

/// A school by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchoolName {
    /// Identity.
    pub id: OrgId,
    /// 屏東縣立晴山國民小學
    pub name: String,
    /// 晴山國小
    pub short_name: String,
    /// County code.
    pub county: String,
}

/// Somebody who is registered and in no row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissingPerson {
    /// Registration.
    pub registration: RegistrationId,
    /// Name.
    pub name: String,
    /// School.
    pub school: String,
    /// 職稱
    pub title: String,
    /// Came with an import; otherwise registered, assigned or walked in.
    pub imported: bool,
}
