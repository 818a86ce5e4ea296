//! What the tests about accounts share: browsers, people, and a phone that shows codes.

use axum::{
    body::Body,
    http::{Request, header::SET_COOKIE},
};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};
use tower::ServiceExt as _;
use uuid::Uuid;
use yanxi_domain::{ids::AccountId, time::Timestamp};
use yanxi_protocol::{accounts, api};
use yanxi_server::{
    args,
    service::accounts::create::{NewAccount, create_account},
};

use crate::common::*;

pub const PASSWORD: &str = "eight frogs at noon";
pub const ADMINISTRATOR: (&str, Uuid) = ("system_administrator", Uuid::nil());
pub const ORGANISER: (&str, Uuid) = ("organiser", COURSE.0);
const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Status, and the body or null.
pub type Reply = (u16, Value);

/// A browser with its session cookie.
#[derive(Clone, Default)]
pub struct Browser {
    pub cookie: Option<String>,
}

impl Browser {
    pub fn new() -> Self {
        Self::default()
    }

    pub async fn post(&mut self, world: &World, path: &str, body: Value) -> Reply {
        self.send(world, "POST", path, body).await
    }

    pub async fn get(&mut self, world: &World, path: &str) -> Reply {
        self.send(world, "GET", path, Value::Null).await
    }

    async fn send(&mut self, world: &World, method: &str, path: &str, body: Value) -> Reply {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("user-agent", FIREFOX)
            .header("content-type", "application/json")
            .header(api::CSRF_HEADER, "1");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let response = world.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let status = response.status().as_u16();
        if let Some(cookie) = response.headers().get(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
            self.cookie = Some(cookie.split(';').next().unwrap().to_owned());
        }
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&bytes).unwrap_or_default())
    }

    /// Names of the roles that count now; empty when not logged in.
    pub async fn roles(&mut self, world: &World) -> Vec<String> {
        let (_, me) = self.get(world, api::ME).await;
        let roles = me["account"]["roles"].as_array().cloned().unwrap_or_default();
        roles.iter().map(|role| role["role"].as_str().unwrap().to_owned()).collect()
    }

    pub async fn access(&mut self, world: &World) -> Value {
        let (status, access) = self.get(world, accounts::ACCESS).await;
        assert_eq!(status, 200, "{access}");
        access
    }
}

/// Status and code of a refusal; without a code when it is none.
pub fn refusal((status, body): &Reply) -> (u16, &str) {
    (*status, body["code"].as_str().filter(|_| *status >= 400).unwrap_or_default())
}

/// Status and next step of a login.
pub fn step((status, body): &Reply) -> (u16, &str) {
    (*status, body["next"].as_str().unwrap_or_default())
}

pub async fn open(world: &World, login: &str, roles: &[(&'static str, Uuid)]) -> (AccountId, String) {
    let new = NewAccount { login, name: "林測試", title: "教師", roles };
    let now = world.state.clock.now();
    let (account, code) = create_account(&*world.state.store, now, &new).await.unwrap();
    (account, code.code)
}

pub async fn first_login(browser: &mut Browser, world: &World, login: &str, code: &str) -> Reply {
    let body = json!({ "login": login, "code": code, "password": PASSWORD });
    browser.post(world, accounts::FIRST_LOGIN, body).await
}

pub async fn log_in(world: &World, login: &str, password: &str, factor: Option<&str>) -> (Browser, Reply) {
    let mut browser = Browser::new();
    let body = json!({ "login": login, "password": password, "second_factor": factor });
    let answer = browser.post(world, accounts::LOGIN, body).await;
    (browser, answer)
}

/// An account that has logged in once; `phone` is there when it had to be bound.
pub struct Person {
    pub account: AccountId,
    pub browser: Browser,
    pub phone: Option<Phone>,
    pub recovery: Vec<String>,
}

pub async fn person(world: &World, login: &str, roles: &[(&'static str, Uuid)]) -> Person {
    let (account, code) = open(world, login, roles).await;
    let mut browser = Browser::new();
    let answer = first_login(&mut browser, world, login, &code).await;
    if roles.is_empty() {
        assert_eq!(step(&answer), (200, "done"), "{answer:?}");
        return Person { account, browser, phone: None, recovery: Vec::new() };
    }
    assert_eq!(step(&answer), (200, "bind_second_factor"), "{answer:?}");
    let (phone, recovery) = bind(&mut browser, world).await;
    Person { account, browser, phone: Some(phone), recovery }
}

pub async fn bind(browser: &mut Browser, world: &World) -> (Phone, Vec<String>) {
    let (status, new) = browser.post(world, accounts::SECOND_FACTOR, Value::Null).await;
    assert_eq!(status, 200, "{new}");
    let phone = Phone::new(new["secret"].as_str().unwrap());
    let code = phone.code(world.state.clock.now());
    let (status, bound) = browser.post(world, accounts::SECOND_FACTOR_CONFIRM, json!({ "code": code })).await;
    assert_eq!(status, 200, "{bound}");
    (phone, serde_json::from_value(bound["recovery_codes"].clone()).unwrap())
}

/// An authenticator app.
pub struct Phone(Vec<u8>);

impl Phone {
    pub fn new(base32: &str) -> Self {
        Self(Secret::try_from_base32(base32).unwrap().as_bytes().to_vec())
    }

    pub fn code(&self, at: Timestamp) -> String {
        let seconds = u64::try_from(at.0 / 1_000).unwrap();
        Builder::new().with_secret(self.0.clone()).build_noncompliant().generate(seconds).to_string()
    }
}

/// Moves the clock on.
pub fn wait(world: &World, seconds: i64) -> Timestamp {
    let now = world.state.clock.now().plus_ms(seconds * 1_000);
    world.state.clock.set(Some(now));
    now
}

/// Changes the database by hand, as no endpoint does yet.
pub async fn by_hand(world: &World, sql: &'static str, account: AccountId, value: Option<Uuid>) {
    let mut tx = world.state.store.write(&[]).await.unwrap();
    let args = match value {
        Some(value) => args![account.0, value],
        None => args![account.0],
    };
    assert_eq!(tx.execute(sql, args).await.unwrap(), 1);
    tx.commit().await.unwrap();
}
