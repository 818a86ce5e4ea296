//! One folder a page: the component and its pure `view_model`, tested natively. Pages never import each other.

pub mod account;
pub mod accounts;
pub mod admission;
pub mod assign;
pub mod audit;
pub mod backfill;
pub mod board;
pub mod catalog;
pub mod catalog_session;
pub mod courses;
pub mod desk;
pub mod devices;
pub mod enrol;
pub mod entry;
pub mod first_login;
pub mod hours;
pub mod import_roster;
pub mod login;
pub mod me;
pub mod readiness;
pub mod review;
pub mod sheet;
