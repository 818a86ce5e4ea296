//! Outcomes together with the organiser's decisions (U-A7).

use crate::{
    attendance::{Flag, Outcome, Status},
    determination::{Decision, Determination},
    evaluate::{Assessment, Facts, assess},
    event::{EventKind, Subject},
    ids::PeriodId,
};

/// What holds for one person in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// What the rules say.
    pub outcome: Outcome,
    /// Newest decision; earlier ones stay in the history.
    pub determination: Option<Determination>,
    /// 全程參與者 (S0-24): status 全程, or 視同全程, or 採認 of a doubtful 全程.
    pub full: bool,
    /// A person has to decide before hours can be issued.
    pub undecided: bool,
    /// New facts arrived after the decision (LATE_FACT).
    pub reopened: bool,
}

/// Settles everybody of [`crate::evaluate::evaluate`], in the same order.
#[must_use]
pub fn settle(facts: &Facts<'_>) -> Vec<Settled> {
    assess(facts).into_iter().map(|assessment| settle_one(facts, assessment)).collect()
}

fn settle_one(facts: &Facts<'_>, assessment: Assessment) -> Settled {
    let Assessment { outcome, by_punches, aliases } = assessment;
    let determination = decided(facts, &aliases, outcome.period).cloned();
    let full = match determination.as_ref().map(|determination| determination.decision) {
        None => outcome.status == Status::Full,
        Some(Decision::Accept) => by_punches == Status::Full,
        Some(Decision::TreatAsFull) => outcome.status != Status::SessionCancelled,
        Some(Decision::Reject) => false,
    };
    let reopened = outcome.flags.contains(&Flag::LateFact);
    let undecided = outcome.needs_decision && (determination.is_none() || reopened);
    Settled { outcome, determination, full, undecided, reopened }
}

/// The newest decision about a person in a period. Decisions of the same instant are told apart by their content,
/// so that the answer does not depend on the order they arrived in.
pub(crate) fn decided<'a>(
    facts: &Facts<'a>,
    aliases: &[Subject],
    period: PeriodId,
) -> Option<&'a Determination> {
    let about = facts.determinations.iter().filter(|d| d.period == period && aliases.contains(&d.subject));
    about.max_by(|a, b| {
        (a.at, a.decision as u8, &a.reason, a.by).cmp(&(b.at, b.decision as u8, &b.reason, b.by))
    })
}

/// Whether an event of this kind can change what a decision was based on.
pub(crate) const fn is_new_fact(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::SignIn
            | EventKind::SignOut
            | EventKind::PaperBackfill { .. }
            | EventKind::Void { .. }
            | EventKind::WalkIn { .. }
    )
}
