//! Plans: requests, and the drafts kept here.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use yanxi_domain::{
    ids::{AccountId, OrgId},
    plan::Plan,
};
use yanxi_protocol::plans::{
    self as api, DecidePlan, NewPlan, PlanDetail, PlanId, PlanList, PlanRevision, SaveDraft, Saved,
    SetPlanPolicy,
};

use super::Runtime;
use crate::{
    local::{self, KeptDraft},
    platform::clock::device_now,
    state::{ApiFailure, registering::Seen},
    sync_driver::api as request,
};

impl Runtime {
    pub(in crate::state) async fn plan_list(self) -> Result<PlanList, ApiFailure> {
        self.heard(request::get(api::PLANS).await)
    }

    /// From the server, or without a network as it was last seen here by this account.
    pub(in crate::state) async fn plan_read(self, plan: PlanId) -> Result<Seen<PlanDetail>, ApiFailure> {
        let answer = self.heard(request::get(&of(api::PLAN, plan)).await);
        match self.remembered(answer).await {
            Ok(data) => Ok(Seen { data, offline: false }),
            Err(ApiFailure::Offline) => {
                let _ = self.core_when_open().await;
                let seen = self.seen_plan(plan).await.ok_or(ApiFailure::Offline)?;
                Ok(Seen { data: seen, offline: true })
            }
            Err(why) => Err(why),
        }
    }

    pub(in crate::state) async fn plan_begin(self, body: NewPlan) -> Result<PlanDetail, ApiFailure> {
        let answer = self.plan_post(api::PLANS, &body).await;
        self.remembered(answer).await
    }

    /// Keeps what the server said of a plan, for a day without a network. Whoever only reads the plan keeps no meeting
    /// secrets of it (V-14).
    async fn remembered(self, answer: Result<PlanDetail, ApiFailure>) -> Result<PlanDetail, ApiFailure> {
        if let Ok(detail) = &answer
            && let (Some(account), Some(core)) = (self.own_account(), self.core())
        {
            let kept = if detail.head.may.write { detail.clone() } else { without_secrets(detail.clone()) };
            // Only a copy for later: without it the page is the same.
            let _ = local::put_seen(&core.db, &seen_name(detail.head.id), &(account, kept)).await;
        }
        answer
    }

    async fn seen_plan(self, plan: PlanId) -> Option<PlanDetail> {
        let account = self.own_account()?;
        let seen: Option<(AccountId, PlanDetail)> =
            local::seen(&self.core()?.db, &seen_name(plan)).await.ok().flatten();
        seen.filter(|(of, _)| *of == account).map(|(_, detail)| detail)
    }

    fn own_account(self) -> Option<AccountId> {
        self.with(|inner| inner.me.with_untracked(|me| me.account.as_ref().map(|own| own.id)))
    }

    pub(in crate::state) async fn plan_save(
        self,
        plan: PlanId,
        body: SaveDraft,
    ) -> Result<Saved, ApiFailure> {
        let saved: Saved = self.plan_post(&of(api::PLAN_DRAFT, plan), &body).await?;
        // What was typed after a saving is kept by its revision: the copy must stand there too.
        if let Some(mut detail) = self.seen_plan(plan).await {
            (detail.revision, detail.head.updated_at) = (saved.revision, saved.at);
            detail.head.standing = saved.standing;
            detail.draft = body.plan;
            let _ = self.remembered(Ok(detail)).await;
        }
        Ok(saved)
    }

    pub(in crate::state) async fn plan_submit(
        self,
        plan: PlanId,
        revision: u64,
    ) -> Result<PlanDetail, ApiFailure> {
        let answer = self.plan_post(&of(api::PLAN_SUBMIT, plan), &PlanRevision { revision }).await;
        self.remembered(answer).await
    }

    pub(in crate::state) async fn plan_withdraw(self, plan: PlanId) -> Result<PlanDetail, ApiFailure> {
        let answer = self.plan_post(&of(api::PLAN_WITHDRAW, plan), &()).await;
        self.remembered(answer).await
    }

    pub(in crate::state) async fn plan_decide(
        self,
        plan: PlanId,
        body: DecidePlan,
    ) -> Result<PlanDetail, ApiFailure> {
        let answer = self.plan_post(&of(api::PLAN_DECISION, plan), &body).await;
        self.remembered(answer).await
    }

    pub(in crate::state) async fn plan_announce(self, plan: PlanId) -> Result<PlanDetail, ApiFailure> {
        let answer = self.plan_post(&of(api::PLAN_ANNOUNCE, plan), &()).await;
        let answer = self.remembered(answer).await;
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
        let account = self.own_account()?;
        let kept = self.core()?.db.kept_draft(plan).await.ok().flatten();
        kept.filter(|kept| kept.account == account)
    }

    pub(in crate::state) async fn keep_draft(self, plan: PlanId, revision: u64, draft: Plan) -> bool {
        let account = self.own_account();
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

fn seen_name(plan: PlanId) -> String {
    format!("plan/{plan}")
}

/// The plan without numbers and passwords of its meetings.
fn without_secrets(mut detail: PlanDetail) -> PlanDetail {
    for plan in [Some(&mut detail.draft), detail.in_force.as_mut()].into_iter().flatten() {
        for course in &mut plan.courses {
            for session in &mut course.sessions {
                session.links.clear();
            }
        }
    }
    detail
}
