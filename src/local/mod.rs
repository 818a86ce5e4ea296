//! What this device keeps: own facts, replicas of scopes, and what it must remember of itself.
//!
//! Everything goes through one small kernel ([`Db`]): read some keys, decide without waiting, write, commit. In the
//! browser it is IndexedDB; natively it is memory, so that the logic above it is tested with plain `cargo test`.

mod append;
mod apply;
mod drafts;
mod identity;
mod kernel;
mod meta;
mod migrate;
mod mirror;
mod outbox;
mod purge;
mod ranges;
mod requests;
mod rows;
mod schema;

pub use append::{Appended, WriteError, append};
pub use apply::{ApplyOutcome, ScopeDelta, apply};
pub use drafts::KeptDraft;
pub use identity::adopt_identity;
pub use kernel::{Db, Durability, OpenError, StoreError};
pub use meta::{ClockSample, Identity, MetaKey, Shift};
pub use migrate::{open, open_named};
pub use mirror::{LoadedScope, Mirrors, OwnEntry, OwnLog, PulledEvent, load_own, load_scopes};
pub use outbox::load_outbox;
pub use purge::{forget_scopes, purge_own, wipe_replicas};
pub use requests::{forget_seen, put_request, put_seen, remove_request, requests, seen};
pub use rows::{OwnStreamRow, ScopeRow};
pub use schema::{DATABASE, SCHEMA_VERSION};
