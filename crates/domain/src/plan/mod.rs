//! Plans (計畫): what somebody writes before there is a course, kept as written until it can be compiled (2.1, 2.6, 3.1).
//!
//! A draft may be unfinished, so dates stand as the author typed them and times may be missing; [`check`] says what is
//! wrong with it, [`compile`] turns a finished one into the courses and sessions everything else works with.

pub mod amend;
pub mod check;
pub mod compile;
pub mod diff;
pub mod hour_minute;
pub mod lines;
pub mod modules;
pub mod place;
pub mod renew;
pub mod session;
pub mod system;
pub mod topic;

use serde::{Deserialize, Serialize};

pub use self::{
    hour_minute::HourMinute,
    session::{AgendaRow, LinkProvider, LinkPurpose, OnlineLink, PlanBreak, PlanPeriod, PlanSession},
    system::SubjectSystem,
    topic::Topic,
};
use crate::{
    bring::BringRule,
    course::{Eligibility, HalfHours, RegistrationTerms},
    ids::CourseId,
};

/// A plan (計畫, S0-01) or a procedure notice (流程說明, S1, S2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// Title as printed.
    pub title: String,
    /// Label 學年度: what it is about, not when (C-1). Dates without a year are read in it.
    pub school_year: u16,
    /// County code; `None`: all counties.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    /// What is taught (S0-02).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<SubjectSystem>,
    /// 指導單位 (S0-10); not every plan names one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub supervising: String,
    /// 主辦單位
    pub host: String,
    /// 承辦單位 as printed.
    pub organiser: String,
    /// 依據: laws and letters (S1-02).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<String>,
    /// 研習說明／研習目的, one entry a numbered clause.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub purpose: Vec<String>,
    /// 報名方式 (S0-22)
    #[serde(skip_serializing_if = "String::is_empty")]
    pub registration: String,
    /// 經費來源 (S0-23)
    #[serde(skip_serializing_if = "String::is_empty")]
    pub funding: String,
    /// 預期效益 (S0-25)
    #[serde(skip_serializing_if = "String::is_empty")]
    pub benefits: String,
    /// Further clauses at the end, as printed (敘獎, 核准後實施 …).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<String>,
    /// What is held.
    pub courses: Vec<PlanCourse>,
}

/// One course of a plan: the unit of issuing hours and of closing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanCourse {
    /// Stays the same from draft to closed course.
    pub id: CourseId,
    /// Title; empty: that of the plan.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Which of the subject systems it teaches (S2-04).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<SubjectSystem>,
    /// 研習課程代碼, six to eight digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_code: Option<String>,
    /// 研習對象 in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub audience: String,
    /// 業務別 it is for (S2-16).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience_tags: Vec<String>,
    /// Who may take part (S0-11).
    #[serde(default)]
    pub eligibility: Eligibility,
    /// What full participation gives.
    #[serde(default)]
    pub hours: PlanHours,
    /// How seats are given away, until when one may cancel.
    #[serde(default)]
    pub terms: RegistrationTerms,
    /// Where to fetch what (S0-06, S1-03).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
    /// 攜帶設備 by login kind (S0-07 … S0-09).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bring: Vec<BringRule>,
    /// Whom to ask: office and extension, no private number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// 分區 (S1-13, S2-13); a region belongs to a course, not to a county.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Region>,
    /// 場次
    pub sessions: Vec<PlanSession>,
}

/// What full participation gives (R-HOURS).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanHours {
    /// 未公告核發時數 (C-8).
    #[default]
    None,
    /// 每場次全程參與者各核發 (S0-24).
    PerSession(HalfHours),
    /// Each period has its own hours.
    PerPeriod,
}

/// Something to fetch beforehand; it is not stored here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// 操作手冊
    pub title: String,
    /// 學籍系統/最新消息
    pub place: String,
}

/// A region (分區) of a course.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// 北桃竹
    pub name: String,
    /// Its counties.
    pub counties: Vec<RegionCounty>,
    /// 分區總校數 as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_total: Option<u32>,
}

/// A county in a region.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionCounty {
    /// County code.
    pub county: String,
    /// 校數 as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schools: Option<u32>,
}

impl Plan {
    /// Every session with its course, in plan order.
    pub fn sessions(&self) -> impl Iterator<Item = (&PlanCourse, &PlanSession)> {
        self.courses.iter().flat_map(|course| course.sessions.iter().map(move |session| (course, session)))
    }

    /// Title of a course: its own, or that of the plan.
    #[must_use]
    pub fn title_of<'a>(&'a self, course: &'a PlanCourse) -> &'a str {
        if course.title.is_empty() { &self.title } else { &course.title }
    }
}
