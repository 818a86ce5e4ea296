//! A person's sessions as a calendar they subscribe to (ICS, RFC 5545), at an address only they know. No meeting numbers
//! or passwords are in it: calendars are handed on (S1-09).

use icalendar::{Calendar, CalendarDateTime, Component as _, Event, EventLike as _, EventStatus};
use yanxi_domain::{
    course::{DeliveryMode, Session, SessionState},
    ids::PersonId,
    roster::{RegistrationState, RosterEntry},
    time::Timestamp,
};
use yanxi_protocol::own::NewCalendar;

use crate::{
    actor::Actor,
    failure::Failure,
    service::{office_audit::entry, token},
    state::AppState,
};

const ZONE: &str = "Asia/Taipei";
/// The calendar around the events. Programs may ask again every hour; Taiwan has had no summer time since 1979.
const FRAME: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//yanxi//calendar//ZH\r\nCALSCALE:GREGORIAN\r\n\
                     METHOD:PUBLISH\r\nNAME:研習\r\nX-WR-CALNAME:研習\r\nX-WR-TIMEZONE:Asia/Taipei\r\n\
                     REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n\
                     BEGIN:VTIMEZONE\r\nTZID:Asia/Taipei\r\nBEGIN:STANDARD\r\nDTSTART:19791001T000000\r\n\
                     TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nTZNAME:CST\r\nEND:STANDARD\r\n\
                     END:VTIMEZONE\r\nEND:VCALENDAR\r\n";

/// Gives the caller a new secret address; an earlier one ends. Shown this once.
///
/// # Errors
/// 401 without an account.
pub async fn renew(state: &AppState, actor: &Actor) -> Result<NewCalendar, Failure> {
    let account = actor.account()?;
    let secret = token::new_token()?;
    let mut tx = state.store.write(&[]).await?;
    tx.put_calendar_address(account.person, &token::hash(&secret), state.clock.now()).await?;
    let line = entry(state, account.id, "calendar_renewed", target(account.person), serde_json::json!({}));
    tx.audit(&line).await?;
    tx.commit().await?;
    Ok(NewCalendar { path: format!("/calendar/{secret}.ics") })
}

/// Ends the caller's address.
///
/// # Errors
/// 401 without an account.
pub async fn revoke(state: &AppState, actor: &Actor) -> Result<(), Failure> {
    let account = actor.account()?;
    let mut tx = state.store.write(&[]).await?;
    tx.remove_calendar_address(account.person).await?;
    let line = entry(state, account.id, "calendar_revoked", target(account.person), serde_json::json!({}));
    tx.audit(&line).await?;
    tx.commit().await?;
    Ok(())
}

fn target(person: PersonId) -> String {
    format!("person:{person}")
}

/// The calendar behind a secret.
///
/// # Errors
/// 404 for a secret nobody has (any more).
pub async fn of_secret(state: &AppState, secret: &str) -> Result<String, Failure> {
    let secret = secret.strip_suffix(".ics").unwrap_or(secret);
    let mut tx = state.store.read().await?;
    let person = tx.person_of_calendar(&token::hash(secret)).await?.ok_or_else(Failure::not_found)?;
    let now = state.clock.now();
    Ok(calendar(&tx.sessions_of_person(person, now).await?, now))
}

/// Everything the person is registered for. What no longer takes place stays, marked: programs would otherwise keep it.
#[must_use]
pub fn calendar(sessions: &[(RosterEntry, Session)], now: Timestamp) -> String {
    // The frame is ours and always parses; a test reads it back.
    let mut calendar: Calendar = FRAME.parse().unwrap_or_default();
    for (entry, session) in sessions {
        if let Some(event) = event(entry, session, now) {
            calendar.push(event);
        }
    }
    calendar.to_string()
}

fn event(entry: &RosterEntry, session: &Session, now: Timestamp) -> Option<Event> {
    let start = session.periods.iter().map(|period| period.start).min()?;
    let end = session.periods.iter().map(|period| period.end).max()?;
    let (mark, status) = state_of(entry, session)?;
    let mut event = Event::new();
    event
        .uid(&format!("{}@yanxi", entry.id))
        .summary(&format!("{mark}{} 第 {} 場", session.course_title, session.number))
        .location(&place(session))
        .starts(at(start))
        .ends(at(end))
        .timestamp(chrono::DateTime::from_timestamp_millis(now.0).unwrap_or_default())
        .status(status);
    if session.periods.len() > 1 {
        let periods: Vec<String> = session
            .periods
            .iter()
            .map(|period| format!("{}–{}", period.start.taipei_hhmm(), period.end.taipei_hhmm()))
            .collect();
        event.description(&format!("簽到時段：{}", periods.join("、")));
    }
    Some(event)
}

/// What stands before the title, and the state; `None` for somebody who never had a seat.
fn state_of(entry: &RosterEntry, session: &Session) -> Option<(&'static str, EventStatus)> {
    let registered = match entry.state {
        RegistrationState::Admitted | RegistrationState::WalkInPending => ("", EventStatus::Confirmed),
        RegistrationState::Applied => ("（待審）", EventStatus::Tentative),
        RegistrationState::Waitlisted(_) => ("（備取）", EventStatus::Tentative),
        RegistrationState::Cancelled => ("（已取消）", EventStatus::Cancelled),
        RegistrationState::OnLeave => ("（請假）", EventStatus::Cancelled),
        RegistrationState::NotAdmitted | RegistrationState::Rejected => return None,
    };
    Some(match session.state {
        SessionState::Scheduled => registered,
        SessionState::Postponed => ("（延期）", EventStatus::Tentative),
        SessionState::Cancelled => ("（停辦）", EventStatus::Cancelled),
    })
}

fn place(session: &Session) -> String {
    match (&session.venue, session.mode) {
        (Some(venue), _) => format!("{} {}", venue.org_name, venue.room).trim().to_owned(),
        (None, DeliveryMode::Online) => "線上".to_owned(),
        (None, _) => String::new(),
    }
}

fn at(time: Timestamp) -> CalendarDateTime {
    CalendarDateTime::WithTimezone { date_time: time.taipei(), tzid: ZONE.to_owned() }
}
