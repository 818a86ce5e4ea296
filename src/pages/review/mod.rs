//! review

pub mod links;
pub mod timeline;
pub mod view_model;
