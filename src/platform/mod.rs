//! What the browser offers beside storage and requests. Only this module and `local` name `web_sys`.
//!
//! The app crate also compiles natively, for tests of pure functions and signals; there every function here has an
//! honest fallback (no sound, no battery, memory instead of preferences).

pub mod clock;
pub mod feedback;
pub mod files;
pub mod ids;
pub mod prefs;
pub mod timer;
