//! What the browser offers beside storage and requests. Only this module and `local` name `web_sys`.
//!
//! The app crate also compiles natively, for tests of pure functions and signals; there every function here has an
//! honest fallback (no sound, no battery, memory instead of preferences).

pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod console;
pub mod deadline;
pub mod device_health;
pub mod dom;
pub mod feedback;
pub mod files;
pub mod gzip;
pub mod ids;
#[cfg(target_arch = "wasm32")]
mod js;
pub mod lifecycle;
pub mod locks;
pub mod news;
pub mod passkey;
pub mod pin;
pub mod prefs;
pub mod service_worker;
pub mod timer;
