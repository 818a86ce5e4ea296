//! 報名: one person, one session.

use serde_json::json;
use uuid::Uuid;
use yanxi_domain::{
    admission::place,
    bring::bring_list,
    business_area::BUSINESS_AREAS,
    ids::{AccountId, PersonId, RegistrationId, SessionId},
    notice::NoticeKind,
    org::School,
    results::{are_hidden, shown},
    roster::{Origin, RegistrationState, RosterEntry},
    time::Timestamp,
};
use yanxi_protocol::registering::{Alternative, Register, Registered, Sentence};

use super::{
    judging::judge,
    namesakes::mark,
    notify::{notice_of, notify},
    seating::{Seating, course_of, open},
    words,
};
use crate::{
    actor::Actor,
    failure::Failure,
    service::{office_audit::entry, own_records},
    state::AppState,
    store::{Application, Held, Registrant, Registration, Tx, WriteTx},
};

/// Longest note to the organiser, code points.
const NOTE_LIMIT: usize = 200;
/// So many other sessions with seats are suggested to somebody on a waiting list.
const SUGGESTED: usize = 5;

/// Who is registered by whom.
pub(super) struct Who {
    pub person: PersonId,
    pub by: AccountId,
    pub origin: Origin,
}

/// Registers the caller (U-E2). Repeating the request answers as it stands now and changes nothing.
///
/// # Errors
/// 403 for who does not register (section 9); 404; `no_school`, or every reason of [`may_register`] at once; the request
/// id of somebody else is `request_reused`; `note_too_long`, `business_area_unknown`; `namesake`, `mark_taken` and
/// `mark_too_long` where a 同名註記 is needed.
pub async fn register(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: &Register,
) -> Result<Registered, Failure> {
    let account = actor.account()?;
    if !account.registers() {
        return Err(Failure::forbidden());
    }
    let who = Who { person: account.person, by: account.id, origin: Origin::SelfRegistered };
    apply(state, session, &who, body).await
}

/// Decides about one registration in one transaction under the lock of the session and of the person.
pub(super) async fn apply(
    state: &AppState,
    session: SessionId,
    who: &Who,
    body: &Register,
) -> Result<Registered, Failure> {
    check(body)?;
    let now = state.clock.now();
    let course = course_of(state, session).await?;
    let mut tx = open(state, course, session, &[who.person]).await?;
    if let Some(row) = tx.registration_by_request(body.request).await? {
        if row.person != Some(who.person) || row.entry.session != session {
            let text = "這個報名請求的編號已被使用，沒有變更任何資料。請重新整理頁面後再報名一次。";
            return Err(Failure::conflict(
                "request_reused",
                "the request id names another registration",
                text,
            ));
        }
        return standing(&mut tx, &row, Vec::new(), now).await;
    }
    let seating = Seating::read(&mut tx, session).await?;
    let registrant = tx.registrant(who.person).await?.ok_or_else(Failure::not_found)?;
    let held = tx.held_by(who.person).await?;
    let (school, remarks) = allowed(&seating, &registrant, &held, now)?;
    let mark = mark(&mut tx, &registrant, &body.disambiguator).await?;
    let to = if seating.is_by_organiser() {
        RegistrationState::Applied
    } else {
        place(seating.seats, &seating.applicants, school.id)
    };
    let row = Registration {
        applied_at: Some(now),
        request: Some(body.request),
        decided_at: (to != RegistrationState::Applied).then_some(now),
        application: Application {
            login: body.login,
            holds_aa: body.holds_aa,
            note: body.note.trim().to_owned(),
            assigned_by: (who.origin == Origin::Assigned).then_some(who.by),
            ..Application::default()
        },
        ..Registration::new(
            RosterEntry {
                disambiguator: mark,
                business_area: body.business_area.clone(),
                ..roster_entry(session, &registrant, school, who.origin, to)
            },
            Some(who.person),
            tx.next_position(session).await?,
        )
    };
    let id = row.entry.id;
    tx.add_registration(&row).await?;
    own_records::publish_some(&mut tx, &seating.course, &seating.session, &[id], now).await?;
    if who.origin == Origin::Assigned {
        notify(&mut tx, &seating.session, id, row.person, NoticeKind::Assigned, now).await?;
    }
    if let Some(what) = notice_of(None, to) {
        notify(&mut tx, &seating.session, id, row.person, what, now).await?;
    }
    let action = if who.origin == Origin::Assigned { "assign" } else { "register" };
    let detail = json!({ "registration": id, "person": who.person, "after": to });
    tx.audit(&entry(state, who.by, action, format!("session:{session}"), detail)).await?;
    let answer = standing(&mut tx, &row, remarks, now).await?;
    tx.commit().await?;
    Ok(answer)
}

fn check(body: &Register) -> Result<(), Failure> {
    if body.note.chars().count() > NOTE_LIMIT {
        let text = "備註請勿超過 200 字；尚未報名，請縮短後再送出。";
        return Err(Failure::invalid("note_too_long", "the note is too long", text));
    }
    if body.business_area.as_deref().is_some_and(|area| !BUSINESS_AREAS.contains(&area)) {
        let text = "沒有這個業務別；尚未報名，請從清單中選擇。";
        return Err(Failure::invalid("business_area_unknown", "no such business area", text));
    }
    Ok(())
}

/// The school that registers, and what the person should know; or every reason against it.
fn allowed<'a>(
    seating: &Seating,
    registrant: &'a Registrant,
    held: &[Held],
    now: Timestamp,
) -> Result<(&'a School, Vec<Sentence>), Failure> {
    let Some(school) = &registrant.school else {
        return Err(words::refused(&[words::no_school()]));
    };
    let (refusals, remarks) = judge(&seating.session, &seating.course.terms, school, held, now);
    if refusals.is_empty() { Ok((school, remarks)) } else { Err(words::refused(&refusals)) }
}

fn roster_entry(
    session: SessionId,
    registrant: &Registrant,
    school: &School,
    origin: Origin,
    state: RegistrationState,
) -> RosterEntry {
    RosterEntry {
        id: RegistrationId(Uuid::now_v7()),
        session,
        name: registrant.name.clone(),
        romanized: None,
        school: school.id,
        school_name: school.short_name.clone(),
        county: school.county.clone(),
        title: registrant.title.clone(),
        disambiguator: None,
        business_area: None,
        state,
        origin,
    }
}

/// Where a registration stands, for the person it is of.
pub(super) async fn standing(
    tx: &mut WriteTx,
    row: &Registration,
    remarks: Vec<Sentence>,
    now: Timestamp,
) -> Result<Registered, Failure> {
    let session = tx.session(row.entry.session).await?.ok_or_else(Failure::not_found)?;
    let course = tx.course(session.course).await?.ok_or_else(Failure::not_found)?;
    let shown = shown(are_hidden(&course, &session, now), row.entry.origin, row.entry.state);
    let alternatives = match shown {
        RegistrationState::Waitlisted(_) => alternatives(tx, row, now).await?,
        _ => Vec::new(),
    };
    Ok(Registered {
        registration: row.entry.id,
        session: session.id,
        state: shown,
        leave_asked: row.application.leave_asked_at.is_some(),
        capacity: session.capacity,
        remarks,
        bring: bring_list(&course.info.bring, session.mode, row.application.login, row.application.holds_aa),
        alternatives,
    })
}

/// Other sessions of the course that still have seats (13.2 `full`, S1-07).
async fn alternatives(tx: &mut Tx, row: &Registration, now: Timestamp) -> Result<Vec<Alternative>, Failure> {
    let Some(here) = tx.session(row.entry.session).await? else { return Ok(Vec::new()) };
    let listed = tx.catalogue_of_course(here.course.0).await?;
    Ok(listed
        .into_iter()
        .filter(|l| l.session.id != here.id && l.session.periods.iter().all(|p| now < p.start))
        .filter(|l| l.session.state != yanxi_domain::course::SessionState::Cancelled)
        .filter(|l| l.session.capacity.is_none_or(|capacity| l.admitted < capacity))
        .take(SUGGESTED)
        .map(|l| Alternative {
            session: l.session.id,
            number: l.session.number,
            date: l.session.date,
            seats_left: l.session.capacity.map(|capacity| capacity.saturating_sub(l.admitted)),
        })
        .collect())
}
