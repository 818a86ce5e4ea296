//! Why a request of the organiser did not happen, in words for a person.

use crate::{
    i18n::{Locale, office as text},
    state::ApiFailure,
};

/// What happened, what is safe, what to do next.
#[must_use]
pub fn failure(locale: Locale, failure: &ApiFailure) -> String {
    match failure {
        ApiFailure::Offline => text::failed_offline(locale),
        ApiFailure::NotSignedIn => text::failed_signed_out(locale),
        // The server's own sentence is Chinese; its English message is the fallback for the second language.
        ApiFailure::Refused(error) if locale == Locale::En && !error.message.is_empty() => {
            error.message.clone()
        }
        ApiFailure::Refused(error) => error.reason.clone(),
        ApiFailure::Broken(_) => text::failed_broken(locale),
    }
}

/// People or ids the server's refusal names.
#[must_use]
pub fn named(failure: &ApiFailure) -> Vec<String> {
    match failure {
        ApiFailure::Refused(error) => error.details.clone(),
        _ => Vec::new(),
    }
}
