//! review

pub mod timeline;
