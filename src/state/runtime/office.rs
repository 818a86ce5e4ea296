//! Decisions of the organiser: one request each, then the replicas are pulled at once.

use serde::{Serialize, de::DeserializeOwned};
use yanxi_domain::ids::{AccountId, CourseId, DeviceId, SessionId};
use yanxi_protocol::api::{
    self, Backfill, Crew, Decide, EnrolmentCode, ExposedPeople, IssueHours, IssuePreview, LinkDraft,
    NewEnrolmentCode, OperatorPin, OverrideFinal, RevokeDevice, SetPin, WithdrawOperator,
};
use yanxi_protocol::plans::{self, ChangeStanding, MistakenCourse};

use super::Runtime;
use crate::{
    state::{ApiFailure, administration::encoded},
    sync_driver::api as request,
};

impl Runtime {
    pub(in crate::state) async fn decide(self, session: SessionId, body: Decide) -> Result<(), ApiFailure> {
        self.tell(&of_session(api::DECISIONS, session), &body).await
    }

    pub(in crate::state) async fn link_draft(
        self,
        session: SessionId,
        body: LinkDraft,
    ) -> Result<(), ApiFailure> {
        self.tell(&of_session(api::DRAFT_LINKS, session), &body).await
    }

    pub(in crate::state) async fn override_final(
        self,
        session: SessionId,
        body: OverrideFinal,
    ) -> Result<(), ApiFailure> {
        self.tell(&of_session(api::FINAL_OVERRIDE, session), &body).await
    }

    pub(in crate::state) async fn issue_hours(
        self,
        session: SessionId,
        body: IssueHours,
    ) -> Result<IssuePreview, ApiFailure> {
        self.ask(&of_session(api::HOURS, session), &body).await
    }

    pub(in crate::state) async fn backfill(
        self,
        session: SessionId,
        body: Backfill,
    ) -> Result<(), ApiFailure> {
        self.tell(&of_session(api::BACKFILL, session), &body).await
    }

    pub(in crate::state) async fn change_standing(
        self,
        session: SessionId,
        body: ChangeStanding,
    ) -> Result<(), ApiFailure> {
        self.tell(&of_session(plans::SESSION_STANDING, session), &body).await
    }

    pub(in crate::state) async fn delete_mistaken(
        self,
        course: CourseId,
        body: MistakenCourse,
    ) -> Result<(), ApiFailure> {
        self.tell(&plans::COURSE_MISTAKEN.replace("{course}", &course.to_string()), &body).await
    }

    pub(in crate::state) async fn new_enrolment_code(
        self,
        course: CourseId,
        body: NewEnrolmentCode,
    ) -> Result<EnrolmentCode, ApiFailure> {
        self.ask(&api::ENROLMENT_CODES.replace("{course}", &course.to_string()), &body).await
    }

    pub(in crate::state) async fn set_pin(
        self,
        session: SessionId,
        body: SetPin,
    ) -> Result<OperatorPin, ApiFailure> {
        self.ask(&of_session(api::OPERATOR_PIN, session), &body).await
    }

    pub(in crate::state) async fn crew_choice(
        self,
        session: SessionId,
        search: &str,
    ) -> Result<Crew, ApiFailure> {
        let path = format!("{}?q={}", of_session(api::OPERATOR_PIN, session), encoded(search));
        let answer = request::get(&path).await;
        self.note_reach(&answer);
        answer
    }

    pub(in crate::state) async fn withdraw_operator(
        self,
        session: SessionId,
        account: AccountId,
    ) -> Result<(), ApiFailure> {
        self.tell(&of_session(api::OPERATOR_WITHDRAW, session), &WithdrawOperator { account }).await
    }

    pub(in crate::state) async fn revoke_device(
        self,
        device: DeviceId,
        body: RevokeDevice,
    ) -> Result<ExposedPeople, ApiFailure> {
        self.ask(&api::DEVICE_REVOKE.replace("{device}", &device.to_string()), &body).await
    }

    /// A request with an answer; then the replicas are pulled.
    pub(in crate::state) async fn ask<R: DeserializeOwned>(
        self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<R, ApiFailure> {
        let answer = request::post(path, body).await;
        self.after_decision(&answer);
        answer
    }

    /// A request whose success is the answer; then the replicas are pulled.
    pub(in crate::state) async fn tell(self, path: &str, body: &impl Serialize) -> Result<(), ApiFailure> {
        let answer = request::tell(path, body).await;
        self.after_decision(&answer);
        answer
    }

    pub(super) fn after_decision<T>(self, answer: &Result<T, ApiFailure>) {
        match answer {
            Ok(_) => self.upload_now(),
            // The account session ended: ask who is signed in, so that the pages say so.
            Err(ApiFailure::NotSignedIn) => self.refresh_me(),
            Err(_) => {}
        }
    }
}

fn of_session(path: &str, session: SessionId) -> String {
    path.replace("{session}", &session.to_string())
}
