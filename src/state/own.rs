//! What people do about themselves: notices, address for mail, calendar, own data. The server decides, so it needs the
//! network (Y-10); nothing of it is stored here.

use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;
use yanxi_protocol::own::{
    self, AnswerDataRequest, ConfirmEmail, Contact, DataRequest, NewCalendar, NewDataRequest, OwnData,
    PrivacyNotice, PrivacyShown, ReadNotices, SetEmail,
};

use super::{
    ApiFailure,
    runtime::{Runtime, use_runtime},
};
use crate::sync_driver::api as request;

/// Requests about oneself.
#[derive(Clone, Copy)]
pub struct OwnHandle(Runtime);

/// Requests about oneself.
#[must_use]
pub fn use_own() -> OwnHandle {
    OwnHandle(use_runtime())
}

macro_rules! gets {
    ($($(#[$doc:meta])* $name:ident() -> $answer:ty = $path:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// See [`ApiFailure`].
        pub async fn $name(self) -> Result<$answer, ApiFailure> {
            self.get($path).await
        }
    )*};
}

macro_rules! posts {
    ($($(#[$doc:meta])* $name:ident($body:ty) -> $answer:ty = $path:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// See [`ApiFailure`].
        pub async fn $name(self, body: $body) -> Result<$answer, ApiFailure> {
            self.0.ask($path, &body).await
        }
    )*};
}

impl OwnHandle {
    gets! {
        /// Own address for mail, own calendar.
        contact() -> Contact = own::CONTACT;
        /// The privacy notice in force.
        privacy_notice() -> PrivacyNotice = own::PRIVACY_NOTICE;
        /// Everything held about oneself.
        data() -> OwnData = own::OWN_DATA;
        /// Requests of others one is to answer.
        requests_to_answer() -> Vec<DataRequest> = own::DATA_REQUESTS_OPEN;
    }

    posts! {
        /// Asks for a code to a new address; an empty one takes the present one away.
        set_email(SetEmail) -> Contact = own::EMAIL;
        /// Confirms an address.
        confirm_email(ConfirmEmail) -> Contact = own::EMAIL_CONFIRM;
        /// A new secret calendar address.
        renew_calendar(()) -> NewCalendar = own::CALENDAR_RENEW;
        /// Asks for correction or deletion.
        ask(NewDataRequest) -> DataRequest = own::DATA_REQUESTS;
    }

    /// Ends the secret calendar address.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn revoke_calendar(self) -> Result<(), ApiFailure> {
        self.0.tell(own::CALENDAR_REVOKE, &()).await
    }

    /// Says that notices were read.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn read_notices(self, notices: Vec<Uuid>) -> Result<(), ApiFailure> {
        self.0.tell(own::NOTICES_READ, &ReadNotices { notices }).await
    }

    /// Says that the privacy notice was on the screen.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn privacy_shown(self, body: PrivacyShown) -> Result<(), ApiFailure> {
        self.0.tell(own::PRIVACY_SHOWN, &body).await
    }

    /// Answers a request.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn answer(self, request: Uuid, body: AnswerDataRequest) -> Result<DataRequest, ApiFailure> {
        let path = own::DATA_REQUEST_ANSWER.replace("{request}", &request.to_string());
        self.post(&path, &body).await
    }

    async fn get<R: DeserializeOwned>(self, path: &str) -> Result<R, ApiFailure> {
        let answer = request::get(path).await;
        self.0.note_reach(&answer);
        answer
    }

    async fn post<R: DeserializeOwned>(self, path: &str, body: &impl Serialize) -> Result<R, ApiFailure> {
        self.0.ask(path, body).await
    }
}
