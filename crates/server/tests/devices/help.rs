//! What the tests about devices share.

use axum::http::{Request, header::SET_COOKIE};
use http_body_util::BodyExt as _;
use serde::de::DeserializeOwned;
use tower::ServiceExt as _;
use yanxi_domain::ids::{CourseId, DeviceId, SessionId};
use yanxi_protocol::api::{self, ApiError, Enrol, Enrolled, EnrolmentCode, NewEnrolmentCode};

use crate::common::*;

pub async fn new_code(world: &World, sessions: &[SessionId], replaces: Option<DeviceId>) -> EnrolmentCode {
    let (status, code) = world
        .post(
            Caller::Organiser,
            &codes_path(COURSE),
            &NewEnrolmentCode { sessions: sessions.to_vec(), replaces },
        )
        .await;
    assert_eq!(status, 200);
    code
}

pub fn codes_path(course: CourseId) -> String {
    api::ENROLMENT_CODES.replace("{course}", &course.to_string())
}

pub fn enrol_body(code: &str, device: Option<DeviceId>) -> Enrol {
    Enrol { code: code.to_owned(), name: "平板甲".to_owned(), device }
}

/// A browser that holds this cookie, or none.
pub struct Browser {
    pub cookie: Option<String>,
}

impl Browser {
    pub fn of(caller: Caller) -> Self {
        Self { cookie: Some(format!("{}={}", api::DEVICE_COOKIE, caller.token())) }
    }

    pub fn new() -> Self {
        Self { cookie: None }
    }

    pub async fn enrol(&mut self, world: &World, body: &Enrol) -> Result<Enrolled, (u16, ApiError)> {
        let mut request = Request::builder()
            .method("POST")
            .uri(api::ENROL)
            .header("content-type", "application/json")
            .header(api::CSRF_HEADER, "1");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let request = request.body(axum::body::Body::from(serde_json::to_vec(body).unwrap())).unwrap();
        let response = world.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        if let Some(cookie) = response.headers().get(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
            self.cookie = Some(cookie.split(';').next().unwrap().to_owned());
        }
        let body = response.into_body().collect().await.unwrap().to_bytes();
        if status == 200 {
            Ok(serde_json::from_slice(&body).unwrap())
        } else {
            Err((status, serde_json::from_slice(&body).unwrap()))
        }
    }

    pub async fn get<T: DeserializeOwned>(&self, world: &World, path: &str) -> (u16, T) {
        let mut request = Request::builder().uri(path);
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let (status, body) = world.raw(request.body(axum::body::Body::empty()).unwrap()).await;
        (status, serde_json::from_slice(&body).unwrap())
    }
}
