use icalendar::{Calendar, CalendarComponent, Component as _};
use yanxi_domain::{
    course::SessionState,
    roster::{RegistrationState, RosterEntry},
};
use yanxi_protocol::{
    own::{self, Contact, NewCalendar},
    scope::Scope,
};

use crate::{common::*, on_both};

on_both! {
    a_calendar_is_there_for_whoever_has_the_address => address;
    what_no_longer_takes_place_is_marked_and_keeps_its_identity => marked;
}

async fn fetch(world: &World, path: &str) -> (u16, String) {
    let (status, body) = world.raw(Caller::Nobody.request("GET", path, Vec::new())).await;
    (status, String::from_utf8(body).unwrap())
}

async fn renew(world: &World) -> String {
    let (status, calendar): (u16, NewCalendar) =
        world.post(Caller::Attendee, own::CALENDAR_RENEW, &serde_json::Value::Null).await;
    assert_eq!(status, 200);
    calendar.path
}

async fn address(world: &World) {
    let path = renew(world).await;
    let (status, text) = fetch(world, &path).await;
    assert_eq!(status, 200);
    // Session 1 of the fixture is 09:00 to 12:00 in Taipei on 2025-08-05.
    for line in [
        "DTSTART;TZID=Asia/Taipei:20250805T090000",
        "DTEND;TZID=Asia/Taipei:20250805T120000",
        "BEGIN:VTIMEZONE",
        "TZOFFSETTO:+0800",
        "STATUS:CONFIRMED",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let calendar: Calendar = text.parse().unwrap();
    assert_eq!(calendar.events().count(), 1);
    let uid = calendar.events().next().unwrap().get_uid().unwrap().to_owned();
    assert_eq!(uid, format!("{ADMITTED}@yanxi"));
    // The time zone is defined inside the calendar, once.
    let zones = calendar.components.iter().filter(|c| matches!(c, CalendarComponent::Other(_))).count();
    assert_eq!(zones, 1);
    let (_, contact): (u16, Contact) = world.get(Caller::Attendee, own::CONTACT).await;
    assert!(contact.calendar_since.is_some_and(|since| since >= DAY));
    // A new address ends the old one; ending it ends both.
    let newer = renew(world).await;
    assert_eq!(fetch(world, &path).await.0, 404);
    assert_eq!(fetch(world, &newer).await.0, 200);
    world.raw(Caller::Attendee.request("POST", own::CALENDAR_REVOKE, Vec::new())).await;
    assert_eq!(fetch(world, &newer).await.0, 404);
}

async fn change(world: &World, entry: impl Fn(RosterEntry) -> RosterEntry, session: SessionState) -> String {
    let mut tx = world.state.store.write(&[Scope::Session(SESSION_1), Scope::Course(COURSE)]).await.unwrap();
    let registration = tx.registration(ADMITTED).await.unwrap().unwrap();
    tx.put_registration(&entry(registration.entry), Some(ATTENDEE), 1).await.unwrap();
    let mut found = tx.session(SESSION_1).await.unwrap().unwrap();
    found.state = session;
    tx.put_session(&found).await.unwrap();
    tx.commit().await.unwrap();
    let path = renew(world).await;
    let calendar: Calendar = fetch(world, &path).await.1.parse().unwrap();
    let event = calendar.events().next().expect("an event");
    assert_eq!(event.get_uid(), Some(format!("{ADMITTED}@yanxi").as_str()));
    format!("{} {}", event.property_value("STATUS").unwrap(), event.get_summary().unwrap())
}

async fn marked(world: &World) {
    let with = |state: RegistrationState| move |entry: RosterEntry| RosterEntry { state, ..entry };
    let admitted = with(RegistrationState::Admitted);
    assert_eq!(change(world, &admitted, SessionState::Scheduled).await, "CONFIRMED 資訊安全研習 第 1 場");
    assert_eq!(
        change(world, &admitted, SessionState::Postponed).await,
        "TENTATIVE （延期）資訊安全研習 第 1 場"
    );
    assert_eq!(
        change(world, &admitted, SessionState::Cancelled).await,
        "CANCELLED （停辦）資訊安全研習 第 1 場"
    );
    let waiting = with(RegistrationState::Waitlisted(2));
    assert_eq!(
        change(world, waiting, SessionState::Scheduled).await,
        "TENTATIVE （備取）資訊安全研習 第 1 場"
    );
    let cancelled = with(RegistrationState::Cancelled);
    assert_eq!(
        change(world, cancelled, SessionState::Scheduled).await,
        "CANCELLED （已取消）資訊安全研習 第 1 場"
    );
}
