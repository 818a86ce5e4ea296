//! Writes the demo data into an empty or older database; what is there already stays as it is.

use std::{collections::HashMap, sync::LazyLock};

use uuid::Uuid;
use yanxi_domain::{
    event::EventKind,
    ids::{AccountId, DeviceId, OrgId},
    org::School,
    time::Timestamp,
};
use yanxi_protocol::{
    docs::{self, PinVerifier},
    scope::Scope,
};

use crate::{
    demo::{
        self, DemoCourse, DemoDevice,
        counties::COUNTIES,
        people::{self, Cast, Office, Person},
    },
    failure::Failure,
    service::{demo_plans, devices_pin, hours, own_records},
    state::AppState,
    store::{
        APPROVER, DeviceKind, NewEvent, OFFICER, ORGANISATION_ADMINISTRATOR, Registration,
        SYSTEM_ADMINISTRATOR, WriteTx,
    },
};

/// Verifiers of the published demo PINs. They protect nothing, so they may be the same everywhere and cost their
/// rounds once.
static PINS: LazyLock<HashMap<AccountId, PinVerifier>> = LazyLock::new(|| {
    let operators = people::operators();
    let with_pin = operators.iter().filter_map(|o| Some((o.account, o.pin?)));
    with_pin.map(|(account, pin)| (account, devices_pin::derive(pin, account.0.as_bytes()))).collect()
});

/// How often somebody applies in a course open for registration.
const APPLIED_EVERY_MINUTES: i64 = 10;

/// Makes sure that the directory, the plan and a copy for today are there. On a later day a fresh copy is added; with
/// `renew` also when newcomers would already be late for the newest one of today. Nothing is ever taken away.
///
/// # Errors
/// When the database does not answer.
pub async fn seed(state: &AppState, renew: bool) -> Result<(), Failure> {
    let now = state.clock.now();
    let Some(copy) = missing_copy(state, now, renew).await? else { return Ok(()) };
    let data = demo::generate(now, copy);
    directory(state, &data.schools).await?;
    // Today's copy comes last: where it is, everything else is.
    for course in data.open.iter().chain(&data.courses) {
        if add_course(state, course, &data.cast).await? {
            tracing::info!(course = %course.course.id, "demo course added");
        }
    }
    demo_plans::seed(state).await?;
    Ok(())
}

/// The copy of today that has to be written; `None` when there is a good one. A copy is written last: where one is,
/// everything else is.
async fn missing_copy(state: &AppState, now: Timestamp, renew: bool) -> Result<Option<u32>, Failure> {
    let mut tx = state.store.read().await?;
    let mut copy = 1;
    let mut fresh = false;
    while tx.course(demo::todays_course(now, copy)).await?.is_some() {
        fresh = demo::is_fresh(&tx.sessions_of_course(demo::todays_course(now, copy)).await?, now);
        copy += 1;
    }
    Ok((copy == 1 || (renew && !fresh)).then_some(copy))
}

async fn directory(state: &AppState, schools: &[School]) -> Result<(), Failure> {
    let mut tx = state.store.write(&[Scope::Catalog]).await?;
    if tx.published(Scope::Catalog, docs::SCHOOLS, demo::counties::PINGTUNG).await?.is_some() {
        return Ok(());
    }
    for (position, county) in (1_i64..).zip(&COUNTIES) {
        let own: Vec<School> = schools.iter().filter(|s| s.county == county.code).cloned().collect();
        tx.put_county_schools(position, &county.county(), &own).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Adds a course with everything that hangs on it; `false` when it is there already.
async fn add_course(state: &AppState, demo: &DemoCourse, cast: &Cast) -> Result<bool, Failure> {
    let now = state.clock.now();
    let course = demo.course.id;
    let mut scopes = vec![Scope::Course(course)];
    scopes.extend(demo.sessions.iter().flat_map(|s| [Scope::Session(s.id), Scope::Crew(s.id)]));
    let mut tx = state.store.write(&scopes).await?;
    if tx.course(course).await?.is_some() {
        return Ok(false);
    }
    tx.put_course(&demo.course).await?;
    for session in &demo.sessions {
        tx.put_session(session).await?;
    }
    put_people(&mut tx, cast).await?;
    for (position, (entry, person)) in (1_i64..).zip(&demo.registrations) {
        let mut row = Registration::new(entry.clone(), Some(*person), position);
        row.applied_at = demo.open_since.map(|opened| opened.plus_minutes(position * APPLIED_EVERY_MINUTES));
        tx.add_registration(&row).await?;
    }
    put_staff(&mut tx, demo).await?;
    for device in &demo.devices {
        put_device(&mut tx, demo, device).await?;
    }
    for record in &demo.records {
        tx.store_record(record, true).await?;
    }
    for determination in &demo.determinations {
        let of = |period| demo.sessions.iter().find(|s| s.periods.iter().any(|p| p.id == period));
        if let Some(session) = of(determination.period) {
            tx.add_determination(course, session.id, determination).await?;
        }
    }
    for (session, at) in &demo.issued {
        hours::issue_in(&mut tx, *session, demo.owner, *at).await?;
    }
    for session in &demo.sessions {
        own_records::publish_session(&mut tx, &demo.course, session, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Everybody of the plan, and accounts for the attendees the demo page offers.
async fn put_people(tx: &mut WriteTx, cast: &Cast) -> Result<(), Failure> {
    let everybody: Vec<&Person> = cast
        .first
        .iter()
        .chain(&cast.waiting)
        .chain(&cast.second)
        .chain([&cast.cancelled])
        .chain(&cast.online)
        .collect();
    for person in everybody {
        tx.put_person(person.id, &person.name, Some(person.school.id), &person.title).await?;
    }
    for person in people::attendees(cast) {
        tx.put_account(people::attendee_account(person.id), person.id).await?;
    }
    Ok(())
}

async fn put_staff(tx: &mut WriteTx, demo: &DemoCourse) -> Result<(), Failure> {
    for organiser in [people::organiser(), people::registrar()] {
        tx.put_person(organiser.person, organiser.name, Some(demo.course.owner_unit), organiser.title())
            .await?;
        tx.put_account(organiser.account, organiser.person).await?;
    }
    tx.grant(demo.owner, "organiser", demo.course.id.0).await?;
    // So that 指派 can be tried.
    tx.grant(people::registrar().account, APPROVER, demo.course.owner_unit.0).await?;
    tx.publish_account_name(demo.course.id, demo.owner).await?;
    for operator in people::operators() {
        tx.put_person(operator.person, operator.name, Some(demo.course.owner_unit), operator.title()).await?;
        tx.put_account(operator.account, operator.person).await?;
        for (session, _) in demo.staff.iter().filter(|(_, account)| *account == operator.account) {
            tx.grant(operator.account, "venue_staff", session.0).await?;
            tx.put_operator(*session, operator.account, PINS.get(&operator.account)).await?;
        }
        tx.publish_account_name(demo.course.id, operator.account).await?;
    }
    for session in &demo.sessions {
        tx.publish_operators(session.id).await?;
    }
    put_officials(tx, demo.course.owner_unit).await
}

/// The administration of the organiser's school and of its county, and the system team.
async fn put_officials(tx: &mut WriteTx, school: OrgId) -> Result<(), Failure> {
    for (office, person) in people::officials() {
        let (place, role) = match office {
            Office::Officer => (Some(school), Some((OFFICER, school.0))),
            Office::Approver => (Some(school), Some((APPROVER, school.0))),
            Office::Administrator => (Some(school), Some((ORGANISATION_ADMINISTRATOR, school.0))),
            Office::Supervisor => (Some(demo::schools::education_office().id), None),
            Office::System => (None, Some((SYSTEM_ADMINISTRATOR, Uuid::nil()))),
        };
        tx.put_person(person.person, person.name, place, person.title()).await?;
        tx.put_account(person.account, person.person).await?;
        match role {
            Some((role, target)) => tx.grant(person.account, role, target).await?,
            None => tx.grant_county(person.account, demo::counties::PINGTUNG).await?,
        }
    }
    Ok(())
}

async fn put_device(tx: &mut WriteTx, demo: &DemoCourse, device: &DemoDevice) -> Result<(), Failure> {
    let enrolled_at = demo.events.iter().filter_map(|e| e.received_at).min().unwrap_or(device.last_seen);
    tx.put_device(device.id, DeviceKind::Tablet, demo.course.id, &device.name, enrolled_at).await?;
    tx.enrol_for(device.id, &device.sessions).await?;
    append(tx, demo, device).await?;
    tx.publish_device(device.id, device.last_seen).await?;
    Ok(())
}

/// The device's stream, and what the server knows of it from having received that.
async fn append(tx: &mut WriteTx, demo: &DemoCourse, device: &DemoDevice) -> Result<(), Failure> {
    let mut ended: HashMap<_, u64> = HashMap::new();
    let mut events = Vec::new();
    let Some(mut ledger) = tx.device_ledger(device.id).await? else {
        return Err(Failure::internal("the demo device is not there"));
    };
    for received in demo.events.iter().filter(|e| e.event.device == device.id) {
        let event = &received.event;
        let raw = serde_json::to_string(event).map_err(|error| Failure::internal(&error.to_string()))?;
        ledger.held.insert(event.seq);
        if let EventKind::EndOfSession { last_seq } = event.kind {
            ended.insert(event.session, last_seq);
        }
        events.push(NewEvent {
            id: event.id,
            session: event.session,
            device: DeviceId(event.device.0),
            seq: event.seq,
            received_at: received.received_at.unwrap_or(event.at),
            raw: raw.into(),
        });
    }
    tx.append_events(&events).await?;
    ledger.status.head = ledger.held.top();
    ledger.status.ended = ended.into_iter().collect();
    ledger.status.ended.sort_unstable();
    ledger.status.last_seen = Some(device.last_seen);
    ledger.status.clock_offset_ms = Some(device.clock_offset_ms);
    ledger.status.app_version = env!("CARGO_PKG_VERSION").to_owned();
    tx.save_ledger(&ledger).await?;
    Ok(())
}
