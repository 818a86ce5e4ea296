//! Who this browser is.

use leptos::prelude::*;
use yanxi_domain::ids::AccountId;
use yanxi_protocol::api::{DemoEntered, DemoPerson, Me};

use super::{
    ApiFailure,
    runtime::{Runtime, use_runtime},
};

/// Account and device of this browser.
#[derive(Clone, Copy)]
pub struct MeHandle(Runtime);

/// Account and device of this browser.
#[must_use]
pub fn use_me() -> MeHandle {
    MeHandle(use_runtime())
}

impl MeHandle {
    /// As last known; survives a restart without network.
    #[must_use]
    pub fn me(self) -> Signal<Me> {
        self.0.with(|inner| inner.me.clone().into())
    }

    /// Whether the stored state has been read at all: before that, show neither "signed out" nor a page of somebody.
    #[must_use]
    pub fn loaded(self) -> Signal<bool> {
        self.0.with(|inner| inner.loaded.clone().into())
    }

    /// Asks the server again.
    pub fn refresh(self) {
        self.0.refresh_me();
    }

    /// Demo people by role; exists only with `--demo`.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn demo_people(self) -> Result<Vec<DemoPerson>, ApiFailure> {
        self.0.demo_people().await
    }

    /// Enters as a demo person with one click. Venue staff still redeem `enrolment_code` and unlock with `pin`.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn demo_enter(self, account: AccountId) -> Result<DemoEntered, ApiFailure> {
        self.0.demo_enter(account).await
    }

    /// Signs the account out and clears the copies of personal and course records (U-F7). Own events, the outbox
    /// and the device's enrolment stay (Y-08). Works offline: the copies go at once, the server hears of it later.
    pub async fn logout(self) {
        self.0.logout().await;
    }
}
