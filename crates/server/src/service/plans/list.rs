//! Plans as their readers see them.

use std::collections::{HashMap, HashSet};

use yanxi_domain::{ids::OrgId, org::School};
use yanxi_protocol::{
    api::Role,
    plans::{
        ApprovalPolicy, MayDo, PlanDetail, PlanHead, PlanId, PlanList, PlanStanding, PlanUnit, PlanVersion,
    },
};

use super::{
    access::{self, Opened},
    shipped::SHIPPED,
};
use crate::{
    actor::{AccountActor, Actor},
    failure::Failure,
    permissions::{Capability, may_somewhere},
    state::AppState,
    store::{PlanRow, Tx},
};

/// Where a plan stands.
pub(super) fn standing(row: &PlanRow) -> PlanStanding {
    match (row.pending, row.in_force, row.announced_at) {
        (Some(_), None, _) => PlanStanding::Submitted,
        (Some(_), Some(_), _) => PlanStanding::AmendmentSubmitted,
        (None, Some(_), _) if row.changed => PlanStanding::AmendmentDraft,
        (None, Some(_), Some(_)) => PlanStanding::Announced,
        (None, Some(_), None) => PlanStanding::Approved,
        (None, None, _) if row.returned => PlanStanding::Returned,
        (None, None, _) => PlanStanding::Draft,
    }
}

/// Everything the caller may see, and the units they plan for.
///
/// # Errors
/// 401 without account.
pub async fn list(state: &AppState, actor: &Actor) -> Result<PlanList, Failure> {
    let account = actor.account()?;
    let mut tx = state.store.read().await?;
    let mut answer = PlanList::default();
    if !may_somewhere(&account.roles, Capability::SeePlans) {
        return Ok(answer);
    }
    let mut units: HashMap<OrgId, (School, ApprovalPolicy)> = HashMap::new();
    let announced = tx.planned_courses().await?;
    let organised: HashSet<PlanId> = announced
        .into_iter()
        .filter(|(course, _)| account.organises(*course))
        .map(|(_, plan)| plan)
        .collect();
    for row in tx.plans().await? {
        let (unit, policy) = match units.get(&row.unit) {
            Some(known) => known.clone(),
            None => {
                let found = (access::unit(&mut tx, row.unit).await?, tx.plan_policy(row.unit).await?);
                units.insert(row.unit, found.clone());
                found
            }
        };
        let organises = organised.contains(&row.id);
        if !organises && !access::sees(account, &unit) {
            continue;
        }
        let submitted_by = match row.pending {
            Some(number) => {
                let versions = tx.plan_versions(row.id).await?;
                versions.iter().find(|version| version.number == number).map(|version| version.submitted_by)
            }
            None => None,
        };
        let may = access::may(account, &row, &unit, policy, submitted_by);
        let may = MayDo { write: may.write || organises, ..may };
        answer.plans.push(head(&mut tx, &row, &unit, may).await?);
    }
    for unit in units_of(account) {
        let school = access::unit(&mut tx, unit).await?;
        let policy = tx.plan_policy(unit).await?;
        let writes = access::writes(account, &school);
        let (name, county) = (school.short_name, school.county);
        answer.units.push(PlanUnit { id: unit, name, county, policy, writes });
    }
    answer.shipped = SHIPPED.iter().map(|(key, title, _)| ((*key).to_owned(), (*title).to_owned())).collect();
    Ok(answer)
}

fn units_of(account: &AccountActor) -> Vec<OrgId> {
    let of = |role: &Role| match role {
        Role::Officer { organisations }
        | Role::OrganisationAdministrator { organisations }
        | Role::Approver { organisations } => organisations.clone(),
        _ => Vec::new(),
    };
    let mut units: Vec<OrgId> = account.roles.iter().flat_map(of).collect();
    units.sort_unstable();
    units.dedup();
    units
}

async fn name(tx: &mut Tx, account: yanxi_domain::ids::AccountId) -> Result<String, Failure> {
    Ok(tx.account_name(account).await?.map(|account| account.name).unwrap_or_default())
}

async fn head(tx: &mut Tx, row: &PlanRow, unit: &School, may: MayDo) -> Result<PlanHead, Failure> {
    Ok(PlanHead {
        id: row.id,
        title: row.title.clone(),
        unit: row.unit,
        unit_name: unit.short_name.clone(),
        author_name: name(tx, row.author).await?,
        updated_at: row.updated_at,
        standing: standing(row),
        may,
    })
}

/// One plan.
///
/// # Errors
/// 401, 403 when it is not the caller's to see, 404.
pub async fn read(state: &AppState, actor: &Actor, plan: PlanId) -> Result<PlanDetail, Failure> {
    let account = actor.account()?;
    let mut tx = state.store.read().await?;
    let opened = access::open(&mut tx, account, plan).await?;
    detail(&mut tx, account, opened).await
}

/// A plan with everything about it.
pub(super) async fn detail(
    tx: &mut Tx,
    account: &AccountActor,
    opened: Opened,
) -> Result<PlanDetail, Failure> {
    let may = opened.may(account);
    let head = head(tx, &opened.row, &opened.unit, may).await?;
    let in_force = match opened.row.in_force {
        Some(number) => tx.plan_version(opened.row.id, number).await?,
        None => None,
    };
    let mut versions = Vec::with_capacity(opened.versions.len());
    for version in opened.versions {
        let decided_name = match version.decided_by {
            Some(account) => Some(name(tx, account).await?),
            None => None,
        };
        versions.push(PlanVersion {
            number: version.number,
            state: version.state,
            submitted_by: version.submitted_by,
            submitted_name: name(tx, version.submitted_by).await?,
            submitted_at: version.submitted_at,
            decided_name,
            decided_at: version.decided_at,
            comment: version.comment,
        });
    }
    Ok(PlanDetail {
        head,
        revision: opened.row.revision,
        draft: opened.draft,
        in_force,
        versions,
        policy: opened.policy,
        announced_at: opened.row.announced_at,
        courses: tx.courses_of_plan(opened.row.id).await?,
    })
}
