//! sheet

pub mod view_model;
