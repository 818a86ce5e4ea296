//! The organiser decides about applicants (U-A4): 錄取, 備取, 未錄取, one or many at once.

use std::collections::{BTreeSet, HashMap};

use serde_json::json;
use yanxi_domain::{
    admission::{Applicant, Promotion},
    ids::{OrgId, PersonId, SessionId},
    notice::NoticeKind,
    results::{are_hidden, covers},
    roster::RegistrationState,
    time::Timestamp,
};
use yanxi_protocol::{
    registering::{AdmissionDecided, AdmissionDecision, DecideAdmission},
    scope::Scope,
};

use super::{
    notify::{notice_of, notify},
    seating::{Seating, open},
    settling::{settle_elsewhere, settle_in},
    words,
};
use crate::{
    actor::Actor,
    failure::{Failure, Kind},
    service::{
        office::{course_of, reason_given},
        office_audit::entry,
        own_records,
    },
    state::AppState,
    store::{Registration, WriteTx},
};

/// Registrations one request may decide about: a whole full session.
const MOST: usize = 2_000;

/// Decides. 錄取 goes as far as there are seats, in the order of application, and puts the others on the waiting list,
/// unless the organiser says with a reason that they shall be admitted beyond the seats (R-CAP 1). Nobody is admitted to
/// two sessions at the same time (R-CAP 5).
///
/// # Errors
/// 403 unless the caller organises the course; 404 for a registration of another session; `no_people`;
/// `too_many_people`; `reason_missing`.
pub async fn decide(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: &DecideAdmission,
) -> Result<AdmissionDecided, Failure> {
    let course = course_of(actor, session)?;
    let account = actor.account()?;
    let wanted = wanted(body)?;
    let now = state.clock.now();
    let mut tx = open(state, course, session, &[]).await?;
    let mut rows = Vec::with_capacity(wanted.len());
    for id in wanted {
        let row = tx.registration(id).await?.filter(|row| row.entry.session == session);
        rows.push(row.ok_or_else(Failure::not_found)?);
    }
    rows.sort_by_key(|row| (row.applied_at, row.position, row.entry.id));
    let reason = reason_for(body, &rows)?;
    let mut seating = Seating::read(&mut tx, session).await?;
    // Everybody this may concern, at once and before their other seats are looked at.
    let mut scopes: Vec<Scope> = seating.waiting_scopes().collect();
    scopes.extend(rows.iter().filter_map(|row| row.person.map(Scope::Person)));
    tx.lock(&scopes).await?;
    let elsewhere = tx.admitted_elsewhere(&seating.session).await?;
    seating.mark_elsewhere(&elsewhere);

    let mut free = Free::of(&seating);
    let mut decided = AdmissionDecided::default();
    let mut lines = Vec::new();
    let mut changed = Vec::new();
    let mut freed: Vec<PersonId> = Vec::new();
    for mut row in rows {
        let before = row.entry.state;
        let to = match next_state(&row, body, &elsewhere, &mut free) {
            Next::To(to) => to,
            Next::Same => {
                decided.unchanged += 1;
                continue;
            }
            Next::Skip(why) => {
                decided.skipped.push((row.entry.id, why));
                continue;
            }
        };
        row.entry.state = to;
        (row.decided_by, row.decided_at) = (Some(account.id), Some(now));
        row.reason = reason.map(str::to_owned);
        tx.change_registration(&row).await?;
        match to {
            RegistrationState::Admitted => decided.admitted += 1,
            RegistrationState::NotAdmitted => decided.not_admitted += 1,
            _ => decided.waitlisted += 1,
        }
        freed.extend(row.person.filter(|_| before == RegistrationState::Admitted));
        lines.push(json!({ "registration": row.entry.id, "before": before, "after": to }));
        changed.push((row, before));
    }
    if !changed.is_empty() {
        // A refusal frees a seat like a cancellation; putting somebody on the waiting list must not bring them back at once.
        let by_hand = body.decision != AdmissionDecision::NotAdmit || seating.is_by_organiser();
        settle_in(&mut tx, session, &[], by_hand.then_some(Promotion::ByHand), now).await?;
        tell_all(&mut tx, &seating, &changed, reason, now).await?;
    }
    let detail = json!({ "beyond_seats": body.beyond_seats, "rows": lines });
    tx.audit(&entry(state, account.id, "decide_admission", format!("session:{session}"), detail)).await?;
    tx.commit().await?;
    for person in freed {
        settle_elsewhere(state, Some(person), session).await;
    }
    Ok(decided)
}

/// Publishes the rows as they are after the waiting list closed up, and tells the people; not what is hidden from them
/// until the results are published.
async fn tell_all(
    tx: &mut WriteTx,
    seating: &Seating,
    changed: &[(Registration, RegistrationState)],
    reason: Option<&str>,
    now: Timestamp,
) -> Result<(), Failure> {
    let ids: Vec<_> = changed.iter().map(|(row, _)| row.entry.id).collect();
    own_records::publish_some(tx, &seating.course, &seating.session, &ids, now).await?;
    let hidden = are_hidden(&seating.course, &seating.session, now);
    for (row, before) in changed.iter().filter(|(row, _)| !(hidden && covers(row.entry.origin))) {
        // Its position in the waiting list is known only now.
        let Some(row) = tx.registration(row.entry.id).await? else { continue };
        let what = match row.entry.state {
            RegistrationState::NotAdmitted => {
                Some(NoticeKind::NotAdmitted { reason: reason.unwrap_or_default().to_owned() })
            }
            state => notice_of(Some(*before), state),
        };
        if let Some(what) = what {
            notify(tx, &seating.session, row.entry.id, row.person, what, now).await?;
        }
    }
    Ok(())
}

fn wanted(body: &DecideAdmission) -> Result<BTreeSet<yanxi_domain::ids::RegistrationId>, Failure> {
    if body.registrations.is_empty() {
        return Err(Failure::invalid("no_people", "nobody is named", "請至少選擇一位人員，再送出決定。"));
    }
    if body.registrations.len() > MOST {
        let text = "一次最多決定 2000 人；尚未變更任何資料，請分次送出。";
        return Err(Failure::new(Kind::TooLarge, "too_many_people", "too many people in one request", text));
    }
    Ok(body.registrations.iter().copied().collect())
}

/// Refusing, admitting beyond the seats and taking a seat away need a reason.
fn reason_for<'a>(body: &'a DecideAdmission, rows: &[Registration]) -> Result<Option<&'a str>, Failure> {
    let takes_away = rows.iter().any(|row| row.entry.state == RegistrationState::Admitted);
    let needed = match body.decision {
        AdmissionDecision::Admit => body.beyond_seats,
        AdmissionDecision::Waitlist => takes_away,
        AdmissionDecision::NotAdmit => true,
    };
    if needed || !body.reason.trim().is_empty() { reason_given(&body.reason).map(Some) } else { Ok(None) }
}

enum Next {
    To(RegistrationState),
    Same,
    Skip(yanxi_protocol::registering::Sentence),
}

fn next_state(
    row: &Registration,
    body: &DecideAdmission,
    elsewhere: &BTreeSet<PersonId>,
    free: &mut Free,
) -> Next {
    let state = row.entry.state;
    let open = matches!(
        state,
        RegistrationState::Applied
            | RegistrationState::Admitted
            | RegistrationState::Waitlisted(_)
            | RegistrationState::NotAdmitted
    );
    if !open {
        return Next::Skip(words::not_open_to_decision(state));
    }
    // Settled into its true position afterwards.
    let waits = RegistrationState::Waitlisted(u32::MAX);
    match body.decision {
        AdmissionDecision::Admit if state == RegistrationState::Admitted => Next::Same,
        AdmissionDecision::Admit if row.person.is_some_and(|person| elsewhere.contains(&person)) => {
            Next::Skip(words::elsewhere())
        }
        AdmissionDecision::Admit if free.take(row.entry.school) || body.beyond_seats => {
            Next::To(RegistrationState::Admitted)
        }
        AdmissionDecision::Admit | AdmissionDecision::Waitlist => match state {
            RegistrationState::Waitlisted(_) => Next::Same,
            _ => Next::To(waits),
        },
        AdmissionDecision::NotAdmit if state == RegistrationState::NotAdmitted => Next::Same,
        AdmissionDecision::NotAdmit => Next::To(RegistrationState::NotAdmitted),
    }
}

/// Seats and school quotas that are left.
struct Free {
    seats: Option<u32>,
    per_school: Option<u32>,
    used: HashMap<OrgId, u32>,
}

impl Free {
    fn of(seating: &Seating) -> Self {
        let mut used: HashMap<OrgId, u32> = HashMap::new();
        let admitted: Vec<&Applicant> =
            seating.applicants.iter().filter(|one| one.state == RegistrationState::Admitted).collect();
        for one in &admitted {
            *used.entry(one.school).or_default() += 1;
        }
        let taken = u32::try_from(admitted.len()).unwrap_or(u32::MAX);
        Self {
            seats: seating.seats.capacity.map(|all| all.saturating_sub(taken)),
            per_school: seating.seats.per_school,
            used,
        }
    }

    /// Takes a seat for somebody of `school`, if there is one.
    fn take(&mut self, school: OrgId) -> bool {
        let used = self.used.entry(school).or_default();
        if self.seats == Some(0) || self.per_school.is_some_and(|quota| *used >= quota) {
            return false;
        }
        *used += 1;
        self.seats = self.seats.map(|left| left - 1);
        true
    }
}
