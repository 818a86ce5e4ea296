//! Hours records (3.1 HoursRecord, 4.6 R-HOURS).

use serde::{Deserialize, Serialize};

use crate::{
    course::HalfHours,
    event::Subject,
    ids::{AccountId, CourseId, PeriodId, SessionId},
    time::Timestamp,
};

/// State of an issued record; 待核發 is the absence of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoursState {
    /// 已核發
    Issued,
    /// 已更正: supersedes an earlier record.
    Corrected,
    /// 已撤銷
    Revoked,
}

/// Hours actually granted to one person for one session (or one period of it). Never edited: superseded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursRecord {
    /// Version of the record for this person and session: 1, 2, …
    pub version: u32,
    /// Person.
    pub subject: Subject,
    /// Course.
    pub course: CourseId,
    /// Session.
    pub session: SessionId,
    /// Hours by period; one entry with `None` under `FullOnly`.
    pub parts: Vec<(Option<PeriodId>, HalfHours)>,
    /// Sum. 0 is explicit and means 未通過 (R-HOURS 2).
    pub total: HalfHours,
    /// State.
    pub state: HoursState,
    /// Why it is what it is, in words; mandatory from version 2 on.
    pub reason: String,
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}
