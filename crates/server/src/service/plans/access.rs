//! Where a plan stands, for the permission matrix, and what follows from whose plan it is.

use yanxi_domain::{
    ids::{AccountId, OrgId},
    org::{School, SchoolLevel},
    plan::Plan,
};
use yanxi_protocol::plans::{ApprovalPolicy, MayDo, PlanId};

use crate::{
    actor::AccountActor,
    failure::Failure,
    permissions::{self, Capability, Place},
    store::{PlanRow, PlanVersionRow, Tx},
};

/// Whether the account writes plans of this unit. Who organises a course of a plan writes that one.
pub(super) fn writes(account: &AccountActor, unit: &School) -> bool {
    // 縣市督導 writes for the county's own office only (section 9).
    account.may(Capability::PlanCourses, &place(unit, is_office(unit)))
}

/// Whether the account approves plans of this unit.
pub(super) fn approves(account: &AccountActor, unit: &School, policy: ApprovalPolicy) -> bool {
    let by_county = is_office(unit) || policy == ApprovalPolicy::ByUnitOrCounty;
    account.may(Capability::ApproveCourses, &place(unit, by_county))
}

/// Whether the account sees plans of this unit.
pub(super) fn sees(account: &AccountActor, unit: &School) -> bool {
    account.may(Capability::SeePlans, &place(unit, true))
}

fn is_office(unit: &School) -> bool {
    unit.level == SchoolLevel::Office
}

/// The unit, as a thing of its county or of its own only.
fn place(unit: &School, of_county: bool) -> Place<'_> {
    let whole = Place::organisation(unit.id, &unit.county);
    if of_county { whole } else { Place { county: None, ..whole } }
}

/// A unit of the directory, or an unnamed one: plans of a unit the directory lost stay readable.
pub(super) async fn unit(tx: &mut Tx, id: OrgId) -> Result<School, Failure> {
    Ok(tx.school(id).await?.unwrap_or_else(|| School {
        id,
        code: String::new(),
        full_name: String::new(),
        short_name: String::new(),
        county: String::new(),
        level: SchoolLevel::Elementary,
        count_weight: 0,
        other_names: Vec::new(),
    }))
}

/// A plan the caller may see.
pub(super) struct Opened {
    pub row: PlanRow,
    pub draft: Plan,
    pub unit: School,
    pub policy: ApprovalPolicy,
    pub versions: Vec<PlanVersionRow>,
    /// The caller organises a course announced from it, whatever unit they work for.
    pub organises: bool,
}

impl Opened {
    /// Who may do what.
    pub fn may(&self, account: &AccountActor) -> MayDo {
        let waits = self.versions.iter().find(|version| Some(version.number) == self.row.pending);
        let by = waits.map(|version| version.submitted_by);
        let may = may(account, &self.row, &self.unit, self.policy, by);
        MayDo { write: may.write || self.organises, ..may }
    }

    /// 403 unless the caller writes plans of the unit.
    pub fn writable(&self, account: &AccountActor) -> Result<(), Failure> {
        if self.organises || writes(account, &self.unit) { Ok(()) } else { Err(Failure::forbidden()) }
    }
}

/// What the account may do with a plan. Nobody approves what they wrote, last changed or submitted themselves.
pub(super) fn may(
    account: &AccountActor,
    row: &PlanRow,
    unit: &School,
    policy: ApprovalPolicy,
    submitted_by: Option<AccountId>,
) -> MayDo {
    let own = [Some(row.author), Some(row.updated_by), submitted_by].contains(&Some(account.id));
    let could = approves(account, unit, policy);
    MayDo { write: writes(account, unit), approve: could && !own, own: could && own }
}

/// Reads a plan the caller may see.
///
/// # Errors
/// 403 when it is not theirs to see; 404 when a planner asks for one that is not there (any more).
pub(super) async fn open(tx: &mut Tx, account: &AccountActor, id: PlanId) -> Result<Opened, Failure> {
    let plans = permissions::may_somewhere(&account.roles, Capability::SeePlans);
    let missing = || if plans { Failure::not_found() } else { Failure::forbidden() };
    let (row, draft) = tx.plan(id).await?.ok_or_else(missing)?;
    let unit = unit(tx, row.unit).await?;
    let policy = tx.plan_policy(row.unit).await?;
    let courses = tx.courses_of_plan(id).await?;
    let organises = courses.iter().any(|course| account.organises(*course));
    if !organises && !sees(account, &unit) {
        return Err(Failure::forbidden());
    }
    if row.deleted_at.is_some() {
        return Err(Failure::not_found());
    }
    let versions = tx.plan_versions(id).await?;
    Ok(Opened { row, draft, unit, policy, versions, organises })
}
