//! Endpoints about accounts of others.

use axum::{Json, extract::State, http::StatusCode};
use yanxi_domain::ids::{AccountId, OrgId};
use yanxi_protocol::administration::{
    self, AccountList, AccountQuery, ConfirmAccounts, NewOffice, Office, OpenAccount, OpenedAccount,
    SetAccountRoles, SetAccountState,
};

use super::{
    extract::{Asked, Body, SignedIn},
    path::Id,
    routes::Routes,
};
use crate::{
    failure::Failure,
    service::{accounts as service, offices},
    state::AppState,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get(administration::ACCOUNTS, list, "Accounts the caller administers.", "AccountList")
        .query::<AccountQuery>()
        .post(administration::ACCOUNTS, open, "Open an account.", ("OpenAccount", "OpenedAccount"))
        .post(
            administration::ACCOUNT_STATE,
            set_state,
            "Disable, enable or close an account.",
            ("SetAccountState", ""),
        )
        .post(administration::ACCOUNT_ROLES, set_roles, "Replace given roles.", ("SetAccountRoles", ""))
        .post(
            administration::ACCOUNTS_CONFIRM,
            confirm,
            "Confirm accounts for the school year.",
            ("ConfirmAccounts", ""),
        )
        .post(administration::OFFICES, create_office, "Create an office.", ("NewOffice", "Office"))
}

async fn list(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Asked(query): Asked<AccountQuery>,
) -> Result<Json<AccountList>, Failure> {
    // What is no id is no organisation anybody has.
    let only = match query.organisation.as_str() {
        "" => None,
        id => Some(id.parse::<OrgId>().map_err(|_| Failure::not_found())?),
    };
    service::list(&state, &actor, &query.q, only).await.map(Json)
}

async fn open(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<OpenAccount>,
) -> Result<Json<OpenedAccount>, Failure> {
    service::open(&state, &actor, &body).await.map(Json)
}

async fn set_state(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(account): Id<AccountId>,
    Body(body): Body<SetAccountState>,
) -> Result<StatusCode, Failure> {
    service::set_state(&state, &actor, account, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn set_roles(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Id(account): Id<AccountId>,
    Body(body): Body<SetAccountRoles>,
) -> Result<StatusCode, Failure> {
    service::set_roles(&state, &actor, account, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn confirm(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<ConfirmAccounts>,
) -> Result<StatusCode, Failure> {
    service::confirm_accounts(&state, &actor, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn create_office(
    State(state): State<AppState>,
    SignedIn(actor): SignedIn,
    Body(body): Body<NewOffice>,
) -> Result<Json<Office>, Failure> {
    offices::create(&state, &actor, &body).await.map(Json)
}
