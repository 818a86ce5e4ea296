//! Logging in, and looking after the own account (R-ACC). The server decides all of it, so it needs the network; nothing
//! of it is stored here but who is signed in.

use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;
use yanxi_protocol::{
    accounts::{
        self, Access, ChangePassword, ConfirmSecondFactor, FirstLogIn, LogIn, LoggedIn, NewSecondFactor,
        ProveSecondFactor, RecoveryCodes, RevokeSession, SecondFactorBound,
    },
    api::Me,
};

use super::{
    ApiFailure,
    runtime::{Runtime, use_runtime},
};
use crate::sync_driver::api as request;

/// The own account.
#[derive(Clone, Copy)]
pub struct AccountHandle(Runtime);

/// The own account.
#[must_use]
pub fn use_account() -> AccountHandle {
    AccountHandle(use_runtime())
}

impl AccountHandle {
    /// Logs in with password and, once asked for it, the second factor.
    ///
    /// # Errors
    /// See [`ApiFailure`]; a wrong password or code is [`ApiFailure::Refused`].
    pub async fn log_in(self, body: LogIn) -> Result<LoggedIn, ApiFailure> {
        self.enter(accounts::LOGIN, &body).await
    }

    /// Redeems a one-time code for a password.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn first_log_in(self, body: FirstLogIn) -> Result<LoggedIn, ApiFailure> {
        self.enter(accounts::FIRST_LOGIN, &body).await
    }

    async fn enter(self, path: &str, body: &impl Serialize) -> Result<LoggedIn, ApiFailure> {
        let answer: LoggedIn = self.ask(path, body).await?;
        if let Some(me) = &answer.me {
            self.0.signed_in(me.clone()).await;
        }
        Ok(answer)
    }

    /// How the account is secured and where it is in use.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn access(self) -> Result<Access, ApiFailure> {
        let answer = request::get(accounts::ACCESS).await;
        self.0.note_answer(&answer);
        answer
    }

    /// A new secret for an authenticator app; counts once confirmed.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn start_second_factor(self) -> Result<NewSecondFactor, ApiFailure> {
        self.ask(accounts::SECOND_FACTOR, &()).await
    }

    /// A new secret for an app beside or instead of what is bound, which `proof` shows.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn rebind(self, proof: ProveSecondFactor) -> Result<NewSecondFactor, ApiFailure> {
        self.ask(accounts::SECOND_FACTOR_REBIND, &proof).await
    }

    /// Binds the app that shows `code`. Answers the recovery codes, which are shown this once; from now on every role
    /// counts.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn confirm_second_factor(self, code: String) -> Result<Vec<String>, ApiFailure> {
        let bound: SecondFactorBound =
            self.ask(accounts::SECOND_FACTOR_CONFIRM, &ConfirmSecondFactor { code }).await?;
        self.entered(bound.me).await;
        Ok(bound.recovery_codes)
    }

    /// The session goes on with other rights.
    pub(super) async fn entered(self, me: Me) {
        self.0.signed_in(me).await;
    }

    /// New recovery codes in place of the old ones.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn new_recovery_codes(self, proof: ProveSecondFactor) -> Result<Vec<String>, ApiFailure> {
        let new: RecoveryCodes = self.ask(accounts::RECOVERY_CODES, &proof).await?;
        Ok(new.recovery_codes)
    }

    /// Ends one own session on another browser.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn revoke_session(self, session: Uuid) -> Result<(), ApiFailure> {
        self.tell(accounts::SESSION_REVOKE, &RevokeSession { session }).await
    }

    /// Changes the password; other sessions end.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn change_password(self, body: ChangePassword) -> Result<(), ApiFailure> {
        self.tell(accounts::PASSWORD, &body).await
    }

    /// Ends every own session, this one too, and clears the copies of records here, as signing out does.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn logout_everywhere(self) -> Result<(), ApiFailure> {
        self.tell(accounts::LOGOUT_EVERYWHERE, &()).await?;
        self.0.logout().await;
        Ok(())
    }

    pub(super) async fn ask<R: DeserializeOwned>(
        self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<R, ApiFailure> {
        let answer = request::post(path, body).await;
        self.0.note_answer(&answer);
        answer
    }

    pub(super) async fn tell(self, path: &str, body: &impl Serialize) -> Result<(), ApiFailure> {
        let answer = request::tell(path, body).await;
        self.0.note_answer(&answer);
        answer
    }
}
