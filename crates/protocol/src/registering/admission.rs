//! What the organiser decides about applicants.

use serde::{Deserialize, Serialize};
use yanxi_domain::{
    ids::{OrgId, RegistrationId},
    roster::{Origin, RegistrationState},
    time::Timestamp,
};

use super::Sentence;

/// Applicants of a session with its seats (U-A4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Admission {
    /// 每場上限
    #[serde(default)]
    pub capacity: Option<u32>,
    /// At most so many people of one school.
    #[serde(default)]
    pub per_school: Option<u32>,
    /// 錄取
    pub admitted: u32,
    /// Accepted walk-ins: they sit on seats too (R-CAP 1).
    pub walk_ins: u32,
    /// 剩餘名額; `None`: no limit.
    #[serde(default)]
    pub seats_left: Option<u32>,
    /// The organiser decides about every applicant.
    pub by_organiser: bool,
    /// Applicants do not see yet what was decided about them: 錄取 of the course was not published.
    #[serde(default)]
    pub hidden: bool,
    /// Everybody, in the order of 報名時間.
    pub rows: Vec<AdmissionRow>,
    /// When this was so, server clock.
    pub at: Timestamp,
}

/// One applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdmissionRow {
    /// Identity.
    pub registration: RegistrationId,
    /// Name.
    pub name: String,
    /// School.
    pub school: OrgId,
    /// Its short name.
    pub school_name: String,
    /// 職稱
    pub title: String,
    /// 業務別
    #[serde(default)]
    pub business_area: Option<String>,
    /// 報名時間; `None`: entered before this was recorded, or imported.
    #[serde(default)]
    pub applied_at: Option<Timestamp>,
    /// Origin.
    pub origin: Origin,
    /// State.
    pub state: RegistrationState,
    /// 跨區 (S1-08)
    pub cross_region: bool,
    /// Admitted to another session at the same time (R-CAP 5).
    pub elsewhere: bool,
    /// The person's note.
    #[serde(default)]
    pub note: String,
    /// 請假 asked for, with the reason; not decided.
    #[serde(default)]
    pub leave_reason: Option<String>,
    /// Reason of the last decision.
    #[serde(default)]
    pub reason: Option<String>,
}

/// What the organiser decides about applicants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AdmissionDecision {
    /// 錄取, as far as there are seats; who has none is 備取.
    Admit,
    /// 備取
    Waitlist,
    /// 未錄取
    NotAdmit,
}

/// Decide about one or more applicants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecideAdmission {
    /// Who.
    pub registrations: Vec<RegistrationId>,
    /// Decision.
    pub decision: AdmissionDecision,
    /// Admit also beyond the seats or the quota of a school; needs a reason.
    #[serde(default)]
    pub beyond_seats: bool,
    /// Why; mandatory for 未錄取, beyond the seats, and for taking a seat away.
    #[serde(default)]
    pub reason: String,
}

/// What a decision did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdmissionDecided {
    /// People who are admitted by it.
    pub admitted: u32,
    /// People who are on the waiting list by it.
    pub waitlisted: u32,
    /// People who are not admitted by it.
    pub not_admitted: u32,
    /// People whose state stayed as it was.
    pub unchanged: u32,
    /// People it could not be done for: registration, and why.
    pub skipped: Vec<(RegistrationId, Sentence)>,
}

/// What people are told by the publication (公布錄取), over all sessions of the course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResultsPublished {
    /// 錄取
    pub admitted: u32,
    /// 備取
    pub waitlisted: u32,
    /// 未錄取
    pub not_admitted: u32,
    /// Not decided about; they are told as soon as they are.
    pub undecided: u32,
}
