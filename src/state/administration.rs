//! Accounts of others, as their administrators open and end them (R-ACC 1). The server decides, so it needs the network,
//! and the list is not kept here: it is other people's data.

use serde::{Serialize, de::DeserializeOwned};
use yanxi_domain::ids::AccountId;
use yanxi_protocol::{
    accounts::{OneTimeCode, RESET_ACCESS, ResetAccess},
    administration::{
        self, AccountList, ConfirmAccounts, NewOffice, Office, OpenAccount, OpenedAccount, SetAccountRoles,
        SetAccountState,
    },
};

use super::{
    ApiFailure,
    runtime::{Runtime, use_runtime},
};
use crate::sync_driver::api as request;

/// Accounts of others.
#[derive(Clone, Copy)]
pub struct AdministrationHandle(Runtime);

/// Accounts of others.
#[must_use]
pub fn use_administration() -> AdministrationHandle {
    AdministrationHandle(use_runtime())
}

impl AdministrationHandle {
    /// Accounts of the caller's place whose name, title, login name or school contains `search`.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn list(self, search: &str) -> Result<AccountList, ApiFailure> {
        let path = format!("{}?q={}", administration::ACCOUNTS, encoded(search));
        let answer = request::get(&path).await;
        self.0.note_answer(&answer);
        answer
    }

    /// Opens an account.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn open(self, body: OpenAccount) -> Result<OpenedAccount, ApiFailure> {
        self.ask(administration::ACCOUNTS, &body).await
    }

    /// Takes the password away and answers a one-time code.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn reset(self, account: AccountId, body: ResetAccess) -> Result<OneTimeCode, ApiFailure> {
        self.ask(&of(RESET_ACCESS, account), &body).await
    }

    /// Disables, enables or closes an account.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn set_state(self, account: AccountId, body: SetAccountState) -> Result<(), ApiFailure> {
        self.tell(&of(administration::ACCOUNT_STATE, account), &body).await
    }

    /// Replaces the roles of an account.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn set_roles(self, account: AccountId, body: SetAccountRoles) -> Result<(), ApiFailure> {
        self.tell(&of(administration::ACCOUNT_ROLES, account), &body).await
    }

    /// Confirms accounts for the school year.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn confirm(self, accounts: Vec<AccountId>) -> Result<(), ApiFailure> {
        self.tell(administration::ACCOUNTS_CONFIRM, &ConfirmAccounts { accounts }).await
    }

    /// Creates an office.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn create_office(self, body: NewOffice) -> Result<Office, ApiFailure> {
        let answer = self.ask(administration::OFFICES, &body).await;
        // The directory here is the server's: it has the new office after the next pull.
        self.0.upload_now();
        answer
    }

    async fn ask<R: DeserializeOwned>(self, path: &str, body: &impl Serialize) -> Result<R, ApiFailure> {
        let answer = request::post(path, body).await;
        self.0.note_answer(&answer);
        answer
    }

    async fn tell(self, path: &str, body: &impl Serialize) -> Result<(), ApiFailure> {
        let answer = request::tell(path, body).await;
        self.0.note_answer(&answer);
        answer
    }
}

fn of(path: &str, account: AccountId) -> String {
    path.replace("{account}", &account.to_string())
}

/// What was typed, as it may stand in an address: every byte that is no letter or digit by its number.
pub(super) fn encoded(typed: &str) -> String {
    use std::fmt::Write as _;

    let mut out = String::new();
    for byte in typed.trim().bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_typed_stays_one_value_of_the_address() {
        assert_eq!(super::encoded(" a1&b=海 "), "a1%26b%3D%E6%B5%B7");
    }
}
