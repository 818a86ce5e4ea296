//! Entities, events and rules of training sessions for school staff.
//!
//! Pure on purpose: no clock, no randomness, no async, no IO. Time and ids are arguments, so the same functions
//! give the same answer on a tablet without a network (preview) and on the server (official).

pub mod admission;
pub mod attendance;
pub mod award;
pub mod bring;
pub mod business_area;
pub mod clock;
pub mod course;
pub mod course_state;
pub mod desk;
pub mod determination;
pub mod device;
pub mod directory;
pub mod evaluate;
pub mod event;
pub mod facts;
pub mod finality;
pub mod flags;
pub mod headcount;
pub mod hours;
pub mod ids;
pub mod log;
pub mod matching;
pub mod notice;
pub mod org;
pub mod plan;
pub mod presence;
pub mod registering;
pub mod results;
pub mod roc_date;
pub mod roster;
pub mod roster_import;
pub mod settle;
pub mod text;
pub mod time;
pub mod time_conflict;
