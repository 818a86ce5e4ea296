//! What goes wrong, and how often. Each seed switches on its own random subset (swarm testing): rare combinations
//! get their turn, and a fault that hides another one is sometimes absent.

use std::collections::BTreeMap;

use super::rng::Rng;

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// A request never arrives.
    RequestDropped,
    /// A request arrives twice.
    RequestDuplicated,
    /// A request or answer is late, often later than the time-out, so that it is overtaken by younger ones.
    Delayed,
    /// The server fails before it commits.
    ServerErrorBeforeCommit,
    /// The server commits and answers 5xx.
    ServerErrorAfterCommit,
    /// The server commits, the answer is lost.
    AnswerLost,
    /// The answer arrives cut off.
    AnswerGarbled,
    /// A captive portal answers.
    CaptivePortal,
    /// A proxy refuses large requests.
    TooLarge,
    /// No network for a while.
    Partition,
    /// The sign-in expires for a while.
    SignedOut,
    /// "There is news" is lost.
    NewsLost,
    /// The browser process dies; a transaction under way does not commit.
    CrashBeforeCommit,
    /// The browser process dies right after a transaction committed, before anybody was told.
    CrashAfterCommit,
    /// A local transaction fails (quota, dead connection).
    WriteFails,
    /// The page freezes and wakes up.
    Frozen,
    /// A second tab syncs the same storage without a lock.
    SecondTab,
    /// The browser's storage is cleared; the tablet enrols anew.
    StorageLost,
    /// The browser's storage is an old copy of itself.
    SnapshotRestored,
    /// The tablet's clock is set.
    ClockJump,
    /// The server's database is an old copy of itself, under a new epoch.
    BackupRestored,
    /// The same, but somebody only copied the file back: the epoch is the same.
    BackupCopiedBack,
    /// A tablet that still runs an app of an older version.
    OldEnvelope,
}

impl Fault {
    /// All kinds.
    pub const ALL: [Self; 23] = [
        Self::RequestDropped,
        Self::RequestDuplicated,
        Self::Delayed,
        Self::ServerErrorBeforeCommit,
        Self::ServerErrorAfterCommit,
        Self::AnswerLost,
        Self::AnswerGarbled,
        Self::CaptivePortal,
        Self::TooLarge,
        Self::Partition,
        Self::SignedOut,
        Self::NewsLost,
        Self::CrashBeforeCommit,
        Self::CrashAfterCommit,
        Self::WriteFails,
        Self::Frozen,
        Self::SecondTab,
        Self::StorageLost,
        Self::SnapshotRestored,
        Self::ClockJump,
        Self::BackupRestored,
        Self::BackupCopiedBack,
        Self::OldEnvelope,
    ];
}

/// Which faults a seed has, how likely each is, and how often each happened.
#[derive(Clone, Debug)]
pub struct Faults {
    percent: BTreeMap<Fault, u64>,
    counts: BTreeMap<Fault, u64>,
}

impl Faults {
    /// Draws the subset of a seed. One seed in sixteen has none: the machinery must also work in peace.
    pub fn draw(rng: &mut Rng) -> Self {
        let density = rng.range(0, 15) * 6;
        let mut percent = BTreeMap::new();
        for fault in Fault::ALL {
            if rng.percent(density) {
                percent.insert(fault, rng.range(2, 30));
            }
        }
        Self { percent, counts: BTreeMap::new() }
    }

    /// Is this kind switched on in this seed.
    #[must_use]
    pub fn has(&self, fault: Fault) -> bool {
        self.percent.contains_key(&fault)
    }

    /// Rolls the dice for one occasion of this kind, and counts it when it happens.
    pub fn strikes(&mut self, fault: Fault, rng: &mut Rng) -> bool {
        let strikes = self.percent.get(&fault).is_some_and(|percent| rng.percent(*percent));
        if strikes {
            self.count(fault);
        }
        strikes
    }

    /// Counts one that was decided elsewhere.
    pub fn count(&mut self, fault: Fault) {
        *self.counts.entry(fault).or_default() += 1;
    }

    /// No more faults from here on.
    pub fn heal(&mut self) {
        self.percent.clear();
    }

    /// How often each happened.
    #[must_use]
    pub const fn counts(&self) -> &BTreeMap<Fault, u64> {
        &self.counts
    }
}
