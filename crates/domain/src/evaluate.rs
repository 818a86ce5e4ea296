//! Attendance of everybody in every period (3.4, 4.5 R-ATT, 5.4): a pure function of facts and decisions.

use std::collections::BTreeSet;

use crate::{
    attendance::{Flag, Gap, Outcome, Punch, Status},
    course::{Period, SessionState},
    event::{Direction, ReceivedEvent, Subject},
    finality::{WaitReason, finality, waiting},
    flags::{self, TimeDoubt},
    matching::{Person, people},
    presence::{Presence, effective},
    roster::RegistrationState,
    settle::{decided, is_new_fact},
    time::Timestamp,
};

pub use crate::{facts::Facts, matching::drafts_matched};

/// Flags that a person has to resolve before the attendance counts (5.4). The others inform.
const OPEN_FLAGS: [Flag; 5] = [
    Flag::NotOnRoster,
    Flag::NotAdmitted,
    Flag::CancelledButPresent,
    Flag::WrongSession,
    Flag::AfterClose,
];

/// Evaluates every roster row and every unmatched walk-in in every period: people first by roster, periods in order.
#[must_use]
pub fn evaluate(facts: &Facts<'_>) -> Vec<Outcome> {
    assess(facts).into_iter().map(|assessment| assessment.outcome).collect()
}

/// An outcome and what it would be without its doubts.
pub(crate) struct Assessment {
    pub outcome: Outcome,
    /// Status by the punches alone; stands when the doubts are settled by 採認.
    pub by_punches: Status,
    /// All subjects of the person.
    pub aliases: Vec<Subject>,
}

pub(crate) fn assess(facts: &Facts<'_>) -> Vec<Assessment> {
    let people = people(facts);
    let periods: Vec<PeriodFacts<'_>> =
        facts.session.periods.iter().map(|period| PeriodFacts::of(facts, period)).collect();
    let over_capacity = over_capacity(facts, &people);
    let mut assessments = Vec::with_capacity(people.len() * periods.len());
    for person in &people {
        let history = facts.log.history_of(&person.aliases);
        for period in &periods {
            assessments.push(assess_person(facts, period, person, &history, over_capacity));
        }
    }
    assessments
}

/// What is the same for everybody in a period.
struct PeriodFacts<'a> {
    period: &'a Period,
    is_final: bool,
    extension: Option<Timestamp>,
    /// Some device that ended the session has holes in its sequence.
    holes: bool,
}

impl<'a> PeriodFacts<'a> {
    fn of(facts: &Facts<'a>, period: &'a Period) -> Self {
        Self {
            period,
            is_final: finality(facts, period).is_final(),
            extension: facts.log.extension(period.id),
            holes: waiting(facts).any(|(_, reason)| matches!(reason, WaitReason::Missing(_))),
        }
    }
}

fn assess_person(
    facts: &Facts<'_>,
    at: &PeriodFacts<'_>,
    person: &Person<'_>,
    history: &[&ReceivedEvent],
    over_capacity: bool,
) -> Assessment {
    let history: Vec<_> = history.iter().filter(|e| e.event.period == at.period.id).copied().collect();
    let punches = effective(facts.log, at.period.id, &history);
    let presence = Presence::of(&punches);
    let gaps = gaps(at.period, &punches);
    let by_punches = status_by_punches(facts, at, person, &presence);

    let mut doubts = Doubts::default();
    doubts.about_presence(facts, at, person, &history, &punches);
    doubts.about_person(person, !punches.is_empty(), over_capacity);
    doubts.about_gaps(facts, &gaps);
    doubts.about_late_facts(facts, at.period, person, &history);
    let evidence_may_be_missing =
        matches!(by_punches, Status::NotArrived | Status::NoShow | Status::NoSignOut | Status::OnlySignOut);
    if at.holes && evidence_may_be_missing {
        doubts.flags.insert(Flag::SeqGap);
    }

    let held = facts.session.state == SessionState::Scheduled;
    let open = doubts.is_open() && !punches.is_empty();
    let in_progress = presence.inside && facts.now <= at.period.signout_closes(&facts.session.params);
    let status = if !held {
        Status::SessionCancelled
    } else if (open && !in_progress)
        || (doubts.flags.contains(&Flag::AbsenceGap) && by_punches == Status::Full)
    {
        Status::Undetermined
    } else {
        by_punches
    };
    let doubtful_attendance = matches!(
        status,
        Status::Late { .. }
            | Status::LeftEarly { .. }
            | Status::LateAndLeftEarly { .. }
            | Status::NoSignOut
            | Status::OnlySignOut
            | Status::Undetermined
    );
    Assessment {
        outcome: Outcome {
            subject: person.subject,
            period: at.period.id,
            status,
            first_in: presence.first_in,
            last_out: presence.last_out,
            gaps,
            needs_decision: held && (open || doubtful_attendance || doubts.flags.contains(&Flag::LateFact)),
            flags: doubts.flags.into_iter().collect(),
            events: history.iter().map(|e| e.event.id).collect(),
        },
        by_punches: if held { by_punches } else { Status::SessionCancelled },
        aliases: person.aliases.clone(),
    }
}

/// 3.4 by the punches and the registration alone.
fn status_by_punches(
    facts: &Facts<'_>,
    at: &PeriodFacts<'_>,
    person: &Person<'_>,
    presence: &Presence,
) -> Status {
    let params = &facts.session.params;
    let Some(first_in) = presence.first_in else {
        return match presence.last_out {
            Some(_) => Status::OnlySignOut,
            None => status_of_absent(person, at.is_final),
        };
    };
    let late = at.period.late_minutes(params, at.extension, first_in.time);
    let Some(out) = closing_sign_out(facts, at.period, presence, first_in) else {
        return match late {
            _ if facts.now > at.period.signout_closes(params) => Status::NoSignOut,
            Some(minutes) => Status::Late { minutes },
            None => Status::SignedIn,
        };
    };
    match (late, at.period.early_minutes(params, out.time)) {
        (None, None) => Status::Full,
        (Some(minutes), None) => Status::Late { minutes },
        (None, Some(minutes)) => Status::LeftEarly { minutes },
        (Some(late), Some(early)) => Status::LateAndLeftEarly { late, early },
    }
}

/// The sign-out that ends the attendance. A sign-out before the first sign-in ends nothing, and an early one is
/// undone by coming back; a stray sign-in after a proper sign-out is not (repeated taps are harmless).
fn closing_sign_out(
    facts: &Facts<'_>,
    period: &Period,
    presence: &Presence,
    first_in: Punch,
) -> Option<Punch> {
    let out = presence.last_out.filter(|out| out.time >= first_in.time)?;
    let came_back = presence.inside && period.early_minutes(&facts.session.params, out.time).is_some();
    (!came_back).then_some(out)
}

/// Without any effective punch. Only 錄取 can become 未出席, and only when attendance is final (R-FINAL).
fn status_of_absent(person: &Person<'_>, is_final: bool) -> Status {
    match (person.subject, person.entry.map(|entry| entry.state)) {
        (_, Some(RegistrationState::Admitted)) if is_final => Status::NoShow,
        (_, Some(RegistrationState::Admitted)) | (Subject::Draft(_), _) => Status::NotArrived,
        (_, Some(RegistrationState::OnLeave)) => Status::OnLeave,
        (Subject::Registration(_), _) => Status::Cancelled,
    }
}

/// Absences inside the period: from each sign-out to the sign-in right after it, breaks excluded.
fn gaps(period: &Period, punches: &[Punch]) -> Vec<Gap> {
    let pairs = punches.windows(2).filter(|pair| pair[0].direction == Direction::Out);
    pairs
        .filter(|pair| pair[1].direction == Direction::In)
        .map(|pair| Gap {
            from: pair[0].time,
            to: pair[1].time,
            minutes: period.teaching_minutes(pair[0].time, pair[1].time),
        })
        .filter(|gap| gap.minutes > 0)
        .collect()
}

/// Whether admitted people and present others are more than the seats (OVER_CAPACITY). Punches are never refused.
fn over_capacity(facts: &Facts<'_>, people: &[Person<'_>]) -> bool {
    let Some(capacity) = facts.session.capacity else { return false };
    let takes_seat = |person: &&Person<'_>| match person.entry.map(|entry| entry.state) {
        Some(RegistrationState::Admitted) => true,
        _ => facts
            .session
            .periods
            .iter()
            .any(|period| !crate::presence::punches(facts.log, period.id, &person.aliases).is_empty()),
    };
    people.iter().filter(takes_seat).count() > capacity as usize
}

/// Flags collected for one person in one period.
#[derive(Default)]
struct Doubts {
    flags: BTreeSet<Flag>,
    clock_open: bool,
}

impl Doubts {
    fn is_open(&self) -> bool {
        self.clock_open || OPEN_FLAGS.iter().any(|flag| self.flags.contains(flag))
    }

    fn about_presence(
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

    fn about_person(&mut self, person: &Person<'_>, present: bool, over_capacity: bool) {
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

    /// A return later than the late grace is never silently 全程 (F-06).
    fn about_gaps(&mut self, facts: &Facts<'_>, gaps: &[Gap]) {
        if gaps.iter().any(|gap| gap.minutes > facts.session.params.late_grace_min) {
            self.flags.insert(Flag::AbsenceGap);
        }
    }

    /// New facts since the newest decision reopen the case (F-20).
    fn about_late_facts(
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
