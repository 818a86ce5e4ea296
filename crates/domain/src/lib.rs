//! Entities, events and rules of training sessions for school staff.
//!
//! Pure on purpose: no clock, no randomness, no async, no IO. Time and ids are arguments, so the same functions
//! give the same answer on a tablet without a network (preview) and on the server (official).

pub mod attendance;
pub mod course;
pub mod determination;
pub mod device;
pub mod event;
pub mod hours;
pub mod ids;
pub mod org;
pub mod roster;
pub mod time;
