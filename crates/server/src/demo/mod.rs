//! Demo data (issue 2, A.4): counties, schools, the 屏東縣 plan with its past, and a copy of its on-site day dated
//! today. Invented people only, the same on every start.

pub mod counties;
mod history;
pub mod ids;
mod invent;
mod online;
mod onsite;
mod open;
pub mod people;
pub mod plan;
pub mod schools;
mod tape;
mod today;
mod world;

use yanxi_domain::{org::School, time::Timestamp};

pub use today::{course_id as todays_course, is_fresh};
pub use world::{DemoCourse, DemoDevice};

/// Everything the demo data consists of at one moment.
pub struct DemoData {
    /// Invented schools of all counties; see [`schools::directory`].
    pub schools: Vec<School>,
    /// Everybody of the plan.
    pub cast: people::Cast,
    /// The plan of 2025, then today's copy.
    pub courses: Vec<DemoCourse>,
    /// Courses open for registration.
    pub open: Vec<DemoCourse>,
}

/// Makes the demo data as it should look at `now`, with the day's `copy` counted from 1.
#[must_use]
pub fn generate(now: Timestamp, copy: u32) -> DemoData {
    let schools = schools::directory();
    let cast = people::cast(&schools);
    let courses = vec![history::plan_course(&cast, &schools), today::course_of(now, copy, &cast)];
    let open = open::courses(now, &cast);
    DemoData { schools, cast, courses, open }
}

#[cfg(test)]
mod tests;
