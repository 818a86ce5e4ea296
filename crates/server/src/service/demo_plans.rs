//! Plans of the demo data: the plans that ship, each somewhere else on its way (3.2). None of them is announced, so that
//! the demo courses stay the only ones.

use yanxi_domain::{
    course::HalfHours,
    ids::AccountId,
    plan::{Plan, PlanHours, renew::renew_ids},
    time::Timestamp,
};
use yanxi_protocol::{
    plan_file,
    plans::{PlanId, VersionState},
};

use crate::{
    demo::{
        ids::id,
        people::{self, Office},
        schools::school_id,
    },
    failure::Failure,
    service::plans::SHIPPED,
    state::AppState,
    store::WriteTx,
};

/// 海豐國小, whose officer writes them.
const UNIT: &str = "999601";

/// Makes sure that they are there. What somebody did to them stays.
///
/// # Errors
/// When the database does not answer.
pub async fn seed(state: &AppState) -> Result<(), Failure> {
    let now = state.clock.now();
    let mut tx = state.store.write(&[]).await?;
    let [s0, s1, s2] = ["s0", "s1", "s2"];
    if tx.plan(plan_id(s0)).await?.is_some() {
        return Ok(());
    }
    let people = people()?;
    // Still being written: everything the check finds in it is to be seen.
    add(&mut tx, people, s1, now.plus_minutes(-50)).await?;
    // Approved, ready to be announced.
    let plan = add(&mut tx, people, s2, now.plus_minutes(-300)).await?;
    approve(&mut tx, people, s2, &plan, now.plus_minutes(-240)).await?;
    // Approved, and an amendment waits: the approver sees what it changes (S0-27).
    let mut plan = add(&mut tx, people, s0, now.plus_minutes(-3_000)).await?;
    approve(&mut tx, people, s0, &plan, now.plus_minutes(-2_900)).await?;
    amend(&mut plan);
    let (id, revision) = (plan_id(s0), 3);
    tx.save_plan_draft(id, revision, (&plan, true), people.officer, now.plus_minutes(-40)).await?;
    tx.submit_plan(id, revision + 1, &plan, people.officer, now.plus_minutes(-30)).await?;
    tx.commit().await?;
    Ok(())
}

/// Two hours instead of three, a limit of seats, another room for the second session.
fn amend(plan: &mut Plan) {
    let Some(course) = plan.courses.first_mut() else { return };
    course.hours = PlanHours::PerSession(HalfHours(4));
    for session in course.sessions.iter_mut().take(2) {
        session.capacity = Some(60);
    }
    if let Some(venue) = course.sessions.get_mut(1).and_then(|session| session.venue.as_mut()) {
        "2F視聽教室".clone_into(&mut venue.room);
    }
}

#[derive(Clone, Copy)]
struct People {
    officer: AccountId,
    approver: AccountId,
}

/// The officer and the head of the school; there since the first course was added.
fn people() -> Result<People, Failure> {
    let officials = people::officials();
    let account = |wanted: Office| {
        let found = officials.iter().find(|(office, _)| *office == wanted);
        found.map(|(_, official)| official.account).ok_or_else(|| Failure::internal("no such demo person"))
    };
    Ok(People { officer: account(Office::Officer)?, approver: account(Office::Approver)? })
}

fn plan_id(key: &str) -> PlanId {
    PlanId(id(&format!("plan/{key}")))
}

async fn add(tx: &mut WriteTx, people: People, key: &str, at: Timestamp) -> Result<Plan, Failure> {
    let found = SHIPPED.iter().find(|(known, ..)| *known == key);
    let text = found.map(|(.., text)| *text).ok_or_else(|| Failure::internal("no such plan"))?;
    let mut plan = plan_file::read(text).map_err(|error| Failure::internal(&error.to_string()))?;
    let mut count = 0_u32;
    renew_ids(&mut plan, || {
        count += 1;
        id(&format!("plan/{key}/{count}"))
    });
    tx.add_plan(plan_id(key), school_id(UNIT), people.officer, &plan, at).await?;
    Ok(plan)
}

async fn approve(
    tx: &mut WriteTx,
    people: People,
    key: &str,
    plan: &Plan,
    at: Timestamp,
) -> Result<(), Failure> {
    let id = plan_id(key);
    let submitted = tx.submit_plan(id, 1, plan, people.officer, at).await?;
    let version = submitted.ok_or_else(|| Failure::internal("the demo plan has moved on"))?;
    let decided = ("同意辦理。", at.plus_minutes(30));
    tx.decide_plan(id, version, VersionState::Approved, people.approver, decided).await?;
    Ok(())
}
