//! R-HOURS 1, 2 and 5 (4.6): hours from settled attendance.

use uuid::Uuid;

use crate::{
    attendance::Status,
    course::{HalfHours, HoursPolicy, Session, SessionState},
    determination::{Decision, Determination},
    event::Subject,
    facts::Facts,
    ids::{AccountId, PeriodId},
    settle::{Settled, settle},
};

/// Hours of one person for one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Person.
    pub subject: Subject,
    /// Hours by period; one entry with `None` under [`HoursPolicy::FullOnly`].
    pub parts: Vec<(Option<PeriodId>, HalfHours)>,
    /// Sum. 0 is explicit and means 未通過 (R-HOURS 2).
    pub total: HalfHours,
    /// Why; the caller puts it into words.
    pub why: AwardReason,
}

/// Why somebody gets what they get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AwardReason {
    /// 全程 by the rules.
    Full,
    /// 視同全程 by decision.
    TreatedAsFull,
    /// 採認 by decision.
    Accepted,
    /// Some periods in full, others not.
    PartlyFull,
    /// Not in full: the first status that stood in the way.
    NotFull(Status),
    /// 不採認 by decision.
    Rejected,
}

/// Hours cannot be issued before somebody decides about these people, in the order of the roster.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} people are undecided", subjects.len())]
pub struct Undecided {
    /// Who.
    pub subjects: Vec<Subject>,
}

/// Works out everybody's hours. People who owe the session nothing (已取消, 備取, 請假, no punch) get no award; a
/// cancelled session and a course without hours award nothing at all. Call only when attendance is final (R-FINAL).
///
/// # Errors
/// [`Undecided`] while anybody's attendance is still open.
pub fn award(policy: &HoursPolicy, session: &Session, settled: &[Settled]) -> Result<Vec<Award>, Undecided> {
    if *policy == HoursPolicy::None || session.state != SessionState::Scheduled {
        return Ok(Vec::new());
    }
    let people = settled.chunk_by(|a, b| a.outcome.subject == b.outcome.subject);
    let people: Vec<_> = people.filter(|periods| is_counted(periods)).collect();
    let undecided = people.iter().filter(|periods| periods.iter().any(is_open));
    let subjects: Vec<_> = undecided.map(|periods| periods[0].outcome.subject).collect();
    if !subjects.is_empty() {
        return Err(Undecided { subjects });
    }
    Ok(people.into_iter().map(|periods| award_one(policy, periods)).collect())
}

/// What one person would get if this decision were taken now: shown beside the button before it is pressed, so that 採認 of a
/// late person does not surprise with 0 hours. `None` if another period of theirs is still open, or no record is due.
#[must_use]
pub fn award_if(
    policy: &HoursPolicy,
    facts: &Facts<'_>,
    subject: Subject,
    period: PeriodId,
    decision: Decision,
) -> Option<Award> {
    let newest = facts.determinations.iter().map(|d| d.at).max();
    let mut determinations = facts.determinations.to_vec();
    determinations.push(Determination {
        subject,
        period,
        decision,
        reason: String::new(),
        basis: facts.log.iter().map(|received| received.event.id).collect(),
        by: AccountId(Uuid::nil()),
        at: newest.map_or(facts.now, |newest| newest.max(facts.now).plus_ms(1)),
    });
    let supposed = Facts { determinations: &determinations, ..*facts };
    let mut settled = settle(&supposed);
    settled.retain(|settled| settled.outcome.subject == subject);
    award(policy, facts.session, &settled).ok()?.pop()
}

/// Whether a person gets a record at all, if only one of 0 hours.
fn is_counted(periods: &[Settled]) -> bool {
    periods.iter().any(|settled| {
        let absent = matches!(settled.outcome.status, Status::Cancelled | Status::OnLeave);
        let never_here = matches!(
            (settled.outcome.subject, settled.outcome.status),
            (Subject::Draft(_), Status::NotArrived)
        );
        settled.determination.is_some() || !(absent || never_here)
    })
}

/// Attendance that nobody has decided and that time alone has not settled either.
fn is_open(settled: &Settled) -> bool {
    let unsettled = match (settled.outcome.subject, settled.outcome.status) {
        (Subject::Registration(_), Status::NotArrived) | (_, Status::SignedIn) => true,
        _ => settled.outcome.needs_decision,
    };
    settled.reopened || (unsettled && settled.determination.is_none())
}

fn award_one(policy: &HoursPolicy, periods: &[Settled]) -> Award {
    let parts = match policy {
        HoursPolicy::None => Vec::new(),
        HoursPolicy::FullOnly(hours) => {
            let full = periods.iter().all(|settled| settled.full);
            vec![(None, if full { *hours } else { HalfHours(0) })]
        }
        HoursPolicy::PerPeriod(hours) => {
            let full = |period| periods.iter().any(|s| s.outcome.period == period && s.full);
            let part = |(period, hours): &(PeriodId, HalfHours)| {
                (Some(*period), if full(*period) { *hours } else { HalfHours(0) })
            };
            hours.iter().map(part).collect()
        }
    };
    Award {
        subject: periods[0].outcome.subject,
        total: parts.iter().map(|(_, hours)| *hours).sum(),
        parts,
        why: why(policy, periods),
    }
}

fn why(policy: &HoursPolicy, periods: &[Settled]) -> AwardReason {
    let decision = |settled: &Settled| settled.determination.as_ref().map(|d| d.decision);
    let any = |wanted| periods.iter().any(|settled| decision(settled) == Some(wanted));
    match periods.iter().find(|settled| !settled.full) {
        None if any(Decision::TreatAsFull) => AwardReason::TreatedAsFull,
        None if any(Decision::Accept) => AwardReason::Accepted,
        None => AwardReason::Full,
        Some(_)
            if matches!(policy, HoursPolicy::PerPeriod(_)) && periods.iter().any(|settled| settled.full) =>
        {
            AwardReason::PartlyFull
        }
        Some(settled) if decision(settled) == Some(Decision::Reject) => AwardReason::Rejected,
        Some(settled) => AwardReason::NotFull(settled.outcome.status),
    }
}
