//! Passkeys of the own account: the server asks, this browser answers. Needs the network.

use uuid::Uuid;
use yanxi_protocol::accounts::{
    self, ConfirmPasskey, PasskeyAnswer, PasskeyChallenge, ProveSecondFactor, RevokePasskey,
    SecondFactorBound,
};

pub use crate::platform::passkey::PasskeyError;
use crate::{
    platform::passkey,
    state::{ApiFailure, account::AccountHandle},
};

/// Why nothing came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasskeyFailure {
    /// This browser gave no answer; the question still waits.
    Browser(PasskeyError),
    /// The server; the question is used up.
    Server(ApiFailure),
}

impl From<ApiFailure> for PasskeyFailure {
    fn from(failure: ApiFailure) -> Self {
        Self::Server(failure)
    }
}

/// Whether this browser, at this address, can use passkeys of the server's domain.
#[must_use]
pub fn passkeys_offered(domain: Option<&str>) -> bool {
    domain.is_some_and(passkey::offered)
}

/// Asks this browser for a passkey the server will know.
///
/// # Errors
/// See [`PasskeyError`].
pub async fn show_passkey(challenge: &PasskeyChallenge) -> Result<PasskeyAnswer, PasskeyError> {
    answer(challenge, passkey::get(&challenge.options.to_string()).await?)
}

fn answer(challenge: &PasskeyChallenge, credential: String) -> Result<PasskeyAnswer, PasskeyError> {
    let credential = serde_json::from_str(&credential).map_err(|e| PasskeyError::Failed(e.to_string()))?;
    Ok(PasskeyAnswer { challenge: challenge.id, credential })
}

impl AccountHandle {
    /// A question to the own passkeys, to show one of them.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn ask_passkey(self) -> Result<PasskeyChallenge, ApiFailure> {
        self.ask(accounts::PASSKEY_CHALLENGE, &()).await
    }

    /// Begins to bind a passkey; `proof` is the present second factor, empty while there is none.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn start_passkey(self, proof: ProveSecondFactor) -> Result<PasskeyChallenge, ApiFailure> {
        self.ask(accounts::PASSKEYS, &proof).await
    }

    /// Makes a passkey in this browser and binds it. Answers recovery codes where it is the first second factor.
    ///
    /// # Errors
    /// See [`PasskeyFailure`].
    pub async fn bind_passkey(
        self,
        challenge: &PasskeyChallenge,
        name: String,
    ) -> Result<Vec<String>, PasskeyFailure> {
        let made = passkey::create(&challenge.options.to_string()).await;
        let passkey = made.and_then(|made| answer(challenge, made)).map_err(PasskeyFailure::Browser)?;
        let body = ConfirmPasskey { name, passkey };
        let bound: SecondFactorBound = self.ask(accounts::PASSKEY_CONFIRM, &body).await?;
        self.entered(bound.me).await;
        Ok(bound.recovery_codes)
    }

    /// Unbinds one; other sessions end.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn revoke_passkey(self, passkey: Uuid) -> Result<(), ApiFailure> {
        self.tell(accounts::PASSKEY_REVOKE, &RevokePasskey { passkey }).await
    }
}
