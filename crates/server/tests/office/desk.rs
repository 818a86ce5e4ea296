//! What the tests about the organiser's work share.

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use yanxi_domain::{
    course::HalfHours,
    determination::Decision,
    event::{Direction, EventKind, Subject},
    ids::{EventId, OrgId, RegistrationId, SessionId},
    roster::{Origin, RegistrationState, RosterEntry},
    time::Timestamp,
};
use yanxi_protocol::{
    api::{ApiError, Backfill, BackfillLine, Decide, IssueHours, IssuePreview, OverrideFinal},
    scope::Scope,
};

use crate::common::*;

/// Start and end of the fixture's only period.
pub const START: Timestamp = DAY.plus_minutes(20);
pub const END: Timestamp = DAY.plus_minutes(200);

pub fn path(template: &str, session: SessionId) -> String {
    template.replace("{session}", &session.to_string())
}

/// Posts as the organiser and expects an answer without a body.
pub async fn done(world: &World, template: &str, body: &impl Serialize) {
    let body = serde_json::to_vec(body).unwrap();
    let (status, answer) =
        world.raw(Caller::Organiser.request("POST", &path(template, SESSION_1), body)).await;
    assert_eq!(status, 204, "{}", String::from_utf8_lossy(&answer));
}

/// Posts as the organiser and expects a refusal.
pub async fn refused(world: &World, template: &str, body: &impl Serialize) -> (u16, ApiError) {
    world.post(Caller::Organiser, &path(template, SESSION_1), body).await
}

pub async fn issue(world: &World, reason: Option<&str>) -> IssuePreview {
    let body = IssueHours { preview: false, reason: reason.map(str::to_owned) };
    let (status, answer): (u16, Value) =
        world.post(Caller::Organiser, &path(yanxi_protocol::api::HOURS, SESSION_1), &body).await;
    assert_eq!(status, 200, "{answer}");
    serde_json::from_value(answer).unwrap()
}

pub async fn preview_refused(world: &World) -> (u16, ApiError) {
    refused(world, yanxi_protocol::api::HOURS, &IssueHours { preview: true, reason: None }).await
}

pub async fn override_final(world: &World) {
    let body = OverrideFinal { reason: "平板遺失，已核對簽到簿".into() };
    done(world, yanxi_protocol::api::FINAL_OVERRIDE, &body).await;
}

pub async fn decide(world: &World, subject: Subject, decision: Decision, reason: &str) {
    let body = Decide { cases: vec![(subject, PERIOD)], decision, reason: reason.into() };
    done(world, yanxi_protocol::api::DECISIONS, &body).await;
}

/// Paper lines of one person: signed in and out at these times, either missing.
pub async fn on_paper(
    world: &World,
    who: RegistrationId,
    signed_in: Option<Timestamp>,
    signed_out: Option<Timestamp>,
) {
    let line = |direction, claimed| BackfillLine {
        event: EventId(Uuid::new_v4()),
        registration: who,
        period: PERIOD,
        direction,
        claimed,
    };
    let lines = [signed_in.map(|t| line(Direction::In, t)), signed_out.map(|t| line(Direction::Out, t))];
    let lines = lines.into_iter().flatten().collect();
    backfilled(world, &Backfill { lines, reason: "簽到簿".into() }).await;
}

/// Sends paper after the session, when the sheets are in the office, and turns the clock back.
pub async fn backfilled(world: &World, body: &Backfill) {
    let before = world.state.clock.now();
    world.state.clock.set(Some(before.max(END.plus_minutes(90))));
    done(world, yanxi_protocol::api::BACKFILL, body).await;
    world.state.clock.set(Some(before));
}

/// One more admitted person on the roster.
pub async fn admit(world: &World, number: u128, name: &str) -> RegistrationId {
    let id = RegistrationId(Uuid::from_u128(0x1000 + number));
    let entry = RosterEntry {
        id,
        session: SESSION_1,
        name: name.into(),
        romanized: None,
        school: OrgId(Uuid::from_u128(0x0E)),
        school_name: "某國小".into(),
        county: "x".into(),
        title: "教師".into(),
        disambiguator: None,
        business_area: None,
        state: RegistrationState::Admitted,
        origin: Origin::Imported,
    };
    let mut tx = world.state.store.write(&[Scope::Session(SESSION_1)]).await.unwrap();
    tx.put_registration(&entry, None, 100 + number as i64).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A tablet's punch at a true time.
pub fn punch(tablet: &mut Tablet, kind: EventKind, at: Timestamp) -> String {
    let mut event = tablet.event(SESSION_1, kind);
    event.at = at;
    event.mono = u64::try_from(at.since(DAY.plus_minutes(-120))).unwrap();
    tablet.write(&event)
}

/// 場次結束 at the end of the stream.
pub fn end_session(tablet: &mut Tablet, at: Timestamp) {
    let last_seq = tablet.stream.len() as u64 + 1;
    let mut event = tablet.event(SESSION_1, EventKind::EndOfSession { last_seq });
    event.subject = None;
    event.at = at;
    event.mono = u64::try_from(at.since(DAY.plus_minutes(-120))).unwrap();
    tablet.write(&event);
}

pub fn after_the_session(world: &World, minutes: i64) {
    world.state.clock.set(Some(END.plus_minutes(minutes)));
}

pub fn hours_of(preview: &IssuePreview, who: RegistrationId) -> Option<HalfHours> {
    preview
        .rows
        .iter()
        .find(|(subject, ..)| *subject == Subject::Registration(who))
        .map(|(_, hours, _)| *hours)
}

/// Bodies of the live documents of a kind in a scope, as the caller may pull them.
pub async fn docs(world: &World, caller: Caller, scope: Scope, kind: &str) -> Vec<Value> {
    let changes = world.pull(caller, scope, None).await;
    assert_sum(&changes);
    let own = changes.docs.iter().filter(|doc| doc.kind == kind);
    own.filter_map(|doc| doc.body.as_ref()).map(|body| serde_json::from_str(body.get()).unwrap()).collect()
}
