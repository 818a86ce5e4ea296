//! Catalogue, own registrations and admission.
//!
//! Registering and leaving are requests: stored here first, sent when the server can be reached, also after a restart, and
//! kept with their outcome until the person has seen it. Their id makes repeating harmless. What organisers and schools
//! decide needs the network (Y-10).

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yanxi_domain::{
    ids::{CourseId, PersonId, RegistrationId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    api::ApiError,
    plans::OnlineLinks,
    registering::{
        Admission, AdmissionDecided, Assign, Assigned, CatalogDetail, CatalogPage, CatalogQuery,
        DecideAdmission, DecideLeave, Decline, Leave, Register, Registered, ResultsPublished, Staff,
    },
};

use super::{
    ApiFailure,
    runtime::{Runtime, use_runtime},
};

/// A request of the person with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Identity; the server knows it too.
    pub id: Uuid,
    /// Whose it is: on a shared computer nobody sends or sees another's.
    pub person: PersonId,
    /// When it was made, corrected clock.
    pub made_at: Timestamp,
    /// The session it is about, in words for the list.
    pub about: AboutSession,
    /// What is asked.
    pub what: Asked,
    /// What the server said; `None`: waiting to be sent.
    #[serde(default)]
    pub outcome: Option<Outcome>,
}

/// The session a request is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AboutSession {
    /// Identity.
    pub session: SessionId,
    /// Course title.
    pub title: String,
    /// 1 for 第一場.
    pub number: u8,
    /// Day in Taipei.
    pub date: NaiveDate,
}

/// What is asked of the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// 報名
    Register(Register),
    /// 取消, 放棄 or 請假
    Leave(RegistrationId, Leave),
    /// An assigned person says no.
    Decline(RegistrationId, Decline),
}

/// What the server said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Done; where the registration stands.
    Done(Registered),
    /// Refused, with the reason. Nothing changed.
    Refused(ApiError),
}

/// Data with its age: from the server, or as last seen here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<T> {
    /// The data.
    pub data: T,
    /// It comes from this device because the server could not be reached.
    pub offline: bool,
}

/// Catalogue, requests, admission.
#[derive(Clone, Copy)]
pub struct RegisteringHandle(Runtime);

/// Catalogue, requests, admission.
#[must_use]
pub fn use_registering() -> RegisteringHandle {
    RegisteringHandle(use_runtime())
}

/// A new id for a request.
#[must_use]
pub fn new_request_id() -> Uuid {
    crate::platform::ids::new_uuid()
}

/// Whether something waits to be sent, as far as this browser remembers: asked at every start, so it is only a mark.
#[must_use]
pub fn is_waiting() -> bool {
    crate::platform::prefs::get(super::runtime::WAITING_KEY).as_deref() == Some("yes")
}

impl RegisteringHandle {
    /// Requests of the signed-in person, oldest first: waiting, and decided ones not dismissed.
    #[must_use]
    pub fn requests(self) -> Signal<Arc<Vec<Request>>> {
        self.0.requests()
    }

    /// Stores a request, then tries to send it. `Err`: it could not be stored, and nothing was sent.
    ///
    /// # Errors
    /// The cause, for the log.
    pub async fn submit(self, about: AboutSession, what: Asked) -> Result<Request, String> {
        self.0.submit_request(about, what).await
    }

    /// Takes a request off the list: one that was decided, or one that was never sent.
    pub async fn dismiss(self, id: Uuid) {
        self.0.dismiss_request(id).await;
    }

    /// Sends what waits, and goes on trying while the page is open.
    pub async fn send_waiting(self) {
        self.0.send_waiting().await;
    }

    /// A page of the catalogue; without a network the one last seen.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn catalogue(self, query: CatalogQuery) -> Result<Seen<CatalogPage>, ApiFailure> {
        self.0.catalogue(query).await
    }

    /// A session of the catalogue; without a network as last seen.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn session(self, id: SessionId) -> Result<Seen<CatalogDetail>, ApiFailure> {
        self.0.catalogue_session(id).await
    }

    /// Meeting links of a session with their secrets. They are asked for each time and kept nowhere (V-14).
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn links(self, session: SessionId) -> Result<OnlineLinks, ApiFailure> {
        self.0.session_links(session).await
    }

    /// Own-school staff.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn staff(self) -> Result<Staff, ApiFailure> {
        self.0.staff().await
    }

    /// Assigns own staff to a session.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn assign(self, session: SessionId, body: Assign) -> Result<Assigned, ApiFailure> {
        self.0.assign(session, body).await
    }

    /// Applicants of a session.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn admission(self, session: SessionId) -> Result<Admission, ApiFailure> {
        self.0.admission(session).await
    }

    /// Decides about applicants.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn decide(
        self,
        session: SessionId,
        body: DecideAdmission,
    ) -> Result<AdmissionDecided, ApiFailure> {
        self.0.decide_admission(session, body).await
    }

    /// 公布錄取 of a course.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn publish_results(self, course: CourseId) -> Result<ResultsPublished, ApiFailure> {
        self.0.publish_results(course).await
    }

    /// Decides about a leave.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn decide_leave(
        self,
        registration: RegistrationId,
        body: DecideLeave,
    ) -> Result<(), ApiFailure> {
        self.0.decide_leave(registration, body).await
    }
}
