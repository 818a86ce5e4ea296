//! Use cases: permissions, rules and transactions. Knows neither HTTP nor SQL.

pub mod actor;
pub mod sync;
pub mod token;
