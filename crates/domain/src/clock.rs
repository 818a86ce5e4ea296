//! The true time of events from clocks that are wrong (5.2, F-11).
//!
//! Within one start of the app (a *boot*) a device's wall clock and its monotonic clock run side by side. What can
//! be told from them:
//!
//! * wall − mono **falls**: somebody set the wall clock back. The monotonic clock never runs fast, so this is certain,
//!   and the step is taken out again.
//! * wall − mono **rises**: the tablet slept (the monotonic clock of most browsers stops then) or somebody set the wall
//!   clock forward. Sleeping is by far the commoner, so the wall clock is believed until a new measurement says
//!   otherwise; that measurement then holds back to the rise.
//! * between two such steps the wall clock ran steadily, so one offset holds for the whole stretch.

use std::{
    collections::{BTreeMap, HashMap},
    sync::OnceLock,
};

use crate::{
    event::{AttendanceEvent, EventKind, OffsetQuality},
    ids::EventId,
    time::Timestamp,
};

/// Steps and differences up to this are drift and measuring error (5.2: good means below 2 s).
pub const CLOCK_TOLERANCE_MS: i64 = 2_000;

/// Where an effective time comes from; decides whether somebody has to look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClockTrust {
    /// Read from paper (補登).
    Claimed,
    /// Set right by an operator for this boot (校時).
    Fixed,
    /// A measured offset of this boot holds.
    Measured,
    /// No offset, or only an old one, and nothing in the boot to correct it by.
    Untrusted,
}

/// What one event says about its boot's clocks.
#[derive(Clone, Copy, Debug)]
struct Reading {
    wall: i64,
    mono: i64,
    offset: Option<i64>,
}

impl Reading {
    /// Change of wall − mono from `earlier`: negative when the wall clock was set back.
    const fn step_from(&self, earlier: &Self) -> i64 {
        (self.wall - self.mono) - (earlier.wall - earlier.mono)
    }

    /// Change of the offset the device believed in; `None` when only one of the two had one.
    fn offset_change_from(&self, earlier: &Self) -> Option<i64> {
        match (earlier.offset, self.offset) {
            (Some(before), Some(after)) => Some(after - before),
            (None, None) => Some(0),
            _ => None,
        }
    }

    /// Whether wall time + own offset may not be the whole truth between these two neighbours.
    fn is_odd_after(&self, earlier: &Self) -> bool {
        self.step_from(earlier) < -CLOCK_TOLERANCE_MS
            || self.offset_change_from(earlier).is_none_or(|d| d.abs() > CLOCK_TOLERANCE_MS)
    }
}

type Place = (u64, EventId);

/// All readings of one boot of one device, in order of `seq`.
#[derive(Clone, Debug, Default)]
pub(crate) struct BootClock {
    readings: BTreeMap<Place, Reading>,
    /// 校時 of this boot: true time − wall time.
    fixes: BTreeMap<Place, i64>,
    /// Neighbours whose readings do not fit; none: the usual day, nothing to compute.
    odd_pairs: usize,
    /// Some event of the boot carries an offset that may be trusted.
    trusted: bool,
    /// True offset per event, computed when first asked for and forgotten at every change.
    offsets: OnceLock<HashMap<EventId, i64>>,
}

impl BootClock {
    /// Adds the reading of an event. Any order; each event once.
    pub(crate) fn insert(&mut self, event: &AttendanceEvent) {
        let place = (event.seq, event.id);
        let reading = Reading {
            wall: event.at.0,
            mono: i64::try_from(event.mono).unwrap_or(i64::MAX / 2),
            offset: event.offset,
        };
        let before = self.readings.range(..place).next_back().map(|(_, r)| *r);
        let after = self.readings.range(place..).next().map(|(_, r)| *r);
        if let (Some(before), Some(after)) = (before, after) {
            self.odd_pairs -= usize::from(after.is_odd_after(&before));
        }
        self.odd_pairs += usize::from(before.is_some_and(|before| reading.is_odd_after(&before)));
        self.odd_pairs += usize::from(after.is_some_and(|after| after.is_odd_after(&reading)));
        self.readings.insert(place, reading);
        if let EventKind::ClockFix { offset_ms } = event.kind {
            self.fixes.insert(place, offset_ms);
        }
        self.trusted |=
            event.offset.is_some() && matches!(event.quality, OffsetQuality::Good | OffsetQuality::Manual);
        self.forget();
    }

    /// Something outside changed (a 校時 was taken back): compute again when asked.
    pub(crate) fn forget(&mut self) {
        self.offsets.take();
    }

    /// The time the rules use for an event of this boot, and how far it can be trusted.
    pub(crate) fn read(
        &self,
        event: &AttendanceEvent,
        voided: impl Fn(EventId) -> bool,
    ) -> (Timestamp, ClockTrust) {
        if self.fixes.is_empty() && self.odd_pairs == 0 {
            let trust = if self.trusted { ClockTrust::Measured } else { ClockTrust::Untrusted };
            return (event.corrected(), trust);
        }
        let fixed = self.fixes.keys().any(|(_, id)| !voided(*id));
        let trust = match (fixed, self.trusted) {
            (true, _) => ClockTrust::Fixed,
            (false, true) => ClockTrust::Measured,
            (false, false) => ClockTrust::Untrusted,
        };
        let offsets = self.offsets.get_or_init(|| self.true_offsets(voided));
        let offset = offsets.get(&event.id).copied().or(event.offset).unwrap_or(0);
        (event.at.plus_ms(offset), trust)
    }

    fn true_offsets(&self, voided: impl Fn(EventId) -> bool) -> HashMap<EventId, i64> {
        let stretches = self.stretches(&voided);
        let fixed = stretches.iter().any(|s| s.fix.is_some());
        let mut known: Vec<Option<i64>> =
            stretches.iter().map(|s| if fixed { s.fix } else { s.measured }).collect();
        // Forward: a stretch without an anchor of its own continues the one before it.
        for i in 1..known.len() {
            if known[i].is_none() {
                known[i] = known[i - 1].map(|offset| offset - stretches[i].step.min(0));
            }
        }
        // Backward: what came before the first anchor. Without any anchor the first stretch is taken as right,
        // so that at least order and distances are.
        if let Some(last) = known.last_mut().filter(|last| last.is_none()) {
            *last = Some(-stretches.iter().map(|s| s.step.min(0)).sum::<i64>());
        }
        for i in (1..known.len()).rev() {
            if known[i - 1].is_none() {
                known[i - 1] = known[i].map(|offset| offset + stretches[i].step.min(0));
            }
        }
        let mut offsets = HashMap::with_capacity(self.readings.len());
        for (stretch, known) in stretches.iter().zip(known) {
            let stretch_offset = known.unwrap_or(0);
            for (id, own) in &stretch.events {
                let near = own.filter(|own| !fixed && (own - stretch_offset).abs() <= CLOCK_TOLERANCE_MS);
                offsets.insert(*id, near.unwrap_or(stretch_offset));
            }
        }
        offsets
    }

    fn stretches(&self, voided: &impl Fn(EventId) -> bool) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut previous: Option<Reading> = None;
        for (place, reading) in &self.readings {
            let step = previous.map_or(0, |previous| reading.step_from(&previous));
            let jumped = step.abs() > CLOCK_TOLERANCE_MS;
            if previous.is_none() || jumped {
                stretches.push(Stretch { step, ..Stretch::default() });
            }
            let Some(stretch) = stretches.last_mut() else { continue };
            if measured_here(previous.as_ref(), reading, if jumped { step } else { 0 }) {
                stretch.measured = reading.offset;
            } else if stretch.measured.is_some() && reading.offset.is_some() {
                // Small later changes refine a measurement made in this stretch.
                stretch.measured = reading.offset;
            }
            if let Some(offset) = self.fixes.get(place).filter(|_| !voided(place.1)) {
                stretch.fix = Some(*offset);
            }
            stretch.events.push((place.1, reading.offset));
            previous = Some(*reading);
        }
        stretches
    }
}

/// Whether the offset of `reading` was measured after the step before it, and not only carried along.
fn measured_here(previous: Option<&Reading>, reading: &Reading, step: i64) -> bool {
    let Some(offset) = reading.offset else { return false };
    let Some(before) = previous.and_then(|previous| previous.offset) else { return true };
    let change = offset - before;
    if step < 0 {
        // Set back by `step`: a measurement after it grew by about as much, one before it hardly changed.
        (change + step).abs() < change.abs()
    } else {
        change.abs() > CLOCK_TOLERANCE_MS
    }
}

/// Readings between two steps of the wall clock.
#[derive(Debug, Default)]
struct Stretch {
    /// Change of wall − mono on entering the stretch.
    step: i64,
    /// Offset measured inside it.
    measured: Option<i64>,
    /// Last 校時 inside it.
    fix: Option<i64>,
    events: Vec<(EventId, Option<i64>)>,
}
