//! Where a plan stands, and what to do next.

use yanxi_protocol::plans::{PlanHead, PlanStanding};

use crate::{
    components::Tone,
    i18n::{Locale, planning as text},
};

/// The state in words, with its tone.
#[must_use]
pub fn words(locale: Locale, standing: PlanStanding) -> (String, Tone) {
    match standing {
        PlanStanding::Draft => (text::standing_draft(locale), Tone::Neutral),
        PlanStanding::Returned => (text::standing_returned(locale), Tone::Stop),
        PlanStanding::Submitted => (text::standing_submitted(locale), Tone::Wait),
        PlanStanding::Approved => (text::standing_approved(locale), Tone::Ok),
        PlanStanding::Announced => (text::standing_announced(locale), Tone::Ok),
        PlanStanding::AmendmentDraft => (text::standing_amendment_draft(locale), Tone::Info),
        PlanStanding::AmendmentSubmitted => (text::standing_amendment_submitted(locale), Tone::Wait),
    }
}

/// What is to be done next.
#[must_use]
pub fn next(locale: Locale, head: &PlanHead) -> String {
    match head.standing {
        PlanStanding::Draft => text::next_draft(locale),
        PlanStanding::Returned => text::next_returned(locale),
        PlanStanding::Submitted | PlanStanding::AmendmentSubmitted if head.may.approve => {
            text::next_submitted_mine(locale)
        }
        PlanStanding::Submitted | PlanStanding::AmendmentSubmitted => text::next_submitted(locale),
        PlanStanding::Approved => text::next_approved(locale),
        PlanStanding::Announced => text::next_announced(locale),
        PlanStanding::AmendmentDraft => text::next_amendment_draft(locale),
    }
}

/// A version waits for somebody's decision.
#[must_use]
pub const fn waits(standing: PlanStanding) -> bool {
    matches!(standing, PlanStanding::Submitted | PlanStanding::AmendmentSubmitted)
}
