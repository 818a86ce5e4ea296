//! Counting schools as the published table counts them (14.3, S2-31 … S2-33).

use std::ops::AddAssign;

use super::{
    ListedSchool,
    county::{COUNTIES, CountyCounts},
    part::departments,
};
use crate::org::SchoolLevel;

/// 特教, 國小, 國中 in the order of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// 特教
    pub special: u32,
    /// 國小
    pub elementary: u32,
    /// 國中
    pub junior: u32,
}

impl Counts {
    /// 總計
    #[must_use]
    pub const fn total(self) -> u32 {
        self.special + self.elementary + self.junior
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.special += other.special;
        self.elementary += other.elementary;
        self.junior += other.junior;
    }
}

impl From<&CountyCounts> for Counts {
    fn from(county: &CountyCounts) -> Self {
        Self { special: county.special, elementary: county.elementary, junior: county.junior }
    }
}

/// A line of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountyTotal {
    /// County and its published counts.
    pub county: &'static CountyCounts,
    /// What the directory has.
    pub counted: Counts,
}

impl CountyTotal {
    /// The published counts.
    #[must_use]
    pub fn published(&self) -> Counts {
        self.county.into()
    }

    /// Whether directory and table disagree.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.counted != self.published()
    }
}

/// Open schools by county, all 22 in the order of the table.
#[must_use]
pub fn totals(schools: &[ListedSchool]) -> Vec<CountyTotal> {
    COUNTIES
        .iter()
        .map(|county| {
            let mut counted = Counts::default();
            for school in schools.iter().filter(|s| s.closed_at.is_none() && s.school.county == county.code) {
                counted += count(school);
            }
            CountyTotal { county, counted }
        })
        .collect()
}

/// The sum of all lines, counted and published.
#[must_use]
pub fn sum(totals: &[CountyTotal]) -> (Counts, Counts) {
    let mut sums = (Counts::default(), Counts::default());
    for total in totals {
        sums.0 += total.counted;
        sums.1 += total.published();
    }
    sums
}

/// What one school adds. A 國中 with an attached 國小部 adds to both columns.
fn count(school: &ListedSchool) -> Counts {
    let weight = u32::from(school.school.count_weight);
    let (elementary, junior) = departments(&school.listing.parts);
    match school.school.level {
        SchoolLevel::Office => Counts::default(),
        SchoolLevel::Special => Counts { special: weight, ..Counts::default() },
        _ if elementary || junior => {
            Counts { special: 0, elementary: elementary.into(), junior: junior.into() }
        }
        SchoolLevel::Elementary => Counts { elementary: weight, ..Counts::default() },
        SchoolLevel::JuniorHigh | SchoolLevel::SeniorWithJunior => {
            Counts { junior: weight, ..Counts::default() }
        }
    }
}
