//! What the check-in screen shows and decides, without a browser.

pub mod clock_fix;
pub mod directory;
pub mod history;
pub mod panel;
pub mod phase;
pub mod presence;
pub mod rare;
pub mod roster_version;
pub mod schools;
pub mod search;
pub mod state_bar;
pub mod walk_in;
