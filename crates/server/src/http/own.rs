//! What people do about themselves: notices, address for mail, calendar.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use yanxi_protocol::own::{self, ConfirmEmail, Contact, NewCalendar, ReadNotices, SetEmail};

use super::{
    extract::{Body, SignedIn},
    routes::Routes,
};
use crate::{
    failure::Failure,
    service::{calendar, contact},
    state::AppState,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .post(own::NOTICES_READ, read_notices, "Say that notices were read.", ("ReadNotices", ""))
        .get(own::CONTACT, get_contact, "Own address for mail, own calendar.", "Contact")
        .post(
            own::EMAIL,
            set_email,
            "Ask for a code to confirm an address for mail.",
            ("SetEmail", "Contact"),
        )
        .post(
            own::EMAIL_CONFIRM,
            confirm_email,
            "Confirm an address by its code.",
            ("ConfirmEmail", "Contact"),
        )
        .post(own::CALENDAR_RENEW, renew_calendar, "A new secret calendar address.", ("", "NewCalendar"))
        .post(own::CALENDAR_REVOKE, revoke_calendar, "End the secret calendar address.", ("", ""))
        .get(own::CALENDAR, get_calendar, "A calendar by its secret address.", "text/calendar")
}

async fn read_notices(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<ReadNotices>,
) -> Result<StatusCode, Failure> {
    contact::read_notices(&state, &actor, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn get_contact(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
) -> Result<Json<Contact>, Failure> {
    contact::contact(&state, &actor).await.map(Json)
}

async fn set_email(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<SetEmail>,
) -> Result<Json<Contact>, Failure> {
    contact::set_email(&state, &actor, &body).await.map(Json)
}

async fn confirm_email(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<ConfirmEmail>,
) -> Result<Json<Contact>, Failure> {
    contact::confirm_email(&state, &actor, &body).await.map(Json)
}

async fn renew_calendar(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
) -> Result<Json<NewCalendar>, Failure> {
    calendar::renew(&state, &actor).await.map(Json)
}

async fn revoke_calendar(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
) -> Result<StatusCode, Failure> {
    calendar::revoke(&state, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn get_calendar(
    State(state): State<AppState>,
    Path(secret): Path<String>,
) -> Result<impl IntoResponse, Failure> {
    let text = calendar::of_secret(&state, &secret).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    Ok((headers, text))
}
