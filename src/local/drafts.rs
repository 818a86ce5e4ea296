//! Drafts of plans as last typed here, until the server has them: a closed browser loses nothing.

use serde::{Deserialize, Serialize};
use yanxi_domain::{ids::AccountId, plan::Plan, time::Timestamp};
use yanxi_protocol::plans::PlanId;

use super::{
    kernel::{Db, Key, Op, Select, StoreError},
    rows::{first, put, text},
    schema::Store,
};

/// A draft kept on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptDraft {
    /// Who typed it; nobody else is shown it.
    pub account: AccountId,
    /// Revision of the server's draft it was written from.
    pub revision: u64,
    /// When, device clock.
    pub at: Timestamp,
    /// All of it.
    pub plan: Plan,
}

fn key(plan: PlanId) -> Key {
    text(format!("plan_draft/{plan}"))
}

impl Db {
    /// The draft kept of a plan.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn kept_draft(&self, plan: PlanId) -> Result<Option<KeptDraft>, StoreError> {
        let rows = self.read(&[Store::Meta], &[Select::One(Store::Meta, key(plan))], |_| Vec::new()).await?;
        Ok(first(rows.first()))
    }

    /// Keeps a draft.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep_draft(&self, plan: PlanId, draft: &KeptDraft) -> Result<(), StoreError> {
        self.write_meta(put(Store::Meta, key(plan), draft)).await
    }

    /// The server has it: no need to keep it here.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn drop_draft(&self, plan: PlanId) -> Result<(), StoreError> {
        self.write_meta(Op::Delete(Store::Meta, key(plan))).await
    }
}
