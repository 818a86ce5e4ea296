//! courses

pub mod view_model;
