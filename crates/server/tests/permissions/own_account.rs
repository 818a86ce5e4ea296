//! Endpoints of one's own account: whoever has one, and nobody else.

use serde_json::{Value, json};
use uuid::Uuid;
use yanxi_protocol::accounts;

use crate::endpoints::{ACCOUNTS, Line, Open};

/// See the table of all endpoints.
pub fn lines() -> Vec<Line> {
    vec![
        ("GET", accounts::ACCESS, Value::Null, Open::To(ACCOUNTS)),
        ("POST", accounts::SECOND_FACTOR, Value::Null, Open::To(ACCOUNTS)),
        ("POST", accounts::SECOND_FACTOR_CONFIRM, json!({ "code": "000000" }), Open::To(ACCOUNTS)),
        ("POST", accounts::SECOND_FACTOR_REBIND, json!({ "code": "000000" }), Open::To(ACCOUNTS)),
        ("POST", accounts::PASSKEY_CHALLENGE, Value::Null, Open::To(ACCOUNTS)),
        ("POST", accounts::PASSKEYS, json!({ "code": "000000" }), Open::To(ACCOUNTS)),
        (
            "POST",
            accounts::PASSKEY_CONFIRM,
            json!({ "passkey": { "challenge": Uuid::nil(), "credential": {} } }),
            Open::To(ACCOUNTS),
        ),
        ("POST", accounts::PASSKEY_REVOKE, json!({ "passkey": Uuid::nil() }), Open::To(ACCOUNTS)),
        ("POST", accounts::RECOVERY_CODES, json!({ "code": "000000" }), Open::To(ACCOUNTS)),
        // Behind the door it is not found: nobody has this session.
        ("POST", accounts::SESSION_REVOKE, json!({ "session": Uuid::nil() }), Open::To(ACCOUNTS)),
        (
            "POST",
            accounts::PASSWORD,
            json!({ "current": "x", "new": "a long enough phrase" }),
            Open::To(ACCOUNTS),
        ),
    ]
}
