//! A copy of a plan is another plan: everything in it gets a new identity.

use uuid::Uuid;

use super::Plan;
use crate::{
    course::RegistrationTerms,
    ids::{CourseId, PeriodId, SessionId},
};

/// Gives courses, sessions and periods ids from `next`: a file may be imported twice, a plan copied every year.
pub fn renew_ids(plan: &mut Plan, mut next: impl FnMut() -> Uuid) {
    for course in &mut plan.courses {
        course.id = CourseId(next());
        for session in &mut course.sessions {
            session.id = SessionId(next());
            for period in &mut session.periods {
                period.id = PeriodId(next());
            }
        }
    }
}

/// What last year's plan must not bring along: its days, its deadlines and its meeting rooms.
pub fn forget_days(plan: &mut Plan) {
    for course in &mut plan.courses {
        let RegistrationTerms { per_school, admission, .. } = course.terms;
        course.terms = RegistrationTerms { per_school, admission, ..RegistrationTerms::default() };
        course.external_code = None;
        for session in &mut course.sessions {
            session.date.clear();
            session.links.clear();
        }
    }
}
