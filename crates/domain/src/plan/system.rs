//! The national systems a training is about (S0-02). They are the subject, not the system to build.

use serde::{Deserialize, Serialize};

/// A subject system; a module code means something only together with it (14.5c).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectSystem {
    /// 學籍系統2.0
    Enrolment,
    /// 學生網2.0
    Students,
    /// 人力網2.0
    Staff,
    /// 人力網經費系統
    StaffFunds,
    /// 教師進修網
    InService,
}

impl SubjectSystem {
    /// All of them, in the order of the reference list.
    pub const ALL: [Self; 5] =
        [Self::Enrolment, Self::Students, Self::Staff, Self::StaffFunds, Self::InService];

    /// Name as used in plans.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Enrolment => "學籍系統2.0",
            Self::Students => "學生網2.0",
            Self::Staff => "人力網2.0",
            Self::StaffFunds => "人力網經費系統",
            Self::InService => "教師進修網",
        }
    }
}
