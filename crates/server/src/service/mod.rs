//! Use cases: permissions, rules and transactions. Knows neither HTTP nor SQL.

pub mod accounts;
pub mod actor;
mod attempts;
pub mod auth;
pub mod demo;
pub mod demo_seed;
pub mod devices;
pub mod devices_attempts;
pub mod devices_code;
pub mod devices_loss;
pub mod devices_pin;
pub mod directory_file;
pub mod directory_import;
pub mod hours;
mod hours_final;
mod hours_plan;
mod hours_words;
pub mod notices;
pub mod office;
mod office_audit;
pub mod office_backfill;
mod office_file;
pub mod offices;
pub mod own_records;
pub mod own_records_clock;
pub mod sync;
pub mod token;
