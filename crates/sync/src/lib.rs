//! The sync engine: decides what to send, when, and what an answer means. It does none of it itself.
//!
//! No IO, no clock, no randomness: readings of the clock and a seed are arguments, so the same engine runs in the
//! browser and in the simulator, and a failing run replays. One cycle is always the same three steps:
//!
//! 1. [`Action::Load`]: read the outbox and the cursors, together, from the local store → [`Input::Loaded`];
//! 2. [`Action::Send`]: one round trip, push and pull together → [`Input::Responded`];
//! 3. [`Action::Apply`]: everything the answer changes, in **one** local transaction → [`Input::Applied`].
//!
//! The engine keeps nothing that must survive: the store is the only truth, read anew in every cycle. A crash at any
//! point, a second tab, or a tab that wakes up after hours therefore costs a repeated round trip at most.
//!
//! What the driver owes: answer every `Load`, `Send` and `Apply` exactly once (a `Send` within
//! [`limits::REQUEST_TIMEOUT_MS`]), keep one timer ([`Action::SetTimer`] replaces it), and feed one input at a time.

mod action;
mod backoff;
mod engine;
mod input;
pub mod limits;
mod offset;
mod renumber;

pub use action::{Ack, Action, ApplyPlan, EngineStatus, Notice, OffsetSample, Reach, ScopePlan};
pub use engine::{Config, Engine};
pub use input::{Applied, Input, Loaded, LocalFailure, Now, OutboxEvent, OwnStream, Poke, TransportError};
pub use renumber::renumber;
