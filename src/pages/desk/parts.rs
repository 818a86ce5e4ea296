//! What the parts of the screen hand to each other.

use leptos::prelude::*;
use yanxi_domain::{
    desk::Remark,
    event::{Direction, Subject},
    ids::SessionId,
    time::Timestamp,
};

use crate::state::desk::{NewEvent, WriteFailed};

/// What was just written, for the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// About whom.
    pub subject: Subject,
    /// What.
    pub what: Written,
    /// When, corrected.
    pub at: Timestamp,
    /// What to tell the person.
    pub remarks: Vec<Remark>,
}

/// Kinds of entries the panel reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// 簽到 or 簽退.
    Punch(Direction),
    /// 撤銷
    Undo,
    /// 補登
    Backfill(Direction),
}

/// An entry that could not be written; it stays in memory until it is, or until somebody took paper (F-27).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The entry.
    pub events: Vec<NewEvent>,
    /// What it would have reported.
    pub then: Option<Outcome>,
    /// In words.
    pub what: String,
    /// Why not.
    pub why: WriteFailed,
}

/// What the walk-in form starts with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefill {
    /// Name.
    pub name: String,
    /// School.
    pub school_name: String,
    /// Title.
    pub title: String,
    /// Somebody registered for another session with the same content (T-41).
    pub other_session: Option<SessionId>,
}

/// Which dialogs are open.
#[derive(Clone, Copy)]
pub struct Open {
    /// 撤銷
    pub undo: RwSignal<bool>,
    /// 備註 about the person in hand.
    pub note: RwSignal<bool>,
    /// 備註 about the session.
    pub session_note: RwSignal<bool>,
    /// 補登
    pub backfill: RwSignal<bool>,
    /// 現場報名
    pub walk_in: RwSignal<bool>,
    /// 更多
    pub more: RwSignal<bool>,
    /// 延長簽到
    pub extend: RwSignal<bool>,
    /// 校時
    pub clock_fix: RwSignal<bool>,
    /// 交班
    pub hand_over: RwSignal<bool>,
    /// 場次結束
    pub end: RwSignal<bool>,
}
