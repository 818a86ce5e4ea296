//! R-FINAL (4.7): when attendance of a period is final. Until then nobody is marked 未出席.

use crate::{
    course::Period,
    device::{DeviceState, DeviceStatus},
    evaluate::Facts,
    ids::DeviceId,
    time::Timestamp,
};

/// Whether attendance of a period is final, and if not, what is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finality {
    /// Every device of the session ended it and the server holds all its events.
    Final,
    /// The period is not over.
    NotOver {
        /// Its end.
        ends: Timestamp,
    },
    /// Devices have not reported. Empty: no device was enrolled for the session, so nobody could report; only the
    /// owner can declare it final.
    Waiting {
        /// Identity, name, and what is missing.
        devices: Vec<(DeviceId, String, WaitReason)>,
    },
    /// The owner declared the session final with a reason.
    Overridden,
}

impl Finality {
    /// Whether people without any event may be marked 未出席.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Final | Self::Overridden)
    }
}

/// Why a device keeps a session from being final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitReason {
    /// No 場次結束 from it.
    NotEnded,
    /// It ended the session, but the server lacks these sequence numbers (SEQ_GAP), inclusive ranges.
    Missing(Vec<(u64, u64)>),
    /// Reported lost before everything had arrived; only the owner's override helps.
    Lost,
    /// Retired (replaced, storage cleared) before everything had arrived; only the owner's override helps.
    Retired,
}

/// Judges a period.
#[must_use]
pub fn finality(facts: &Facts<'_>, period: &Period) -> Finality {
    if facts.now < period.end {
        return Finality::NotOver { ends: period.end };
    }
    if facts.override_.is_some() {
        return Finality::Overridden;
    }
    let devices: Vec<_> =
        waiting(facts).map(|(device, reason)| (device.id, device.name.clone(), reason)).collect();
    if devices.is_empty() && devices_of_session(facts).next().is_some() {
        Finality::Final
    } else {
        Finality::Waiting { devices }
    }
}

/// Devices enrolled for the session.
pub(crate) fn devices_of_session<'a>(facts: &Facts<'a>) -> impl Iterator<Item = &'a DeviceStatus> {
    let session = facts.session.id;
    facts.devices.iter().filter(move |device| device.sessions.contains(&session))
}

/// Devices that have not reported in full, with the reason.
pub(crate) fn waiting<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (&'a DeviceStatus, WaitReason)> {
    devices_of_session(facts).filter_map(move |device| Some((device, missing_from(facts, device)?)))
}

/// What a device still owes; `None` when it has reported everything, whatever became of it afterwards.
fn missing_from(facts: &Facts<'_>, device: &DeviceStatus) -> Option<WaitReason> {
    let owed = match ended(facts, device) {
        None => WaitReason::NotEnded,
        Some(last_seq) => {
            let holes: Vec<_> =
                device.missing.iter().filter(|(from, _)| *from <= last_seq).copied().collect();
            if holes.is_empty() {
                return None;
            }
            WaitReason::Missing(holes)
        }
    };
    Some(match device.state {
        DeviceState::Active => owed,
        DeviceState::Lost => WaitReason::Lost,
        DeviceState::Retired => WaitReason::Retired,
    })
}

/// The `last_seq` a device reported for the session. The log knows reports that were taken back; the device's own
/// record is asked only when the log (not yet pulled, say) has no report at all.
fn ended(facts: &Facts<'_>, device: &DeviceStatus) -> Option<u64> {
    if facts.log.has_end_report(device.id) {
        return facts.log.ended(device.id);
    }
    let reports = device.ended.iter().filter(|(session, _)| *session == facts.session.id);
    reports.map(|(_, last_seq)| *last_seq).max()
}
