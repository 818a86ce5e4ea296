//! The audit trail, read from the server page by page; nothing of it is kept here.

use std::fmt::Write as _;

use yanxi_protocol::audit::{AUDIT, AUDIT_EXPORT, AuditPage, AuditQuery};

use super::{
    ApiFailure,
    runtime::{Runtime, use_runtime},
};
use crate::sync_driver::api as request;

/// The audit trail.
#[derive(Clone, Copy)]
pub struct AuditHandle(Runtime);

/// The audit trail.
#[must_use]
pub fn use_audit() -> AuditHandle {
    AuditHandle(use_runtime())
}

impl AuditHandle {
    /// A page of lines.
    ///
    /// # Errors
    /// See [`ApiFailure`].
    pub async fn page(self, query: &AuditQuery) -> Result<AuditPage, ApiFailure> {
        let answer = request::get(&address(AUDIT, query)).await;
        self.0.note_reach(&answer);
        if matches!(answer, Err(ApiFailure::NotSignedIn)) {
            self.0.refresh_me();
        }
        answer
    }
}

/// Where the browser fetches the export of these lines.
#[must_use]
pub fn export_address(query: &AuditQuery) -> String {
    address(AUDIT_EXPORT, &AuditQuery { after: String::new(), ..query.clone() })
}

/// Path and query string; what is left out does not stand in it.
fn address(path: &str, query: &AuditQuery) -> String {
    let fields = [
        ("target", &query.target),
        ("account", &query.account),
        ("action", &query.action),
        ("from", &query.from),
        ("to", &query.to),
        ("after", &query.after),
    ];
    let mut address = path.to_owned();
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        let sign = if address.contains('?') { '&' } else { '?' };
        // Writing to a string cannot fail.
        let _ = write!(address, "{sign}{name}={}", super::administration::encoded(value));
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_asked_for_stands_in_the_address() {
        assert_eq!(address(AUDIT, &AuditQuery::default()), AUDIT);
        let query = AuditQuery {
            target: "account:1".into(),
            from: "2026-08-01".into(),
            after: "5.x".into(),
            ..AuditQuery::default()
        };
        assert_eq!(export_address(&query), format!("{AUDIT_EXPORT}?target=account%3A1&from=2026%2D08%2D01"));
    }
}
