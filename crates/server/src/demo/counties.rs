//! The counties the demo names; all 22 with their school counts stand in the domain (14.3).

pub use yanxi_domain::directory::county::{COUNTIES, CountyCounts};

/// Code of 屏東縣, where the demo plan belongs.
pub const PINGTUNG: &str = "pif";
/// Code of 臺北市.
pub const TAIPEI: &str = "tpe";
/// Code of 高雄市.
pub const KAOHSIUNG: &str = "khh";
