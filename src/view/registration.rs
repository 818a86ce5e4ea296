//! States of registrations and things to bring, in words.

use yanxi_domain::{bring::BringItem, course::DeliveryMode, roster::RegistrationState};

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

/// A thing to bring.
#[must_use]
pub fn item(locale: Locale, item: BringItem) -> String {
    match item {
        BringItem::BindSecondFactor => text::item_bind(locale),
        BringItem::XcaCard => text::item_xca(locale),
        BringItem::CitizenCard => text::item_citizen(locale),
        BringItem::HealthCard => text::item_health(locale),
        BringItem::CardReader => text::item_reader(locale),
        BringItem::OtpDevice => text::item_otp(locale),
        BringItem::MobileCitizenDevice => text::item_mobile(locale),
        BringItem::Headphones => text::item_headphones(locale),
        BringItem::Microphone => text::item_microphone(locale),
        BringItem::StableNetwork => text::item_network(locale),
        BringItem::Other => text::item_other(locale),
    }
}
