//! hours

pub mod view_model;
