//! The school directory (U-H1, X-14, 7.4): reading the Ministry's files, saying what they would change, changing it.
//!
//! [`preview`](preview::preview) compares rows of text with the schools that are known and gives a verdict for every
//! row; [`apply`](apply::apply) turns a preview into the schools to store. Applying a preview and previewing the same
//! files again finds nothing to do.

pub mod apply;
mod columns;
pub mod county;
pub mod find;
mod group;
pub mod link;
pub mod names;
mod part;
pub mod preview;
mod propose;
mod row;
pub mod totals;
pub mod verdict;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use part::Part;
pub(crate) use row::clean;

use crate::{ids::OrgId, org::School, time::Timestamp};

/// Who keeps a school (公／私立, 國立).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ownership {
    /// 國立
    National,
    /// 公立: 縣立, 市立
    Public,
    /// 私立
    Private,
}

/// What the directory keeps of a school beyond what clients hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Listing {
    /// Name exactly as the file prints it (R-TEXT 1); empty for a school that never was in a file.
    pub printed_name: String,
    /// Parts of the Ministry's directory it stands in. Empty when it never came from a file, so that no file closes
    /// it, and when it is closed.
    pub parts: BTreeSet<Part>,
    /// Who keeps it.
    pub ownership: Option<Ownership>,
    /// 鄉鎮市區 of the address; letters write it into the name (「屏東縣屏東市海豐國民小學」).
    pub township: Option<String>,
    /// Address without the postal code.
    pub address: Option<String>,
    /// Telephone as printed.
    pub phone: Option<String>,
    /// Names it had before; they still find it.
    pub former_names: Vec<String>,
    /// Codes it had before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former_codes: Vec<String>,
    /// The school that goes on for it, of a closed one (整併): its names find that one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub successor: Option<OrgId>,
}

/// A school of the directory, open or closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSchool {
    /// What clients hold.
    pub school: School,
    /// The rest.
    pub listing: Listing,
    /// Since when it is no longer in the Ministry's files. Never deleted: old records name it.
    pub closed_at: Option<Timestamp>,
}

/// A file as rows of text; decoding is the caller's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// File name without folders; it may tell the part (`e1_new.csv`).
    pub name: String,
    /// Its rows, the header among them.
    pub lines: Vec<Line>,
}

/// A row of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Line in the file, from 1.
    pub number: u64,
    /// Fields as text, unquoted, otherwise as they came.
    pub fields: Vec<String>,
}
