//! Who works in a session at the door, as its organiser chooses and withdraws them.

use serde::{Deserialize, Serialize};
use yanxi_domain::ids::AccountId;

/// Whom the organiser is looking for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct CrewQuery {
    /// Part of a name or login name of the own organisation, or the whole login name of anybody; empty: nobody.
    #[serde(default)]
    pub q: String,
}

/// Who works in a session at the door (場地簽到人員).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Crew {
    /// Operators of the session, by name.
    pub operators: Vec<CrewMember>,
    /// Others who were looked for, by name.
    pub found: Vec<CrewMember>,
}

/// Somebody who is, or may become, an operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CrewMember {
    /// Account.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// 職稱
    pub title: String,
    /// Short name of school or office.
    pub organisation_name: String,
    /// The account is in use; the PIN of any other unlocks nothing.
    pub active: bool,
    /// Has a PIN in this session.
    pub has_pin: bool,
}

/// The PIN in force from a tablet's next contact on; shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperatorPin {
    /// PIN.
    pub pin: String,
}

/// Somebody no longer works in the session; what was recorded stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WithdrawOperator {
    /// Operator.
    pub account: AccountId,
}
