//! A newcomer's browser.

use axum::{body::Body, http::Request};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use yanxi_protocol::{
    api::{self, DemoEntered, DemoPerson, Me, Role},
    scope::Scope,
    sync::{Pull, ScopeChanges, ScopeStatus, SyncResponse},
};

use crate::common::{World, empty_request};

/// A browser with its cookies.
#[derive(Default)]
pub struct Browser(pub Vec<String>);

impl Browser {
    /// Status and parsed body; an empty one is null.
    pub async fn call(
        &mut self,
        world: &World,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> (u16, Value) {
        let (status, body) = self.call_raw(world, method, path, body).await;
        (status, if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).unwrap() })
    }

    /// The exact bytes: a detour through `Value` would reorder keys, and checksums are over bytes.
    pub async fn call_raw(
        &mut self,
        world: &World,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> (u16, Vec<u8>) {
        let mut request =
            Request::builder().method(method).uri(path).header("content-type", "application/json");
        if method == "POST" {
            request = request.header(api::CSRF_HEADER, "1");
        }
        if !self.0.is_empty() {
            request = request.header("cookie", self.0.join("; "));
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let response = world.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let status = response.status().as_u16();
        for cookie in response.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("; HttpOnly; SameSite=Strict"), "{cookie}");
            let pair = cookie.split(';').next().unwrap().to_owned();
            let name = pair.split('=').next().unwrap().to_owned();
            self.0.retain(|own| !own.starts_with(&format!("{name}=")));
            if !cookie.contains("Max-Age=0") {
                self.0.push(pair);
            }
        }
        (status, response.into_body().collect().await.unwrap().to_bytes().to_vec())
    }

    /// A new browser, entered as the nth person of a role.
    pub async fn enter(world: &World, role: &str, nth: usize) -> (Self, DemoEntered) {
        let mut browser = Self::default();
        let person = people(world).await.into_iter().filter(|p| p.role == role).nth(nth).unwrap();
        let body = json!({ "account": person.account });
        let (status, entered) = browser.call(world, "POST", api::DEMO_ENTER, Some(body)).await;
        assert_eq!(status, 200, "{entered}");
        (browser, serde_json::from_value(entered).unwrap())
    }

    /// Who it is.
    pub async fn me(&mut self, world: &World) -> Me {
        serde_json::from_value(self.call(world, "GET", api::ME, None).await.1).unwrap()
    }

    /// Everything of a scope.
    pub async fn pull(&mut self, world: &World, scope: Scope) -> ScopeChanges {
        let mut request = empty_request();
        request.pulls.push(Pull { scope, cursor: None, own_through: 0 });
        let body = serde_json::to_value(request).unwrap();
        let (status, answer) = self.call_raw(world, "POST", api::SYNC, Some(body)).await;
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&answer));
        let mut answer: SyncResponse = serde_json::from_slice(&answer).unwrap();
        let changes = answer.scopes.remove(0);
        if changes.status == ScopeStatus::Ok {
            assert!(!changes.more);
        }
        changes
    }
}

/// Whom the demo page offers.
pub async fn people(world: &World) -> Vec<DemoPerson> {
    let (status, people) = Browser::default().call(world, "GET", api::DEMO_PEOPLE, None).await;
    assert_eq!(status, 200);
    serde_json::from_value(people).unwrap()
}

/// Live documents of a kind.
pub fn bodies<T: serde::de::DeserializeOwned>(changes: &ScopeChanges, kind: &str) -> Vec<T> {
    let own = changes.docs.iter().filter(|doc| doc.kind == kind);
    own.filter_map(|doc| doc.body.as_ref()).map(|body| serde_json::from_str(body.get()).unwrap()).collect()
}

/// Courses somebody organises.
pub fn courses(me: &Me) -> Vec<yanxi_domain::ids::CourseId> {
    let roles = me.account.iter().flat_map(|account| &account.roles);
    roles
        .flat_map(|role| match role {
            Role::Organiser { courses } => courses.clone(),
            _ => Vec::new(),
        })
        .collect()
}
