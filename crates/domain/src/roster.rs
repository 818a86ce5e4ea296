//! Registrations as a tablet holds them (3.3, 5.5): the least that identifies a person at the door.

use serde::{Deserialize, Serialize};

use crate::ids::{OrgId, RegistrationId, SessionId};

/// Where a registration came from (S0-22).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Origin {
    /// 自行報名
    SelfRegistered,
    /// 學校指派
    Assigned,
    /// 匯入
    Imported,
    /// 現場
    WalkIn,
}

/// Registration life cycle (3.3). Only `Admitted` can become 未出席.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RegistrationState {
    /// 已報名(待審)
    Applied,
    /// 錄取
    Admitted,
    /// 備取 with its position
    Waitlisted(u32),
    /// 未錄取
    NotAdmitted,
    /// 已取消
    Cancelled,
    /// 請假
    OnLeave,
    /// 現場(待認)
    WalkInPending,
    /// 不予採認
    Rejected,
}

/// One row of a session's roster (名冊).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterEntry {
    /// Identity.
    pub id: RegistrationId,
    /// Session.
    pub session: SessionId,
    /// Legal name exactly as entered (R-TEXT 1), no surname assumption.
    pub name: String,
    /// Romanised name, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub romanized: Option<String>,
    /// School id.
    pub school: OrgId,
    /// School short name as shown.
    pub school_name: String,
    /// County code of the school.
    pub county: String,
    /// 職稱
    pub title: String,
    /// Short text beside the name when two people of one school share it (F-15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disambiguator: Option<String>,
    /// 業務別 as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_area: Option<String>,
    /// State.
    pub state: RegistrationState,
    /// Origin.
    pub origin: Origin,
}
