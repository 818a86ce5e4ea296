//! Why a login did not happen, in words for a person.

use super::failure::failure;
use crate::{
    i18n::{Locale, account as text},
    state::ApiFailure,
};

/// As [`failure`]; without a network it says so in the words of somebody who is not signed in yet.
#[must_use]
pub fn log_in_failure(locale: Locale, why: &ApiFailure) -> String {
    match why {
        ApiFailure::Offline => text::needs_network(locale),
        other => failure(locale, other),
    }
}
