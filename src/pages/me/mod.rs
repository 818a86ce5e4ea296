//! me

pub mod view_model;
