//! board

pub mod arrivals;
pub mod view_model;
