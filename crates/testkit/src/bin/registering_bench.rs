//! How fast the catalogue answers with thousands of courses, and how fast a thousand people register at once: through the
//! real router, in process, over a database file. Prints a table to stderr and JSON lines to stdout.
//!
//! `cargo run --release -p yanxi-testkit --bin registering_bench`; `--database postgres://…` for PostgreSQL.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{Router, body::Body};
use chrono::{Days, NaiveDate};
use clap::Parser;
use http::Request;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tokio::{sync::Semaphore, task::JoinSet};
use tower::ServiceExt as _;
use uuid::Uuid;
use yanxi_domain::{
    course::{AgendaItem, DeliveryMode, Session},
    ids::{AccountId, CourseId, OrgId, PersonId, SessionId},
    org::{County, School, SchoolLevel},
    time::Timestamp,
};
use yanxi_protocol::{
    api,
    registering::{CATALOG, REGISTRATIONS},
    scope::Scope,
};
use yanxi_server::{
    clock::Clock,
    http as server,
    service::token,
    state::{AppState, Settings},
    store,
};
use yanxi_testkit::builders;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Measure catalogue and registration.
#[derive(Debug, Parser)]
struct Options {
    /// Names of measurements, as `cargo xtask bench` passes them on: `catalogue`, `registration`; without one, both.
    names: Vec<String>,
    /// Courses of the catalogue, one session each.
    #[arg(long, default_value_t = 5_000)]
    courses: u64,
    /// People who register for one session.
    #[arg(long, default_value_t = 1_000)]
    people: u64,
    /// Requests under way at the same time.
    #[arg(long, default_value_t = 50)]
    at_once: usize,
    /// Seats of the session.
    #[arg(long, default_value_t = 900)]
    seats: u32,
    /// Address of the database; a file of its own without it.
    #[arg(long)]
    database: Option<String>,
}

/// The day on which everything is asked.
const TODAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 9, 1);
/// Requests of each catalogue measurement.
const ASKED: usize = 200;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::parse();
    let wants = |name: &str| options.names.is_empty() || options.names.iter().any(|n| n == name);
    if !wants("catalogue") && !wants("registration") {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let file = format!("sqlite:{}", folder.path().join("bench.sqlite").display());
    let store = store::open(options.database.as_ref().unwrap_or(&file)).await?;
    let now = Timestamp::from_taipei(TODAY.unwrap_or_default(), chrono::NaiveTime::MIN);
    let clock = Clock::default();
    clock.set(Some(now));
    let state = AppState::new(store, clock, Settings::default());
    let router = server::router(state.clone());
    let people = fill(&state, &options, now).await?;
    if wants("catalogue") {
        let first = people.first().ok_or("nobody is there")?;
        for (name, query) in [
            ("first_page", String::new()),
            ("filter_mode_and_area", "?mode=online&area=%E8%BC%94%E5%B0%8E&free=true".to_owned()),
            ("filter_text", "?text=4321".to_owned()),
            ("eligible", "?eligible=true".to_owned()),
        ] {
            let mut times = Vec::with_capacity(ASKED);
            for _ in 0..ASKED {
                times.push(timed(&router, get(first, &format!("{CATALOG}{query}"))?).await?.0);
            }
            tell("catalogue", name, options.courses, &mut times);
        }
    }
    if wants("registration") {
        burst(&router, &people, &options).await?;
    }
    state.store.close().await;
    Ok(())
}

/// Everybody registers for the first session, so many at a time.
async fn burst(router: &Router, people: &[String], options: &Options) -> Result<(), Failure> {
    let gate = Arc::new(Semaphore::new(options.at_once));
    let path = REGISTRATIONS.replace("{session}", &session_id(0).to_string());
    let mut tasks = JoinSet::new();
    let start = Instant::now();
    for token in people {
        let request = post(token, &path, &json!({ "request": Uuid::now_v7() }))?;
        let (gate, router) = (Arc::clone(&gate), router.clone());
        tasks.spawn(async move {
            let _permit = gate.acquire_owned().await?;
            timed(&router, request).await
        });
    }
    let (mut times, mut seats) = (Vec::new(), 0_u32);
    while let Some(done) = tasks.join_next().await {
        let (time, answer) = done??;
        times.push(time);
        seats += u32::from(answer["state"] == "admitted");
    }
    let all = start.elapsed();
    if seats != options.seats.min(u32::try_from(options.people)?) {
        return Err(format!("{seats} people have a seat").into());
    }
    let rate = times.len() as f64 / all.as_secs_f64();
    tell("registration", "burst", options.people, &mut times);
    println!(
        "{}",
        json!({ "measure": "registration_rate", "per_second": rate.round(), "at_once": options.at_once })
    );
    eprintln!("registration: {rate:.0}/s, {} at once, exactly {seats} seats given", options.at_once);
    Ok(())
}

fn tell(measure: &str, name: &str, size: u64, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1_000.0;
    let (p50, p95) = (at(50), at(95));
    println!("{}", json!({ "measure": measure, "name": name, "size": size, "p50_ms": p50, "p95_ms": p95 }));
    eprintln!("{measure} {name} ({size}): p50 {p50:.2} ms, p95 {p95:.2} ms");
}

async fn timed(router: &Router, request: Request<Body>) -> Result<(Duration, Value), Failure> {
    let start = Instant::now();
    let answer = router.clone().oneshot(request).await?;
    let status = answer.status();
    let body = answer.into_body().collect().await?.to_bytes();
    let time = start.elapsed();
    if !status.is_success() {
        return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
    }
    Ok((time, serde_json::from_slice(&body)?))
}

fn get(token: &str, path: &str) -> Result<Request<Body>, Failure> {
    let cookie = format!("{}={token}", api::SESSION_COOKIE);
    Ok(Request::get(path).header("cookie", cookie).body(Body::empty())?)
}

fn post(token: &str, path: &str, body: &Value) -> Result<Request<Body>, Failure> {
    let request = Request::post(path)
        .header("cookie", format!("{}={token}", api::SESSION_COOKIE))
        .header(api::CSRF_HEADER, "1")
        .header("content-type", "application/json");
    Ok(request.body(Body::from(body.to_string()))?)
}

fn session_id(n: u64) -> SessionId {
    SessionId(Uuid::from_u128(0x5E55 << 64 | u128::from(n)))
}

/// Courses with a session each, schools and people; returns the people's tokens.
async fn fill(state: &AppState, options: &Options, now: Timestamp) -> Result<Vec<String>, Failure> {
    let school = |n: u64| School {
        id: OrgId(Uuid::from_u128(0x5C00 + u128::from(n))),
        code: format!("99{n:04}"),
        full_name: format!("屏東縣測試第{n}國民小學"),
        short_name: format!("第{n}國小"),
        county: "pif".to_owned(),
        level: SchoolLevel::Elementary,
        count_weight: 1,
        other_names: Vec::new(),
    };
    let schools: Vec<School> = (0..200).map(school).collect();
    let mut tx = state.store.write(&[Scope::Catalog]).await?;
    let county = County { code: "pif".to_owned(), name: "屏東縣".to_owned() };
    tx.put_county_schools(1, &county, &schools).await?;
    tx.commit().await?;
    let mut tx = state.store.write(&[]).await?;
    for n in 0..options.courses {
        put_course(&mut tx, n, options.seats).await?;
    }
    tx.commit().await?;
    let mut tx = state.store.write(&[]).await?;
    let mut tokens = Vec::new();
    for n in 0..options.people {
        let (person, account) = (
            PersonId(Uuid::from_u128(0x9_0000 + u128::from(n))),
            AccountId(Uuid::from_u128(0xA_0000 + u128::from(n))),
        );
        let school = schools.get((n % 200) as usize).map(|school| school.id);
        tx.put_person(person, &format!("測試{n}"), school, "教師").await?;
        tx.put_account(account, person).await?;
        let token = format!("bench-{n}");
        tx.open_account_session(&token::hash(&token), account, now, now.plus_minutes(60 * 24)).await?;
        tokens.push(token);
    }
    tx.commit().await?;
    Ok(tokens)
}

async fn put_course(tx: &mut store::WriteTx, n: u64, seats: u32) -> Result<(), Failure> {
    let date = TODAY.unwrap_or_default().checked_add_days(Days::new(7 + n % 200)).ok_or("no such day")?;
    let model = builders::session_on(date);
    let course = yanxi_domain::course::Course {
        id: CourseId(Uuid::from_u128(0xC0 << 64 | u128::from(n))),
        title: format!("研習課程 {n}"),
        ..builders::course()
    };
    tx.put_course(&course).await?;
    let topic = if n.is_multiple_of(2) { "※輔導管理" } else { "※教務管理" };
    let session = Session {
        id: session_id(n),
        course: course.id,
        course_title: course.title.clone(),
        mode: if n.is_multiple_of(3) { DeliveryMode::Online } else { DeliveryMode::OnSite },
        capacity: Some(seats),
        agenda: vec![AgendaItem {
            start: model.periods[0].start,
            end: model.periods[0].end,
            topics: vec![topic.to_owned()],
            lecturer: String::new(),
        }],
        ..model
    };
    tx.put_session(&session).await?;
    Ok(())
}
