//! A session (場次) as its author writes it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{HourMinute, Topic};
use crate::{
    course::{DeliveryMode, HalfHours, PeriodLabel, TeachingForm, Venue},
    ids::{PeriodId, SessionId},
    roc_date::{self, DateError, ReadDate},
};

/// A session of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSession {
    /// Stays the same from draft to the tablets.
    pub id: SessionId,
    /// 1 for 第一場; counted through the course.
    pub number: u8,
    /// The day as written: 「8月5日(二)」, 「114/8/5」. Kept as typed, so that a wrong weekday can be shown.
    #[serde(default)]
    pub date: String,
    /// 實體／線上／混成
    pub mode: DeliveryMode,
    /// 簡報／實機 (S0-04)
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<TeachingForm>,
    /// What it is about, where the plan says so: 「權限管理及期初設定」.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Place of an on-site session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<Venue>,
    /// 每場上限; `None`: not limited (S0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Sessions of one content share a letter (S0 1≡2, C-13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equivalent_group: Option<String>,
    /// Name of the region it is meant for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// 業務別 it is for, where it differs from the course's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience_tags: Vec<String>,
    /// Meeting rooms and streams. Secret (S1-09): they never reach a tablet or a public list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<OnlineLink>,
    /// One or two attendance periods.
    #[serde(default)]
    pub periods: Vec<PlanPeriod>,
    /// 議程
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agenda: Vec<AgendaRow>,
}

/// An attendance period of a planned session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPeriod {
    /// Stays the same from draft to the punches.
    pub id: PeriodId,
    /// 上午／下午／全日
    pub label: PeriodLabel,
    /// Sign-in opens; `None`: half an hour before the start (S0-15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<HourMinute>,
    /// Start of teaching.
    #[serde(default)]
    pub start: Option<HourMinute>,
    /// End of teaching.
    #[serde(default)]
    pub end: Option<HourMinute>,
    /// 中場休息 (S2-24)
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<PlanBreak>,
    /// Hours of this period, where the course gives them by period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<HalfHours>,
}

/// A break inside a period: no punches, no teaching minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanBreak {
    /// First minute.
    pub start: HourMinute,
    /// First minute after it.
    pub end: HourMinute,
}

/// A row of the agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgendaRow {
    /// Start.
    pub start: Option<HourMinute>,
    /// End.
    pub end: Option<HourMinute>,
    /// 「(180分鐘)」 as printed; `None`: not printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// What is taught; empty: the cell was empty and the row above goes on (C-6).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// A role or a person (S0-18).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lecturer: String,
}

/// Who runs a meeting room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkProvider {
    /// Webex
    Webex,
    /// Google Meet
    GoogleMeet,
    /// YouTube
    YouTube,
    /// 表單
    Form,
    /// Another one.
    Other,
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// 會議
    Meeting,
    /// 直播
    Stream,
    /// 簽到
    SignIn,
    /// 簽退
    SignOut,
}

/// A link with its secrets (S1-09, S1-16). Meeting numbers stay text, spaces included; nothing is guessed from dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnlineLink {
    /// Who runs it.
    pub provider: LinkProvider,
    /// What for.
    pub purpose: LinkPurpose,
    /// Address.
    pub url: String,
    /// 會議號
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub meeting_no: String,
    /// 密碼
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub password: String,
}

impl PlanSession {
    /// The date as the plan's school year reads it (R-DATE 4).
    ///
    /// # Errors
    /// When it is no date.
    pub fn read_date(&self, school_year: u16) -> Result<ReadDate, DateError> {
        roc_date::parse(&self.date, Some(school_year))
    }

    /// The day, where it can be read.
    #[must_use]
    pub fn day(&self, school_year: u16) -> Option<NaiveDate> {
        self.read_date(school_year).ok().map(|read| read.date)
    }

    /// Minutes of the agenda rows with both times.
    #[must_use]
    pub fn agenda_minutes(&self) -> i64 {
        self.agenda.iter().filter_map(AgendaRow::span).sum()
    }

    /// Minutes of teaching of all periods: breaks do not count.
    #[must_use]
    pub fn teaching_minutes(&self) -> i64 {
        self.periods.iter().filter_map(PlanPeriod::teaching_minutes).sum()
    }
}

impl PlanPeriod {
    /// Minutes between start and end without the breaks.
    #[must_use]
    pub fn teaching_minutes(&self) -> Option<i64> {
        let whole = self.start?.minutes_until(self.end?);
        let breaks: i64 = self.breaks.iter().map(|pause| pause.start.minutes_until(pause.end).max(0)).sum();
        Some((whole - breaks).max(0))
    }

    /// Minutes sign-in opens before the start.
    #[must_use]
    pub fn sign_in_before(&self) -> Option<i64> {
        Some(self.sign_in?.minutes_until(self.start?))
    }
}

impl AgendaRow {
    /// Minutes from start to end.
    #[must_use]
    pub fn span(&self) -> Option<i64> {
        Some(self.start?.minutes_until(self.end?))
    }
}
