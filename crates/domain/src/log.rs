//! The events of one session as an order-independent, idempotent index (Y-06, Y-07).

use std::{
    collections::{BTreeMap, HashMap, btree_map::Entry},
    sync::Arc,
};

use crate::{
    clock::{BootClock, ClockTrust},
    event::{EventKind, ReceivedEvent, Subject},
    ids::{BootId, DeviceId, EventId, PeriodId},
    time::Timestamp,
};

/// All known events of one session. Merging is set union by event id, so any order, repetition or regrouping of
/// insertions gives the same log. Cloning shares the events.
///
/// 校時 events of another session but the same boot may be inserted too; they correct the clocks of that boot.
#[derive(Clone, Debug, Default)]
pub struct SessionLog {
    events: BTreeMap<EventId, Arc<ReceivedEvent>>,
    by_subject: BTreeMap<Subject, Vec<EventId>>,
    /// Void events by the event they take back, which may not have arrived yet.
    voids: HashMap<EventId, Vec<EventId>>,
    extensions: HashMap<PeriodId, Vec<EventId>>,
    ends: HashMap<DeviceId, Vec<EventId>>,
    boots: HashMap<(DeviceId, BootId), BootClock>,
}

impl SessionLog {
    /// An empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an event. `false` when an event with that id was already there; only its receipt time may be filled in
    /// then. (The server keeps two different events of one id apart before they can reach a log.)
    pub fn insert(&mut self, received: ReceivedEvent) -> bool {
        let event = &received.event;
        let id = event.id;
        match self.events.entry(id) {
            Entry::Occupied(mut known) => {
                let receipt = earlier(known.get().received_at, received.received_at);
                if known.get().received_at != receipt {
                    Arc::make_mut(known.get_mut()).received_at = receipt;
                }
                return false;
            }
            Entry::Vacant(free) => {
                if let Some(subject) = event.subject {
                    self.by_subject.entry(subject).or_default().push(id);
                }
                self.boots.entry((event.device, event.boot)).or_default().insert(event);
                match event.kind {
                    EventKind::Void { event: target } => self.voids.entry(target).or_default().push(id),
                    EventKind::WindowExtend { .. } => {
                        self.extensions.entry(event.period).or_default().push(id);
                    }
                    EventKind::EndOfSession { .. } => self.ends.entry(event.device).or_default().push(id),
                    _ => {}
                }
                free.insert(Arc::new(received));
            }
        }
        self.forget_clock_of_voided(id);
        true
    }

    /// A void may take back a 校時: its boot's times have to be computed again.
    fn forget_clock_of_voided(&mut self, id: EventId) {
        let Some(EventKind::Void { event: target }) = self.events.get(&id).map(|e| &e.event.kind) else {
            return;
        };
        if let Some(target) = self.events.get(target)
            && let Some(boot) = self.boots.get_mut(&(target.event.device, target.event.boot))
        {
            boot.forget();
        }
    }

    /// Set union with another log.
    pub fn merge(&mut self, other: &Self) {
        self.extend(other.iter().cloned());
    }

    /// Number of events.
    #[must_use]
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether there are no events.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// All events, in order of id.
    pub fn iter(&self) -> impl Iterator<Item = &ReceivedEvent> {
        self.events.values().map(AsRef::as_ref)
    }

    /// One event.
    #[must_use]
    pub fn get(&self, id: EventId) -> Option<&ReceivedEvent> {
        self.events.get(&id).map(AsRef::as_ref)
    }

    /// Everything about a person in all periods, voided events and the voids included, in order of corrected time.
    #[must_use]
    pub fn history(&self, subject: Subject) -> Vec<&ReceivedEvent> {
        self.history_of(&[subject])
    }

    /// [`Self::history`] of one person known under several subjects (a walk-in matched to a registration).
    #[must_use]
    pub fn history_of(&self, subjects: &[Subject]) -> Vec<&ReceivedEvent> {
        let own = subjects.iter().filter_map(|subject| self.by_subject.get(subject)).flatten();
        let mut ids: Vec<EventId> =
            own.flat_map(|id| std::iter::once(id).chain(self.voids_of(*id))).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let mut history: Vec<_> =
            ids.into_iter().filter_map(|id| self.get(id)).map(|e| (self.effective_time(e), e)).collect();
        history.sort_by_key(|(time, e)| (*time, e.event.seq, e.event.id));
        history.into_iter().map(|(_, e)| e).collect()
    }

    /// Everybody some event is about, each once.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> {
        self.by_subject.keys().copied()
    }

    /// Until when sign-in of a period was extended (延長簽到): the furthest extension that was not taken back.
    #[must_use]
    pub fn extension(&self, period: PeriodId) -> Option<Timestamp> {
        let valid = self.extensions.get(&period)?.iter().filter(|id| !self.is_voided(**id));
        valid
            .filter_map(|id| match self.get(*id)?.event.kind {
                EventKind::WindowExtend { until } => Some(until),
                _ => None,
            })
            .max()
    }

    /// Whether an event was taken back (撤銷). A void itself cannot be taken back: the person is tapped again.
    #[must_use]
    pub fn is_voided(&self, id: EventId) -> bool {
        self.voids.contains_key(&id)
    }

    /// The events that take back `id`.
    pub(crate) fn voids_of(&self, id: EventId) -> impl Iterator<Item = &EventId> {
        self.voids.get(&id).into_iter().flatten()
    }

    /// The time the rules use: the claimed time of a 補登, else the device time corrected by 校時 or by the measured
    /// offset of its boot.
    #[must_use]
    pub fn effective_time(&self, e: &ReceivedEvent) -> Timestamp {
        self.clock(e).0
    }

    /// [`Self::effective_time`] together with how far it can be trusted.
    #[must_use]
    pub fn clock(&self, e: &ReceivedEvent) -> (Timestamp, ClockTrust) {
        if let EventKind::PaperBackfill { claimed, .. } = e.event.kind {
            return (claimed, ClockTrust::Claimed);
        }
        match self.boots.get(&(e.event.device, e.event.boot)) {
            Some(boot) => boot.read(&e.event, |id| self.is_voided(id)),
            None => (e.event.corrected(), ClockTrust::Untrusted),
        }
    }

    /// The last sequence number a device reported with its 場次結束, unless it took the report back. A report speaks of
    /// what came before it, so it never makes anybody wait for numbers above its own.
    #[must_use]
    pub fn ended(&self, device: DeviceId) -> Option<u64> {
        let valid = self.ends.get(&device)?.iter().filter(|id| !self.is_voided(**id));
        valid
            .filter_map(|id| {
                let event = &self.get(*id)?.event;
                match event.kind {
                    EventKind::EndOfSession { last_seq } => Some(last_seq.min(event.seq)),
                    _ => None,
                }
            })
            .max()
    }

    /// Whether the log holds a 場次結束 of a device at all, taken back or not.
    pub(crate) fn has_end_report(&self, device: DeviceId) -> bool {
        self.ends.contains_key(&device)
    }
}

/// The earlier of two receipt times; an unknown one gives way.
fn earlier(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

impl PartialEq for SessionLog {
    fn eq(&self, other: &Self) -> bool {
        self.events == other.events
    }
}

impl Eq for SessionLog {}

impl Extend<ReceivedEvent> for SessionLog {
    fn extend<I: IntoIterator<Item = ReceivedEvent>>(&mut self, events: I) {
        for event in events {
            self.insert(event);
        }
    }
}

impl FromIterator<ReceivedEvent> for SessionLog {
    fn from_iter<I: IntoIterator<Item = ReceivedEvent>>(events: I) -> Self {
        let mut log = Self::new();
        log.extend(events);
        log
    }
}
