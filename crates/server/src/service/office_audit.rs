//! Lines of the audit trail.

use serde_json::Value;
use yanxi_domain::ids::AccountId;

use crate::{state::AppState, store::AuditEntry};

/// A line about something an account did now. `detail` holds ids and codes only, before and after where both exist.
#[must_use]
pub fn entry(
    state: &AppState,
    account: AccountId,
    action: &str,
    target: String,
    detail: Value,
) -> AuditEntry {
    AuditEntry {
        at: state.clock.now(),
        account: Some(account),
        device: None,
        action: action.to_owned(),
        target,
        detail,
    }
}
