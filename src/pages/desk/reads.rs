//! What the screen reads of its state: people, sessions, devices, and what the rules say about a tap.

use leptos::prelude::*;
use yanxi_domain::{
    course::Session,
    desk::{Remark, Tap, TapDecision, decide},
    event::{AttendanceEvent, Direction, Subject},
    ids::{DeviceId, DraftId, SessionId},
    time::Timestamp,
};

use super::{
    context::Desk,
    view_model::{
        directory::Person,
        panel::{Surroundings, Verdict, verdict},
    },
};
use crate::{i18n::desk as text, view::when};

impl Desk {
    /// 「第一場」.
    #[must_use]
    pub fn session_name(self, session: SessionId) -> String {
        self.replica(session)
            .map_or_else(String::new, |one| when::session_no(self.locale.get(), one.session.number))
    }

    /// 「13:30–16:30」, from the first period to the last.
    #[must_use]
    pub fn session_span(self, session: SessionId) -> String {
        self.replica(session).map_or_else(String::new, |one| span(&one.session))
    }

    /// Name of a device: this one by its own name, others as the session calls them.
    #[must_use]
    pub fn device_name(self, device: DeviceId) -> String {
        let own = self.identity.with_value(|identity| (identity.id == device).then(|| identity.name.clone()));
        match own {
            Some(name) if name.is_empty() => text::this_device(self.locale.get()),
            Some(name) => name,
            None => self
                .current()
                .and_then(|one| one.device_labels.get(&device).cloned())
                .unwrap_or_else(|| text::other_device(self.locale.get())),
        }
    }

    /// Whether the server may lack an event of this device: it is among the last ones (tracked).
    #[must_use]
    pub fn maybe_unsent(self, event: &AttendanceEvent) -> bool {
        let own = self.identity.with_value(|identity| identity.id == event.device);
        own && self
            .status
            .with(|status| status.unsent > 0 && event.seq > status.saved.saturating_sub(status.unsent))
    }

    /// Somebody by identity (tracked).
    #[must_use]
    pub fn person(self, subject: Subject) -> Option<Person> {
        self.directory.with(|directory| directory.find(subject).cloned())
    }

    /// The person in hand: chosen, or just written (tracked).
    #[must_use]
    pub fn in_hand(self) -> Option<Subject> {
        self.chosen
            .get()
            .or_else(|| self.outcome.with(|outcome| outcome.as_ref().map(|outcome| outcome.subject)))
    }

    /// What the rules say about a tap on this person now (tracked).
    #[must_use]
    pub fn decision(self, subject: Subject, now: Timestamp, confirmed: bool) -> Option<TapDecision> {
        let (session, period) = self.current_period()?;
        let current = self.current()?;
        let person = self.person(subject)?;
        let home = self.replica(person.session)?;
        let entry = match subject {
            Subject::Registration(id) => home.roster.iter().find(|entry| entry.id == id),
            Subject::Draft(_) => None,
        };
        if entry.is_none() && person.session != session.id {
            return Some(TapDecision::WrongSession { session: person.session });
        }
        Some(decide(&Tap {
            session: &session,
            period: &period,
            log: &current.log,
            subject,
            entry,
            direction: self.direction(),
            now,
            confirmed,
        }))
    }

    /// What to tell a walk-in: late or early like anybody else (tracked).
    #[must_use]
    pub fn remarks_now(self, direction: Direction) -> Vec<Remark> {
        let (Some((session, period)), Some(current)) = (self.current_period(), self.current()) else {
            return Vec::new();
        };
        // Nobody yet: a subject without events.
        let subject = Subject::Draft(DraftId(uuid::Uuid::nil()));
        let tap = Tap {
            session: &session,
            period: &period,
            log: &current.log,
            subject,
            entry: None,
            direction,
            now: self.store.now(),
            confirmed: true,
        };
        match decide(&tap) {
            TapDecision::Write { remarks } => remarks,
            _ => Vec::new(),
        }
    }

    /// The same in words (tracked).
    #[must_use]
    pub fn verdict(self, subject: Subject) -> Option<Verdict> {
        let decision = self.decision(subject, self.tick.get(), false)?;
        let around = Surroundings {
            direction: self.direction(),
            device_name: &|device| self.device_name(device),
            session_words: &|session| (self.session_name(session), self.session_span(session)),
            asked: self.asked.get(),
        };
        Some(verdict(self.locale.get(), &decision, &around))
    }
}

fn span(session: &Session) -> String {
    match (session.periods.first(), session.periods.last()) {
        (Some(first), Some(last)) => when::span(first.start, last.end),
        _ => String::new(),
    }
}
