//! A course open for registration, schools, and people with a browser each. All invented.

use axum::{body::Body, http::Request};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;
use yanxi_domain::{
    course::{Admission, Course, Eligibility, Period, RegistrationTerms, Session},
    ids::{AccountId, CourseId, OrgId, PeriodId, PersonId, RegistrationId, SessionId},
    org::{County, School, SchoolLevel},
    roster::RegistrationState,
    time::Timestamp,
};
use yanxi_protocol::{
    api::{self, ApiError},
    docs,
    registering::{self as wire, Register, Registered},
    scope::Scope,
};
use yanxi_server::service::token;

use crate::common::*;

/// Two weeks before the day of the sessions, at 08:40.
pub const BEFORE: Timestamp = DAY.plus_minutes(-14 * 24 * 60);
/// Start of the first session.
pub const START: Timestamp = DAY.plus_minutes(20);
pub const NEW_COURSE: CourseId = CourseId(Uuid::from_u128(0xC9));
pub const FIRST: SessionId = SessionId(Uuid::from_u128(0x91));
pub const SECOND: SessionId = SessionId(Uuid::from_u128(0x92));

/// Somebody with a browser that is signed in.
#[derive(Clone, Debug)]
pub struct Somebody {
    pub person: PersonId,
    pub account: AccountId,
    token: String,
}

/// What a course is like; sessions are [`FIRST`] in the morning and [`SECOND`] in the afternoon.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub capacity: Option<u32>,
    pub terms: RegistrationTerms,
    pub eligibility: Eligibility,
    /// Both sessions teach the same.
    pub equivalent: bool,
    /// The second session is at the time of the first.
    pub same_time: bool,
}

impl Plan {
    pub fn of(capacity: u32) -> Self {
        Self { capacity: Some(capacity), ..Self::default() }
    }

    pub fn by_organiser(mut self) -> Self {
        self.terms.admission = Admission::ByOrganiser;
        self
    }

    /// Announces it and sets the clock to [`BEFORE`].
    pub async fn announce(&self, world: &World) {
        world.state.clock.set(Some(BEFORE));
        let mut tx = world.state.store.write(&[Scope::Session(FIRST), Scope::Session(SECOND)]).await.unwrap();
        let fixture: Course = tx.course(COURSE).await.unwrap().unwrap();
        let model: Session = tx.session(SESSION_1).await.unwrap().unwrap();
        let course = Course { id: NEW_COURSE, title: "學生網研習".into(), terms: self.terms, ..fixture };
        tx.put_course(&course).await.unwrap();
        for (number, id, start) in
            [(1, FIRST, START), (2, SECOND, if self.same_time { START } else { START.plus_minutes(270) })]
        {
            let period = Period {
                id: PeriodId(Uuid::from_u128(id.0.as_u128() << 8)),
                start,
                end: start.plus_minutes(180),
                ..model.periods[0].clone()
            };
            let session = Session {
                id,
                course: NEW_COURSE,
                course_title: course.title.clone(),
                number,
                capacity: self.capacity,
                equivalent_group: self.equivalent.then(|| "same".to_owned()),
                periods: vec![period],
                eligibility: self.eligibility.clone(),
                ..model.clone()
            };
            tx.put_session(&session).await.unwrap();
        }
        // The organiser of the fixture runs it.
        tx.grant(AccountId(Uuid::from_u128(0xAC3)), "organiser", NEW_COURSE.0).await.unwrap();
        tx.commit().await.unwrap();
    }
}

pub fn school_id(n: u128) -> OrgId {
    OrgId(Uuid::from_u128(0x5C00 + n))
}

/// Schools 1 … 99 of 屏東縣 and school 100 of 高雄市.
pub async fn schools(world: &World) {
    let school = |n: u128, county: &str| School {
        id: school_id(n),
        code: format!("99{n:04}"),
        full_name: format!("{county}測試第{n}國民小學"),
        short_name: format!("第{n}國小"),
        county: county.to_owned(),
        level: SchoolLevel::Elementary,
        count_weight: 1,
        other_names: Vec::new(),
    };
    let mut tx = world.state.store.write(&[Scope::Catalog]).await.unwrap();
    let near: Vec<School> = (1..100).map(|n| school(n, "pif")).collect();
    let county = |code: &str, name: &str| County { code: code.into(), name: name.into() };
    tx.put_county_schools(1, &county("pif", "屏東縣"), &near).await.unwrap();
    tx.put_county_schools(2, &county("khh", "高雄市"), &[school(100, "khh")]).await.unwrap();
    tx.commit().await.unwrap();
}

/// `count` people, numbered from `first`, each of school `1 + n mod 99`.
pub async fn people(world: &World, first: u128, count: u128) -> Vec<Somebody> {
    let mut tx = world.state.store.write(&[]).await.unwrap();
    let mut all = Vec::new();
    for n in first..first + count {
        let somebody = Somebody {
            person: PersonId(Uuid::from_u128(0x9_0000 + n)),
            account: AccountId(Uuid::from_u128(0xA_0000 + n)),
            token: format!("browser-{n}"),
        };
        tx.put_person(somebody.person, &format!("測試{n}"), Some(school_id(1 + n % 99)), "註冊組長")
            .await
            .unwrap();
        tx.put_account(somebody.account, somebody.person).await.unwrap();
        let hash = token::hash(&somebody.token);
        tx.open_account_session(&hash, somebody.account, BEFORE, DAY.plus_minutes(60 * 24 * 365))
            .await
            .unwrap();
        all.push(somebody);
    }
    tx.commit().await.unwrap();
    all
}

/// Moves somebody to another school.
pub async fn move_to(world: &World, who: &Somebody, school: u128) {
    let mut tx = world.state.store.write(&[]).await.unwrap();
    tx.put_person(who.person, "搬家者", Some(school_id(school)), "教師").await.unwrap();
    tx.commit().await.unwrap();
}

impl Somebody {
    fn request(&self, method: &str, path: &str, body: Vec<u8>) -> Request<Body> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", "application/json")
            .header(api::CSRF_HEADER, "1")
            .header("cookie", format!("{}={}", api::SESSION_COOKIE, self.token));
        request.body(Body::from(body)).unwrap()
    }

    pub async fn get<T: DeserializeOwned>(&self, world: &World, path: &str) -> (u16, T) {
        parsed(world.raw(self.request("GET", path, Vec::new())).await)
    }

    pub async fn post<T: DeserializeOwned>(
        &self,
        world: &World,
        path: &str,
        body: &impl Serialize,
    ) -> (u16, T) {
        parsed(world.raw(self.request("POST", path, serde_json::to_vec(body).unwrap())).await)
    }

    /// Registers and gets a place.
    pub async fn register(&self, world: &World, session: SessionId) -> Registered {
        let (status, answer): (u16, Value) = self.ask(world, session, Uuid::new_v4()).await;
        assert_eq!(status, 200, "{answer}");
        serde_json::from_value(answer).unwrap()
    }

    /// Registers and is refused.
    pub async fn refused(&self, world: &World, session: SessionId) -> ApiError {
        let (status, answer): (u16, Value) = self.ask(world, session, Uuid::new_v4()).await;
        assert_eq!(status, 409, "{answer}");
        serde_json::from_value(answer).unwrap()
    }

    pub async fn ask<T: DeserializeOwned>(
        &self,
        world: &World,
        session: SessionId,
        request: Uuid,
    ) -> (u16, T) {
        let body = Register { request, ..Register::default() };
        self.post(world, &wire::REGISTRATIONS.replace("{session}", &session.to_string()), &body).await
    }

    /// Leaves in this way: `withdraw`, `give_up`, `ask_leave`.
    pub async fn leave<T: DeserializeOwned>(
        &self,
        world: &World,
        registration: RegistrationId,
        way: &str,
    ) -> (u16, T) {
        let body = serde_json::json!({ "way": way, "reason": "臨時有課" });
        self.post(world, &wire::LEAVE.replace("{registration}", &registration.to_string()), &body).await
    }

    /// What kinds of notices the person has, oldest first.
    pub async fn notices(&self, world: &World) -> Vec<String> {
        let mut tx = world.state.store.read().await.unwrap();
        let mut all = tx.notices_of(self.person).await.unwrap();
        all.reverse();
        all.iter()
            .map(|(_, notice)| serde_json::to_value(notice).unwrap()["kind"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The person's own record of a registration, as their phone pulls it.
    pub async fn own_record(&self, world: &World, registration: RegistrationId) -> Value {
        let mut tx = world.state.store.read().await.unwrap();
        let id = registration.to_string();
        let body = tx.published(Scope::Person(self.person), docs::OWN_RECORD, &id).await.unwrap();
        serde_json::from_str(&body.unwrap()).unwrap()
    }
}

fn parsed<T: DeserializeOwned>((status, body): (u16, Vec<u8>)) -> (u16, T) {
    let body = if body.is_empty() { b"null".to_vec() } else { body };
    (status, serde_json::from_slice(&body).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&body))))
}

/// State of a registration as tablets hold it.
pub async fn state_of(world: &World, registration: RegistrationId) -> RegistrationState {
    world.state.store.read().await.unwrap().registration(registration).await.unwrap().unwrap().entry.state
}

/// A course, schools, and people 0 … `count`.
pub async fn opened(world: &World, plan: &Plan, count: u128) -> Vec<Somebody> {
    plan.announce(world).await;
    schools(world).await;
    people(world, 0, count).await
}
