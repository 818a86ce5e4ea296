//! Devices: codes, enrolment, what a device may know of itself, readiness, PINs, revoking.

use std::net::SocketAddr;

use axum::{
    Extension, Json,
    extract::{ConnectInfo, State},
    http::{HeaderMap, StatusCode, header::SET_COOKIE},
    response::IntoResponse,
};
use yanxi_domain::ids::{CourseId, DeviceId, SessionId};
use yanxi_protocol::{
    api::{
        self, Crew, CrewQuery, DeviceSelf, Enrol, EnrolmentCode, ExposedPeople, NewEnrolmentCode,
        OperatorPin, RevokeDevice, SetPin, WithdrawOperator,
    },
    docs::Readiness,
};

use super::{
    client_address, cookies,
    extract::{Asked, Body, OnDevice, SignedIn},
    path::Id,
    routes::Routes,
};
use crate::{actor::Actor, failure::Failure, service, state::AppState};

/// A device stays enrolled until it is revoked; browsers forget cookies after 400 days at the latest.
const DEVICE_COOKIE_SECONDS: u64 = 400 * 24 * 3600;

pub(super) fn routes() -> Routes {
    let code = ("NewEnrolmentCode", "EnrolmentCode");
    Routes::default()
        .post(api::ENROLMENT_CODES, new_code, "A one-time code that enrols one device.", code)
        .post(api::ENROL, enrol, "Redeem a code; sets the device cookie.", ("Enrol", "Enrolled"))
        .get(api::DEVICE_SELF, own_device, "What the server holds of this device.", "DeviceSelf")
        .post(
            api::DEVICE_REVOKE,
            revoke,
            "Report a device as lost; lists whose data it held.",
            ("RevokeDevice", "ExposedPeople"),
        )
        .post(api::READINESS, readiness, "A device's readiness report.", ("Readiness", ""))
        .get(api::OPERATOR_PIN, crew, "Operators of a session, and people to choose.", "Crew")
        .query::<CrewQuery>()
        .post(
            api::OPERATOR_PIN,
            set_pin,
            "Make somebody an operator of a session, or change the PIN.",
            ("SetPin", "OperatorPin"),
        )
        .post(
            api::OPERATOR_WITHDRAW,
            withdraw,
            "Take an operator's work in a session back.",
            ("WithdrawOperator", ""),
        )
}

async fn new_code(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(course): Id<CourseId>,
    Body(body): Body<NewEnrolmentCode>,
) -> Result<Json<EnrolmentCode>, Failure> {
    service::devices_code::new_enrolment_code(&state, &actor, course, &body).await.map(Json)
}

async fn enrol(
    State(state): State<AppState>,
    actor: Actor,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Body(body): Body<Enrol>,
) -> Result<impl IntoResponse, Failure> {
    let peer = peer.map(|Extension(ConnectInfo(address))| address.ip());
    let from = client_address::of(&headers, peer, state.settings.behind_proxy);
    let (enrolled, token) = service::devices::enrol(&state, &actor, from, &body).await?;
    let cookie = cookies::set(api::DEVICE_COOKIE, &token, DEVICE_COOKIE_SECONDS, &state.settings);
    Ok(([(SET_COOKIE, cookie)], Json(enrolled)))
}

async fn own_device(State(state): State<AppState>, actor: Actor) -> Result<Json<DeviceSelf>, Failure> {
    service::devices::own_device(&state, &actor).await.map(Json)
}

async fn revoke(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(device): Id<DeviceId>,
    Body(body): Body<RevokeDevice>,
) -> Result<Json<ExposedPeople>, Failure> {
    service::devices_loss::revoke(&state, &actor, device, &body).await.map(Json)
}

async fn readiness(
    State(state): State<AppState>,
    OnDevice(actor): OnDevice,
    Body(body): Body<Readiness>,
) -> Result<StatusCode, Failure> {
    service::devices::readiness(&state, &actor, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn set_pin(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<SetPin>,
) -> Result<Json<OperatorPin>, Failure> {
    service::devices_pin::set_pin(&state, &actor, session, &body).await.map(Json)
}

async fn crew(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Asked(query): Asked<CrewQuery>,
) -> Result<Json<Crew>, Failure> {
    service::devices_crew::crew(&state, &actor, session, &query.q).await.map(Json)
}

async fn withdraw(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(session): Id<SessionId>,
    Body(body): Body<WithdrawOperator>,
) -> Result<StatusCode, Failure> {
    service::devices_crew::withdraw(&state, &actor, session, body).await?;
    Ok(StatusCode::NO_CONTENT)
}
