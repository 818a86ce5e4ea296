//! The checks of 5.6, each as (key, light, short machine detail).

use leptos::prelude::*;
use yanxi_domain::{
    event::OffsetQuality,
    ids::SessionId,
    time::{HOUR_MS, MINUTE_MS, Timestamp},
};
use yanxi_protocol::{
    api,
    docs::{CheckLight, Readiness},
};

use super::Runtime;
use crate::{
    platform::{device_health, locks, service_worker},
    state::{ApiFailure, clock::ClockState, device::WriterState, readiness::Confirmed},
    sync_driver::api as request,
};

/// A roster older than this is amber (5.6.4).
const ROSTER_FRESH_MS: i64 = 24 * HOUR_MS;
/// A clock further off than this needs a look (5.6.5).
const CLOCK_OFF_MS: i64 = 2 * MINUTE_MS;
/// Least free space (5.6.7), megabytes.
const FREE_MB: f64 = 50.0;
/// Private windows get a fraction of the memory; ordinary ones many gigabytes.
const PRIVATE_QUOTA_MB: f64 = 1_200.0;
/// Least battery (5.6.9), of 1.
const BATTERY: f64 = 0.6;
const MB: f64 = 1_048_576.0;

type Check = (String, CheckLight, String);
type Roster = (SessionId, Timestamp, u32);

impl Runtime {
    pub(in crate::state) async fn run_checks(self, confirmed: Confirmed) -> Option<Readiness> {
        use CheckLight::{Amber, Green, Red};

        let identity = self.with(|inner| inner.identity.get_untracked())?;
        let core = self.core()?;
        let now = self.now();
        let rosters = self.rosters(&identity.sessions);
        let cached = service_worker::holds_app().await;
        device_health::ask_to_persist().await;
        let storage = device_health::storage().await;
        let write = core.db.try_out().await;
        let free_mb = storage.free_bytes.map(|bytes| bytes / MB);
        let quota_mb = storage.quota_bytes.map(|bytes| bytes / MB);
        let battery = device_health::battery().await;
        let checks = vec![
            check("shell", if cached { Green } else { Red }, if cached { "cached" } else { "not_cached" }),
            match storage.persisted {
                Some(true) => check("persist", Green, "granted"),
                Some(false) => check("persist", Amber, "denied"),
                None => check("persist", Amber, "unknown"),
            },
            match quota_mb {
                Some(mb) if mb < PRIVATE_QUOTA_MB => check("private", Amber, &format!("{mb:.0}")),
                Some(mb) => check("private", Green, &format!("{mb:.0}")),
                None => check("private", Amber, "unknown"),
            },
            roster_check(&rosters, identity.sessions.len(), now),
            clock_check(self.with(|inner| inner.clock.get_untracked())),
            match &write {
                Ok(()) => check("write", Green, "ok"),
                Err(error) => check("write", Red, &error.to_string()),
            },
            match free_mb {
                Some(mb) => check("space", if mb < FREE_MB { Red } else { Green }, &format!("{mb:.0}")),
                None => check("space", Amber, "unknown"),
            },
            match battery {
                Some(battery) => {
                    let fine = battery.charging || battery.level >= BATTERY;
                    let source = if battery.charging { "charging" } else { "battery" };
                    let detail = format!("{:.0} {source}", battery.level * 100.0);
                    check("battery", if fine { Green } else { Amber }, &detail)
                }
                None => check("battery", Amber, "unknown"),
            },
            self.operator_check(),
            check(
                "paper",
                if confirmed.paper { Green } else { Amber },
                if confirmed.paper { "confirmed" } else { "not_confirmed" },
            ),
            self.tab_check().await,
        ];
        Some(Readiness { device: identity.id, at: now, rosters, checks })
    }

    pub(in crate::state) async fn report_readiness(self, readiness: &Readiness) -> Result<(), ApiFailure> {
        request::tell(api::READINESS, readiness).await
    }

    pub(in crate::state) fn ready_sessions(self) -> Vec<SessionId> {
        let sessions =
            self.with(|inner| inner.identity.get_untracked()).map_or_else(Vec::new, |d| d.sessions);
        self.rosters(&sessions).into_iter().map(|(session, ..)| session).collect()
    }

    fn rosters(self, sessions: &[SessionId]) -> Vec<Roster> {
        self.with(|inner| {
            let shown = inner.sessions.borrow();
            let roster = |id: &SessionId| {
                shown.get(id)?.with_untracked(|replica| {
                    let replica = replica.as_ref()?;
                    let rows = u32::try_from(replica.roster.len()).unwrap_or(u32::MAX);
                    Some((*id, replica.pulled_at?, rows))
                })
            };
            sessions.iter().filter_map(roster).collect()
        })
    }

    fn operator_check(self) -> Check {
        let mut with_pin: Vec<_> = self.with(|inner| {
            let crews = inner.crews.borrow();
            let of_crew = |crew: &ArcRwSignal<Vec<yanxi_protocol::docs::Operator>>| {
                crew.with_untracked(|crew| {
                    crew.iter().filter(|o| o.pin.is_some()).map(|o| o.id).collect::<Vec<_>>()
                })
            };
            crews.values().flat_map(of_crew).collect()
        });
        with_pin.sort_unstable();
        with_pin.dedup();
        let unlocked = self.with(|inner| inner.operator.with_untracked(Option::is_some));
        let light = match (with_pin.is_empty(), unlocked) {
            (true, _) => CheckLight::Red,
            (false, false) => CheckLight::Amber,
            (false, true) => CheckLight::Green,
        };
        let state = if unlocked { "unlocked" } else { "locked" };
        check("operator", light, &format!("{} {state}", with_pin.len()))
    }

    /// The check-in page of another tab would hold the lock.
    async fn tab_check(self) -> Check {
        let writer = self.with(|inner| inner.writer.get_untracked()) == WriterState::Writer;
        if writer || locks::try_hold(super::writer::DESK_LOCK).await.is_some() {
            check("single_tab", CheckLight::Green, "writer")
        } else {
            check("single_tab", CheckLight::Red, "other_tab")
        }
    }
}

fn check(key: &str, light: CheckLight, detail: &str) -> Check {
    (key.to_owned(), light, detail.to_owned())
}

fn roster_check(rosters: &[Roster], sessions: usize, now: Timestamp) -> Check {
    let (Some(oldest), Some(fewest)) =
        (rosters.iter().map(|(_, at, _)| *at).min(), rosters.iter().map(|(.., rows)| *rows).min())
    else {
        return check("roster", CheckLight::Red, "missing");
    };
    if rosters.len() < sessions {
        return check("roster", CheckLight::Red, "missing");
    }
    let age = now.since(oldest);
    let light = if fewest == 0 || age > ROSTER_FRESH_MS { CheckLight::Amber } else { CheckLight::Green };
    check("roster", light, &format!("{fewest} {}", age.max(0) / MINUTE_MS))
}

fn clock_check(clock: ClockState) -> Check {
    let Some(offset) = clock.offset_ms else { return check("clock", CheckLight::Red, "unknown") };
    let trusted = matches!(clock.quality, OffsetQuality::Good | OffsetQuality::Manual);
    let light = if trusted && offset.abs() < CLOCK_OFF_MS { CheckLight::Green } else { CheckLight::Amber };
    check("clock", light, &offset.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_754_352_000_000);

    fn light_of(check: &Check) -> CheckLight {
        check.1
    }

    #[test]
    fn a_roster_that_is_missing_old_or_empty_is_not_green() {
        let session = SessionId(uuid::Uuid::from_u128(1));
        let fresh = (session, NOW.plus_minutes(-12), 60);
        assert_eq!(light_of(&roster_check(&[], 1, NOW)), CheckLight::Red);
        assert_eq!(light_of(&roster_check(&[fresh], 2, NOW)), CheckLight::Red);
        assert_eq!(roster_check(&[fresh], 1, NOW).2, "60 12");
        assert_eq!(light_of(&roster_check(&[fresh], 1, NOW)), CheckLight::Green);
        let old = (session, NOW.plus_ms(-ROSTER_FRESH_MS - 1), 60);
        assert_eq!(light_of(&roster_check(&[old], 1, NOW)), CheckLight::Amber);
        assert_eq!(light_of(&roster_check(&[(session, NOW, 0)], 1, NOW)), CheckLight::Amber);
    }

    #[test]
    fn a_clock_far_off_or_never_measured_is_not_green() {
        let clock = |offset_ms, quality| light_of(&clock_check(ClockState { offset_ms, quality }));
        assert_eq!(clock(Some(400), OffsetQuality::Good), CheckLight::Green);
        assert_eq!(clock(Some(47 * MINUTE_MS), OffsetQuality::Good), CheckLight::Amber);
        assert_eq!(clock(Some(400), OffsetQuality::Stale), CheckLight::Amber);
        assert_eq!(clock(None, OffsetQuality::Unknown), CheckLight::Red);
    }
}
