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
//! * between two such steps (a *stretch*) the wall clock ran steadily, so one correction holds for all of it.

use std::{
    collections::{BTreeMap, BTreeSet},
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

/// Place of an event in its boot. The id only tells apart what should not exist: two events of one number.
type Place = (u64, EventId);

/// All readings of one boot of one device, in order of `seq`.
#[derive(Clone, Debug, Default)]
pub(crate) struct BootClock {
    readings: BTreeMap<Place, Reading>,
    /// 校時 of this boot: true time − wall time.
    fixes: BTreeMap<Place, i64>,
    /// Readings that do not continue the one before them.
    breaks: BTreeSet<Place>,
    /// Breaks after which wall time + own offset is not the whole truth. None: the usual day, nothing to compute.
    odd_breaks: usize,
    /// Some event of the boot carries an offset that may be trusted.
    trusted: bool,
    /// Correction on top of the own offset, from each break on. Computed when first asked for.
    shifts: OnceLock<Vec<(Place, i64)>>,
}

impl BootClock {
    /// Adds the reading of an event. Any order; each event once.
    pub(crate) fn insert(&mut self, event: &AttendanceEvent) {
        let place = (event.seq, event.id);
        let reading = Reading::of(event);
        let before = self.readings.range(..place).next_back().map(|(_, reading)| *reading);
        let after = self.readings.range(place..).next().map(|(place, reading)| (*place, *reading));
        self.readings.insert(place, reading);
        if let Some((after_place, after)) = after {
            let old = before.map(|before| Change::between(&before, &after));
            self.replace_break(after_place, old, Some(Change::between(&reading, &after)));
        }
        let change = before.map(|before| Change::between(&before, &reading));
        self.replace_break(place, None, change);
        if let EventKind::ClockFix { offset_ms } = event.kind {
            self.fixes.insert(place, offset_ms);
            self.forget();
        }
        // An event that simply continues the newest one (the usual tap) leaves every correction as it is.
        if after.is_some() || change.is_none_or(Change::is_break) {
            self.forget();
        }
        self.trusted |=
            event.offset.is_some() && matches!(event.quality, OffsetQuality::Good | OffsetQuality::Manual);
    }

    fn replace_break(&mut self, place: Place, old: Option<Change>, new: Option<Change>) {
        self.odd_breaks -= usize::from(old.is_some_and(Change::is_odd));
        self.odd_breaks += usize::from(new.is_some_and(Change::is_odd));
        if new.is_some_and(Change::is_break) {
            self.breaks.insert(place);
        } else {
            self.breaks.remove(&place);
        }
    }

    /// Something outside changed (a 校時 was taken back): compute again when asked.
    pub(crate) fn forget(&mut self) {
        self.shifts.take();
    }

    /// The time the rules use for an event of this boot, and how far it can be trusted.
    pub(crate) fn read(
        &self,
        event: &AttendanceEvent,
        voided: impl Fn(EventId) -> bool,
    ) -> (Timestamp, ClockTrust) {
        let measured = if self.trusted { ClockTrust::Measured } else { ClockTrust::Untrusted };
        if self.fixes.is_empty() && self.odd_breaks == 0 {
            return (event.corrected(), measured);
        }
        let fixed = self.fixes.keys().any(|(_, id)| !voided(*id));
        let shifts = self.shifts.get_or_init(|| self.compute_shifts(&voided));
        let runs_before = shifts.partition_point(|(start, _)| *start <= (event.seq, event.id));
        let shift = runs_before.checked_sub(1).map_or(0, |run| shifts[run].1);
        (event.corrected().plus_ms(shift), if fixed { ClockTrust::Fixed } else { measured })
    }

    fn compute_shifts(&self, voided: &impl Fn(EventId) -> bool) -> Vec<(Place, i64)> {
        let runs = self.runs(voided);
        let fixed = runs.iter().any(|run| run.fix.is_some());
        let mut stretches: Vec<Stretch> = Vec::new();
        for run in &runs {
            if stretches.is_empty() || run.step != 0 {
                stretches.push(Stretch { step: run.step, level: None });
            }
            let anchor = match (fixed, run.fix) {
                (true, fix) => fix.map(|shift| run.carried.saturating_add(shift)),
                (false, _) => run.measured.then_some(run.carried),
            };
            if let Some(stretch) = stretches.last_mut() {
                // The last anchor of a stretch holds for all of it.
                stretch.level = anchor.or(stretch.level);
            }
        }
        let levels = spread(&stretches);
        let mut stretch = 0;
        let shifts = runs.iter().enumerate().map(|(i, run)| {
            stretch += usize::from(i > 0 && run.step != 0);
            (run.start, levels.get(stretch).map_or(0, |level| level.saturating_sub(run.carried)))
        });
        shifts.collect()
    }

    /// Readings from break to break.
    fn runs(&self, voided: &impl Fn(EventId) -> bool) -> Vec<Run> {
        let Some((first_place, first)) = self.readings.first_key_value() else { return Vec::new() };
        let mut runs = vec![Run {
            start: *first_place,
            step: 0,
            carried: 0,
            measured: first.offset.is_some(),
            fix: None,
        }];
        let mut carried = 0_i64;
        for place in &self.breaks {
            let before = self.readings.range(..*place).next_back();
            let (Some((_, before)), Some(reading)) = (before, self.readings.get(place)) else { continue };
            let change = Change::between(before, reading);
            carried = carried.saturating_add(if change.offset_moved() { change.offset } else { 0 });
            let step = if change.stepped() { change.step } else { 0 };
            runs.push(Run { start: *place, step, carried, measured: change.is_measured_after(), fix: None });
        }
        for (place, offset) in self.fixes.iter().filter(|((_, id), _)| !voided(*id)) {
            let runs_before = runs.partition_point(|run| run.start <= *place);
            let own = self.readings.get(place).map_or(0, Reading::own_offset);
            if let Some(run) = runs_before.checked_sub(1).and_then(|i| runs.get_mut(i)) {
                run.fix = Some(offset.saturating_sub(own));
            }
        }
        runs
    }
}

/// What one event says about its boot's clocks.
#[derive(Clone, Copy, Debug)]
struct Reading {
    wall: i64,
    mono: i64,
    offset: Option<i64>,
}

impl Reading {
    fn of(event: &AttendanceEvent) -> Self {
        let mono = i64::try_from(event.mono).unwrap_or(i64::MAX);
        Self { wall: event.at.0, mono, offset: event.offset }
    }

    fn own_offset(&self) -> i64 {
        self.offset.unwrap_or(0)
    }
}

/// From one reading to the next.
#[derive(Clone, Copy, Debug)]
struct Change {
    /// Of wall − mono: negative when the wall clock was set back.
    step: i64,
    /// Of the own offset; none counts as 0.
    offset: i64,
    gained_offset: bool,
    lost_offset: bool,
}

impl Change {
    fn between(before: &Reading, after: &Reading) -> Self {
        let wall = after.wall.saturating_sub(before.wall);
        let mono = after.mono.saturating_sub(before.mono);
        Self {
            step: wall.saturating_sub(mono),
            offset: after.own_offset().saturating_sub(before.own_offset()),
            gained_offset: before.offset.is_none() && after.offset.is_some(),
            lost_offset: before.offset.is_some() && after.offset.is_none(),
        }
    }

    const fn stepped(self) -> bool {
        self.step.unsigned_abs() > CLOCK_TOLERANCE_MS.unsigned_abs()
    }

    const fn offset_moved(self) -> bool {
        self.gained_offset
            || self.lost_offset
            || self.offset.unsigned_abs() > CLOCK_TOLERANCE_MS.unsigned_abs()
    }

    const fn is_break(self) -> bool {
        self.stepped() || self.offset_moved()
    }

    /// Whether wall time + own offset may be wrong on one side. A rise alone is a sleeping tablet.
    const fn is_odd(self) -> bool {
        self.offset_moved() || self.step < -CLOCK_TOLERANCE_MS
    }

    /// Whether the offset was measured after the step, and not only carried along.
    const fn is_measured_after(self) -> bool {
        if self.gained_offset {
            true
        } else if self.lost_offset {
            false
        } else if self.step < -CLOCK_TOLERANCE_MS {
            // Set back by `step`: an offset measured since grew by about as much, an older one hardly changed.
            self.offset.saturating_add(self.step).unsigned_abs() < self.offset.unsigned_abs()
        } else {
            self.offset_moved()
        }
    }
}

/// Readings that continue each other.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: Place,
    /// Step of wall − mono on entering it; 0 when it goes on in the same stretch.
    step: i64,
    /// Sum of the jumps of the own offset up to here: own offset + correction − `carried` is steady in a stretch.
    carried: i64,
    /// Its own offset was measured in it, or before the boot.
    measured: bool,
    /// Correction its last 校時 asks for.
    fix: Option<i64>,
}

/// Runs between two steps of the wall clock.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    step: i64,
    /// Correction + `carried` of its runs, where something in it tells.
    level: Option<i64>,
}

/// Levels of all stretches from those that are known.
fn spread(stretches: &[Stretch]) -> Vec<i64> {
    let mut levels: Vec<_> = stretches.iter().map(|stretch| stretch.level).collect();
    // Backward: what came before the first anchor. Without any anchor the first stretch is taken as right, so that at
    // least order and distances are.
    match levels.iter().position(Option::is_some) {
        Some(first) => {
            for i in (0..first).rev() {
                levels[i] = levels[i + 1].map(|level| level.saturating_add(stretches[i + 1].step.min(0)));
            }
        }
        None => {
            if let Some(first) = levels.first_mut() {
                *first = Some(0);
            }
        }
    }
    // Forward: a stretch without an anchor of its own continues the one before it.
    for i in 1..levels.len() {
        if levels[i].is_none() {
            levels[i] = levels[i - 1].map(|level| level.saturating_sub(stretches[i].step.min(0)));
        }
    }
    levels.into_iter().map(|level| level.unwrap_or(0)).collect()
}
