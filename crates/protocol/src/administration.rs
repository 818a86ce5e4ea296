//! Paths and bodies of opening, ending and confirming accounts of others (R-ACC 1, R-ACC 3, S2-18, S3-14).

use serde::{Deserialize, Serialize};
use yanxi_domain::{
    ids::{AccountId, OrgId},
    time::Timestamp,
};

use crate::accounts::OneTimeCode;

/// `GET` [`AccountQuery`] → [`AccountList`]: accounts the caller administers. `POST` [`OpenAccount`] →
/// [`OpenedAccount`].
pub const ACCOUNTS: &str = "/api/v1/accounts";
/// `POST` [`SetAccountState`]. `{account}`
pub const ACCOUNT_STATE: &str = "/api/v1/accounts/{account}/state";
/// `POST` [`SetAccountRoles`]. `{account}`
pub const ACCOUNT_ROLES: &str = "/api/v1/accounts/{account}/roles";
/// `POST` [`ConfirmAccounts`]: these people are still here this school year.
pub const ACCOUNTS_CONFIRM: &str = "/api/v1/accounts/confirm";
/// `POST` [`NewOffice`] → [`Office`], by the system administrator.
pub const OFFICES: &str = "/api/v1/offices";

/// Which accounts. Everything may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default)]
pub struct AccountQuery {
    /// Part of a name, title, login name or school.
    pub q: String,
    /// Only of this organisation, by id.
    pub organisation: String,
}

/// A role somebody gives to an account. Roles of courses and sessions come with the work itself, not from here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "role")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum GivenRole {
    /// 承辦人 of an organisation.
    Officer {
        /// Where.
        organisation: OrgId,
    },
    /// 校長／業務主管 of an organisation.
    Approver {
        /// Where.
        organisation: OrgId,
    },
    /// 單位管理者 of an organisation.
    OrganisationAdministrator {
        /// Where.
        organisation: OrgId,
    },
    /// 縣市督導 of a county.
    CountySupervisor {
        /// County code.
        county: String,
    },
    /// 系統管理員.
    SystemAdministrator,
}

/// State of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AccountState {
    /// 啟用
    Active,
    /// 停用: cannot log in; may be enabled again.
    Disabled,
    /// 註銷: cannot log in, for good. The name stays in history.
    Closed,
}

/// What the idle policy says of an account (R-ACC 4). Nothing happens by itself: an administrator acts on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Idle {
    /// In use.
    No,
    /// Not used for [`AccountPolicy::idle_disable_days`].
    Disable,
    /// Not used for [`AccountPolicy::idle_close_days`].
    Close,
}

/// What is done with accounts nobody confirmed in time (S2-18).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Unconfirmed {
    /// They are only marked.
    #[default]
    Mark,
    /// Their roles do not count until they are confirmed; own records stay readable.
    SuspendRoles,
}

/// The parameters accounts are treated by, as they are in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountPolicy {
    /// Days without login after which an account should be disabled.
    pub idle_disable_days: u32,
    /// Days without login after which an account should be closed.
    pub idle_close_days: u32,
    /// Month and day, in the autumn of the school year, until which accounts are to be confirmed; that day included.
    pub confirm_until: (u32, u32),
    /// What is done with unconfirmed ones afterwards.
    pub unconfirmed: Unconfirmed,
}

impl Default for AccountPolicy {
    fn default() -> Self {
        Self {
            idle_disable_days: 180,
            idle_close_days: 365,
            confirm_until: (9, 30),
            unconfirmed: Unconfirmed::Mark,
        }
    }
}

/// An account as its administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ManagedAccount {
    /// Account.
    pub account: AccountId,
    /// Name of the person, who never changes (S3-14).
    pub name: String,
    /// 職稱
    pub title: String,
    /// School or office of the person.
    #[serde(default)]
    pub organisation: Option<OrgId>,
    /// Its short name; empty without one.
    #[serde(default)]
    pub organisation_name: String,
    /// Login name; absent for an account that cannot log in by itself.
    #[serde(default)]
    pub login: Option<String>,
    /// State.
    pub state: AccountState,
    /// Roles that were given to it.
    pub roles: Vec<GivenRole>,
    /// Courses it owns that are not closed (尚未結案).
    pub open_courses: u32,
    /// Last login.
    #[serde(default)]
    pub last_login: Option<Timestamp>,
    /// A second factor is bound.
    pub second_factor: bool,
    /// The one-time code was not used yet.
    pub waits_for_first_login: bool,
    /// What the idle policy says.
    pub idle: Idle,
    /// Confirmed for the school year.
    pub confirmed: bool,
    /// The caller may change it.
    pub may_manage: bool,
}

/// An organisation named in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedOrganisation {
    /// Identity.
    pub id: OrgId,
    /// Short name.
    pub name: String,
    /// County code.
    pub county: String,
}

/// Accounts, and what the caller may do about them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountList {
    /// Accounts, by organisation and name.
    pub accounts: Vec<ManagedAccount>,
    /// There are more: search narrower.
    pub more: bool,
    /// Parameters in force.
    pub policy: AccountPolicy,
    /// 學年度 the confirmations are for.
    pub school_year: i32,
    /// The day in [`AccountPolicy::confirm_until`] is over.
    pub confirmation_over: bool,
    /// Organisations named by roles, and those the caller administers by role.
    pub organisations: Vec<NamedOrganisation>,
}

/// Open an account. The answer brings a one-time code to hand over; nobody learns a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenAccount {
    /// Login name.
    pub login: String,
    /// Name of the person.
    pub name: String,
    /// 職稱
    #[serde(default)]
    pub title: String,
    /// School or office of the person; none for 縣市督導 and 系統管理員 without one.
    #[serde(default)]
    pub organisation: Option<OrgId>,
    /// Roles.
    pub roles: Vec<GivenRole>,
    /// There is somebody of this name in the organisation already, and this is another person.
    #[serde(default)]
    pub namesake: bool,
}

/// An account was opened.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenedAccount {
    /// Account.
    pub account: AccountId,
    /// To hand over.
    pub code: OneTimeCode,
}

/// Disable, enable again or close an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetAccountState {
    /// New state.
    pub state: AccountState,
    /// Why, not blank.
    pub reason: String,
}

/// Replace the roles given to an account, as far as the caller may give and take them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetAccountRoles {
    /// Roles from now on.
    pub roles: Vec<GivenRole>,
}

/// Confirm accounts for the present school year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmAccounts {
    /// Which.
    pub accounts: Vec<AccountId>,
}

/// Create an office: 教育處, 國教署, 系統團隊.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewOffice {
    /// Full name.
    pub name: String,
    /// Code of the county it is in.
    pub county: String,
}

/// An office was created.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Office {
    /// Identity.
    pub id: OrgId,
}
