//! States of registrations and things to bring, in words.

use yanxi_domain::{course::DeliveryMode, roster::RegistrationState};

use crate::{
    components::Tone,
    i18n::{Locale, registering as text},
};

/// A state in words.
#[must_use]
pub fn state(locale: Locale, state: RegistrationState) -> String {
    match state {
        RegistrationState::Applied => text::state_applied(locale),
        RegistrationState::Admitted => text::state_admitted(locale),
        RegistrationState::Waitlisted(position) => text::state_waitlisted(locale, position),
        RegistrationState::NotAdmitted => text::state_not_admitted(locale),
        RegistrationState::Cancelled => text::state_cancelled(locale),
        RegistrationState::OnLeave => text::state_on_leave(locale),
        RegistrationState::WalkInPending => text::state_walk_in(locale),
        RegistrationState::Rejected => text::state_rejected(locale),
    }
}

/// Its shape and colour.
#[must_use]
pub const fn tone(state: RegistrationState) -> Tone {
    match state {
        RegistrationState::Admitted => Tone::Ok,
        RegistrationState::Applied | RegistrationState::Waitlisted(_) | RegistrationState::WalkInPending => {
            Tone::Wait
        }
        RegistrationState::OnLeave => Tone::Info,
        RegistrationState::NotAdmitted | RegistrationState::Cancelled | RegistrationState::Rejected => {
            Tone::Neutral
        }
    }
}

/// 實體、線上、混成.
#[must_use]
pub fn mode(locale: Locale, mode: DeliveryMode) -> String {
    match mode {
        DeliveryMode::OnSite => text::mode_on_site(locale),
        DeliveryMode::Online => text::mode_online(locale),
        DeliveryMode::Hybrid => text::mode_hybrid(locale),
    }
}

/// A thing to bring; the usual ones in the language of the reader, those of a course's own as the course names them.
#[must_use]
pub fn item(locale: Locale, item: &str) -> String {
    let usual = [
        text::item_bind,
        text::item_xca,
        text::item_citizen,
        text::item_health,
        text::item_reader,
        text::item_otp,
        text::item_mobile,
        text::item_headphones,
        text::item_microphone,
        text::item_network,
    ];
    let known = usual.into_iter().find(|words| words(Locale::Zh) == item);
    known.map_or_else(|| item.to_owned(), |words| words(locale))
}

#[cfg(test)]
mod tests {
    use yanxi_domain::bring::{LoginKind, bring_list, usual_rules};

    use super::*;

    #[test]
    fn every_usual_thing_has_an_english_name_and_a_course_s_own_stays() {
        let online = bring_list(&[], DeliveryMode::Online, Some(LoginKind::FirstTime), false);
        let things = usual_rules().into_iter().flat_map(|rule| rule.items).chain(online);
        for thing in things {
            assert!(item(Locale::En, &thing).is_ascii(), "{thing}");
        }
        assert_eq!(item(Locale::En, "USB 隨身碟"), "USB 隨身碟");
    }
}
