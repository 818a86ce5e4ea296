//! Paths and bodies of the API beside sync. Every endpoint checks role and scope (section 9).

use serde::{Deserialize, Serialize};
use yanxi_domain::{
    course::HalfHours,
    determination::Decision,
    event::{Direction, Subject},
    ids::{AccountId, CourseId, DeviceId, DraftId, OrgId, PeriodId, PersonId, RegistrationId, SessionId},
    time::Timestamp,
};

pub use crate::crew::{Crew, CrewMember, CrewQuery, OperatorPin, WithdrawOperator};

/// `GET` — liveness; `{"status":"ok","version":…}`.
pub const HEALTHZ: &str = "/healthz";
/// `POST` [`crate::sync::SyncRequest`] → [`crate::sync::SyncResponse`].
pub const SYNC: &str = "/api/v1/sync";
/// `GET ?scopes=a,b` — server-sent events; each message names the scopes with news, nothing else.
pub const NEWS: &str = "/api/v1/news";
/// `GET` → [`Me`].
pub const ME: &str = "/api/v1/me";
/// `POST` — ends the account session (the device stays enrolled).
pub const LOGOUT: &str = "/api/v1/logout";
/// `GET` → `Vec<DemoPerson>`; exists only with `--demo`.
pub const DEMO_PEOPLE: &str = "/api/v1/demo/people";
/// `POST` [`DemoEnter`] → [`DemoEntered`]; exists only with `--demo`.
pub const DEMO_ENTER: &str = "/api/v1/demo/enter";
/// `POST` [`DemoClock`]: moves the server clock; exists only with `--demo` (scripted days use it).
pub const DEMO_CLOCK: &str = "/api/v1/demo/clock";
/// `POST` [`NewEnrolmentCode`] → [`EnrolmentCode`]. `{course}`
pub const ENROLMENT_CODES: &str = "/api/v1/courses/{course}/enrolment-codes";
/// `POST` [`Enrol`] → [`Enrolled`]; sets the device cookie.
pub const ENROL: &str = "/api/v1/devices/enrol";
/// `GET` → [`DeviceSelf`] for the device cookie, 404 without one (T-42: the cookie may outlive the storage).
pub const DEVICE_SELF: &str = "/api/v1/devices/self";
/// `POST` [`RevokeDevice`] → [`ExposedPeople`]. `{device}`
pub const DEVICE_REVOKE: &str = "/api/v1/devices/{device}/revoke";
/// `POST` [`crate::docs::Readiness`] by the device.
pub const READINESS: &str = "/api/v1/devices/readiness";
/// `GET` [`CrewQuery`] → [`Crew`]; `POST` [`SetPin`] → [`OperatorPin`]. By the organiser. `{session}`
pub const OPERATOR_PIN: &str = "/api/v1/sessions/{session}/operators";
/// `POST` [`WithdrawOperator`] by the organiser. `{session}`
pub const OPERATOR_WITHDRAW: &str = "/api/v1/sessions/{session}/operators/withdraw";
/// `POST` [`Backfill`] (U-A14). `{session}`
pub const BACKFILL: &str = "/api/v1/sessions/{session}/backfill";
/// `POST` [`Decide`] (U-A7, F-07). `{session}`
pub const DECISIONS: &str = "/api/v1/sessions/{session}/decisions";
/// `POST` [`LinkDraft`] (F-03). `{session}`
pub const DRAFT_LINKS: &str = "/api/v1/sessions/{session}/draft-links";
/// `POST` [`OverrideFinal`] (R-FINAL c). `{session}`
pub const FINAL_OVERRIDE: &str = "/api/v1/sessions/{session}/final-override";
/// `POST` [`IssueHours`] → [`IssuePreview`] (U-A8). `{session}`
pub const HOURS: &str = "/api/v1/sessions/{session}/hours";
/// `GET` — the OpenAPI document.
pub const OPENAPI: &str = "/api/v1/openapi.json";

/// Header every changing request of the app carries; with SameSite cookies it stops cross-site posts.
pub const CSRF_HEADER: &str = "x-yanxi";
/// Cookie of an account session.
pub const SESSION_COOKIE: &str = "yanxi_session";
/// Cookie of an enrolled device.
pub const DEVICE_COOKIE: &str = "yanxi_device";

/// Every error answer: a stable code for programs, a safe message for logs, a reason in words for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiError {
    /// Stable, `snake_case`: `not_signed_in`, `forbidden`, `not_found`, `code_expired`, `not_final`, `undecided` …
    pub code: String,
    /// English, without personal data.
    pub message: String,
    /// What happened and what to do, in Traditional Chinese.
    pub reason: String,
    /// Names or ids the reason refers to (e.g. undecided people); shown to the caller only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
}

/// Role of an account (section 9; the roles this part needs).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "role")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// 學員: own records.
    Attendee,
    /// 場地簽到人員 of these sessions.
    VenueStaff {
        /// Assigned sessions.
        sessions: Vec<SessionId>,
    },
    /// 開課承辦人 of these courses.
    Organiser {
        /// Own courses.
        courses: Vec<CourseId>,
    },
    /// 講師 of these sessions: headcount and roster, to look at.
    Lecturer {
        /// Own sessions.
        sessions: Vec<SessionId>,
    },
    /// 開課承辦人 who may plan courses of these organisations; of a course once announced they are [`Role::Organiser`].
    Officer {
        /// Organisations they plan for.
        organisations: Vec<OrgId>,
    },
    /// 校長／業務主管 of these organisations: approves plans, assigns own staff.
    Approver {
        /// Own organisations.
        organisations: Vec<OrgId>,
    },
    /// 單位管理者 of these organisations: opens accounts there, resets access.
    OrganisationAdministrator {
        /// Own organisations.
        organisations: Vec<OrgId>,
    },
    /// 縣市督導 of these counties, by county code.
    CountySupervisor {
        /// Own counties.
        counties: Vec<String>,
    },
    /// 系統管理員. No rights over anybody's records by itself (section 9, least privilege).
    SystemAdministrator,
    /// A role of a newer server; it gives nothing here.
    #[serde(other)]
    Unknown,
}

/// Who this browser is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// Signed-in account.
    #[serde(default)]
    pub account: Option<MyAccount>,
    /// Enrolled device.
    #[serde(default)]
    pub device: Option<DeviceIdentity>,
    /// The server runs with `--demo`.
    #[serde(default)]
    pub demo: bool,
}

/// Signed-in account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyAccount {
    /// Account.
    pub id: AccountId,
    /// Person behind it.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Roles.
    pub roles: Vec<Role>,
}

/// Somebody the demo page offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemoPerson {
    /// Account to enter as.
    pub account: AccountId,
    /// Invented name.
    pub name: String,
    /// School and title.
    pub about: String,
    /// `staff`, `organiser`, `attendee`.
    pub role: String,
    /// What to try, one sentence.
    pub hint: String,
    /// The same in English.
    #[serde(default)]
    pub hint_en: String,
}

/// Enter as a demo person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemoEnter {
    /// Account.
    pub account: AccountId,
}

/// Entered. For venue staff it brings what a real one would have typed, so that one click is enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemoEntered {
    /// Who.
    pub me: Me,
    /// One-time enrolment code (venue staff).
    #[serde(default)]
    pub enrolment_code: Option<String>,
    /// PIN of this operator (venue staff).
    #[serde(default)]
    pub pin: Option<String>,
}

/// Moves the server clock so that it now reads `now`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemoClock {
    /// New reading; `None` returns to real time.
    pub now: Option<Timestamp>,
}

/// Ask for a one-time code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewEnrolmentCode {
    /// Sessions the device is for.
    pub sessions: Vec<SessionId>,
    /// Device it replaces (T-43).
    #[serde(default)]
    pub replaces: Option<DeviceId>,
}

/// One-time code: eight characters without 0/O/1/I, valid once and for a short time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnrolmentCode {
    /// Code.
    pub code: String,
    /// Last instant it is valid.
    pub expires_at: Timestamp,
}

/// Redeem a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrol {
    /// Code as typed; case, spaces and dashes do not matter.
    pub code: String,
    /// 平板A
    pub name: String,
    /// The device's present id when its cookie was lost but its storage was not: the queue stays its own.
    #[serde(default)]
    pub device: Option<DeviceId>,
}

/// The device as it must remember itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceIdentity {
    /// Identity.
    pub id: DeviceId,
    /// 平板A
    pub name: String,
    /// Sessions it is enrolled for.
    pub sessions: Vec<SessionId>,
}

/// Enrolled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolled {
    /// This device.
    pub device: DeviceIdentity,
    /// What the server has of the device it replaces (T-42, T-43).
    #[serde(default)]
    pub replaced: Option<DeviceSelf>,
}

/// What the server holds of a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceSelf {
    /// Identity.
    pub device: DeviceIdentity,
    /// Events held.
    pub held: u64,
    /// Highest number held or reported.
    pub head: u64,
    /// Missing numbers up to `head`, as inclusive ranges.
    pub missing: Vec<(u64, u64)>,
}

/// Report a device as lost (U-H2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevokeDevice {
    /// Why.
    pub reason: String,
}

/// Whose data a lost device held (V-10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExposedPeople {
    /// (registration, name, school).
    pub people: Vec<(RegistrationId, String, String)>,
    /// (name, school) of walk-ins, who have no registration.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub walk_ins: Vec<(String, String)>,
}

/// Make somebody an operator of the session, or change the PIN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetPin {
    /// Operator.
    pub account: AccountId,
    /// Four to eight digits; absent: the server makes one.
    #[serde(default)]
    pub pin: Option<String>,
}

/// Enter punches from the paper sheet (U-A14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Backfill {
    /// Lines.
    pub lines: Vec<BackfillLine>,
    /// Why, one reason for all lines.
    pub reason: String,
}

/// One line of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BackfillLine {
    /// Idempotency: made by the client.
    pub event: yanxi_domain::ids::EventId,
    /// Who.
    pub registration: RegistrationId,
    /// Period.
    pub period: PeriodId,
    /// In or out.
    pub direction: Direction,
    /// Time on the sheet.
    pub claimed: Timestamp,
}

/// Decide one or more cases with one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decide {
    /// Cases.
    pub cases: Vec<(Subject, PeriodId)>,
    /// Decision.
    pub decision: Decision,
    /// Reason, not blank.
    pub reason: String,
}

/// Link a walk-in to a registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkDraft {
    /// Walk-in.
    pub draft: DraftId,
    /// Registration.
    pub registration: RegistrationId,
}

/// Declare a session final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverrideFinal {
    /// Reason, not blank.
    pub reason: String,
}

/// Issue the hours of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssueHours {
    /// Only show what would be issued.
    pub preview: bool,
    /// Reason; mandatory when earlier records are superseded.
    #[serde(default)]
    pub reason: Option<String>,
}

/// What issuing would do, or did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuePreview {
    /// People and hours in all: 「全程 55 人 × 3 小時；0 小時 5 人」.
    pub groups: Vec<(HalfHours, u32)>,
    /// Records that would be (were) new.
    pub new: u32,
    /// Records that would supersede (superseded) others.
    pub superseding: u32,
    /// Already issued as they are: nothing changes.
    pub unchanged: u32,
    /// Everybody, in roster order: subject, hours, reason in words.
    pub rows: Vec<(Subject, HalfHours, String)>,
    /// Done, not only previewed.
    pub issued: bool,
}
