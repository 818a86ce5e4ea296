//! Paths and bodies of logging in and of looking after one's own account (R-ACC). Passwords and codes travel in bodies
//! only; these types have no `Debug` where they carry one, so that no log line can.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use yanxi_domain::time::Timestamp;

use crate::api::Me;

/// `POST` [`LogIn`] → [`LoggedIn`]; sets the session cookie.
pub const LOGIN: &str = "/api/v1/login";
/// `POST` [`FirstLogIn`] → [`LoggedIn`]: a one-time code and the password chosen with it; sets the session cookie.
pub const FIRST_LOGIN: &str = "/api/v1/first-login";
/// `GET` → [`Access`]: how the own account is secured and where it is in use.
pub const ACCESS: &str = "/api/v1/me/access";
/// `POST` → [`NewSecondFactor`]: a secret, which counts only once it is confirmed.
pub const SECOND_FACTOR: &str = "/api/v1/me/second-factor";
/// `POST` [`ConfirmSecondFactor`] → [`SecondFactorBound`]; sets a new session cookie, all other sessions end.
pub const SECOND_FACTOR_CONFIRM: &str = "/api/v1/me/second-factor/confirm";
/// `POST` [`ProveSecondFactor`] → [`NewSecondFactor`]: the app moves to another telephone. The old one counts until the new
/// secret is confirmed.
pub const SECOND_FACTOR_REBIND: &str = "/api/v1/me/second-factor/rebind";
/// `POST` [`ProveSecondFactor`] → [`RecoveryCodes`]: new recovery codes; the old ones no longer count.
pub const RECOVERY_CODES: &str = "/api/v1/me/recovery-codes";
/// `POST` → [`PasskeyChallenge`]: to show one of the own passkeys for [`ProveSecondFactor`].
pub const PASSKEY_CHALLENGE: &str = "/api/v1/me/passkeys/challenge";
/// `POST` [`ProveSecondFactor`] → [`PasskeyChallenge`]: a new passkey; counts once confirmed. Empty while nothing is bound.
pub const PASSKEYS: &str = "/api/v1/me/passkeys";
/// `POST` [`ConfirmPasskey`] → [`SecondFactorBound`]; sets a new session cookie, all other sessions end.
pub const PASSKEY_CONFIRM: &str = "/api/v1/me/passkeys/confirm";
/// `POST` [`RevokePasskey`]; all other sessions end.
pub const PASSKEY_REVOKE: &str = "/api/v1/me/passkeys/revoke";
/// `POST` [`RevokeSession`]: ends one own session.
pub const SESSION_REVOKE: &str = "/api/v1/me/sessions/revoke";
/// `POST` — ends every own session, this one too.
pub const LOGOUT_EVERYWHERE: &str = "/api/v1/me/logout-everywhere";
/// `POST` [`ChangePassword`]; all other sessions end.
pub const PASSWORD: &str = "/api/v1/me/password";
/// `POST` [`ResetAccess`] → [`OneTimeCode`], by an administrator. `{account}`
pub const RESET_ACCESS: &str = "/api/v1/accounts/{account}/reset";

/// Log in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogIn {
    /// Login name; case and spaces around it do not matter.
    pub login: String,
    /// Password.
    pub password: String,
    /// Code of the authenticator app, or a recovery code.
    #[serde(default)]
    pub second_factor: Option<String>,
    /// Answer of a passkey, instead of a code.
    #[serde(default)]
    pub passkey: Option<PasskeyAnswer>,
}

/// A question to a passkey. Valid for a few minutes, answered once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyChallenge {
    /// Names it in the answer.
    pub id: Uuid,
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON` of the WebAuthn standard.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub options: Value,
}

/// What a passkey answered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyAnswer {
    /// [`PasskeyChallenge::id`].
    pub challenge: Uuid,
    /// `RegistrationResponseJSON` or `AuthenticationResponseJSON` of the WebAuthn standard.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub credential: Value,
}

/// Log in for the first time, or after a reset.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FirstLogIn {
    /// Login name.
    pub login: String,
    /// One-time code; case, spaces and dashes do not matter.
    pub code: String,
    /// Password chosen.
    pub password: String,
}

/// What comes after a right password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum LogInStep {
    /// Logged in with every right of the account.
    Done,
    /// Not logged in yet: repeat with the code of the authenticator app, a recovery code or the answer of a passkey.
    SecondFactorNeeded,
    /// Logged in with the rights of an attendee; the other roles count once a second factor is bound.
    BindSecondFactor,
}

/// What a login may be finished with, beside a recovery code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactors {
    /// An authenticator app is bound.
    pub app: bool,
    /// For the bound passkeys, if there are any.
    #[serde(default)]
    pub passkey: Option<PasskeyChallenge>,
}

/// Answer to a right password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoggedIn {
    /// What comes next.
    pub next: LogInStep,
    /// Who; absent while not logged in yet.
    #[serde(default)]
    pub me: Option<Me>,
    /// With [`LogInStep::SecondFactorNeeded`] of a login: what it may be finished with.
    #[serde(default)]
    pub factors: Option<SecondFactors>,
}

/// How the own account is secured, and where it is in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Access {
    /// Login name; absent for an account that cannot log in by itself (demo).
    #[serde(default)]
    pub login: Option<String>,
    /// An authenticator app is bound.
    pub second_factor: bool,
    /// The account has roles that count only once a second factor is bound.
    pub second_factor_needed: bool,
    /// Passkeys, the oldest first.
    #[serde(default)]
    pub passkeys: Vec<OwnPasskey>,
    /// Domain passkeys are for here; absent where the server has none, and hence no passkeys.
    #[serde(default)]
    pub passkey_domain: Option<String>,
    /// Recovery codes not yet used.
    pub recovery_codes_left: u32,
    /// Sessions on browsers, the newest first.
    pub sessions: Vec<AccountSession>,
}

/// One session of the own account on a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountSession {
    /// Names it for revoking; says nothing about its cookie.
    pub id: Uuid,
    /// It is the one that asks.
    pub current: bool,
    /// Begun.
    pub created_at: Timestamp,
    /// Last used, to about ten minutes.
    pub last_used_at: Timestamp,
    /// `Firefox · Windows`; empty when the browser did not say.
    pub browser: String,
}

/// One of the own passkeys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnPasskey {
    /// Names it for revoking.
    pub id: Uuid,
    /// As its owner named it.
    pub name: String,
    /// Bound.
    pub created_at: Timestamp,
    /// Last used.
    #[serde(default)]
    pub last_used_at: Option<Timestamp>,
}

/// Bind the passkey that answered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmPasskey {
    /// What its owner knows it by; empty: the browser's name.
    #[serde(default)]
    pub name: String,
    /// Its answer.
    pub passkey: PasskeyAnswer,
}

/// A passkey no longer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevokePasskey {
    /// [`OwnPasskey::id`].
    pub passkey: Uuid,
}

/// A new secret for an authenticator app.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSecondFactor {
    /// For the QR code.
    pub otpauth: String,
    /// The secret alone, base 32, for typing.
    pub secret: String,
}

/// Prove that the app has the secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmSecondFactor {
    /// Code the app shows.
    pub code: String,
}

/// The second factor is bound.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorBound {
    /// Shown this once. Each stands in for the second factor one time. Empty: those from before still count.
    pub recovery_codes: Vec<String>,
    /// Who, now with every role.
    pub me: Me,
}

/// Show once more that the second factor is at hand: a browser left logged in is not enough to replace it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProveSecondFactor {
    /// Code of the bound app, or a recovery code, which is used up.
    #[serde(default)]
    pub code: String,
    /// Answer of a bound passkey to a [`PASSKEY_CHALLENGE`], instead of a code.
    #[serde(default)]
    pub passkey: Option<PasskeyAnswer>,
}

/// New recovery codes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// Shown this once. Each stands in for the app one time.
    pub recovery_codes: Vec<String>,
}

/// End one own session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevokeSession {
    /// [`AccountSession::id`].
    pub session: Uuid,
}

/// Change the own password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePassword {
    /// Present password.
    pub current: String,
    /// New one.
    pub new: String,
}

/// Take somebody's password away and give a one-time code for a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetAccess {
    /// The second factor and the recovery codes are lost too: unbind them.
    #[serde(default)]
    pub second_factor: bool,
}

/// A one-time code, shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OneTimeCode {
    /// Code.
    pub code: String,
    /// Last instant it is valid.
    pub expires_at: Timestamp,
}
