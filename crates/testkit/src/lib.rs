//! Test kit: builders for tests of other crates, and the seeded simulator of tablets, server and a bad network.

pub mod builders;
pub mod live;
pub mod sim;
