//! Reading and setting the two cookies. HttpOnly and SameSite=Strict always; Secure where the address is not loopback.

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};

use crate::state::Settings;

/// Value of a cookie.
#[must_use]
pub fn get<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// A `Set-Cookie` value; `max_age_seconds` 0 deletes the cookie. `value` must be plain ASCII (tokens are hex).
#[must_use]
pub fn set(name: &str, value: &str, max_age_seconds: u64, settings: &Settings) -> HeaderValue {
    let secure = if settings.secure_cookies { "; Secure" } else { "" };
    let cookie =
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={max_age_seconds}{secure}");
    HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}
