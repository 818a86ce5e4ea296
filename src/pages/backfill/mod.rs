//! backfill

pub mod view_model;
