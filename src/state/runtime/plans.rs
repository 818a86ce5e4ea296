//! Plans: requests, and the drafts kept here.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use yanxi_domain::{ids::OrgId, plan::Plan};
use yanxi_protocol::plans::{
    self as api, DecidePlan, NewPlan, PlanDetail, PlanId, PlanList, PlanRevision, SaveDraft, Saved,
    SetPlanPolicy,
};

use super::Runtime;
use crate::{local::KeptDraft, platform::clock::device_now, state::ApiFailure, sync_driver::api as request};

impl Runtime {
    pub(in crate::state) async fn plan_list(self) -> Result<PlanList, ApiFailure> {
        self.heard(request::get(api::PLANS).await)
    }

    pub(in crate::state) async fn plan_read(self, plan: PlanId) -> Result<PlanDetail, ApiFailure> {
        self.heard(request::get(&of(api::PLAN, plan)).await)
    }

    pub(in crate::state) async fn plan_begin(self, body: NewPlan) -> Result<PlanDetail, ApiFailure> {
        self.plan_post(api::PLANS, &body).await
    }

    pub(in crate::state) async fn plan_save(
        self,
        plan: PlanId,
        body: SaveDraft,
    ) -> Result<Saved, ApiFailure> {
        self.plan_post(&of(api::PLAN_DRAFT, plan), &body).await
    }

    pub(in crate::state) async fn plan_submit(
        self,
        plan: PlanId,
        revision: u64,
    ) -> Result<PlanDetail, ApiFailure> {
        self.plan_post(&of(api::PLAN_SUBMIT, plan), &PlanRevision { revision }).await
    }

    pub(in crate::state) async fn plan_withdraw(self, plan: PlanId) -> Result<PlanDetail, ApiFailure> {
        self.plan_post(&of(api::PLAN_WITHDRAW, plan), &()).await
    }

    pub(in crate::state) async fn plan_decide(
        self,
        plan: PlanId,
        body: DecidePlan,
    ) -> Result<PlanDetail, ApiFailure> {
        self.plan_post(&of(api::PLAN_DECISION, plan), &body).await
    }

    pub(in crate::state) async fn plan_announce(self, plan: PlanId) -> Result<PlanDetail, ApiFailure> {
        let answer = self.plan_post(&of(api::PLAN_ANNOUNCE, plan), &()).await;
        if answer.is_ok() {
            // The account organises new courses now.
            self.refresh_me();
        }
        answer
    }

    pub(in crate::state) async fn plan_remove(self, plan: PlanId) -> Result<(), ApiFailure> {
        self.heard(request::tell(&of(api::PLAN_DELETE, plan), &()).await)
    }

    pub(in crate::state) async fn plan_policy(
        self,
        unit: OrgId,
        body: SetPlanPolicy,
    ) -> Result<(), ApiFailure> {
        self.heard(request::tell(&api::PLAN_POLICY.replace("{unit}", &unit.to_string()), &body).await)
    }

    pub(in crate::state) async fn kept_draft(self, plan: PlanId) -> Option<KeptDraft> {
        let account =
            self.with(|inner| inner.me.with_untracked(|me| me.account.as_ref().map(|own| own.id)))?;
        let kept = self.core()?.db.kept_draft(plan).await.ok().flatten();
        kept.filter(|kept| kept.account == account)
    }

    pub(in crate::state) async fn keep_draft(self, plan: PlanId, revision: u64, draft: Plan) -> bool {
        let account = self.with(|inner| inner.me.with_untracked(|me| me.account.as_ref().map(|own| own.id)));
        let (Some(account), Some(core)) = (account, self.core()) else { return false };
        let kept = KeptDraft { account, revision, at: device_now(), plan: draft };
        core.db.keep_draft(plan, &kept).await.is_ok()
    }

    pub(in crate::state) async fn drop_draft(self, plan: PlanId) {
        if let Some(core) = self.core() {
            let _ = core.db.drop_draft(plan).await;
        }
    }

    async fn plan_post<R: DeserializeOwned>(
        self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<R, ApiFailure> {
        self.heard(request::post(path, body).await)
    }

    /// What an answer says about reachability and the account.
    fn heard<T>(self, answer: Result<T, ApiFailure>) -> Result<T, ApiFailure> {
        self.note_reach(&answer);
        if matches!(answer, Err(ApiFailure::NotSignedIn)) {
            self.refresh_me();
        }
        answer
    }
}

fn of(path: &str, plan: PlanId) -> String {
    path.replace("{plan}", &plan.to_string())
}
