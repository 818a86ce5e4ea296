//! Notices (通知): what a person is told in the app, and by e-mail where one is configured. They carry what is needed to
//! write the sentence; the words are the reader's language.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{CourseId, RegistrationId, SessionId},
    time::Timestamp,
};

/// The session a notice is about, as far as a sentence needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Course.
    pub course: CourseId,
    /// Session.
    pub session: SessionId,
    /// Course title.
    pub title: String,
    /// 1 for 第一場.
    pub number: u8,
    /// Day in Taipei.
    pub date: NaiveDate,
    /// The reader's registration, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<RegistrationId>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum NoticeKind {
    /// 錄取
    Admitted,
    /// 備取
    Waitlisted {
        /// 備取 n
        position: u32,
    },
    /// 備取遞補為錄取
    Promoted,
    /// 未錄取
    NotAdmitted {
        /// Why, in the organiser's words.
        reason: String,
    },
    /// The school assigned the reader (指派); may be declined with a reason.
    Assigned,
    /// Somebody the reader assigned declined, with a reason.
    Declined {
        /// Who.
        name: String,
        /// Why, in their words.
        reason: String,
    },
    /// The registration was cancelled, by the reader or by the organiser.
    Cancelled,
    /// 請假 was accepted or not.
    Leave {
        /// 同意
        accepted: bool,
    },
    /// 延期
    Postponed {
        /// In the organiser's words.
        reason: String,
    },
    /// 停辦
    CalledOff {
        /// In the organiser's words.
        reason: String,
    },
    /// The course was entered by mistake and is deleted (課程登錄錯誤); the registration went with it.
    Mistaken {
        /// In the organiser's words.
        reason: String,
    },
    /// Date, place, time or hours of the session changed (修正).
    Changed,
    /// What to bring, before the day (S0-07 … S0-09).
    BringList {
        /// Things, in order.
        items: Vec<String>,
    },
    /// The manual is an electronic file to fetch beforehand; told once (S0-06).
    Manual {
        /// Where it is.
        place: String,
    },
    /// A kind of a newer server: shown with its course, in general words.
    #[serde(other)]
    Unknown,
}

/// A notice as its reader's device holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// When.
    pub at: Timestamp,
    /// About which session.
    pub about: About,
    /// What happened.
    #[serde(flatten)]
    pub what: NoticeKind,
    /// When the reader opened it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<Timestamp>,
}
