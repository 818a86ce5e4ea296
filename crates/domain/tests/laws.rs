//! The laws at the end of section 12: merging is commutative, associative and idempotent, adding a fact never takes
//! away another's effect, nothing is lost, and nobody's name is ever put under somebody else's tap.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*, sample::Index};
use support::*;
use yanxi_domain::{
    attendance::Outcome,
    award::award,
    course::PeriodLabel,
    determination::Decision,
    evaluate::evaluate,
    event::{Direction, EventKind, OffsetQuality, ReceivedEvent, Subject},
    finality::finality,
    headcount::headcount,
    log::SessionLog,
    roster::RegistrationState,
    settle::settle,
    time::Timestamp,
};

/// One thing that happens at a tablet, after so many seconds.
#[derive(Clone, Debug)]
enum Step {
    Tap(usize, Direction),
    Void(Index),
    WalkIn(usize),
    Extend(i64),
    Backfill(usize, Direction, i64),
    EndOfSession,
    FixClock(i64),
    /// The wall clock moves by so many minutes.
    Jump(i64),
    /// The tablet sleeps: its monotonic clock stays behind.
    Sleep(i64),
    /// Contact: the offset is measured.
    Measure,
    Restart,
}

const PEOPLE: usize = 5;

fn person(n: usize) -> Subject {
    [registration(1), registration(2), registration(3), draft(1), draft(2)][n % PEOPLE]
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Direction::In), Just(Direction::Out)]
}

fn calm_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0..PEOPLE, direction()).prop_map(|(who, direction)| Step::Tap(who, direction)),
        2 => any::<Index>().prop_map(Step::Void),
        1 => (0..2_usize).prop_map(Step::WalkIn),
        1 => (0_i64..60).prop_map(Step::Extend),
        1 => (0..PEOPLE, direction(), 0_i64..240).prop_map(|(who, d, minute)| Step::Backfill(who, d, minute)),
        1 => Just(Step::EndOfSession),
        1 => Just(Step::Restart),
    ]
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => calm_step(),
        1 => (-90_i64..90).prop_map(|minutes| Step::FixClock(minutes * 60_000)),
        1 => (-90_i64..90).prop_map(Step::Jump),
        1 => (1_i64..90).prop_map(Step::Sleep),
        1 => Just(Step::Measure),
    ]
}

/// (tablet, seconds since the previous step, step).
fn script(step: impl Strategy<Value = Step>) -> impl Strategy<Value = Vec<(usize, i64, Step)>> {
    vec((0..3_usize, 1_i64..900, step), 1..40)
}

/// Plays a script on three tablets, one of which was never online.
fn play(script: &[(usize, i64, Step)]) -> Vec<ReceivedEvent> {
    let mut tablets = [Tablet::new(1), Tablet::new(2).fast_by_minutes(47), Tablet::new(3).never_online()];
    let mut now = at("08:20");
    let mut events: Vec<ReceivedEvent> = vec![];
    let records = records();
    for (tablet, wait, step) in script {
        now = now.plus_ms(wait * 1000);
        let time = now.taipei().format("%H:%M:%S").to_string();
        let tablet = &mut tablets[*tablet];
        let event = match step {
            Step::Tap(who, Direction::In) => tablet.sign_in(&time, person(*who)),
            Step::Tap(who, Direction::Out) => tablet.sign_out(&time, person(*who)),
            Step::Void(_) if events.is_empty() => continue,
            Step::Void(which) => {
                let target = which.get(&events).clone();
                tablet.void(&time, &target)
            }
            Step::WalkIn(who) => tablet.walk_in(&time, draft(*who as u128 + 1), &records[*who]),
            Step::Extend(minutes) => {
                let until = at("09:00").plus_minutes(*minutes);
                tablet.event(&time, None, EventKind::WindowExtend { until })
            }
            Step::Backfill(who, direction, minute) => {
                let claimed = at("08:30").plus_minutes(*minute);
                let kind = EventKind::PaperBackfill { direction: *direction, claimed };
                tablet.event(&time, Some(person(*who)), kind)
            }
            Step::EndOfSession => tablet.end_of_session(&time),
            Step::FixClock(offset_ms) => tablet.fix_clock(&time, *offset_ms),
            Step::Jump(minutes) => {
                tablet.clock_error_ms += minutes * 60_000;
                continue;
            }
            Step::Sleep(minutes) => {
                // The monotonic clock never runs below zero, so a tablet sleeps at most as long as it was awake.
                let awake = now.0 + tablet.mono_shift_ms;
                tablet.mono_shift_ms -= (minutes * 60_000).min(awake);
                continue;
            }
            Step::Measure => {
                tablet.offset = Some(-tablet.clock_error_ms);
                tablet.quality = OffsetQuality::Good;
                continue;
            }
            Step::Restart => {
                tablet.restart(&time);
                continue;
            }
        };
        events.push(event);
    }
    events
}

fn records() -> [yanxi_domain::event::SideRecord; 2] {
    [
        walk_in_record(1, "李小華", Some(HAIFENG), "海豐國小", "教務主任"),
        walk_in_record(2, "趙大同", None, "鳳山國小", "教師"),
    ]
}

fn day() -> Day {
    let mut day = Day::new();
    // The first walk-in is the second row of the roster.
    day.roster.push(row(registration(2), "李小華", RegistrationState::Admitted));
    day.roster.push(row(registration(3), "張美玲", RegistrationState::Cancelled));
    day.session.periods.push(period(AFTERNOON, PeriodLabel::Afternoon, "13:30", "16:00"));
    day.session.capacity = Some(2);
    for record in records() {
        day.record(record);
    }
    day.devices = [1, 2, 3].map(|n| Tablet::new(n).status()).to_vec();
    day
}

/// Everything anybody computes from a log.
fn everything(day: &Day, log: &SessionLog) -> String {
    let mut times: Vec<_> = log.iter().map(|e| (e.event.id, log.effective_time(e))).collect();
    times.sort_unstable();
    day.ask_with(log, |facts| {
        let settled = settle(facts);
        let hours = award(&THREE_HOURS, facts.session, &settled);
        let final_ = finality(facts, &facts.session.periods[0]);
        format!(
            "{times:?} {:?} {settled:?} {hours:?} {final_:?} {:?}",
            evaluate(facts),
            headcount(facts, MORNING)
        )
    })
}

fn order(events: &[ReceivedEvent], places: &[Index]) -> Vec<ReceivedEvent> {
    let mut rest = events.to_vec();
    let mut shuffled: Vec<_> = places
        .iter()
        .map_while(|place| (!rest.is_empty()).then(|| rest.swap_remove(place.index(rest.len()))))
        .collect();
    shuffled.extend(rest);
    shuffled
}

proptest! {
    #[test]
    fn any_order_repetition_and_regrouping_gives_the_same(
        script in script(any_step()),
        places in vec(any::<Index>(), 40),
        again in vec(any::<Index>(), 0..10),
        cuts in vec(0..40_usize, 0..4),
    ) {
        let events = play(&script);
        let mut day = day();
        day.events.clone_from(&events);
        if let Some(first) = day.ask(evaluate).into_iter().find(|outcome| outcome.needs_decision) {
            day.decide_outcome(&first, Decision::TreatAsFull);
        }
        let straight: SessionLog = events.iter().cloned().collect();
        let expected = everything(&day, &straight);

        let mut arriving = order(&events, &places);
        if !events.is_empty() {
            arriving.extend(again.iter().map(|which| which.get(&events).clone()));
        }
        let mut shuffled = SessionLog::new();
        for event in arriving {
            // Looking in between must not freeze anything.
            let _ = shuffled.effective_time(&event);
            shuffled.insert(event);
        }
        prop_assert_eq!(&shuffled, &straight);
        prop_assert_eq!(everything(&day, &shuffled), expected.clone());

        // Associative: other groups, merged among themselves first.
        let mut groups: Vec<SessionLog> = vec![SessionLog::new(); cuts.len() + 1];
        for (i, event) in events.iter().enumerate() {
            let group = cuts.iter().filter(|cut| **cut <= i).count();
            groups[group].insert(event.clone());
        }
        let mut merged = SessionLog::new();
        for group in groups.iter().rev() {
            let mut larger = group.clone();
            larger.merge(&merged);
            merged = larger;
        }
        prop_assert_eq!(&merged, &straight);
        merged.merge(&straight);
        prop_assert_eq!(everything(&day, &merged), expected);
    }

    #[test]
    fn adding_a_fact_never_takes_away_anothers_effect(
        script in script(calm_step()),
        (tablet, wait, step) in (0..3_usize, 1_i64..900, calm_step()),
    ) {
        prop_assume!(!matches!(step, Step::Void(_)));
        let before = play(&script);
        let mut longer = script.clone();
        longer.push((tablet, wait, step));
        let after = play(&longer);
        prop_assert_eq!(&after[..before.len()], &before[..]);

        let day = day();
        let (old_log, new_log): (SessionLog, SessionLog) =
            (before.into_iter().collect(), after.into_iter().collect());
        let (old, new) = (day.ask_with(&old_log, evaluate), day.ask_with(&new_log, evaluate));
        let known = |outcomes: &[Outcome]| outcomes.iter().flat_map(|o| o.events.clone()).collect::<BTreeSet<_>>();
        prop_assert!(known(&old).is_subset(&known(&new)), "an event vanished from the review");
        for old in old.iter().filter(|o| matches!(o.subject, Subject::Registration(_))) {
            let new = new.iter().find(|n| (n.subject, n.period) == (old.subject, old.period)).unwrap();
            let earliest = |o: &Outcome| o.first_in.map_or(Timestamp(i64::MAX), |punch| punch.time);
            let latest = |o: &Outcome| o.last_out.map_or(Timestamp(i64::MIN), |punch| punch.time);
            prop_assert!(earliest(new) <= earliest(old), "a sign-in lost its effect");
            prop_assert!(latest(new) >= latest(old), "a sign-out lost its effect");
        }
        for event in old_log.iter() {
            prop_assert_eq!(old_log.is_voided(event.event.id), new_log.is_voided(event.event.id));
        }
    }

    #[test]
    fn nothing_is_lost_and_attribution_never_changes(
        script in script(any_step()),
        places in vec(any::<Index>(), 40),
    ) {
        let events = play(&script);
        let log: SessionLog = order(&events, &places).into_iter().chain(events.clone()).collect();
        prop_assert_eq!(log.len(), events.len());
        for original in &events {
            prop_assert_eq!(log.get(original.event.id), Some(original));
        }
        for outcome in day().ask_with(&log, evaluate) {
            for punch in outcome.first_in.into_iter().chain(outcome.last_out) {
                let original = events.iter().find(|e| e.event.id == punch.event).unwrap();
                prop_assert_eq!(punch.device, original.event.device);
                prop_assert!(outcome.events.contains(&punch.event));
            }
        }
    }

    #[test]
    fn f_11_corrected_times_of_a_boot_never_run_backwards(
        // At most one thing happens to the clocks between two taps: sleeping and being set back in the same interval
        // cannot be told from being set back less.
        taps in vec((1_i64..900, prop::option::of(prop_oneof![
            (-90_i64..0).prop_map(Step::Jump),
            (1_i64..90).prop_map(Step::Sleep),
        ])), 1..30),
    ) {
        let script: Vec<_> = taps
            .into_iter()
            .flat_map(|(wait, trouble)| {
                let trouble = trouble.map(|step| (0, wait, step));
                trouble.into_iter().chain([(0, wait, Step::Tap(0, Direction::In))])
            })
            .collect();
        let events = play(&script);
        let log: SessionLog = events.iter().cloned().collect();
        let times: Vec<_> = events.iter().map(|e| log.effective_time(e)).collect();
        prop_assert!(times.is_sorted(), "{times:?}");
    }

    #[test]
    fn receipt_times_merge_to_the_earliest(
        receipts in vec(prop::option::of(0_i64..1000), 1..6),
    ) {
        let event = Tablet::new(1).sign_in("08:50", registration(1)).event;
        let log: SessionLog = receipts
            .iter()
            .map(|receipt| ReceivedEvent { event: event.clone(), received_at: receipt.map(Timestamp) })
            .collect();
        let earliest = receipts.iter().flatten().min().copied().map(Timestamp);
        prop_assert_eq!(log.get(event.id).unwrap().received_at, earliest);
        prop_assert_eq!(log.len(), 1);
    }

    #[test]
    fn absurd_clocks_never_panic(
        readings in vec((any::<i64>(), any::<u64>(), prop::option::of(any::<i64>()), any::<bool>()), 1..12),
    ) {
        let mut a = Tablet::new(1);
        let mut day = day();
        for (wall, mono, offset, fix) in readings {
            let mut received = a.sign_in("08:50", registration(1));
            received.event.at = Timestamp(wall);
            received.event.mono = mono;
            received.event.offset = offset;
            if fix {
                received.event.kind = EventKind::ClockFix { offset_ms: wall };
            }
            day.events.push(received);
        }
        prop_assert_eq!(day.settled().len(), 6);
    }
}
