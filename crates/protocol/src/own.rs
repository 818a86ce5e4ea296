//! What people do about themselves: notices, address for mail, calendar, own data (U-E3, V-02, V-07).

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yanxi_domain::{ids::PersonId, time::Timestamp};

/// `POST` [`ReadNotices`]
pub const NOTICES_READ: &str = "/api/v1/own/notices/read";
/// `GET` → [`Contact`]
pub const CONTACT: &str = "/api/v1/own/contact";
/// `POST` [`SetEmail`] → [`Contact`]: asks for a code by mail; an empty address takes the present one away.
pub const EMAIL: &str = "/api/v1/own/email";
/// `POST` [`ConfirmEmail`] → [`Contact`]
pub const EMAIL_CONFIRM: &str = "/api/v1/own/email/confirm";
/// `POST` → [`NewCalendar`]; an earlier address ends.
pub const CALENDAR_RENEW: &str = "/api/v1/own/calendar";
/// `POST`
pub const CALENDAR_REVOKE: &str = "/api/v1/own/calendar/revoke";
/// `GET` — the calendar itself. `{secret}` is all the permission there is.
pub const CALENDAR: &str = "/calendar/{secret}";

/// Notices somebody has read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadNotices {
    /// Ids of the documents.
    pub notices: Vec<Uuid>,
}

/// Where a person is reached beside the app.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// This server sends mail.
    pub mail: bool,
    /// Confirmed address.
    #[serde(default)]
    pub email: Option<String>,
    /// Address that waits for its code.
    #[serde(default)]
    pub pending: Option<String>,
    /// Since when there is a calendar address; the address itself is not kept.
    #[serde(default)]
    pub calendar_since: Option<Timestamp>,
}

/// A new address for mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetEmail {
    /// As typed.
    pub email: String,
}

/// The code that came by mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmEmail {
    /// As typed; case, spaces and dashes do not matter.
    pub code: String,
}

/// A calendar address, shown this once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewCalendar {
    /// `/calendar/….ics`, below this server's address.
    pub path: String,
}

/// `GET` → [`PrivacyNotice`]
pub const PRIVACY_NOTICE: &str = "/api/v1/privacy";
/// `POST` [`PrivacyShown`]
pub const PRIVACY_SHOWN: &str = "/api/v1/own/privacy-shown";
/// `GET` → [`OwnData`]
pub const OWN_DATA: &str = "/api/v1/own/data";
/// `POST` [`NewDataRequest`] → [`DataRequest`]
pub const DATA_REQUESTS: &str = "/api/v1/own/data-requests";
/// `GET` → `DataRequest[]`: of the people the caller answers for.
pub const DATA_REQUESTS_OPEN: &str = "/api/v1/data-requests";
/// `POST` [`AnswerDataRequest`] → [`DataRequest`]. `{request}`
pub const DATA_REQUEST_ANSWER: &str = "/api/v1/data-requests/{request}/answer";

/// The privacy notice (V-02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrivacyNotice {
    /// Version; a new one is shown again.
    pub version: String,
    /// Paragraphs, Traditional Chinese.
    pub text: Vec<String>,
    /// The version the caller was shown last.
    #[serde(default)]
    pub shown: Option<String>,
}

/// The notice was on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrivacyShown {
    /// Its version.
    pub version: String,
    /// Where: `privacy`, `registration`.
    pub place: String,
}

/// Everything held about the caller (V-07), in readable lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnData {
    /// When it was put together.
    pub at: Timestamp,
    /// Identity.
    pub person: PersonId,
    /// Parts, in order.
    pub parts: Vec<OwnDataPart>,
    /// Requests, newest first.
    pub requests: Vec<DataRequest>,
}

/// Records of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnDataPart {
    /// `person`, `account`, `registrations`, `attendance`, `hours`, `notices`, `privacy`.
    pub kind: String,
    /// Each a list of (name of the field, value).
    pub records: Vec<Vec<(String, String)>>,
}

/// What somebody asks about their own data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DataRequestKind {
    /// 更正
    Correction,
    /// 刪除
    Deletion,
}

/// State of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DataRequestState {
    /// 處理中
    Open,
    /// 已辦理
    Done,
    /// 未能辦理, with a reason.
    Refused,
}

/// A new request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewDataRequest {
    /// What.
    pub kind: DataRequestKind,
    /// In the person's words.
    pub text: String,
}

/// A request and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DataRequest {
    /// Identity.
    pub id: Uuid,
    /// What.
    pub kind: DataRequestKind,
    /// In the person's words.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// Until when it is to be answered.
    pub due: Timestamp,
    /// State.
    pub state: DataRequestState,
    /// Answer.
    #[serde(default)]
    pub reply: Option<String>,
    /// When it was answered.
    #[serde(default)]
    pub answered_at: Option<Timestamp>,
    /// Name of who asks; only for those who answer.
    #[serde(default)]
    pub name: Option<String>,
    /// Their school; only for those who answer.
    #[serde(default)]
    pub school: Option<String>,
    /// Who answered.
    #[serde(default)]
    pub answered_by: Option<String>,
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerDataRequest {
    /// Done or refused.
    pub state: DataRequestState,
    /// What was done, or why not; not blank.
    pub reply: String,
}
