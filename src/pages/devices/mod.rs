//! devices

pub mod view_model;
