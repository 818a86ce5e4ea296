//! Organiser's decisions about doubtful attendance (3.1 Determination, U-A7).

use serde::{Deserialize, Serialize};

use crate::{
    event::Subject,
    ids::{AccountId, DraftId, EventId, PeriodId, RegistrationId},
    time::Timestamp,
};

/// What the organiser decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Decision {
    /// 採認: the doubt about admission or clock is settled; the computed attendance stands.
    Accept,
    /// 視同全程
    TreatAsFull,
    /// 不採認: 0 hours.
    Reject,
}

/// A recorded decision. A later one about the same person and period supersedes it; both are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Determination {
    /// Person.
    pub subject: Subject,
    /// Period.
    pub period: PeriodId,
    /// Decision.
    pub decision: Decision,
    /// Why, in the organiser's words.
    pub reason: String,
    /// Events known when it was taken: new ones reopen the case (F-20).
    pub basis: Vec<EventId>,
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

/// "This walk-in is that registration" (F-03), decided by a person; automatic matches are derived, not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLink {
    /// Walk-in.
    pub draft: DraftId,
    /// Registration.
    pub registration: RegistrationId,
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

/// The owner declares a session final although a device has not reported (R-FINAL c).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinalOverride {
    /// Why (e.g. 平板遺失).
    pub reason: String,
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}
