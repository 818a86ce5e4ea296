//! Registration and admission on both databases: the tables of 4.4 and 14.8, deadlines, repeating, and people racing for
//! the last seats through the real router.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod common;

#[path = "registering/admission.rs"]
mod admission;
#[path = "registering/assigning.rs"]
mod assigning;
#[path = "registering/catalogue.rs"]
mod catalogue;
#[path = "registering/edges.rs"]
mod edges;
#[path = "registering/help.rs"]
mod help;
#[path = "registering/leaving.rs"]
mod leaving;
#[path = "registering/links.rs"]
mod links;
#[path = "registering/mistaken.rs"]
mod mistaken;
#[path = "registering/namesakes.rs"]
mod namesakes;
#[path = "registering/older.rs"]
mod older;
#[path = "registering/publishing.rs"]
mod publishing;
#[path = "registering/racing.rs"]
mod racing;
#[path = "registering/seats.rs"]
mod seats;
