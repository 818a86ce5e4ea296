//! What should come out of a scripted day, computed from the script alone: the facts as they happened, on one ideal
//! device with a right clock and a perfect network, through the same rules.

use std::collections::HashMap;

use uuid::Uuid;
use yanxi_domain::{
    attendance::Status,
    device::DeviceStatus,
    evaluate::{Facts, evaluate},
    event::{
        AttendanceEvent, Direction, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality, ReceivedEvent,
        Subject,
    },
    ids::{AccountId, BootId, DeviceId, DraftId, EventId},
    log::SessionLog,
    time::{MINUTE_MS, Timestamp},
};

use crate::truth::Truth;

const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// One thing that happened at the door.
#[derive(Clone, Debug)]
enum Fact {
    Punch(String, Direction, Timestamp),
    Extend(Timestamp),
}

/// Collects what happened.
#[derive(Debug, Default)]
pub struct Oracle {
    facts: Vec<Fact>,
}

impl Oracle {
    /// Somebody really came in or left; `label` as in [`Truth::label`].
    pub fn punch(&mut self, label: &str, direction: Direction, at: Timestamp) {
        self.facts.push(Fact::Punch(label.to_owned(), direction, at));
    }

    /// Sign-in was really extended.
    pub fn extend(&mut self, until: Timestamp) {
        self.facts.push(Fact::Extend(until));
    }

    /// Everybody who came, walk-ins included.
    #[must_use]
    pub fn came(&self) -> Vec<&str> {
        let mut labels: Vec<&str> = self
            .facts
            .iter()
            .filter_map(|fact| match fact {
                Fact::Punch(label, ..) => Some(label.as_str()),
                Fact::Extend(_) => None,
            })
            .collect();
        labels.sort_unstable();
        labels.dedup();
        labels
    }

    /// The statuses that must result, on the roster of `truth`, after everything was reported.
    #[must_use]
    pub fn statuses(&self, truth: &Truth, now: Timestamp) -> HashMap<String, Status> {
        let mut drafts: HashMap<&str, DraftId> = HashMap::new();
        let mut log = SessionLog::new();
        let device = DeviceId(Uuid::new_v4());
        let mut last_seq = 0;
        let mut add = |kind: EventKind, subject: Option<Subject>, at: Timestamp| {
            last_seq += 1;
            let event = ideal(truth, device, last_seq, kind, subject, at);
            log.insert(ReceivedEvent { event, received_at: Some(at) });
        };
        for fact in &self.facts {
            match fact {
                Fact::Punch(label, direction, at) => {
                    let subject = subject(truth, label, &mut drafts);
                    let kind = match direction {
                        Direction::In => EventKind::SignIn,
                        Direction::Out => EventKind::SignOut,
                    };
                    add(kind, Some(subject), *at);
                }
                Fact::Extend(until) => add(EventKind::WindowExtend { until: *until }, None, *until),
            }
        }
        let device = DeviceStatus {
            id: device,
            name: String::new(),
            state: yanxi_domain::device::DeviceState::Active,
            sessions: vec![truth.id()],
            last_seen: Some(now),
            unsent: 0,
            head: last_seq,
            missing: Vec::new(),
            ended: vec![(truth.id(), last_seq)],
            clock_offset_ms: Some(0),
            app_version: String::new(),
            replaced_by: None,
        };
        let records = HashMap::new();
        let outcomes = evaluate(&Facts {
            session: &truth.session,
            roster: &truth.roster,
            log: &log,
            records: &records,
            links: &[],
            devices: &[device],
            determinations: &[],
            override_: None,
            course_closed_at: None,
            sibling_registered: &|_| None,
            now,
        });
        let names: HashMap<DraftId, &str> = drafts.iter().map(|(name, id)| (*id, *name)).collect();
        let label = |subject| match subject {
            Subject::Draft(id) => names.get(&id).map_or_else(String::new, |name| (*name).to_owned()),
            registration @ Subject::Registration(_) => truth.label(registration),
        };
        outcomes.into_iter().map(|outcome| (label(outcome.subject), outcome.status)).collect()
    }
}

fn subject<'a>(truth: &Truth, label: &'a str, drafts: &mut HashMap<&'a str, DraftId>) -> Subject {
    let entry = truth.roster.iter().find(|entry| truth.label(Subject::Registration(entry.id)) == label);
    match entry {
        Some(entry) => Subject::Registration(entry.id),
        None => Subject::Draft(*drafts.entry(label).or_insert_with(|| DraftId(Uuid::new_v4()))),
    }
}

fn ideal(
    truth: &Truth,
    device: DeviceId,
    seq: u64,
    kind: EventKind,
    subject: Option<Subject>,
    at: Timestamp,
) -> AttendanceEvent {
    AttendanceEvent {
        id: EventId(Uuid::new_v4()),
        seq,
        at,
        // The ideal device was started at midnight and its clocks agree.
        mono: u64::try_from(at.0 % DAY_MS).unwrap_or(0),
        subject,
        kind,
        session: truth.id(),
        period: truth.session.periods[0].id,
        device,
        boot: BootId(Uuid::nil()),
        operator: AccountId(Uuid::nil()),
        offset: Some(0),
        quality: OffsetQuality::Good,
        method: Method::List,
        evidence: Evidence::Medium,
        reason: None,
        v: EVENT_VERSION,
    }
}
