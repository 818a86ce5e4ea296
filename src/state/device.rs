//! The enrolled device and the operator's shift on it (D.1).

use leptos::prelude::*;
use yanxi_domain::ids::{AccountId, PeriodId, SessionId};
use yanxi_protocol::{
    api::{DeviceIdentity, Enrolled},
    docs::Operator,
};

use super::{
    ApiFailure,
    desk::WriteFailed,
    runtime::{Runtime, use_runtime},
};

/// Whether this tab may write events (F-18).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WriterState {
    /// Still finding out.
    #[default]
    Starting,
    /// This tab writes.
    Writer,
    /// Another tab of this browser writes; this one only shows.
    ReadOnlyOtherTab,
}

/// Why a PIN did not unlock. The queue is never touched (T-25).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnlockRefused {
    /// Wrong PIN.
    #[error("wrong pin, {left} tries left")]
    PinRefused {
        /// Tries left before this operator is locked out.
        left: u8,
    },
    /// Five wrong PINs: this operator is locked out until another operator unlocks, or the device is enrolled again.
    #[error("locked")]
    Locked,
    /// Not an operator of a session of this device, or no PIN was set.
    #[error("unknown operator")]
    UnknownOperator,
    /// The new operator could not be stored.
    #[error(transparent)]
    NotSaved(#[from] WriteFailed),
}

/// Device and operator.
#[derive(Clone, Copy)]
pub struct DeviceHandle(Runtime);

/// Device and operator.
#[must_use]
pub fn use_device() -> DeviceHandle {
    DeviceHandle(use_runtime())
}

impl DeviceHandle {
    /// The enrolled device, from the local store.
    #[must_use]
    pub fn identity(self) -> Signal<Option<DeviceIdentity>> {
        self.0.with(|inner| inner.identity.clone().into())
    }

    /// Who works on it now; `None`: locked. Survives a restart until 12 h after the last session ends (F-28).
    #[must_use]
    pub fn operator(self) -> Signal<Option<Operator>> {
        self.0.with(|inner| inner.operator.clone().into())
    }

    /// Whether this tab may write. Asking means wanting to: the tab holds the right to write from then on, until the
    /// component that asked is gone; so ask on pages that write, not in a frame around all pages.
    #[must_use]
    pub fn writer(self) -> Signal<WriterState> {
        self.0.writer_wanted();
        self.0.with(|inner| inner.writer.clone().into())
    }

    /// Takes the writing over once the other tab is closed. Also tried by itself when this tab becomes visible.
    pub fn retry_writer(self) {
        self.0.retry_writer();
    }

    /// Redeems a one-time code. The own log stays whatever happens.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn enrol(self, code: String, name: String) -> Result<Enrolled, ApiFailure> {
        self.0.enrol(code, name).await
    }

    /// Starts a shift: checks the PIN on the device, offline too.
    ///
    /// # Errors
    /// See [`UnlockRefused`].
    pub async fn unlock(self, account: AccountId, pin: String) -> Result<(), UnlockRefused> {
        self.0.unlock(account, pin).await
    }

    /// 交班: checks the next operator's PIN and writes the Handover event in the chosen context; later events carry
    /// the new operator.
    ///
    /// # Errors
    /// See [`UnlockRefused`].
    pub async fn handover(
        self,
        session: SessionId,
        period: PeriodId,
        account: AccountId,
        pin: String,
    ) -> Result<(), UnlockRefused> {
        self.0.handover(session, period, account, pin).await
    }

    /// Ends the shift on the screen; nothing is deleted.
    pub fn lock(self) {
        self.0.lock();
    }
}
