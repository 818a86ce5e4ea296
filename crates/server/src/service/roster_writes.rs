//! Writing what an imported roster says: people, registrations, notices, own records, one line of the audit trail.

use serde_json::json;
use uuid::Uuid;
use yanxi_domain::{
    ids::{AccountId, OrgId, PersonId, RegistrationId},
    notice::NoticeKind,
    roster::{RegistrationState, RosterEntry},
    roster_import::{KnownEntry, Row, SchoolChoice, Verdict, Write},
    time::Timestamp,
};
use yanxi_protocol::scope::Scope;

use super::{notices, office_audit, own_records, registering::settle_in, roster_import::Scene};
use crate::{
    failure::Failure,
    state::AppState,
    store::{Registration, WriteTx},
};

/// Why a registration was cancelled by an import, for the person it is of.
const NOT_IN_THE_LIST: &str = "主辦單位更新的名冊中沒有您的資料";

/// A registration as it will be stored.
struct Stored {
    entry: RosterEntry,
    before: Option<RegistrationState>,
    person: Option<PersonId>,
    position: i64,
}

/// Writes everything; the number of registrations that were cancelled. A file that changes nothing writes nothing.
pub(super) async fn write(
    state: &AppState,
    tx: &mut WriteTx,
    account: AccountId,
    sha256: &str,
    scene: &Scene,
    cancel: &[RegistrationId],
) -> Result<u32, Failure> {
    let now = state.clock.now();
    let cancelled = cancelled(scene, cancel)?;
    remember(tx, scene).await?;
    if scene.examined.writes.is_empty() && cancelled.is_empty() {
        return Ok(0);
    }
    let mut stored = Vec::with_capacity(scene.examined.writes.len() + cancelled.len());
    let mut next = scene.positions.iter().max().copied().unwrap_or_default() + 1;
    for write in &scene.examined.writes {
        stored.push(take(tx, scene, write, &mut next).await?);
    }
    let count = u32::try_from(cancelled.len()).unwrap_or(u32::MAX);
    stored.extend(cancelled);
    for one in &stored {
        put(tx, account, one, now).await?;
    }
    lock_people(tx, scene, &stored).await?;
    let waited = stored.iter().any(|stored| matches!(stored.before, Some(RegistrationState::Waitlisted(_))));
    if count > 0 || waited {
        // Seats that were left go to those who wait, and their positions close up.
        settle_in(tx, scene.session.id, &[], None, now).await?;
    }
    own_records::publish_session(tx, &scene.course, &scene.session, now).await?;
    tell(tx, scene, &stored, now).await?;
    let line = audit(scene, sha256, &stored);
    let target = format!("session:{}", scene.session.id);
    tx.audit(&office_audit::entry(state, account, "roster_imported", target, line)).await?;
    Ok(count)
}

/// Stores a row with who decided it: the organiser who imports the list (3.1).
async fn put(tx: &mut WriteTx, account: AccountId, one: &Stored, now: Timestamp) -> Result<(), Failure> {
    let Stored { entry, before, person, position } = one;
    let Some(before) = before else {
        let row = Registration {
            applied_at: Some(now),
            decided_by: Some(account),
            decided_at: Some(now),
            ..Registration::new(entry.clone(), *person, *position)
        };
        return Ok(tx.add_registration(&row).await?);
    };
    tx.put_registration(entry, *person, *position).await?;
    if *before != entry.state
        && let Some(mut row) = tx.registration(entry.id).await?
    {
        (row.decided_by, row.decided_at) = (Some(account), Some(now));
        row.reason = (entry.state == RegistrationState::Cancelled).then(|| NOT_IN_THE_LIST.to_owned());
        row.application.leave_asked_at = None;
        tx.change_registration(&row).await?;
    }
    Ok(())
}

/// The registrations to mark as 已取消: only such as the preview listed.
fn cancelled(scene: &Scene, cancel: &[RegistrationId]) -> Result<Vec<Stored>, Failure> {
    cancel
        .iter()
        .map(|id| {
            let at = scene.roster.iter().position(|known| known.entry.id == *id);
            let at = at.filter(|_| scene.examined.missing.contains(id)).ok_or_else(|| {
                let reason = "要取消的人員不在「名單中沒有」的清單裡，沒有寫入任何資料。請重新預覽後再試。";
                Failure::invalid("not_missing", "a registration to cancel stands in the file", reason)
            })?;
            let KnownEntry { entry, person, .. } = &scene.roster[at];
            let before = Some(entry.state);
            let entry = RosterEntry { state: RegistrationState::Cancelled, ..entry.clone() };
            Ok(Stored { entry, before, person: *person, position: scene.positions[at] })
        })
        .collect()
}

/// What was decided is remembered even when nothing else changes: the file may come again.
async fn remember(tx: &mut WriteTx, scene: &Scene) -> Result<(), Failure> {
    for choice in &scene.choices.schools {
        // A name that was looked for instead means the school it was found to be.
        let means = |(row, (_, school)): (&Row, &(Verdict, Option<OrgId>))| {
            let same = row.county == choice.county && row.school == choice.written;
            school.filter(|_| same)
        };
        let found = || scene.rows.iter().zip(&scene.examined.rows).find_map(means);
        let choice = SchoolChoice { school: choice.school.or_else(found), ..choice.clone() };
        tx.put_roster_school_choice(scene.course.id, &choice).await?;
    }
    for choice in &scene.choices.rows {
        if let Some(at) = scene.rows.iter().position(|row| row.line == choice.line) {
            tx.put_roster_row_choice(scene.session.id, scene.keys[at], choice).await?;
        }
    }
    Ok(())
}

/// Gives a row its ids; somebody nobody knows becomes a person without an account.
async fn take(tx: &mut WriteTx, scene: &Scene, write: &Write, next: &mut i64) -> Result<Stored, Failure> {
    let mut entry = write.entry.clone();
    let known = scene.roster.iter().position(|known| known.entry.id == entry.id);
    let mut person = write.person;
    if known.is_none() && person.is_none() {
        let id = PersonId(Uuid::now_v7());
        tx.put_person(id, &entry.name, Some(entry.school), &entry.title).await?;
        person = Some(id);
    }
    if let Some(person) = person {
        let email = Some(&*write.email).filter(|email| !email.is_empty());
        tx.put_listed(person, entry.disambiguator.as_deref(), email).await?;
    }
    let position = match known {
        Some(at) => scene.positions[at],
        None => {
            entry.id = RegistrationId(Uuid::now_v7());
            *next += 1;
            *next - 1
        }
    };
    let before = known.map(|at| scene.roster[at].entry.state);
    Ok(Stored { entry, before, person, position })
}

/// Everybody whose scope is written below, in one order and at once: person scopes come last for every writer.
async fn lock_people(tx: &mut WriteTx, scene: &Scene, stored: &[Stored]) -> Result<(), Failure> {
    let roster = scene.roster.iter().filter_map(|known| known.person);
    let people: Vec<Scope> =
        roster.chain(stored.iter().filter_map(|stored| stored.person)).map(Scope::Person).collect();
    Ok(tx.lock(&people).await?)
}

/// Tells people that they have a seat, or no longer have one; not after the session has begun.
async fn tell(tx: &mut WriteTx, scene: &Scene, stored: &[Stored], now: Timestamp) -> Result<(), Failure> {
    if scene.session.periods.iter().any(|period| period.start <= now) {
        return Ok(());
    }
    for Stored { entry, before, person, .. } in stored {
        let Some(person) = *person else { continue };
        let what = match entry.state {
            RegistrationState::Admitted if *before != Some(RegistrationState::Admitted) => {
                NoticeKind::Admitted
            }
            RegistrationState::Cancelled => NoticeKind::Cancelled,
            _ => continue,
        };
        let word = if what == NoticeKind::Cancelled { "cancelled" } else { "admitted" };
        let topic = format!("{word}:{}:{}", entry.id, now.0);
        let about = notices::about(&scene.session, Some(entry.id));
        notices::tell(tx, person, &topic, about, what, now).await?;
    }
    Ok(())
}

/// Ids only (V-12).
fn audit(scene: &Scene, sha256: &str, stored: &[Stored]) -> serde_json::Value {
    let of = |wanted: fn(&Stored) -> bool| {
        stored.iter().filter(|stored| wanted(stored)).map(|stored| stored.entry.id).collect::<Vec<_>>()
    };
    let changed: Vec<_> = scene
        .examined
        .writes
        .iter()
        .filter(|write| !write.entry.id.0.is_nil())
        .map(|write| {
            let at = scene.rows.iter().position(|row| row.line == write.line);
            let fields = at.and_then(|at| match &scene.examined.rows[at].0 {
                Verdict::Changed { fields } => Some(fields.clone()),
                _ => None,
            });
            json!({ "registration": write.entry.id, "fields": fields })
        })
        .collect();
    json!({
        "file": sha256,
        "new": of(|stored| stored.before.is_none()),
        "changed": changed,
        "cancelled": of(|stored| stored.entry.state == RegistrationState::Cancelled),
    })
}
