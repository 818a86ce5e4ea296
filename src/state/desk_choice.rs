//! The context an operator chose — session, period, mode. It survives a restart (T-21) and is never inferred (F-12).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use yanxi_domain::{
    event::Direction,
    ids::{PeriodId, SessionId},
};

use crate::platform::prefs;

const CHOICE_KEY: &str = "yanxi.desk_choice";
const AUTO_LOCK_KEY: &str = "yanxi.auto_lock";

/// Where the next tap is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskChoice {
    /// Session.
    pub session: SessionId,
    /// Period.
    pub period: PeriodId,
    /// 簽到 or 簽退.
    pub direction: Direction,
    /// Day it was chosen, in Taipei: yesterday's choice is not today's (F-30).
    pub chosen_on: NaiveDate,
}

/// The choice made earlier today; a browser that forgot it makes the operator choose again.
#[must_use]
pub fn load(today: NaiveDate) -> Option<DeskChoice> {
    let choice: DeskChoice = serde_json::from_str(&prefs::get(CHOICE_KEY)?).ok()?;
    (choice.chosen_on == today).then_some(choice)
}

/// Remembers the choice.
pub fn save(choice: &DeskChoice) {
    if let Ok(text) = serde_json::to_string(choice) {
        prefs::set(CHOICE_KEY, &text);
    }
}

/// Whether the screen locks when nobody uses it (V-13); `None`: nobody chose.
#[must_use]
pub fn auto_lock() -> Option<bool> {
    prefs::get(AUTO_LOCK_KEY).map(|value| value == "yes")
}

/// Remembers whether the screen locks.
pub fn set_auto_lock(on: bool) {
    prefs::set(AUTO_LOCK_KEY, if on { "yes" } else { "no" });
}
