//! What is known of an enrolled device (3.1 Device, R-FINAL, U-H3).

use serde::{Deserialize, Serialize};

use crate::{
    ids::{DeviceId, SessionId},
    time::Timestamp,
};

/// State of a device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    /// 啟用
    #[default]
    Active,
    /// 遺失: its next contact wipes the roster after its events were received (U-H2).
    Lost,
    /// 停用: replaced by another enrolment.
    Retired,
}

/// Device as the organiser's board shows it and as R-FINAL judges it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceStatus {
    /// Identity.
    pub id: DeviceId,
    /// 平板A
    pub name: String,
    /// State.
    #[serde(default)]
    pub state: DeviceState,
    /// Sessions it is enrolled for.
    pub sessions: Vec<SessionId>,
    /// Last successful contact, server clock.
    pub last_seen: Option<Timestamp>,
    /// Events the device said it holds that the server had not yet received, at last contact.
    pub unsent: u64,
    /// Highest sequence number the server holds or the device reported.
    pub head: u64,
    /// Sequence numbers up to `head` the server does not hold, as inclusive ranges (SEQ_GAP).
    pub missing: Vec<(u64, u64)>,
    /// Sessions it has ended, with the `last_seq` it reported.
    pub ended: Vec<(SessionId, u64)>,
    /// server − device clock, milliseconds, at last contact.
    pub clock_offset_ms: Option<i64>,
    /// App version at last contact.
    #[serde(default)]
    pub app_version: String,
    /// Device that took its place, if it was replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<DeviceId>,
}
