//! The bar that never goes away: what is saved here, what is sent (Y-03).

use crate::{
    components::{Icon, Tone},
    i18n::{self, Locale, desk as text},
    state::sync::{Reach, SyncStatus},
    view::when,
};

/// What the bar shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Words.
    pub text: String,
    /// Meaning.
    pub tone: Tone,
    /// Picture.
    pub icon: Icon,
}

/// Words, tone and picture of a status.
#[must_use]
pub fn bar(locale: Locale, status: &SyncStatus) -> Bar {
    let contact = status.last_contact.map_or_else(|| text::never_sent(locale), when::stamp);
    match (status.reach, status.unsent) {
        (Reach::SignInNeeded, _) => Bar {
            text: text::sign_in_needed_bar(locale, status.saved, status.unsent),
            tone: Tone::Wait,
            icon: Icon::Lock,
        },
        (Reach::Online, 0) if status.last_contact.is_some() => {
            Bar { text: i18n::online_bar(locale, &contact), tone: Tone::Ok, icon: Icon::Check }
        }
        (Reach::Online, _) => Bar {
            text: text::sending_bar(locale, status.saved, status.unsent),
            tone: Tone::Info,
            icon: Icon::Upload,
        },
        (Reach::Offline | Reach::Unknown, _) => Bar {
            text: i18n::offline_bar(locale, status.saved, status.unsent),
            tone: Tone::Wait,
            icon: Icon::CloudOff,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixtures::at;

    #[test]
    fn offline_says_what_is_saved_and_unsent() {
        let status = SyncStatus { reach: Reach::Offline, saved: 41, unsent: 41, ..SyncStatus::default() };
        assert_eq!(bar(Locale::Zh, &status).text, "離線｜本機已存 41 筆｜未上傳 41 筆");
    }

    #[test]
    fn online_with_everything_sent_says_when() {
        let status = SyncStatus {
            reach: Reach::Online,
            saved: 41,
            last_contact: Some(at("12:20:00")),
            ..SyncStatus::default()
        };
        assert_eq!(bar(Locale::Zh, &status).text, "連線中｜已全部上傳（08/05 12:20）");
        assert_eq!(bar(Locale::Zh, &status).tone, Tone::Ok);
    }

    #[test]
    fn online_with_unsent_events_never_claims_that_all_is_sent() {
        let status = SyncStatus { reach: Reach::Online, saved: 41, unsent: 3, ..SyncStatus::default() };
        assert_eq!(bar(Locale::Zh, &status).text, "連線中｜本機已存 41 筆｜未上傳 3 筆");
    }
}
