//! Several tabs of one browser: who syncs, and what the others hear (F-18, design 4).

use yanxi_domain::time::Timestamp;
use yanxi_protocol::scope::Scope;
use yanxi_sync::{EngineStatus, Input, Poke, Reach};

use super::{Change, Driver, spawn};
use crate::platform::{channel::TabChannel, lifecycle, locks, timer};

/// Name of the lock around the sync loop.
const SYNC_LOCK: &str = "yanxi-sync";
const CHANNEL: &str = "yanxi";
/// How often a visible tab asks again for the lock.
const CONTEND_EVERY_MS: u32 = 2_000;

/// Own events were written or confirmed.
pub(super) const OWN: &str = "own";
/// Account, device or shift changed.
pub(super) const IDENTITY: &str = "identity";
/// A person asked for a round trip.
pub(super) const SYNC_NOW: &str = "sync";
/// A visible tab asks a hidden one for the lock.
const LOCK_PLEASE: &str = "lock";
/// A new holder asks what the others want.
const WISHES_PLEASE: &str = "wishes";
/// Followed by a scope: stored anew.
const SCOPE: &str = "scope ";
/// Followed by reachability and last contact: what the syncing tab knows.
const STATUS: &str = "status ";
/// Followed by a scope: please keep it fresh.
const WANT: &str = "want ";

impl Driver {
    pub(super) fn open_channel(&self) {
        let driver = self.clone();
        let channel = TabChannel::open(CHANNEL, move |message| driver.heard(&message));
        *self.0.channel.borrow_mut() = Some(channel);
    }

    pub(super) fn tell(&self, message: &str) {
        if let Some(channel) = &*self.0.channel.borrow() {
            channel.tell(message);
        }
    }

    pub(super) fn tell_scope(&self, scope: Scope) {
        self.tell(&format!("{SCOPE}{scope}"));
    }

    /// The other tabs show what this one finds out.
    pub(super) fn tell_status(&self, status: EngineStatus) {
        if self.syncs() && !status.syncing {
            let contact = status.last_contact.map_or(0, |at| at.0);
            self.tell(&format!("{STATUS}{} {contact}", reach_name(status.reach)));
        }
    }

    /// Tells the syncing tab what this one wants.
    pub(super) fn tell_wishes(&self) {
        if !self.syncs() {
            for scope in self.0.wanted.borrow().keys() {
                self.tell(&format!("{WANT}{scope}"));
            }
        }
    }

    pub(super) fn syncs(&self) -> bool {
        self.0.lock.borrow().is_some()
    }

    fn heard(&self, message: &str) {
        if let Some(scope) = message.strip_prefix(SCOPE).and_then(|scope| scope.parse().ok()) {
            self.hear_scope(scope);
        } else if let Some(scope) = message.strip_prefix(WANT).and_then(|scope| scope.parse().ok()) {
            if self.syncs() && self.0.foreign.borrow_mut().insert(scope) {
                self.take_up(scope);
            }
        } else if let Some(status) = message.strip_prefix(STATUS) {
            if !self.syncs() {
                self.hear_status(status);
            }
        } else {
            match message {
                OWN => {
                    self.report(Change::OwnStale);
                    self.feed(Input::Appended(0));
                }
                IDENTITY => self.report(Change::IdentityStale),
                SYNC_NOW => self.feed(Input::Poke(Poke::Manual)),
                LOCK_PLEASE if !lifecycle::is_visible() => self.yield_lock(),
                WISHES_PLEASE => self.tell_wishes(),
                _ => {}
            }
        }
    }

    fn hear_scope(&self, scope: Scope) {
        if self.0.mirrors.borrow().holds(scope) {
            let driver = self.clone();
            spawn(async move {
                driver.read_again(&[scope]).await;
            });
        }
    }

    fn hear_status(&self, text: &str) {
        let Some((reach, contact)) = text.split_once(' ') else { return };
        let status = EngineStatus {
            reach: reach_of(reach),
            last_contact: contact.parse().ok().filter(|at| *at > 0).map(Timestamp),
            ..EngineStatus::default()
        };
        self.report(Change::Status(status));
    }

    /// Tries to become the syncing tab until it is.
    pub(super) fn contend(&self) {
        if self.syncs() || self.0.contending.replace(true) {
            return;
        }
        let driver = self.clone();
        spawn(async move {
            while !driver.syncs() {
                if lifecycle::is_visible() {
                    if let Some(lock) = locks::try_hold(SYNC_LOCK).await {
                        *driver.0.lock.borrow_mut() = Some(lock);
                        break;
                    }
                    driver.tell(LOCK_PLEASE);
                    driver.tell_wishes();
                }
                timer::sleep(CONTEND_EVERY_MS).await;
            }
            driver.0.contending.set(false);
            driver.tell(WISHES_PLEASE);
            driver.feed(Input::Start);
        });
    }

    /// Lets another tab sync. A frozen tab would keep the lock for ever.
    pub(super) fn yield_lock(&self) {
        if self.0.lock.borrow_mut().take().is_some() {
            self.feed(Input::Suspend);
            self.close_news();
            self.0.foreign.borrow_mut().clear();
        }
    }
}

const fn reach_name(reach: Reach) -> &'static str {
    match reach {
        Reach::Unknown => "unknown",
        Reach::Online => "online",
        Reach::Offline => "offline",
        Reach::SignInNeeded => "sign_in",
    }
}

fn reach_of(name: &str) -> Reach {
    [Reach::Online, Reach::Offline, Reach::SignInNeeded]
        .into_iter()
        .find(|reach| reach_name(*reach) == name)
        .unwrap_or_default()
}
