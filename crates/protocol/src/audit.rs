//! Paths and bodies of reading the audit trail (X-17, V-12).

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yanxi_domain::{
    ids::{AccountId, DeviceId},
    time::Timestamp,
};

use crate::docs::AccountName;

/// `GET` [`AuditQuery`] → [`AuditPage`], the newest lines first.
pub const AUDIT: &str = "/api/v1/audit";
/// `GET` [`AuditQuery`] → one [`AuditLine`] a line of text (NDJSON), the newest first, by administrators.
pub const AUDIT_EXPORT: &str = "/api/v1/audit/export";

/// Which lines. Everything may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default)]
pub struct AuditQuery {
    /// Part of what it was done to: `session:`, or an id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub target: String,
    /// Account that did it, by id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub account: String,
    /// What was done: `open_account`, exactly.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub action: String,
    /// First day in Taipei, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// Last day in Taipei, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// [`AuditPage::next`] of the page before.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// One change: ids and codes, never names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditLine {
    /// Identity.
    pub id: Uuid,
    /// When, server clock.
    pub at: Timestamp,
    /// Account that did it; absent for the command line and for the system.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// Device it was done from, or whose doing it was.
    #[serde(default)]
    pub device: Option<DeviceId>,
    /// What, `snake_case`.
    pub action: String,
    /// To what: kind and id.
    pub target: String,
    /// Before and after.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub detail: serde_json::Value,
}

/// A page of lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPage {
    /// Lines, the newest first.
    pub lines: Vec<AuditLine>,
    /// Names of accounts on this page the caller is entitled to know.
    pub names: Vec<AccountName>,
    /// For the next page; absent on the last.
    #[serde(default)]
    pub next: Option<String>,
    /// The caller may export the lines.
    pub may_export: bool,
}
