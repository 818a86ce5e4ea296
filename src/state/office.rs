//! Decisions of the organiser: the server takes them, so they need the network (Y-10). After each one the replicas
//! are pulled at once.

use yanxi_domain::ids::{AccountId, CourseId, DeviceId, EventId, SessionId};
use yanxi_protocol::api::{
    Backfill, Crew, Decide, EnrolmentCode, ExposedPeople, IssueHours, IssuePreview, LinkDraft,
    NewEnrolmentCode, OperatorPin, OverrideFinal, RevokeDevice, SetPin,
};
use yanxi_protocol::plans::{ChangeStanding, MistakenCourse};

use super::{
    ApiFailure,
    runtime::{Runtime, use_runtime},
};

/// Decisions of the organiser.
#[derive(Clone, Copy)]
pub struct OfficeHandle(Runtime);

/// Decisions of the organiser.
#[must_use]
pub fn use_office() -> OfficeHandle {
    OfficeHandle(use_runtime())
}

/// A new id for a line of a [`Backfill`]: makes repeating the request harmless.
#[must_use]
pub fn new_event_id() -> EventId {
    EventId(crate::platform::ids::new_uuid())
}

impl OfficeHandle {
    /// Decides doubtful cases of a session (U-A7).
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn decide(self, session: SessionId, body: Decide) -> Result<(), ApiFailure> {
        self.0.decide(session, body).await
    }

    /// Links a walk-in to a registration (F-03).
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn link_draft(self, session: SessionId, body: LinkDraft) -> Result<(), ApiFailure> {
        self.0.link_draft(session, body).await
    }

    /// Declares a session final (R-FINAL c).
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn override_final(self, session: SessionId, body: OverrideFinal) -> Result<(), ApiFailure> {
        self.0.override_final(session, body).await
    }

    /// Previews or issues the hours of a session (U-A8).
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn issue_hours(self, session: SessionId, body: IssueHours) -> Result<IssuePreview, ApiFailure> {
        self.0.issue_hours(session, body).await
    }

    /// Enters punches from the paper sheet (U-A14).
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn backfill(self, session: SessionId, body: Backfill) -> Result<(), ApiFailure> {
        self.0.backfill(session, body).await
    }

    /// 延期、停辦、恢復 of a session (U-A13); everybody registered is told.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn change_standing(self, session: SessionId, body: ChangeStanding) -> Result<(), ApiFailure> {
        self.0.change_standing(session, body).await
    }

    /// 課程登錄錯誤: takes an announced course back.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn delete_mistaken(self, course: CourseId, body: MistakenCourse) -> Result<(), ApiFailure> {
        self.0.delete_mistaken(course, body).await
    }

    /// Makes a one-time enrolment code.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn new_enrolment_code(
        self,
        course: CourseId,
        body: NewEnrolmentCode,
    ) -> Result<EnrolmentCode, ApiFailure> {
        self.0.new_enrolment_code(course, body).await
    }

    /// Makes somebody an operator of a session, or changes the PIN; answers it, for the one time it is shown.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn set_pin(self, session: SessionId, body: SetPin) -> Result<OperatorPin, ApiFailure> {
        self.0.set_pin(session, body).await
    }

    /// Operators of a session, and people to choose whose name or login name is `search`.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn crew(self, session: SessionId, search: &str) -> Result<Crew, ApiFailure> {
        self.0.crew_choice(session, search).await
    }

    /// Takes somebody's work in a session back.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn withdraw_operator(self, session: SessionId, account: AccountId) -> Result<(), ApiFailure> {
        self.0.withdraw_operator(session, account).await
    }

    /// Reports a device as lost (U-H2); answers whose data it held.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn revoke_device(
        self,
        device: DeviceId,
        body: RevokeDevice,
    ) -> Result<ExposedPeople, ApiFailure> {
        self.0.revoke_device(device, body).await
    }
}
