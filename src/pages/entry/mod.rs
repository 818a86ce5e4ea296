//! entry

pub mod view_model;
