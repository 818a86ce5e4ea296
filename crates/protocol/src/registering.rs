//! Paths and bodies of the catalogue, of registering and of admission (U-E1 … U-E5, U-A4, U-G2).
//!
//! What a person decides here is a request: it carries an id made by the client, so that repeating it, also after a day
//! without a network, changes nothing more.

mod admission;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yanxi_domain::{
    bring::{BringRule, LoginKind},
    course::{DeliveryMode, Session, SessionState},
    ids::{CourseId, OrgId, PersonId, RegistrationId, SessionId},
    registering::WayOut,
    roster::{Origin, RegistrationState},
    time::Timestamp,
};

pub use admission::*;

use crate::api::ApiError;

/// `GET` [`CatalogQuery`] → [`CatalogPage`].
pub const CATALOG: &str = "/api/v1/catalog";
/// `GET` → [`CatalogDetail`]. `{session}`
pub const CATALOG_SESSION: &str = "/api/v1/catalog/{session}";
/// `POST` [`Register`] → [`Registered`]. `{session}`
pub const REGISTRATIONS: &str = "/api/v1/sessions/{session}/registrations";
/// `POST` [`Leave`] → [`Registered`]: 取消報名, 放棄錄取 or 請假 by the registered person. `{registration}`
pub const LEAVE: &str = "/api/v1/registrations/{registration}/leave";
/// `POST` [`Decline`] → [`Registered`]: an assigned person says no. `{registration}`
pub const DECLINE: &str = "/api/v1/registrations/{registration}/decline";
/// `POST` [`DecideLeave`]: 請假 decided by the organiser. `{registration}`
pub const LEAVE_DECISION: &str = "/api/v1/registrations/{registration}/leave-decision";
/// `GET` → [`Staff`]: own-school staff of an approver or organisation administrator.
pub const STAFF: &str = "/api/v1/staff";
/// `POST` [`Assign`] → [`Assigned`]. `{session}`
pub const ASSIGNMENTS: &str = "/api/v1/sessions/{session}/assignments";
/// `GET` → [`Admission`]; `POST` [`DecideAdmission`] → [`AdmissionDecided`]. `{session}`
pub const ADMISSION: &str = "/api/v1/sessions/{session}/admission";
/// `POST` → [`ResultsPublished`]: 公布錄取. `{course}`
pub const RESULTS: &str = "/api/v1/courses/{course}/results";

/// What the catalogue is asked for. Every field may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct CatalogQuery {
    /// 業務別
    #[serde(skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// County code: sessions meant for schools of that county.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub county: String,
    /// First day, `YYYY-MM-DD`; without it, what has not begun.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// Last day, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// `on_site`, `online` or `hybrid`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mode: String,
    /// Free text: title, place, topics.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Only sessions with seats left.
    #[serde(skip_serializing_if = "is_false")]
    pub free: bool,
    /// Only sessions the caller's school may take part in, open for registration now.
    #[serde(skip_serializing_if = "is_false")]
    pub eligible: bool,
    /// [`CatalogPage::next`] of the page before.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// A page of the catalogue, by time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogPage {
    /// Sessions.
    pub sessions: Vec<CatalogSession>,
    /// How many there are in all.
    pub total: u32,
    /// Asks for the next page; `None`: this was the last.
    #[serde(default)]
    pub next: Option<String>,
    /// When this was so, server clock.
    pub at: Timestamp,
}

/// A sentence in both languages with a stable code: a reason why not, or something to know before pressing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sentence {
    /// Stable, `snake_case`.
    pub code: String,
    /// Traditional Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// One session as everybody signed in may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogSession {
    /// Identity.
    pub session: SessionId,
    /// Its course.
    pub course: CourseId,
    /// Course title.
    pub title: String,
    /// 1 for 第一場.
    pub number: u8,
    /// Day in Taipei.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub date: NaiveDate,
    /// Start of the first period.
    pub start: Timestamp,
    /// End of the last period.
    pub end: Timestamp,
    /// 實體／線上／混成
    pub mode: DeliveryMode,
    /// 延期 and 停辦 are shown.
    pub state: SessionState,
    /// 海豐國小 3F電腦教室; empty for online sessions.
    pub place: String,
    /// 主辦單位
    pub host: String,
    /// 業務別 it names; empty: for everybody.
    pub areas: Vec<String>,
    /// County codes it is meant for; empty: all.
    pub counties: Vec<String>,
    /// 每場上限; `None`: no number was named.
    #[serde(default)]
    pub capacity: Option<u32>,
    /// 剩餘名額; `None`: no limit.
    #[serde(default)]
    pub seats_left: Option<u32>,
    /// People on the waiting list.
    pub waiting: u32,
    /// 報名截止, or the start of the session.
    pub closes: Timestamp,
    /// The caller's live registration.
    #[serde(default)]
    pub mine: Option<Mine>,
    /// Why the caller cannot register now; empty: they can.
    pub refusals: Vec<Sentence>,
    /// What the caller should know before registering.
    pub remarks: Vec<Sentence>,
}

/// The caller's registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mine {
    /// Identity.
    pub registration: RegistrationId,
    /// State.
    pub state: RegistrationState,
}

/// A session with everything its registration page shows. No meeting secrets (S1-09).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogDetail {
    /// As in the list.
    pub summary: CatalogSession,
    /// The session with its agenda.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub session: Session,
    /// First instant at which only 請假 is possible.
    #[serde(default)]
    pub cancel_until: Option<Timestamp>,
    /// The organiser decides about every applicant.
    pub by_organiser: bool,
    /// At most so many people of one school.
    #[serde(default)]
    pub per_school: Option<u32>,
    /// 攜帶設備 by login kind; empty: the usual things.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bring: Vec<BringRule>,
    /// What is prefilled: who registers.
    pub registrant: Registrant,
    /// When this was so, server clock.
    pub at: Timestamp,
}

/// Who registers, as held by the directory: nothing of it is typed again (S0-02).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Registrant {
    /// Name.
    pub name: String,
    /// School; `None`: the account has none yet.
    #[serde(default)]
    pub school: Option<String>,
    /// 職稱
    pub title: String,
    /// 同名註記 the directory holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disambiguator: Option<String>,
    /// Somebody of the same name and title works at the school: a 同名註記 is asked for (F-15).
    #[serde(default)]
    pub namesake: bool,
}

/// Register for a session: at most three things are asked (U-E2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Register {
    /// Made by the client; repeating the request with the same id changes nothing.
    pub request: Uuid,
    /// 業務別, as in the printed list.
    #[serde(default)]
    pub business_area: Option<String>,
    /// How the person logs in to the system that is taught.
    #[serde(default)]
    pub login: Option<LoginKind>,
    /// Holds the school's AA account (S0-09).
    #[serde(default)]
    pub holds_aa: bool,
    /// A note to the organiser.
    #[serde(default)]
    pub note: String,
    /// 同名註記: what tells the person from a namesake at the same school (F-15). Kept with the person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub disambiguator: String,
}

/// Where a registration stands after a request about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Registered {
    /// Identity.
    pub registration: RegistrationId,
    /// Its session.
    pub session: SessionId,
    /// State now.
    pub state: RegistrationState,
    /// 請假 was asked for and is not decided.
    #[serde(default)]
    pub leave_asked: bool,
    /// Seats of the session.
    #[serde(default)]
    pub capacity: Option<u32>,
    /// What one should know.
    #[serde(default)]
    pub remarks: Vec<Sentence>,
    /// 攜帶設備
    #[serde(default)]
    pub bring: Vec<String>,
    /// For somebody on a waiting list: other sessions of the course with seats (13.2 `full`).
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
}

/// Another session with seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alternative {
    /// Identity.
    pub session: SessionId,
    /// 1 for 第一場.
    pub number: u8,
    /// Day in Taipei.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub date: NaiveDate,
    /// 剩餘名額; `None`: no limit.
    #[serde(default)]
    pub seats_left: Option<u32>,
}

/// Leave a registration, in the way the person saw on their screen. The server decides whether it is still open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Leave {
    /// 取消報名, 放棄錄取 or 請假.
    pub way: WayOut,
    /// Why; mandatory for 請假.
    #[serde(default)]
    pub reason: String,
}

/// An assigned person declines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decline {
    /// Why, not blank.
    pub reason: String,
}

/// The organiser decides about 請假.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecideLeave {
    /// 同意
    pub accepted: bool,
    /// Why; mandatory when it is not accepted.
    #[serde(default)]
    pub reason: String,
}

/// People the caller may assign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Staff {
    /// By school, title and name.
    pub people: Vec<StaffMember>,
}

/// Somebody of the caller's own school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffMember {
    /// Identity.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// 職稱
    pub title: String,
    /// School.
    pub school: OrgId,
    /// Its short name.
    pub school_name: String,
    /// 同名註記
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disambiguator: Option<String>,
    /// Somebody else there has the same name and title: a 同名註記 is asked for.
    #[serde(default)]
    pub namesake: bool,
    /// Sessions the person stands in, live registrations only.
    pub registrations: Vec<StaffRegistration>,
}

/// A live registration of a member of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffRegistration {
    /// Session.
    pub session: SessionId,
    /// State.
    pub state: RegistrationState,
    /// Origin.
    pub origin: Origin,
}

/// Assign own staff to a session (指派).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assign {
    /// People, each with a request id of its own.
    pub people: Vec<AssignPerson>,
}

/// One person to assign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignPerson {
    /// Who.
    pub person: PersonId,
    /// As a person would register, with the business area they are assigned for (S0-05).
    #[serde(flatten)]
    pub register: Register,
}

/// What became of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assigned {
    /// In the order asked.
    pub people: Vec<AssignedPerson>,
}

/// What became of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignedPerson {
    /// Who.
    pub person: PersonId,
    /// Registered.
    #[serde(default)]
    pub registered: Option<Registered>,
    /// Or why not.
    #[serde(default)]
    pub refused: Option<ApiError>,
}
