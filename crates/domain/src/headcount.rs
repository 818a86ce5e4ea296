//! The live headcount of a period (U-A6). What a silent device may still hold is unknown, never absent.

use crate::{
    evaluate::Facts,
    finality::waiting,
    ids::{DeviceId, PeriodId},
    matching::people,
    presence::{Presence, punches},
    roster::RegistrationState,
    time::Timestamp,
};

/// Numbers of people; a person tapped on two tablets counts once (F-02).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headcount {
    /// 應到: 錄取.
    pub expected: u32,
    /// 已簽到 of the expected: nobody else makes up for them.
    pub signed_in: u32,
    /// Signed out and not come back.
    pub signed_out: u32,
    /// 仍未簽退
    pub still_in: u32,
    /// 現場加入: signed in without being expected, as a walk-in or as one on the roster who is not admitted.
    pub joined: u32,
    /// Devices that may hold events nobody else has seen.
    pub unknown_devices: Vec<UnknownDevice>,
}

/// A device that has not reported everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownDevice {
    /// Identity.
    pub id: DeviceId,
    /// 平板A
    pub name: String,
    /// Events it said it had not sent yet, at last contact.
    pub unsent: u64,
    /// 最後回報
    pub last_seen: Option<Timestamp>,
}

/// Counts the people of a period.
#[must_use]
pub fn headcount(facts: &Facts<'_>, period: PeriodId) -> Headcount {
    let mut count = Headcount {
        unknown_devices: waiting(facts)
            .map(|(device, _)| UnknownDevice {
                id: device.id,
                name: device.name.clone(),
                unsent: device.unsent,
                last_seen: device.last_seen,
            })
            .collect(),
        ..Headcount::default()
    };
    for person in people(facts) {
        let expected = person.entry.is_some_and(|entry| entry.state == RegistrationState::Admitted);
        let presence = Presence::of(&punches(facts.log, period, &person.aliases));
        let here = presence.first_in.is_some();
        count.expected += u32::from(expected);
        count.signed_in += u32::from(here && expected);
        count.joined += u32::from(here && !expected);
        count.still_in += u32::from(presence.inside);
        count.signed_out += u32::from(presence.last_out.is_some() && !presence.inside);
    }
    count
}
