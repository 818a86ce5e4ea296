//! Counties and schools (3.1 County, Organization; S2-31 … S2-33).

use serde::{Deserialize, Serialize};

use crate::ids::OrgId;

/// A county or city (縣市); 22 of them (S2 appendix).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct County {
    /// Stable short code of this system, never shown.
    pub code: String,
    /// Canonical name with 臺.
    pub name: String,
}

/// School level (國小、國中、特教學校 …).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SchoolLevel {
    /// 國小
    Elementary,
    /// 國中
    JuniorHigh,
    /// 特教學校
    Special,
    /// 高中附設國中
    SeniorWithJunior,
    /// 教育處 and other offices
    Office,
}

/// A school or office as a tablet's offline school search needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// Identity.
    pub id: OrgId,
    /// Ministry code: six characters, text, leading zeros significant. Fixtures use fictional `99….` codes.
    pub code: String,
    /// 屏東縣立南州國民中學
    pub full_name: String,
    /// 南州國中
    pub short_name: String,
    /// County code.
    pub county: String,
    /// Level.
    pub level: SchoolLevel,
    /// How many schools this institution counts as (S2-33: 特教 with two departments counts 2).
    pub count_weight: u8,
    /// Former names, and written forms that the other two do not contain; all of them find it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<String>,
}

impl School {
    /// Every name that finds it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.short_name, &self.full_name].into_iter().chain(&self.other_names).map(String::as_str)
    }
}
