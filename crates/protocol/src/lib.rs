//! What is stored and sent: the sync contract, API types, versions and upcasting.
//!
//! The server stores an event's JSON exactly as it came and hands it on byte for byte, so that a kind this version
//! does not know survives the round trip.

pub mod accounts;
pub mod administration;
pub mod api;
pub mod audit;
pub mod checksum;
pub mod crew;
pub mod directory_import;
pub mod docs;
pub mod envelope;
pub mod imports;
pub mod own;
pub mod plan_file;
pub mod plans;
pub mod registering;
pub mod scope;
pub mod sync;
pub mod upcast;
