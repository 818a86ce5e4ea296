//! Paths and bodies of planning: writing, approving, announcing and amending plans (3.2, U-A1, U-A2, U-A13, U-G1).

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yanxi_domain::{
    course::MistakeKind,
    ids::{AccountId, CourseId, OrgId, SessionId},
    plan::{OnlineLink, Plan},
    time::Timestamp,
};

/// `GET` → [`PlanList`]: what the caller may see; `POST` [`NewPlan`] → [`PlanDetail`].
pub const PLANS: &str = "/api/v1/plans";
/// `GET` → [`PlanDetail`]. `{plan}`
pub const PLAN: &str = "/api/v1/plans/{plan}";
/// `POST` [`SaveDraft`] → [`Saved`]. `{plan}`
pub const PLAN_DRAFT: &str = "/api/v1/plans/{plan}/draft";
/// `POST` [`PlanRevision`] → [`PlanDetail`]: 送審. `{plan}`
pub const PLAN_SUBMIT: &str = "/api/v1/plans/{plan}/submit";
/// `POST` → [`PlanDetail`]: takes a submission back. `{plan}`
pub const PLAN_WITHDRAW: &str = "/api/v1/plans/{plan}/withdraw";
/// `POST` [`DecidePlan`] → [`PlanDetail`]: 核准 or 退回. `{plan}`
pub const PLAN_DECISION: &str = "/api/v1/plans/{plan}/decision";
/// `POST` → [`PlanDetail`]: 公告. `{plan}`
pub const PLAN_ANNOUNCE: &str = "/api/v1/plans/{plan}/announce";
/// `POST` — removes a plan that was never announced. `{plan}`
pub const PLAN_DELETE: &str = "/api/v1/plans/{plan}/delete";
/// `POST` [`SetPlanPolicy`]: who approves the plans of a unit. `{unit}`
pub const PLAN_POLICY: &str = "/api/v1/units/{unit}/plan-policy";
/// `POST` [`ChangeStanding`]: 延期, 停辦, or 恢復. `{session}`
pub const SESSION_STANDING: &str = "/api/v1/sessions/{session}/standing";
/// `POST` `MistakenCourse`: 課程登錄錯誤. `{course}`
pub const COURSE_MISTAKEN: &str = "/api/v1/courses/{course}/mistaken";
/// `GET` → `OnlineLinks`: secrets, for staff of the session and whoever is 錄取 (S1-09). `{session}`
pub const SESSION_LINKS: &str = "/api/v1/sessions/{session}/links";

/// A plan's identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanId(pub Uuid);

impl std::fmt::Display for PlanId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for PlanId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self)
    }
}

/// Where a plan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PlanStanding {
    /// 草稿
    Draft,
    /// 退回: a draft again, with a comment.
    Returned,
    /// 待核准
    Submitted,
    /// 已核准
    Approved,
    /// 已公告
    Announced,
    /// Announced, and an amendment is being written; the version in force goes on.
    AmendmentDraft,
    /// 修正待核准
    AmendmentSubmitted,
}

/// Who approves the plans of a unit; a visible parameter of the unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ApprovalPolicy {
    /// The unit's approver, never the author; for the county's office also its supervisor.
    #[default]
    ByUnit,
    /// The unit's approver or the county's supervisor.
    ByUnitOrCounty,
    /// Nobody: submitting approves (school-internal courses).
    NotNeeded,
}

/// A plan in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanHead {
    /// Identity.
    pub id: PlanId,
    /// Title of the draft.
    pub title: String,
    /// Unit whose plan it is.
    pub unit: OrgId,
    /// Its name.
    pub unit_name: String,
    /// Who began it.
    pub author_name: String,
    /// Last change of the draft.
    pub updated_at: Timestamp,
    /// Where it stands.
    pub standing: PlanStanding,
    /// What the caller may do with it.
    pub may: MayDo,
}

/// What the caller may do with a plan now, so that the app disables the rest with a reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MayDo {
    /// Write the draft, submit, withdraw, announce, delete.
    pub write: bool,
    /// Approve or return what was submitted.
    pub approve: bool,
    /// Could approve, but wrote or submitted it: another person has to.
    #[serde(default)]
    pub own: bool,
}

/// Answer of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanList {
    /// Plans, the newest change first.
    pub plans: Vec<PlanHead>,
    /// Units the caller plans or approves for.
    pub units: Vec<PlanUnit>,
    /// Plans that ship with the program: key and title.
    pub shipped: Vec<(String, String)>,
}

/// A unit somebody plans or approves for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanUnit {
    /// Unit.
    pub id: OrgId,
    /// 海豐國小
    pub name: String,
    /// County code.
    pub county: String,
    /// Who approves its plans.
    pub policy: ApprovalPolicy,
    /// The caller begins plans there; otherwise approves them.
    pub writes: bool,
}

/// Begin a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPlan {
    /// For which unit.
    pub unit: OrgId,
    /// From what.
    pub from: PlanSource,
}

/// What a new plan begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PlanSource {
    /// Nothing.
    Blank {
        /// 學年度
        school_year: u16,
    },
    /// An earlier plan; its days, deadlines and meeting rooms stay behind.
    Copy {
        /// Which.
        plan: PlanId,
    },
    /// The text of a plan file.
    File {
        /// Text.
        text: String,
    },
    /// A plan that ships with the program, by its key; through the same door as a file.
    Shipped {
        /// Key.
        key: String,
    },
}

/// A plan with everything about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanDetail {
    /// As in the list.
    pub head: PlanHead,
    /// Number every saving raises; two people who began from the same one are told.
    pub revision: u64,
    /// What is being written; equal to the version in force when nothing is.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub draft: Plan,
    /// The version in force.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub in_force: Option<Plan>,
    /// Everything that was ever submitted, oldest first.
    pub versions: Vec<PlanVersion>,
    /// Who approves.
    pub policy: ApprovalPolicy,
    /// When it was announced.
    #[serde(default)]
    pub announced_at: Option<Timestamp>,
    /// Courses announced from it.
    pub courses: Vec<CourseId>,
}

/// A submitted version; immutable but for its decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanVersion {
    /// Counted from 1.
    pub number: u32,
    /// What became of it.
    pub state: VersionState,
    /// Who submitted it.
    pub submitted_by: AccountId,
    /// Their name.
    pub submitted_name: String,
    /// When.
    pub submitted_at: Timestamp,
    /// Who decided.
    #[serde(default)]
    pub decided_name: Option<String>,
    /// When.
    #[serde(default)]
    pub decided_at: Option<Timestamp>,
    /// What the approver said.
    #[serde(default)]
    pub comment: String,
}

/// What became of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum VersionState {
    /// 待核准
    Pending,
    /// 核准; the newest of these is in force.
    Approved,
    /// 退回
    Returned,
    /// Taken back by its author.
    Withdrawn,
}

/// Keep a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveDraft {
    /// Revision it was written from.
    pub revision: u64,
    /// All of it.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub plan: Plan,
}

/// A draft was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Saved {
    /// Its revision now.
    pub revision: u64,
    /// When.
    pub at: Timestamp,
    /// Where the plan stands now.
    pub standing: PlanStanding,
}

/// Names the revision a person has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanRevision {
    /// Revision.
    pub revision: u64,
}

/// Decide about what was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecidePlan {
    /// The version that was read: a newer one is another decision.
    pub version: u32,
    /// 核准; `false`: 退回.
    pub approve: bool,
    /// Comment; mandatory when returning.
    #[serde(default)]
    pub comment: String,
}

/// Set who approves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetPlanPolicy {
    /// Policy.
    pub policy: ApprovalPolicy,
}

/// Postpone or call off a session, or take that back (U-A13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeStanding {
    /// What.
    pub standing: SessionStanding,
    /// Why, in words; everybody registered reads it.
    pub reason: String,
}

/// Standing of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SessionStanding {
    /// 延期: the new day comes with an amendment.
    Postponed,
    /// 停辦
    CalledOff,
    /// 恢復: it is held as announced after all.
    Scheduled,
}

/// 課程登錄錯誤: the organiser takes an announced course back (S3-13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MistakenCourse {
    /// Class of the reason.
    pub kind: MistakeKind,
    /// Reason in words, not blank; registrants read it.
    pub reason: String,
}

/// Links of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OnlineLinks {
    /// Session.
    pub session: Option<SessionId>,
    /// Its links with their secrets.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub links: Vec<OnlineLink>,
}
