//! Flags of one person in one period (5.4), and whether somebody has to resolve them.

use std::collections::BTreeSet;

use super::PeriodFacts;
use crate::{
    attendance::{Flag, Gap, Punch},
    course::Period,
    evaluate::Facts,
    event::{Direction, ReceivedEvent},
    flags::{self, TimeDoubt},
    matching::Person,
    presence::direction,
    roster::RegistrationState,
    settle::{decided, is_new_fact},
};

/// Flags that a person has to resolve before the attendance counts (5.4). The others inform.
const OPEN_FLAGS: [Flag; 6] = [
    Flag::NotOnRoster,
    Flag::NotAdmitted,
    Flag::CancelledButPresent,
    Flag::WrongSession,
    Flag::AfterClose,
    Flag::UnknownPeriod,
];

/// Flags collected for one person in one period.
#[derive(Default)]
pub(super) struct Doubts {
    pub(super) flags: BTreeSet<Flag>,
    clock_open: bool,
}

impl Doubts {
    pub(super) fn is_open(&self) -> bool {
        self.clock_open || OPEN_FLAGS.iter().any(|flag| self.flags.contains(flag))
    }

    pub(super) fn about_presence(
        &mut self,
        facts: &Facts<'_>,
        at: &PeriodFacts<'_>,
        person: &Person<'_>,
        history: &[&ReceivedEvent],
        punches: &[Punch],
    ) {
        let session = facts.session;
        for (i, punch) in punches.iter().enumerate() {
            // Coming back is judged by its gap, not by the sign-in window.
            let returning = punch.direction == Direction::In && i > 0;
            let flag = flags::window_flag(at.period, session, at.extension, punch.direction, punch.time);
            self.flags.extend(flag.filter(|_| !returning));
            let Some(received) = facts.log.get(punch.event) else { continue };
            let (time, trust) = facts.log.clock(received);
            let doubt = flags::doubt_about_time(&received.event, session, time, trust, received.received_at);
            if let Some(doubt) = doubt {
                self.flags.insert(Flag::ClockUntrusted);
                self.clock_open |= doubt == TimeDoubt::Open;
            }
        }
        if flags::on_several_devices(punches) {
            self.flags.insert(Flag::DupDevice);
        }
        if flags::void_conflict(facts.log, history, punches) {
            self.flags.insert(Flag::VoidConflict);
        }
        let closed = facts.course_closed_at;
        let after_close = |e: &&ReceivedEvent| match (e.received_at, closed) {
            (Some(received), Some(closed)) => received > closed && is_new_fact(&e.event.kind),
            _ => false,
        };
        if history.iter().any(after_close) {
            self.flags.insert(Flag::AfterClose);
        }
        if !punches.is_empty() {
            self.flags.extend(person.entry.and_then(|entry| flags::admission_flag(entry.state)));
        }
    }

    pub(super) fn about_person(&mut self, person: &Person<'_>, present: bool, over_capacity: bool) {
        if !present {
            return;
        }
        let admitted = person.entry.is_some_and(|entry| entry.state == RegistrationState::Admitted);
        if person.entry.is_none() {
            let flag = if person.elsewhere.is_some() { Flag::WrongSession } else { Flag::NotOnRoster };
            self.flags.insert(flag);
        }
        if person.doubled {
            self.flags.insert(Flag::DupPerson);
        }
        if over_capacity && !admitted {
            self.flags.insert(Flag::OverCapacity);
        }
    }

    /// A punch in a period the session does not have is seen in every period it has: nobody may be marked 未出席 past it.
    pub(super) fn about_unknown_periods(&mut self, facts: &Facts<'_>, history: &[&ReceivedEvent]) {
        let stray = |e: &&ReceivedEvent| {
            direction(&e.event.kind).is_some()
                && !facts.log.is_voided(e.event.id)
                && flags::is_of_unknown_period(&e.event, facts.session)
        };
        if history.iter().any(stray) {
            self.flags.insert(Flag::UnknownPeriod);
        }
    }

    /// A return later than the late grace is never silently 全程 (F-06).
    pub(super) fn about_gaps(&mut self, facts: &Facts<'_>, gaps: &[Gap]) {
        if gaps.iter().any(|gap| gap.minutes > facts.session.params.late_grace_min) {
            self.flags.insert(Flag::AbsenceGap);
        }
    }

    /// New facts since the newest decision reopen the case (F-20).
    pub(super) fn about_late_facts(
        &mut self,
        facts: &Facts<'_>,
        period: &Period,
        person: &Person<'_>,
        history: &[&ReceivedEvent],
    ) {
        let Some(decision) = decided(facts, &person.aliases, period.id) else { return };
        let new = |e: &&ReceivedEvent| is_new_fact(&e.event.kind) && !decision.basis.contains(&e.event.id);
        if history.iter().any(new) {
            self.flags.insert(Flag::LateFact);
        }
    }
}
