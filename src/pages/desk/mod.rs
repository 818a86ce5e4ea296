//! The check-in screen.
pub mod view_model;
