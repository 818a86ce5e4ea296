//! Attendance of everybody in every period (3.4, 4.5 R-ATT, 5.4): a pure function of facts and decisions.

mod doubts;
mod status;

use self::{
    doubts::Doubts,
    status::{gaps, status_by_punches},
};
use crate::{
    attendance::{Flag, Outcome, Status},
    course::{Period, SessionState},
    event::{ReceivedEvent, Subject},
    finality::{WaitReason, finality, waiting},
    matching::{Person, people},
    presence::{Presence, effective, punches},
    roster::RegistrationState,
    time::Timestamp,
};

pub use crate::{facts::Facts, matching::drafts_matched};

/// Evaluates every roster row and every unmatched walk-in in every period: people first by roster, periods in order.
#[must_use]
pub fn evaluate(facts: &Facts<'_>) -> Vec<Outcome> {
    assess(facts).into_iter().map(|assessment| assessment.outcome).collect()
}

/// An outcome and what it would be without its doubts.
pub(crate) struct Assessment {
    pub outcome: Outcome,
    /// Status by the punches alone; stands when the doubts are settled by 採認.
    pub by_punches: Status,
    /// All subjects of the person.
    pub aliases: Vec<Subject>,
}

pub(crate) fn assess(facts: &Facts<'_>) -> Vec<Assessment> {
    let people = people(facts);
    let periods: Vec<PeriodFacts<'_>> =
        facts.session.periods.iter().map(|period| PeriodFacts::of(facts, period)).collect();
    let over_capacity = over_capacity(facts, &people);
    let mut assessments = Vec::with_capacity(people.len() * periods.len());
    for person in &people {
        let history = facts.log.history_of(&person.aliases);
        for period in &periods {
            assessments.push(assess_person(facts, period, person, &history, over_capacity));
        }
    }
    assessments
}

/// What is the same for everybody in a period.
struct PeriodFacts<'a> {
    period: &'a Period,
    is_final: bool,
    extension: Option<Timestamp>,
    /// Some device that ended the session has holes in its sequence.
    holes: bool,
}

impl<'a> PeriodFacts<'a> {
    fn of(facts: &Facts<'a>, period: &'a Period) -> Self {
        Self {
            period,
            is_final: finality(facts, period).is_final(),
            extension: facts.log.extension(period.id),
            holes: waiting(facts).any(|(_, reason)| matches!(reason, WaitReason::Missing(_))),
        }
    }
}

fn assess_person(
    facts: &Facts<'_>,
    at: &PeriodFacts<'_>,
    person: &Person<'_>,
    history: &[&ReceivedEvent],
    over_capacity: bool,
) -> Assessment {
    let mut doubts = Doubts::default();
    doubts.about_unknown_periods(facts, history);
    let history: Vec<_> = history.iter().filter(|e| e.event.period == at.period.id).copied().collect();
    let punches = effective(facts.log, at.period.id, &history);
    let presence = Presence::of(&punches);
    let gaps = gaps(at.period, &punches);
    let by_punches = status_by_punches(facts, at, person, &presence);

    doubts.about_presence(facts, at, person, &history, &punches);
    doubts.about_person(person, !punches.is_empty(), over_capacity);
    doubts.about_gaps(facts, &gaps);
    doubts.about_late_facts(facts, at.period, person, &history);
    let evidence_may_be_missing =
        matches!(by_punches, Status::NotArrived | Status::NoShow | Status::NoSignOut | Status::OnlySignOut);
    if at.holes && evidence_may_be_missing {
        doubts.flags.insert(Flag::SeqGap);
    }

    let held = facts.session.state == SessionState::Scheduled;
    let open = doubts.is_open();
    let in_progress = presence.inside && facts.now <= at.period.signout_closes(&facts.session.params);
    let status = if !held {
        Status::SessionCancelled
    } else if (open && !in_progress)
        || (doubts.flags.contains(&Flag::AbsenceGap) && by_punches == Status::Full)
    {
        Status::Undetermined
    } else {
        by_punches
    };
    let doubtful_attendance = matches!(
        status,
        Status::Late { .. }
            | Status::LeftEarly { .. }
            | Status::LateAndLeftEarly { .. }
            | Status::NoSignOut
            | Status::OnlySignOut
            | Status::Undetermined
    );
    Assessment {
        outcome: Outcome {
            subject: person.subject,
            period: at.period.id,
            status,
            first_in: presence.first_in,
            last_out: presence.last_out,
            gaps,
            needs_decision: held && (open || doubtful_attendance || doubts.flags.contains(&Flag::LateFact)),
            flags: doubts.flags.into_iter().collect(),
            events: history.iter().map(|e| e.event.id).collect(),
        },
        by_punches: if held { by_punches } else { Status::SessionCancelled },
        aliases: person.aliases.clone(),
    }
}

/// Whether admitted people and present others are more than the seats (OVER_CAPACITY). Punches are never refused.
fn over_capacity(facts: &Facts<'_>, people: &[Person<'_>]) -> bool {
    let Some(capacity) = facts.session.capacity else { return false };
    let takes_seat = |person: &&Person<'_>| match person.entry.map(|entry| entry.state) {
        Some(RegistrationState::Admitted) => true,
        _ => facts
            .session
            .periods
            .iter()
            .any(|period| !punches(facts.log, period.id, &person.aliases).is_empty()),
    };
    people.iter().filter(takes_seat).count() > capacity as usize
}
