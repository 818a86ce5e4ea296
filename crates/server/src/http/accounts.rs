//! Logging in, and looking after one's own account.

use std::net::SocketAddr;

use axum::{
    Json,
    extract::{ConnectInfo, FromRequestParts, State},
    http::{HeaderMap, HeaderValue, StatusCode, header::SET_COOKIE, request::Parts},
    response::{IntoResponse, Response},
};
use yanxi_domain::ids::AccountId;
use yanxi_protocol::{
    accounts::{
        self, Access, ChangePassword, ConfirmPasskey, ConfirmSecondFactor, FirstLogIn, LogIn,
        NewSecondFactor, OneTimeCode, PasskeyChallenge, ProveSecondFactor, RecoveryCodes, ResetAccess,
        RevokePasskey, RevokeSession,
    },
    api,
};

use super::{
    browser, client_address, cookies,
    extract::{Body, SignedIn},
    path::Id,
    routes::Routes,
};
use crate::{
    actor::Actor,
    failure::Failure,
    service::{
        accounts::{self as service, Caller, Entered, passkeys},
        auth::ACCOUNT_SESSION_SECONDS,
    },
    state::AppState,
};

pub(super) fn routes() -> Routes {
    let bound = ("ConfirmSecondFactor", "SecondFactorBound");
    let first = ("FirstLogIn", "LoggedIn");
    let reset = ("ResetAccess", "OneTimeCode");
    Routes::default()
        .post(accounts::LOGIN, log_in, "Log in; sets the session cookie.", ("LogIn", "LoggedIn"))
        .post(accounts::FIRST_LOGIN, first_log_in, "Redeem a one-time code and set the password.", first)
        .get(accounts::ACCESS, access, "How the own account is secured and where it is in use.", "Access")
        .post(
            accounts::SECOND_FACTOR,
            start_second_factor,
            "A new secret for an authenticator app; counts once confirmed.",
            ("", "NewSecondFactor"),
        )
        .post(
            accounts::SECOND_FACTOR_CONFIRM,
            confirm_second_factor,
            "Bind the app that shows a right code; recovery codes are shown this once.",
            bound,
        )
        .post(
            accounts::SECOND_FACTOR_REBIND,
            rebind,
            "A new secret in place of the bound app's; counts once confirmed.",
            ("ProveSecondFactor", "NewSecondFactor"),
        )
        .post(
            accounts::RECOVERY_CODES,
            new_recovery_codes,
            "New recovery codes, shown this once; the old ones no longer count.",
            ("ProveSecondFactor", "RecoveryCodes"),
        )
        .post(
            accounts::PASSKEY_CHALLENGE,
            ask_passkey,
            "A question to the own passkeys, to show one of them.",
            ("", "PasskeyChallenge"),
        )
        .post(
            accounts::PASSKEYS,
            start_passkey,
            "Begin to bind a passkey; counts once confirmed.",
            ("ProveSecondFactor", "PasskeyChallenge"),
        )
        .post(
            accounts::PASSKEY_CONFIRM,
            confirm_passkey,
            "Bind the passkey that answered; recovery codes come with the first second factor.",
            ("ConfirmPasskey", "SecondFactorBound"),
        )
        .post(accounts::PASSKEY_REVOKE, revoke_passkey, "Unbind one own passkey.", ("RevokePasskey", ""))
        .post(accounts::SESSION_REVOKE, revoke_session, "End one own session.", ("RevokeSession", ""))
        .post(accounts::LOGOUT_EVERYWHERE, logout_everywhere, "End every own session.", ("", ""))
        .post(accounts::PASSWORD, change_password, "Change the own password.", ("ChangePassword", ""))
        .post(accounts::RESET_ACCESS, reset_access, "Take a password away, by an administrator.", reset)
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        // Tests without a connection have no address.
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        Ok(Self {
            from: client_address::of(&parts.headers, peer, state.settings.behind_proxy),
            browser: browser::of(&parts.headers),
            device_token: cookies::get(&parts.headers, api::DEVICE_COOKIE).map(str::to_owned),
        })
    }
}

fn session_cookie(state: &AppState, token: &str) -> HeaderValue {
    cookies::set(api::SESSION_COOKIE, token, ACCOUNT_SESSION_SECONDS, &state.settings)
}

fn entered(state: &AppState, Entered { answer, token }: Entered) -> Response {
    match token {
        Some(token) => ([(SET_COOKIE, session_cookie(state, &token))], Json(answer)).into_response(),
        None => Json(answer).into_response(),
    }
}

async fn log_in(
    State(state): State<AppState>,
    _: Actor,
    caller: Caller,
    Body(body): Body<LogIn>,
) -> Result<Response, Failure> {
    Ok(entered(&state, service::log_in(&state, &caller, &body).await?))
}

async fn first_log_in(
    State(state): State<AppState>,
    _: Actor,
    caller: Caller,
    Body(body): Body<FirstLogIn>,
) -> Result<Response, Failure> {
    Ok(entered(&state, service::first_log_in(&state, &caller, &body).await?))
}

async fn access(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    headers: HeaderMap,
) -> Result<Json<Access>, Failure> {
    let current = cookies::get(&headers, api::SESSION_COOKIE);
    service::access(&state, &actor, current).await.map(Json)
}

async fn start_second_factor(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
) -> Result<Json<NewSecondFactor>, Failure> {
    service::start(&state, &actor).await.map(Json)
}

async fn confirm_second_factor(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    caller: Caller,
    Body(body): Body<ConfirmSecondFactor>,
) -> Result<impl IntoResponse, Failure> {
    let (bound, token) = service::confirm(&state, &actor, &caller, &body).await?;
    Ok(([(SET_COOKIE, session_cookie(&state, &token))], Json(bound)))
}

async fn rebind(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<ProveSecondFactor>,
) -> Result<Json<NewSecondFactor>, Failure> {
    service::rebind(&state, &actor, &body).await.map(Json)
}

async fn new_recovery_codes(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<ProveSecondFactor>,
) -> Result<Json<RecoveryCodes>, Failure> {
    service::new_recovery_codes(&state, &actor, &body).await.map(Json)
}

async fn ask_passkey(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
) -> Result<Json<PasskeyChallenge>, Failure> {
    passkeys::ask_own(&state, &actor).await.map(Json)
}

async fn start_passkey(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<ProveSecondFactor>,
) -> Result<Json<PasskeyChallenge>, Failure> {
    passkeys::start(&state, &actor, &body).await.map(Json)
}

async fn confirm_passkey(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    caller: Caller,
    Body(body): Body<ConfirmPasskey>,
) -> Result<impl IntoResponse, Failure> {
    let (bound, token) = passkeys::confirm(&state, &actor, &caller, &body).await?;
    Ok(([(SET_COOKIE, session_cookie(&state, &token))], Json(bound)))
}

async fn revoke_passkey(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    headers: HeaderMap,
    Body(body): Body<RevokePasskey>,
) -> Result<StatusCode, Failure> {
    let current = cookies::get(&headers, api::SESSION_COOKIE);
    passkeys::revoke(&state, &actor, current, body.passkey).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn revoke_session(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<RevokeSession>,
) -> Result<StatusCode, Failure> {
    service::revoke_session(&state, &actor, body.session).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn logout_everywhere(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
) -> Result<impl IntoResponse, Failure> {
    service::logout_everywhere(&state, &actor).await?;
    let cookie = cookies::set(api::SESSION_COOKIE, "", 0, &state.settings);
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]))
}

async fn change_password(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    headers: HeaderMap,
    Body(body): Body<ChangePassword>,
) -> Result<StatusCode, Failure> {
    let current = cookies::get(&headers, api::SESSION_COOKIE);
    service::change_password(&state, &actor, current, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn reset_access(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(account): Id<AccountId>,
    Body(body): Body<ResetAccess>,
) -> Result<Json<OneTimeCode>, Failure> {
    service::reset_access(&state, &actor, account, body).await.map(Json)
}
