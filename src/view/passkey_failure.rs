//! Why nothing came of a passkey, in words for a person.

use super::log_in_failure::log_in_failure;
use crate::{
    i18n::{Locale, account::passkey as text},
    state::passkeys::{PasskeyError, PasskeyFailure},
};

/// What happened, what is safe, what to do next.
#[must_use]
pub fn passkey_failure(locale: Locale, failure: &PasskeyFailure) -> String {
    match failure {
        PasskeyFailure::Server(why) => log_in_failure(locale, why),
        PasskeyFailure::Browser(PasskeyError::NotOffered) => text::not_offered(locale),
        PasskeyFailure::Browser(PasskeyError::Cancelled) => text::cancelled(locale),
        PasskeyFailure::Browser(PasskeyError::Known) => text::known(locale),
        PasskeyFailure::Browser(PasskeyError::OtherAddress) => text::other_address(locale),
        PasskeyFailure::Browser(PasskeyError::Failed(_)) => text::failed(locale),
    }
}
