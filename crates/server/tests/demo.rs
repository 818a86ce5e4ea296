//! The demo entry through the real router, on both databases: what a newcomer finds, and that it never doubles.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "demo/browser.rs"]
mod browser;
mod common;

use axum::{body::Body, http::Request};
use browser::{Browser, bodies, courses, people};
use common::{TestDatabase, World, assert_sum};
use serde_json::{Value, json};
use yanxi_domain::{event::AttendanceEvent, time::Timestamp};
use yanxi_protocol::{
    api::{self, Enrolled},
    docs::{self, CountySchools, OwnRecord, OwnState},
    scope::Scope,
};
use yanxi_server::{demo::todays_course, service::demo_seed, state::Settings};

/// 2026-11-22 10:03 in Taipei.
const NOW: Timestamp = Timestamp(1_795_312_980_000);

/// One test body on an application with demo data and nothing else.
macro_rules! on_demo {
    ($($name:ident => $check:expr;)*) => {$(
        mod $name {
            use super::*;
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let database = TestDatabase::sqlite().await;
                ($check)(&seeded(&database).await).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let Some(database) = TestDatabase::postgres().await else { return };
                ($check)(&seeded(&database).await).await;
                database.remove().await;
            }
        }
    )*};
}

async fn seeded(database: &TestDatabase) -> World {
    let world = World::open(&database.url).await;
    world.state.clock.set(Some(NOW));
    demo_seed::seed(&world.state, false).await.unwrap();
    world
}

/// The first session of the newest copy of today that a newcomer's tablet is enrolled for.
async fn newest_session(world: &World) -> yanxi_domain::course::Session {
    let (mut browser, entered) = Browser::enter(world, "staff", 0).await;
    let body = json!({ "code": entered.enrolment_code.unwrap(), "name": "平板" });
    let (status, enrolled) = browser.call(world, "POST", api::ENROL, Some(body)).await;
    assert_eq!(status, 200, "{enrolled}");
    let enrolled: Enrolled = serde_json::from_value(enrolled).unwrap();
    let mut tx = world.state.store.read().await.unwrap();
    for id in enrolled.device.sessions {
        let session = tx.session(id).await.unwrap().unwrap();
        if session.number == 1 {
            return session;
        }
    }
    panic!("no first session")
}

// Making up a whole demo takes a while in a debug build: what only looks shares one.
on_demo! {
    what_everybody_finds => async |world: &World| {
        one_click_makes_a_working_tablet(world).await;
        the_directory_adds_up(world).await;
        names_arrive_byte_for_byte(world).await;
        the_attendee_sees_nine_hours(world).await;
        the_late_attendee_sees_zero_hours_and_why(world).await;
        logging_out_ends_the_account_session_but_not_the_device(world).await;
        strangers_are_not_offered(world).await;
    };

    starting_again_adds_nothing_and_a_new_day_one_course => async |world: &World| {
        let count = async || {
            let mut tx = world.state.store.read().await.unwrap();
            let (mut rows, mut events) = (0, 0);
            let (_, entered) = Browser::enter(world, "organiser", 0).await;
            let courses = courses(&entered.me);
            for course in &courses {
                rows += tx.registered_sessions(*course).await.unwrap().len();
                for session in tx.sessions_of_course(*course).await.unwrap() {
                    events += tx.session_events(session.id).await.unwrap().len();
                }
            }
            (courses.len(), rows, events)
        };
        let before = count().await;
        assert_eq!(before.0, 2);
        demo_seed::seed(&world.state, false).await.unwrap();
        world.state.clock.set(Some(NOW.plus_minutes(5 * 60)));
        demo_seed::seed(&world.state, false).await.unwrap();
        assert_eq!(count().await, before);
        world.state.clock.set(Some(NOW.plus_minutes(24 * 60)));
        demo_seed::seed(&world.state, false).await.unwrap();
        let after = count().await;
        assert_eq!(after.0, 3);
        assert_eq!(after.1 - before.1, 63 + 56 + 24);
    };

    a_newcomer_is_never_late => async |world: &World| {
        let first = newest_session(world).await;
        // Within the grace the copy is good, whatever was done in it.
        world.state.clock.set(Some(first.periods[0].start.plus_minutes(15)));
        demo_seed::seed(&world.state, true).await.unwrap();
        assert_eq!(newest_session(world).await.id, first.id);
        // A minute later everybody would be late. A script that moves the clock keeps its scene all the same.
        let late = first.periods[0].start.plus_minutes(16);
        world.state.clock.set(Some(late));
        demo_seed::seed(&world.state, false).await.unwrap();
        assert_eq!(newest_session(world).await.id, first.id);
        demo_seed::seed(&world.state, true).await.unwrap();
        let second = newest_session(world).await;
        assert!(second.periods[0].signin_opens(&second.params) <= late && late < second.periods[0].start);
        demo_seed::seed(&world.state, true).await.unwrap();
        assert_eq!(newest_session(world).await.id, second.id, "one copy is enough");
        let (_, entered) = Browser::enter(world, "organiser", 0).await;
        assert_eq!(courses(&entered.me).len(), 3, "the plan, the first copy, the second one");
    };

    enrolling_for_the_demo_keeps_past_sessions_final => async |world: &World| {
        let (mut browser, entered) = Browser::enter(world, "staff", 0).await;
        let body = json!({ "code": entered.enrolment_code.unwrap(), "name": "平板A" });
        assert_eq!(browser.call(world, "POST", api::ENROL, Some(body)).await.0, 200);
        let (mut organiser, _) = Browser::enter(world, "organiser", 0).await;
let sessions: Vec<yanxi_domain::course::Session> =
            bodies(&organiser.pull(world, Scope::Course(todays_course(NOW, 1))).await, docs::SESSION);
        let ended = sessions.iter().find(|s| s.number == 3).unwrap();
        let hours = api::HOURS.replace("{session}", &ended.id.to_string());
        let preview = json!({ "preview": true });
        let (_, error) = organiser.call(world, "POST", &hours, Some(preview)).await;
        assert_eq!(error["code"], "undecided", "no device is waited for: {error}");
    };

    the_organiser_can_review_decide_and_issue_the_session_that_just_ended => async |world: &World| {
        let (mut browser, entered) = Browser::enter(world, "organiser", 0).await;
        let mut ended = None;
        for course in courses(&entered.me) {
            let changes = browser.pull(world, Scope::Course(course)).await;
            assert_sum(&changes);
            let sessions: Vec<yanxi_domain::course::Session> = bodies(&changes, docs::SESSION);
            ended = ended.or(sessions.into_iter().find(|s| s.number == 3 && s.date == NOW.taipei_date()));
        }
        let session = ended.unwrap();
        let hours = api::HOURS.replace("{session}", &session.id.to_string());
        let preview = json!({ "preview": true });
        let (status, error) = browser.call(world, "POST", &hours, Some(preview.clone())).await;
        assert_eq!((status, error["code"].as_str()), (409, Some("undecided")), "{error}");

        // An hour later the sign-out window has closed: whoever forgot is decided in one go (F-07).
        world.state.clock.set(Some(NOW.plus_minutes(75)));
        let log: Vec<AttendanceEvent> = browser
            .pull(world, Scope::Session(session.id))
            .await
            .events
            .iter()
            .map(|e| serde_json::from_str(e.raw.get()).unwrap())
            .collect();
        let cases: std::collections::BTreeSet<_> = log.iter().filter_map(|e| e.subject).collect();
        let cases: Vec<_> = cases.into_iter().map(|s| (s, session.periods[0].id)).collect();
        let decide = json!({ "cases": cases, "decision": "treat_as_full", "reason": "全體視同全程" });
        let decisions = api::DECISIONS.replace("{session}", &session.id.to_string());
        let (status, answer) = browser.call(world, "POST", &decisions, Some(decide)).await;
        assert_eq!(status, 204, "{answer}");
        let (status, issued) = browser.call(world, "POST", &hours, Some(json!({ "preview": false }))).await;
        assert_eq!(status, 200, "{issued}");
        assert_eq!(issued["groups"], json!([[6, 22], [0, 2]]));
    };
}

#[tokio::test]
async fn the_clock_can_be_moved_and_returned() {
    let database = TestDatabase::sqlite().await;
    let world = &World::open(&database.url).await;
    let body = json!({ "now": NOW.0 + 3_600_000 });
    let mut browser = Browser::default();
    assert_eq!(browser.call(world, "POST", api::DEMO_CLOCK, Some(body)).await.0, 204);
    assert!((0..60_000).contains(&world.state.clock.now().since(NOW.plus_minutes(60))));
    assert_eq!(browser.call(world, "POST", api::DEMO_CLOCK, Some(json!({ "now": null }))).await.0, 204);
    assert!(!world.state.clock.is_moved());
}

#[tokio::test]
async fn without_demo_mode_none_of_it_exists() {
    let database = TestDatabase::sqlite().await;
    let world = &World::open(&database.url).await;
    let settings = Settings { demo: false, secure_cookies: false, behind_proxy: false };
    let state =
        yanxi_server::state::AppState::new(world.state.store.clone(), world.state.clock.clone(), settings);
    let plain = World { router: yanxi_server::http::router(state.clone()), state, url: world.url.clone() };
    let account = people(world).await[0].account;
    let calls = [
        ("GET", api::DEMO_PEOPLE, None),
        ("POST", api::DEMO_ENTER, Some(json!({ "account": account }))),
        ("POST", api::DEMO_CLOCK, Some(json!({ "now": null }))),
    ];
    for (method, path, body) in calls {
        let request = Request::builder().method(method).uri(path).header(api::CSRF_HEADER, "1");
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let (status, _) = plain.raw(request.body(body).unwrap()).await;
        assert_eq!(status, 404, "{path}");
    }
    assert!(!Browser::default().me(&plain).await.demo);
}

async fn one_click_makes_a_working_tablet(world: &World) {
    let (mut browser, entered) = Browser::enter(world, "staff", 0).await;
    assert_eq!(entered.pin.as_deref(), Some("2468"));
    let body = json!({ "code": entered.enrolment_code.unwrap(), "name": "平板A" });
    let (status, enrolled) = browser.call(world, "POST", api::ENROL, Some(body)).await;
    assert_eq!(status, 200, "{enrolled}");
    let enrolled: Enrolled = serde_json::from_value(enrolled).unwrap();
    assert_eq!(enrolled.device.sessions.len(), 2, "today's sessions that are not over");
    let me = browser.me(world).await;
    assert!(me.demo && me.account.is_some() && me.device.is_some(), "both cookies at once");
    let mut open = 0;
    for id in enrolled.device.sessions {
        let changes = browser.pull(world, Scope::Session(id)).await;
        assert_sum(&changes);
        let [session] = &bodies::<yanxi_domain::course::Session>(&changes, docs::SESSION)[..] else {
            panic!("one session")
        };
        assert_eq!(session.date, NOW.taipei_date());
        let period = &session.periods[0];
        if period.signin_opens(&session.params) <= NOW && NOW < period.start {
            open += 1;
            assert_eq!((session.number, changes.events.len()), (1, 0), "nobody has signed in yet");
            assert_eq!(bodies::<Value>(&changes, docs::ROSTER).len(), 63);
        }
        let crew = browser.pull(world, Scope::Crew(id)).await;
        assert_eq!(bodies::<Value>(&crew, docs::OPERATOR).len(), 3);
    }
    assert_eq!(open, 1, "one sign-in window is open");
}

async fn the_directory_adds_up(world: &World) {
    let (mut browser, _) = Browser::enter(world, "attendee", 0).await;
    let changes = browser.pull(world, Scope::Catalog).await;
    assert_sum(&changes);
    let counties: Vec<CountySchools> = bodies(&changes, docs::SCHOOLS);
    assert_eq!(counties.len(), 22);
    let weights = counties.iter().flat_map(|c| &c.schools).map(|s| u32::from(s.count_weight));
    assert_eq!(weights.sum::<u32>(), 3_789);
}

async fn names_arrive_byte_for_byte(world: &World) {
    let (mut browser, entered) = Browser::enter(world, "organiser", 0).await;
    let mut seen = std::collections::BTreeSet::new();
    for course in courses(&entered.me) {
        for session in bodies::<yanxi_domain::course::Session>(
            &browser.pull(world, Scope::Course(course)).await,
            docs::SESSION,
        ) {
            let changes = browser.pull(world, Scope::Session(session.id)).await;
            assert_sum(&changes);
            for row in bodies::<yanxi_domain::roster::RosterEntry>(&changes, docs::ROSTER) {
                seen.insert((row.name, row.school_name, row.disambiguator));
            }
        }
    }
    let has = |name: &str| seen.iter().any(|(n, ..)| n == name);
    for name in [
        "王\u{249DF}",
        "瓦歷斯\u{FF0E}諾幹",
        "\u{20BB7}田由美",
        "\u{F92C}秀英",
        "\u{FA0C}正堅",
        "Falah Kacaw",
    ] {
        assert!(has(name), "{name}");
    }
    assert!(!has("\u{90CE}秀英"), "not normalised away");
    assert_eq!(seen.iter().filter(|(n, s, _)| n == "陳怡君" && s == "南州國中").count(), 2);
}

async fn the_attendee_sees_nine_hours(world: &World) {
    let (mut browser, entered) = Browser::enter(world, "attendee", 0).await;
    let person = entered.me.account.unwrap().person;
    assert!(entered.enrolment_code.is_none() && entered.pin.is_none());
    let changes = browser.pull(world, Scope::Person(person)).await;
    assert_sum(&changes);
    let records: Vec<OwnRecord> = bodies(&changes, docs::OWN_RECORD);
    let issued: Vec<&OwnRecord> = records.iter().filter(|r| r.state == OwnState::Issued).collect();
    let mut sessions: Vec<u8> = issued.iter().map(|r| r.session_number).collect();
    sessions.sort_unstable();
    assert_eq!(sessions, [1, 3, 4]);
    assert_eq!(issued.iter().filter_map(|r| r.hours).map(|h| h.0).sum::<u16>(), 18, "half hours");
    let today: Vec<&OwnRecord> = records.iter().filter(|r| r.state == OwnState::Upcoming).collect();
    assert_eq!(today.len(), 1, "on today's roster");
    assert_eq!(today[0].place, "海豐國小 3F電腦教室");
}

async fn the_late_attendee_sees_zero_hours_and_why(world: &World) {
    let (mut browser, entered) = Browser::enter(world, "attendee", 1).await;
    let person = entered.me.account.unwrap().person;
    let records: Vec<OwnRecord> = bodies(&browser.pull(world, Scope::Person(person)).await, docs::OWN_RECORD);
    let zero = records.iter().find(|r| r.state == OwnState::NotPassed).unwrap();
    assert_eq!(zero.session_number, 1);
    assert_eq!(zero.versions[0].3, "經開課承辦人認定不予採認");
}

async fn logging_out_ends_the_account_session_but_not_the_device(world: &World) {
    let (mut browser, entered) = Browser::enter(world, "staff", 1).await;
    let body = json!({ "code": entered.enrolment_code.unwrap(), "name": "平板B" });
    browser.call(world, "POST", api::ENROL, Some(body)).await;
    let kept = Browser(browser.0.clone());
    assert_eq!(browser.call(world, "POST", api::LOGOUT, None).await.0, 204);
    let me = browser.me(world).await;
    assert!(me.account.is_none() && me.device.is_some());
    let me = Browser(kept.0).me(world).await;
    assert!(me.account.is_none(), "a copied cookie is worthless after logging out");
}

async fn strangers_are_not_offered(world: &World) {
    let body = json!({ "account": uuid::Uuid::nil() });
    let (status, error) = Browser::default().call(world, "POST", api::DEMO_ENTER, Some(body)).await;
    assert_eq!((status, error["code"].as_str()), (404, Some("not_found")));
}
