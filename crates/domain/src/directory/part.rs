//! The parts the Ministry's directory comes in, one file each (7.4).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{columns::Columns, names::kind_of_name, row::text};
use crate::org::SchoolLevel;

/// A part of the directory. In the order in which they say what a school *is*: a code that stands in several files is
/// described by the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Part {
    /// 特殊教育學校
    Special,
    /// 國中 (j1)
    JuniorHigh,
    /// 國小 (e1)
    Elementary,
    /// 附設國中部: junior departments of senior high schools.
    AttachedJunior,
    /// 附設國小部: elementary departments of other schools.
    AttachedElementary,
    /// 高中: read, but no part of this directory.
    Senior,
}

impl Part {
    /// As people call the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Special => "特教學校",
            Self::JuniorHigh => "國中",
            Self::Elementary => "國小",
            Self::AttachedJunior => "附設國中部",
            Self::AttachedElementary => "附設國小部",
            Self::Senior => "高中",
        }
    }

    /// Whether it lists departments of schools that may stand in another part under another name.
    #[must_use]
    pub const fn is_attached(self) -> bool {
        matches!(self, Self::AttachedJunior | Self::AttachedElementary)
    }

    /// What a file is: its name says it, else what most of its rows are. `None`: neither does.
    pub(super) fn of_file(name: &str, columns: &Columns, rows: &[&[String]]) -> Option<Self> {
        by_file_name(name).or_else(|| by_rows(columns, rows))
    }
}

fn by_file_name(name: &str) -> Option<Part> {
    let name = name.to_lowercase();
    // The attached departments first: their names contain the others'.
    let words = [
        ("附設國中", Part::AttachedJunior),
        ("附設國小", Part::AttachedElementary),
        ("特教", Part::Special),
        ("特殊教育", Part::Special),
        ("高中", Part::Senior),
        ("高級中", Part::Senior),
        ("國小", Part::Elementary),
        ("國民小學", Part::Elementary),
        ("國中", Part::JuniorHigh),
        ("國民中學", Part::JuniorHigh),
    ];
    if let Some((_, part)) = words.iter().find(|(word, _)| name.contains(word)) {
        return Some(*part);
    }
    [("e1", Part::Elementary), ("j1", Part::JuniorHigh)]
        .into_iter()
        .find(|(start, _)| name.starts_with(start))
        .map(|(_, part)| part)
}

fn by_rows(columns: &Columns, rows: &[&[String]]) -> Option<Part> {
    let kinds: Vec<Part> =
        rows.iter().filter_map(|row| kind_of_name(&text(row, Some(columns.name)))).collect();
    let part =
        kinds.iter().copied().find(|one| kinds.iter().filter(|k| *k == one).count() * 2 > kinds.len())?;
    // Only the file of the senior high schools themselves has remarks; the one of their junior departments has not.
    Some(if part == Part::Senior && columns.remarks.is_none() { Part::AttachedJunior } else { part })
}

/// Level of a school that stands in these parts.
pub(super) fn level(parts: &BTreeSet<Part>) -> SchoolLevel {
    match parts.first() {
        Some(Part::Special) => SchoolLevel::Special,
        Some(Part::JuniorHigh) => SchoolLevel::JuniorHigh,
        Some(Part::AttachedJunior | Part::Senior) => SchoolLevel::SeniorWithJunior,
        Some(Part::Elementary | Part::AttachedElementary) | None => SchoolLevel::Elementary,
    }
}

/// Whether these parts mean an elementary and a junior department (S2-33 counts departments, not buildings).
pub(super) fn departments(parts: &BTreeSet<Part>) -> (bool, bool) {
    let has = |one, other| parts.contains(&one) || parts.contains(&other);
    (has(Part::Elementary, Part::AttachedElementary), has(Part::JuniorHigh, Part::AttachedJunior))
}
