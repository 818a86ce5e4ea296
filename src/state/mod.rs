//! Signals fed by change notices of the local store and the sync driver; one `use_*` per noun.
//!
//! Every handle is `Copy` and comes from the context [`provide_state`] sets up in `app.rs`. Reads never wait for the
//! network: a signal shows what this device holds, and changes when that changes.

pub mod account;
pub mod administration;
pub mod audit;
pub mod clock;
pub mod desk;
pub mod desk_choice;
pub mod device;
pub mod feedback;
pub mod files;
pub mod imports;
pub mod me;
pub mod office;
pub mod own;
pub mod passkeys;
pub mod plans;
pub mod prefs;
pub mod readiness;
pub mod registering;
pub mod replica;
mod runtime;
pub mod sync;
pub mod update;

pub use crate::sync_driver::api::ApiFailure;
pub use runtime::provide_state;
