//! Plans: kept on this device while they are typed, decided by the server (Y-10).

use yanxi_domain::{
    ids::{CourseId, OrgId, PeriodId, SessionId},
    plan::Plan,
};
use yanxi_protocol::plans::{
    DecidePlan, NewPlan, PlanDetail, PlanId, PlanList, SaveDraft, Saved, SetPlanPolicy,
};

use super::{
    ApiFailure,
    registering::Seen,
    runtime::{Runtime, use_runtime},
};
pub use crate::local::KeptDraft;

/// What can be done with plans.
#[derive(Clone, Copy)]
pub struct PlansHandle(Runtime);

/// What can be done with plans.
#[must_use]
pub fn use_plans() -> PlansHandle {
    PlansHandle(use_runtime())
}

/// A new id for a course, made where it is added.
#[must_use]
pub fn new_course_id() -> CourseId {
    CourseId(crate::platform::ids::new_uuid())
}

/// A new id for a session.
#[must_use]
pub fn new_session_id() -> SessionId {
    SessionId(crate::platform::ids::new_uuid())
}

/// A new id for a period.
#[must_use]
pub fn new_period_id() -> PeriodId {
    PeriodId(crate::platform::ids::new_uuid())
}

/// Waits for a pause in typing.
pub async fn pause(milliseconds: u32) {
    crate::platform::timer::sleep(milliseconds).await;
}

impl PlansHandle {
    /// Plans the account may see.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn list(self) -> Result<PlanList, ApiFailure> {
        self.0.plan_list().await
    }

    /// One plan; without a network as last seen here.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn read(self, plan: PlanId) -> Result<Seen<PlanDetail>, ApiFailure> {
        self.0.plan_read(plan).await
    }

    /// Begins a plan.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn begin(self, body: NewPlan) -> Result<PlanDetail, ApiFailure> {
        self.0.plan_begin(body).await
    }

    /// Sends a draft to the server.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn save(self, plan: PlanId, body: SaveDraft) -> Result<Saved, ApiFailure> {
        self.0.plan_save(plan, body).await
    }

    /// 送審
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn submit(self, plan: PlanId, revision: u64) -> Result<PlanDetail, ApiFailure> {
        self.0.plan_submit(plan, revision).await
    }

    /// 撤回
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn withdraw(self, plan: PlanId) -> Result<PlanDetail, ApiFailure> {
        self.0.plan_withdraw(plan).await
    }

    /// 核准 or 退回
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn decide(self, plan: PlanId, body: DecidePlan) -> Result<PlanDetail, ApiFailure> {
        self.0.plan_decide(plan, body).await
    }

    /// 公告
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn announce(self, plan: PlanId) -> Result<PlanDetail, ApiFailure> {
        self.0.plan_announce(plan).await
    }

    /// Removes a plan that was never announced.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn remove(self, plan: PlanId) -> Result<(), ApiFailure> {
        self.0.plan_remove(plan).await
    }

    /// Sets who approves the plans of a unit.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn set_policy(self, unit: OrgId, body: SetPlanPolicy) -> Result<(), ApiFailure> {
        self.0.plan_policy(unit, body).await
    }

    /// The draft kept on this device, if this account typed one the server does not have.
    pub async fn kept(self, plan: PlanId) -> Option<KeptDraft> {
        self.0.kept_draft(plan).await
    }

    /// Keeps a draft on this device; `false` when the browser did not take it.
    pub async fn keep(self, plan: PlanId, revision: u64, draft: Plan) -> bool {
        self.0.keep_draft(plan, revision, draft).await
    }

    /// The server has it.
    pub async fn drop_kept(self, plan: PlanId) {
        self.0.drop_draft(plan).await;
    }
}
