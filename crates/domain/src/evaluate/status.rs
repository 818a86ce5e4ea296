//! Status of one person in one period by the punches alone (3.4, 4.5).

use super::PeriodFacts;
use crate::{
    attendance::{Gap, Punch, Status},
    course::Period,
    evaluate::Facts,
    event::{Direction, Subject},
    matching::Person,
    presence::Presence,
    roster::RegistrationState,
};

/// 3.4 by the punches and the registration alone.
pub(super) fn status_by_punches(
    facts: &Facts<'_>,
    at: &PeriodFacts<'_>,
    person: &Person<'_>,
    presence: &Presence,
) -> Status {
    let params = &facts.session.params;
    let Some(first_in) = presence.first_in else {
        return match presence.last_out {
            Some(_) => Status::OnlySignOut,
            None => status_of_absent(person, at.is_final),
        };
    };
    let late = at.period.late_minutes(params, at.extension, first_in.time);
    let Some(out) = closing_sign_out(facts, at.period, presence, first_in) else {
        return match late {
            _ if facts.now > at.period.signout_closes(params) => Status::NoSignOut,
            Some(minutes) => Status::Late { minutes },
            None => Status::SignedIn,
        };
    };
    match (late, at.period.early_minutes(params, out.time)) {
        (None, None) => Status::Full,
        (Some(minutes), None) => Status::Late { minutes },
        (None, Some(minutes)) => Status::LeftEarly { minutes },
        (Some(late), Some(early)) => Status::LateAndLeftEarly { late, early },
    }
}

/// The sign-out that ends the attendance. A sign-out before the first sign-in ends nothing, and an early one is
/// undone by coming back; a stray sign-in after a proper sign-out is not (repeated taps are harmless).
fn closing_sign_out(
    facts: &Facts<'_>,
    period: &Period,
    presence: &Presence,
    first_in: Punch,
) -> Option<Punch> {
    let out = presence.last_out.filter(|out| out.time >= first_in.time)?;
    let came_back = presence.inside && period.early_minutes(&facts.session.params, out.time).is_some();
    (!came_back).then_some(out)
}

/// Without any effective punch. Only 錄取 can become 未出席, and only when attendance is final (R-FINAL).
fn status_of_absent(person: &Person<'_>, is_final: bool) -> Status {
    match (person.subject, person.entry.map(|entry| entry.state)) {
        (_, Some(RegistrationState::Admitted)) if is_final => Status::NoShow,
        (_, Some(RegistrationState::Admitted)) | (Subject::Draft(_), _) => Status::NotArrived,
        (_, Some(RegistrationState::OnLeave)) => Status::OnLeave,
        (Subject::Registration(_), _) => Status::Cancelled,
    }
}

/// Absences inside the period: from each sign-out to the sign-in right after it, breaks excluded.
pub(super) fn gaps(period: &Period, punches: &[Punch]) -> Vec<Gap> {
    let pairs = punches.windows(2).filter(|pair| pair[0].direction == Direction::Out);
    pairs
        .filter(|pair| pair[1].direction == Direction::In)
        .map(|pair| Gap {
            from: pair[0].time,
            to: pair[1].time,
            minutes: period.teaching_minutes(pair[0].time, pair[1].time),
        })
        .filter(|gap| gap.minutes > 0)
        .collect()
}
