//! Courses, sessions and attendance periods, and the parameters of their rules (3.1, 4.5, 4.6).

mod info;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{AccountId, CourseId, OrgId, PeriodId, SessionId},
    org::SchoolLevel,
    time::{MINUTE_MS, Timestamp},
};

pub use info::{CourseInfo, SessionInfo};

/// How a session is held (實體／線上／混成).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DeliveryMode {
    /// 實體
    OnSite,
    /// 線上
    Online,
    /// 混成
    Hybrid,
}

/// How a session teaches (S0-04), independent of how it is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeachingForm {
    /// 簡報
    Briefing,
    /// 實機
    HandsOn,
}

/// State of a session (3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SessionState {
    /// 排定
    #[default]
    Scheduled,
    /// 延期
    Postponed,
    /// 停辦: no determinations, no no-shows (F-23).
    Cancelled,
}

/// A break inside a period: excluded from teaching minutes, needs no punches (S2-24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// First instant of the break.
    pub start: Timestamp,
    /// First instant after the break.
    pub end: Timestamp,
}

/// Label of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodLabel {
    /// 上午
    Morning,
    /// 下午
    Afternoon,
    /// 全日
    FullDay,
}

/// An attendance period (簽到時段): one sign-in and one sign-out are expected in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Identity.
    pub id: PeriodId,
    /// 上午／下午／全日.
    pub label: PeriodLabel,
    /// Start of teaching.
    pub start: Timestamp,
    /// End of teaching.
    pub end: Timestamp,
    /// Breaks, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
}

/// Parameters of attendance evaluation (4.5 R-ATT); minutes. Visible to the organiser, changed without code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttendanceParams {
    /// Sign-in opens this long before the start (S0-15, S1-18, S2-17).
    pub signin_opens_before_min: i64,
    /// A sign-in up to this late still counts as on time.
    pub late_grace_min: i64,
    /// A sign-out up to this early still counts as staying to the end.
    pub early_grace_min: i64,
    /// Sign-out opens this long before the end; earlier needs a confirmation.
    pub signout_opens_before_min: i64,
    /// Sign-out closes this long after the end; then a missing one is 未簽退.
    pub signout_closes_after_min: i64,
}

impl Default for AttendanceParams {
    fn default() -> Self {
        Self {
            signin_opens_before_min: 30,
            late_grace_min: 15,
            early_grace_min: 15,
            signout_opens_before_min: 15,
            signout_closes_after_min: 60,
        }
    }
}

impl Period {
    /// When sign-in opens.
    #[must_use]
    pub const fn signin_opens(&self, params: &AttendanceParams) -> Timestamp {
        self.start.plus_minutes(-params.signin_opens_before_min)
    }

    /// When sign-out opens; earlier is possible with a confirmation.
    #[must_use]
    pub const fn signout_opens(&self, params: &AttendanceParams) -> Timestamp {
        self.end.plus_minutes(-params.signout_opens_before_min)
    }

    /// When sign-out closes and a missing sign-out becomes 未簽退.
    #[must_use]
    pub const fn signout_closes(&self, params: &AttendanceParams) -> Timestamp {
        self.end.plus_minutes(params.signout_closes_after_min)
    }

    /// Minutes a sign-in at `at` is late; `None` within the grace or within an extension (延長簽到). Minutes count as
    /// shown: with a grace of 15 a sign-in at 09:15:59 is on time, at 09:16:00 it is 16 minutes late (F-05).
    #[must_use]
    pub fn late_minutes(
        &self,
        params: &AttendanceParams,
        extension: Option<Timestamp>,
        at: Timestamp,
    ) -> Option<i64> {
        let minutes = self.start.shown_minutes_until(at);
        let extended = extension.is_some_and(|until| at.shown_minute() <= until.shown_minute());
        (minutes > params.late_grace_min && !extended).then_some(minutes)
    }

    /// Minutes a sign-out at `at` is too early; `None` within the grace. Minutes count as shown: 11:45:00 is within
    /// 15 minutes of 12:00, 11:44:59 is not.
    #[must_use]
    pub fn early_minutes(&self, params: &AttendanceParams, at: Timestamp) -> Option<i64> {
        let minutes = at.shown_minutes_until(self.end);
        (minutes > params.early_grace_min).then_some(minutes)
    }

    /// Whole minutes of teaching between two instants: breaks and what lies outside the period do not count.
    #[must_use]
    pub fn teaching_minutes(&self, from: Timestamp, to: Timestamp) -> i64 {
        let (from, to) = (from.shown_minute().max(self.start), to.shown_minute().min(self.end));
        let breaks: i64 = self.breaks.iter().map(|b| b.end.min(to).since(b.start.max(from)).max(0)).sum();
        (to.since(from).max(0) - breaks).max(0) / MINUTE_MS
    }
}

/// Hours in half-hour steps (R-HOURS 5: decimal, step 0.5, range 0–24). 6 means 3 hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HalfHours(pub u16);

impl HalfHours {
    /// Largest value of one period: 24 hours (R-HOURS 5).
    pub const MAX: Self = Self(48);

    /// Whether the value is possible for one period.
    #[must_use]
    pub fn is_valid(self) -> bool {
        self <= Self::MAX
    }
}

/// `3`, `2.5`, `0`.
impl fmt::Display for HalfHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.0 % 2 == 1 { ".5" } else { "" };
        write!(f, "{}{half}", self.0 / 2)
    }
}

impl std::iter::Sum for HalfHours {
    fn sum<I: Iterator<Item = Self>>(hours: I) -> Self {
        Self(hours.fold(0, |sum, h| sum.saturating_add(h.0)))
    }
}

/// How many hours follow from attendance (4.6 R-HOURS).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoursPolicy {
    /// The course announces no hours (S1 and S2 never mention them).
    None,
    /// Full participation in every period of a session gives exactly this, anything else 0 (S0-24).
    FullOnly(HalfHours),
    /// Full participation in a period gives that period's hours.
    PerPeriod(Vec<(PeriodId, HalfHours)>),
}

/// Who may take part (S0-11).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {
    /// County codes; empty means all.
    #[serde(default)]
    pub counties: Vec<String>,
    /// Levels; empty means all.
    #[serde(default)]
    pub levels: Vec<SchoolLevel>,
    /// Other counties may take part too (S1-08 開放跨區).
    #[serde(default)]
    pub cross_region: bool,
}

/// Where a session is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// 海豐國小
    pub org_name: String,
    /// 3F電腦教室
    pub room: String,
    /// Seats, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<u32>,
}

/// One line of the agenda (議程).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// Start.
    pub start: Timestamp,
    /// End.
    pub end: Timestamp,
    /// Topics as printed, with module codes.
    pub topics: Vec<String>,
    /// A role or a person (S0-18).
    #[serde(default)]
    pub lecturer: String,
}

/// A session (場次) as tablets, organisers and attendees hold it. No meeting secrets in here (S1-09).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Identity.
    pub id: SessionId,
    /// The course it belongs to.
    pub course: CourseId,
    /// Course title, as shown in headings.
    pub course_title: String,
    /// 1 for 第一場.
    pub number: u8,
    /// Day in Taipei.
    pub date: NaiveDate,
    /// 實體／線上／混成.
    pub mode: DeliveryMode,
    /// State.
    #[serde(default)]
    pub state: SessionState,
    /// Venue of on-site sessions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<Venue>,
    /// Seats on offer; `None`: not limited here (S0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Sessions with the same content share a group (S0 1≡2, C-13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equivalent_group: Option<String>,
    /// One or two periods, in order of time.
    pub periods: Vec<Period>,
    /// Agenda rows.
    #[serde(default)]
    pub agenda: Vec<AgendaItem>,
    /// Who may take part.
    #[serde(default)]
    pub eligibility: Eligibility,
    /// Rule parameters.
    #[serde(default)]
    pub params: AttendanceParams,
    /// What else an announcement says.
    #[serde(default, skip_serializing_if = "SessionInfo::is_empty")]
    pub info: SessionInfo,
}

/// How seats of a course are given away (3.2, R-CAP); visible to the organiser, changed without code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegistrationTerms {
    /// First instant of registration; `None`: as soon as the course is announced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<Timestamp>,
    /// First instant after registration (報名截止); `None`: when the session starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<Timestamp>,
    /// First instant at which 取消 is no longer possible; `None`: when the session starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_deadline: Option<Timestamp>,
    /// At most so many people of one school (S2-34); `None`: no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_school: Option<u32>,
    /// Who decides.
    pub admission: Admission,
}

/// Who decides about a seat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Admission {
    /// In the order of arrival: 錄取 while there are seats, then 備取 (R-CAP 3).
    #[default]
    FirstCome,
    /// Everybody is 已報名(待審) until the organiser decides.
    ByOrganiser,
}

/// Why a course was entered by mistake (S3-13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MistakeKind {
    /// 未開班
    NotHeld,
    /// 重複登課
    Duplicate,
    /// 其他
    Other,
}

/// The record of a 課程登錄錯誤.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistaken {
    /// Class of the reason.
    pub kind: MistakeKind,
    /// Reason in the organiser's words.
    pub reason: String,
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

/// A course (研習課程) as far as attendance and hours need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Identity.
    pub id: CourseId,
    /// 研習課程代碼, six to eight digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_code: Option<String>,
    /// Title.
    pub title: String,
    /// 指導單位 as printed (S0-10); not every plan names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervising_body: Option<String>,
    /// 主辦單位 as printed.
    pub host: String,
    /// Owning unit (承辦單位).
    pub owner_unit: OrgId,
    /// 承辦單位 as printed.
    pub organiser_name: String,
    /// Label 學年度 (C-1: what it is about, not when).
    pub school_year: u16,
    /// Hours policy.
    pub hours: HoursPolicy,
    /// How seats are given away.
    #[serde(default)]
    pub terms: RegistrationTerms,
    /// What else an announcement says.
    #[serde(default, skip_serializing_if = "CourseInfo::is_empty")]
    pub info: CourseInfo,
    /// When 錄取 was published, where the organiser decides (3.2); until then nobody sees what was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results_published_at: Option<Timestamp>,
    /// 課程登錄錯誤: the course does not exist any more for anybody but its history (S3-13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mistaken: Option<Mistaken>,
    /// When the course was closed (結案); facts received later raise AFTER_CLOSE (Y-11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
}
