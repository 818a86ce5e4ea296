//! What an announcement says beyond what attendance and hours need.

use serde::{Deserialize, Serialize};

use super::TeachingForm;
use crate::{
    bring::BringRule,
    plan::{Material, SubjectSystem},
};

/// What an announcement says of a session beyond the rules of the day. No meeting secrets in here (S1-09).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SessionInfo {
    /// 「權限管理及期初設定」
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// 簡報／實機 (S0-04)
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<TeachingForm>,
    /// Name of its region (S1-13).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Counties of its region, by code: the default suggestion of their people (S1-08).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub region_counties: Vec<String>,
    /// 業務別 it is for (S2-16).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub audience_tags: Vec<String>,
}

impl SessionInfo {
    /// Nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What an announcement says of a course beyond the rules of hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CourseInfo {
    /// What it teaches (S2-04).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<SubjectSystem>,
    /// 研習對象 in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub audience: String,
    /// 業務別 it is for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub audience_tags: Vec<String>,
    /// Where to fetch what beforehand (S0-06); told once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
    /// 攜帶設備 by login kind (S0-07 … S0-09); see [`crate::bring::bring_list`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bring: Vec<BringRule>,
    /// Whom to ask.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// 修正待核准: an amendment waits, what stands here is still in force (S0-27).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub amendment_pending: bool,
}

impl CourseInfo {
    /// Nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
