//! 公布錄取 (3.2): the organiser decides about everybody in quiet, then all of them are told at once.

use serde_json::json;
use yanxi_domain::{
    course::{Admission, Course, Session, SessionState},
    ids::CourseId,
    notice::NoticeKind,
    results::covers,
    roster::RegistrationState,
    time::Timestamp,
};
use yanxi_protocol::{registering::ResultsPublished, scope::Scope};

use super::notify::{notice_of, notify};
use crate::{
    actor::Actor,
    failure::Failure,
    service::{office_audit::entry, own_records},
    state::AppState,
    store::{Registration, WriteTx},
};

/// Publishes what was decided in all sessions of a course. Who is not decided about stays 待審 and is told as soon as they
/// are. Publishing again tells nobody twice.
///
/// # Errors
/// 403 unless the caller organises the course; 404; `nothing_to_publish` where seats go in the order of arrival;
/// `registration_open` before 報名截止, where the course has one.
pub async fn publish(state: &AppState, actor: &Actor, id: CourseId) -> Result<ResultsPublished, Failure> {
    let account = actor.organiser_of(id)?;
    let now = state.clock.now();
    let sessions = state.store.lookup().await?.sessions_of_course(id).await?;
    let mut scopes = vec![Scope::Course(id)];
    scopes.extend(sessions.iter().map(|session| Scope::Session(session.id)));
    let mut tx = state.store.write(&scopes).await?;
    let mut course = tx.course(id).await?.ok_or_else(Failure::not_found)?;
    may_publish(&course, now)?;
    let mut rosters = Vec::with_capacity(sessions.len());
    for session in tx.sessions_of_course(id).await? {
        let rows = tx.registrations(session.id).await?;
        rosters.push((session, rows));
    }
    let mut done = ResultsPublished::default();
    for row in rosters.iter().flat_map(|(_, rows)| rows).filter(|row| covers(row.entry.origin)) {
        match row.entry.state {
            RegistrationState::Admitted => done.admitted += 1,
            RegistrationState::Waitlisted(_) => done.waitlisted += 1,
            RegistrationState::NotAdmitted => done.not_admitted += 1,
            RegistrationState::Applied => done.undecided += 1,
            _ => {}
        }
    }
    if course.results_published_at.is_some() {
        return Ok(done);
    }
    course.results_published_at = Some(now);
    tx.put_course(&course).await?;
    let detail = json!({
        "admitted": done.admitted, "waitlisted": done.waitlisted,
        "not_admitted": done.not_admitted, "undecided": done.undecided,
    });
    tx.audit(&entry(state, account.id, "publish_results", format!("course:{id}"), detail)).await?;
    let people = rosters.iter().flat_map(|(_, rows)| rows).filter_map(|row| row.person);
    let people: Vec<Scope> = people.map(Scope::Person).collect();
    tx.lock(&people).await?;
    for (session, rows) in &rosters {
        own_records::publish_session(&mut tx, &course, session, now).await?;
        tell(&mut tx, session, rows, now).await?;
    }
    tx.commit().await?;
    Ok(done)
}

fn may_publish(course: &Course, now: Timestamp) -> Result<(), Failure> {
    if course.terms.admission == Admission::FirstCome {
        let text = "本課程依報名順序錄取，學員報名時已知道結果，不需要公布。資料沒有變更。";
        return Err(Failure::conflict("nothing_to_publish", "seats go in the order of arrival", text));
    }
    if course.terms.closes.is_some_and(|closes| now < closes) {
        let text = "報名尚未截止，不能公布錄取；資料沒有變更。請於報名截止後再公布。";
        return Err(Failure::conflict("registration_open", "registration is still open", text));
    }
    Ok(())
}

/// Tells everybody who was decided about; whoever a begun or called-off session is of knows already.
async fn tell(
    tx: &mut WriteTx,
    session: &Session,
    rows: &[Registration],
    now: Timestamp,
) -> Result<(), Failure> {
    let begun = session.periods.iter().any(|period| period.start <= now);
    if begun || session.state == SessionState::Cancelled {
        return Ok(());
    }
    for row in rows.iter().filter(|row| covers(row.entry.origin)) {
        let what = match row.entry.state {
            RegistrationState::NotAdmitted => {
                Some(NoticeKind::NotAdmitted { reason: row.reason.clone().unwrap_or_default() })
            }
            RegistrationState::Admitted | RegistrationState::Waitlisted(_) => {
                notice_of(None, row.entry.state)
            }
            _ => None,
        };
        if let Some(what) = what {
            notify(tx, session, row.entry.id, row.person, what, now).await?;
        }
    }
    Ok(())
}
