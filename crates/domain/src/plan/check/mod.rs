//! What is wrong with a plan, each with its place and how much it matters (2.6, U-A1).

mod course;
mod region;
mod session;

use chrono::Weekday;

use super::{
    Plan,
    place::{Field, Place},
};
use crate::{course::HalfHours, text::search_key};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; the plan can go on.
    Warning,
    /// The draft can be kept but not submitted.
    BlocksSubmitting,
    /// The draft is not taken as it is (U-A1: a wrong weekday blocks saving).
    BlocksSaving,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The field must not be empty.
    Missing,
    /// More text than the field takes, in code points.
    TooLong {
        /// Limit.
        limit: usize,
    },
    /// The weekday written is not that day's (R-DATE 5).
    WeekdayMismatch {
        /// As written.
        written: Weekday,
        /// As it is.
        actual: Weekday,
    },
    /// Not in the calendar, or a time that does not exist.
    NoSuchDay,
    /// The date cannot be read.
    DateUnreadable,
    /// ○月○日 (C-3).
    Placeholder,
    /// The day lies in another school year than the label (C-1): kept, never "fixed".
    OutsideSchoolYear {
        /// School year the day lies in.
        actual: u16,
    },
    /// End is not after start.
    EndBeforeStart,
    /// Sign-in opens after the start, or periods of one session disagree how long before.
    SignInTime,
    /// Two periods of the session overlap.
    PeriodsOverlap,
    /// A break is not inside its period.
    BreakOutside,
    /// The printed minutes are not end − start (S0-16).
    MinutesDiffer {
        /// As printed.
        printed: i64,
        /// As computed.
        actual: i64,
    },
    /// The agenda does not fill the periods.
    AgendaAgainstPeriods {
        /// Minutes of the agenda.
        agenda: i64,
        /// Minutes of teaching.
        teaching: i64,
    },
    /// Minutes of teaching are not the hours promised (U-A1).
    MinutesAgainstHours {
        /// Minutes.
        minutes: i64,
        /// Hours.
        hours: HalfHours,
    },
    /// An agenda row outside the periods, or inside a break.
    AgendaOutsidePeriod,
    /// The agenda cell is empty: it goes on with the row above (C-6).
    EmptyAgendaCell,
    /// A module code the catalogue does not have for this system (14.5c).
    UnknownModule {
        /// Code.
        code: String,
    },
    /// 未公告核發時數 (C-8).
    NoHours,
    /// More hours than a period can have (R-HOURS 5).
    HoursOutOfRange,
    /// The same number twice in the course.
    NumberTwice {
        /// Number.
        number: u8,
    },
    /// Two sessions in one room at the same time.
    RoomTaken {
        /// Number of the other session.
        other: u8,
    },
    /// Counties no session covers (C-2), by code.
    CountiesUncovered {
        /// Codes.
        counties: Vec<String>,
    },
    /// A county in two regions, by code.
    CountyTwice {
        /// Code.
        county: String,
    },
    /// A county this system does not know.
    CountyUnknown {
        /// As written.
        county: String,
    },
    /// The printed total is not the sum of the counties (S2-13).
    RegionTotal {
        /// As printed.
        declared: u32,
        /// As computed.
        sum: u32,
    },
    /// A session names a region the course does not have.
    RegionUnknown,
    /// The same clause twice; it is told once (S0-06).
    ClauseTwice,
    /// A Webex address that lost its end: `MTID=m` and 32 digits belong to it (S1-15).
    LinkBroken,
    /// Deadlines in an order that cannot be.
    DeadlineOrder,
    /// Zero seats, or a limit of zero people.
    Zero,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// How much it matters.
    pub severity: Severity,
    /// What.
    pub problem: Problem,
}

/// Longest text of a field, code points: a clause of a plan, not a report.
pub const TEXT_LIMIT: usize = 4_000;
/// Most courses, sessions of a course, and rows of an agenda; the largest known plan has 3 × 5.
pub const COUNT_LIMIT: usize = 60;

/// Collects findings.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, place: Place, severity: Severity, problem: Problem) {
        self.0.push(Finding { place, severity, problem });
    }

    fn warn(&mut self, place: Place, problem: Problem) {
        self.add(place, Severity::Warning, problem);
    }

    fn block(&mut self, place: Place, problem: Problem) {
        self.add(place, Severity::BlocksSubmitting, problem);
    }

    fn required(&mut self, place: Place, text: &str) {
        if text.trim().is_empty() {
            self.block(place, Problem::Missing);
        }
    }

    fn text(&mut self, place: Place, text: &str) {
        if text.chars().count() > TEXT_LIMIT {
            self.add(place, Severity::BlocksSaving, Problem::TooLong { limit: TEXT_LIMIT });
        }
        // The written form of a date nobody has filled in; names masked with ○ are examples, not dates.
        if ["○月", "○日", "〇月", "◯月"].iter().any(|hole| text.contains(hole)) {
            self.warn(place, Problem::Placeholder);
        }
    }

    fn count(&mut self, place: Place, count: usize) {
        if count > COUNT_LIMIT {
            self.add(place, Severity::BlocksSaving, Problem::TooLong { limit: COUNT_LIMIT });
        }
    }
}

/// Everything found in a plan, in its order.
#[must_use]
pub fn check(plan: &Plan) -> Vec<Finding> {
    let mut found = Findings::default();
    let at = Place::plan;
    found.required(at(Field::Title), &plan.title);
    found.required(at(Field::Host), &plan.host);
    found.required(at(Field::Organiser), &plan.organiser);
    if !(1..=200).contains(&plan.school_year) {
        found.block(at(Field::SchoolYear), Problem::NoSuchDay);
    }
    for (field, text) in [
        (Field::Title, &plan.title),
        (Field::Supervising, &plan.supervising),
        (Field::Host, &plan.host),
        (Field::Organiser, &plan.organiser),
        (Field::Registration, &plan.registration),
        (Field::Funding, &plan.funding),
        (Field::Benefits, &plan.benefits),
    ] {
        found.text(at(field), text);
    }
    clauses(plan, &mut found);
    if plan.courses.is_empty() {
        found.block(at(Field::Courses), Problem::Missing);
    }
    found.count(at(Field::Courses), plan.courses.len());
    for course in &plan.courses {
        course::check(plan, course, &mut found);
    }
    found.0
}

/// Whether anything found reaches `severity`.
#[must_use]
pub fn reaches(findings: &[Finding], severity: Severity) -> bool {
    findings.iter().any(|finding| finding.severity >= severity)
}

fn clauses(plan: &Plan, found: &mut Findings) {
    let mut seen: Vec<String> = Vec::new();
    let all = [(Field::Basis, &plan.basis), (Field::Purpose, &plan.purpose), (Field::Clauses, &plan.clauses)];
    for (field, list) in all {
        found.count(Place::plan(field), list.len());
        for (row, text) in list.iter().enumerate() {
            let place = Place::plan(field).at(row);
            found.text(place, text);
            let key = gist(text);
            if !key.is_empty() && seen.contains(&key) {
                found.warn(place, Problem::ClauseTwice);
            }
            seen.push(key);
        }
    }
}

/// What a clause says. The manual clause is printed twice in other words (四 and 壹拾壹 of S0): both say where the newest
/// electronic file is, and that is what makes them one.
fn gist(text: &str) -> String {
    if text.contains("響應環保") && text.contains("手冊") {
        return "manual".to_owned();
    }
    search_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
