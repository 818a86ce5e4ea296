//! What the server holds of a session, and what the rules make of it: computed here, from the facts, not asked for.

use std::collections::HashMap;

use anyhow::Context as _;
use serde_json::Value;
use yanxi_domain::{
    attendance::{Outcome, Status},
    course::{Course, Session},
    determination::{Determination, DraftLink, FinalOverride},
    device::DeviceStatus,
    evaluate::{Facts, evaluate},
    event::{EventKind, ReceivedEvent, RecordBody, SideRecord, Subject},
    finality::{Finality, finality},
    hours::HoursRecord,
    ids::{EventId, RecordId, SessionId},
    log::SessionLog,
    roster::RosterEntry,
    time::Timestamp,
};
use yanxi_protocol::{docs, scope::Scope};

use crate::api::Person;

/// Everything about one session as the organiser's office has it.
#[derive(Debug)]
pub struct Truth {
    /// The session.
    pub session: Session,
    /// Course of the session.
    pub course: Course,
    /// Roster.
    pub roster: Vec<RosterEntry>,
    /// Events with receipt times.
    pub events: Vec<ReceivedEvent>,
    /// Personal text.
    pub records: Vec<SideRecord>,
    /// Devices of the course.
    pub devices: Vec<DeviceStatus>,
    /// Decisions.
    pub determinations: Vec<Determination>,
    /// Walk-ins linked by the organiser.
    pub links: Vec<DraftLink>,
    /// Override of R-FINAL.
    pub final_override: Option<FinalOverride>,
    /// Hours, all versions.
    pub hours: Vec<HoursRecord>,
    /// Kept aside.
    pub quarantined: Vec<Value>,
}

impl Truth {
    /// Reads it as the organiser.
    ///
    /// # Errors
    /// Not allowed, or the server does not answer.
    pub async fn read(organiser: &Person, session: &Session) -> anyhow::Result<Self> {
        let own = organiser.pull(Scope::Session(session.id)).await?;
        let office = organiser.pull(Scope::Course(session.course)).await?;
        Ok(Self {
            session: own.docs(docs::SESSION)?.into_iter().next().context("no session document")?,
            course: office.docs(docs::COURSE)?.into_iter().next().context("no course document")?,
            roster: own.docs(docs::ROSTER)?,
            events: own.events()?,
            records: own.docs(docs::RECORD)?,
            devices: office.docs(docs::DEVICE)?,
            determinations: office.docs(docs::DETERMINATION)?,
            links: office.docs(docs::DRAFT_LINK)?,
            final_override: office.doc(docs::FINAL_OVERRIDE, &session.id.to_string())?,
            hours: office.docs(docs::HOURS)?,
            quarantined: office.docs(docs::QUARANTINED)?,
        })
    }

    /// The log the rules work on.
    #[must_use]
    pub fn log(&self) -> SessionLog {
        let mut log = SessionLog::new();
        for event in &self.events {
            log.insert(event.clone());
        }
        log
    }

    /// Calls `use_facts` with everything the rules look at, as of `now`.
    pub fn with_facts<T>(&self, now: Timestamp, use_facts: impl FnOnce(&Facts<'_>) -> T) -> T {
        let records: HashMap<RecordId, SideRecord> = self.records.iter().map(|r| (r.id, r.clone())).collect();
        let log = self.log();
        use_facts(&Facts {
            session: &self.session,
            roster: &self.roster,
            log: &log,
            records: &records,
            links: &self.links,
            devices: &self.devices,
            determinations: &self.determinations,
            override_: self.final_override.as_ref(),
            course_closed_at: None,
            sibling_registered: &|_| None,
            now,
        })
    }

    /// The outcome of everybody in the first period.
    #[must_use]
    pub fn outcomes(&self, now: Timestamp) -> Vec<Outcome> {
        self.with_facts(now, evaluate)
    }

    /// Whether the first period is final.
    #[must_use]
    pub fn finality(&self, now: Timestamp) -> Finality {
        self.with_facts(now, |facts| finality(facts, &self.session.periods[0]))
    }

    /// Status of everybody, by [`Self::label`].
    #[must_use]
    pub fn statuses(&self, now: Timestamp) -> HashMap<String, Status> {
        self.outcomes(now).into_iter().map(|outcome| (self.label(outcome.subject), outcome.status)).collect()
    }

    /// Name, school and title of a subject; unique on a roster with a disambiguator.
    #[must_use]
    pub fn label(&self, subject: Subject) -> String {
        match subject {
            Subject::Registration(id) => {
                let entry = self.roster.iter().find(|entry| entry.id == id);
                entry
                    .map_or_else(|| format!("?{id}"), |e| format!("{} {} {}", e.name, e.school_name, e.title))
            }
            Subject::Draft(_) => {
                self.walk_in_name(subject).map_or_else(|| "現場 ?".to_owned(), |n| format!("現場 {n}"))
            }
        }
    }

    fn walk_in_name(&self, subject: Subject) -> Option<String> {
        let record = self.events.iter().find_map(|e| match e.event.kind {
            EventKind::WalkIn { record } if e.event.subject == Some(subject) => Some(record),
            _ => None,
        })?;
        match &self.records.iter().find(|r| r.id == record)?.body {
            RecordBody::WalkIn { name, .. } => Some(name.clone()),
            RecordBody::Note { .. } | RecordBody::Erased => None,
        }
    }

    /// Events of one person, voided ones included.
    #[must_use]
    pub fn events_of(&self, label: &str) -> Vec<&ReceivedEvent> {
        self.events
            .iter()
            .filter(|e| e.event.subject.is_some_and(|subject| self.label(subject) == label))
            .collect()
    }

    /// What happened to one person, one line an event, for messages.
    #[must_use]
    pub fn story_of(&self, label: &str) -> String {
        let line = |e: &&ReceivedEvent| {
            let event = &e.event;
            let (at, corrected) = (event.at.taipei(), event.corrected().taipei());
            format!(
                "\n  {:?} at {at} (corrected {corrected}, {:?}), number {}",
                event.kind, event.quality, event.seq
            )
        };
        self.events_of(label).iter().map(line).collect()
    }

    /// Fails if an event is there twice, a device left a hole, or something was kept aside.
    ///
    /// # Errors
    /// As said.
    pub fn check_streams(&self) -> anyhow::Result<()> {
        let mut ids: Vec<EventId> = self.events.iter().map(|e| e.event.id).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        anyhow::ensure!(ids.len() == count, "{} events are there twice", count - ids.len());
        anyhow::ensure!(self.quarantined.is_empty(), "kept aside: {:?}", self.quarantined);
        for device in &self.devices {
            anyhow::ensure!(device.missing.is_empty(), "{} lacks numbers {:?}", device.name, device.missing);
            let mut numbers: Vec<u64> =
                self.events.iter().filter(|e| e.event.device == device.id).map(|e| e.event.seq).collect();
            numbers.sort_unstable();
            let before = numbers.len();
            numbers.dedup();
            anyhow::ensure!(numbers.len() == before, "{} used a number twice: {numbers:?}", device.name);
        }
        Ok(())
    }

    /// Session id.
    #[must_use]
    pub const fn id(&self) -> SessionId {
        self.session.id
    }
}
