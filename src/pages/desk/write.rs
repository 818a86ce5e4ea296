//! From a press to a fact: decide, write, and only after the commit say so (Y-02).

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::{
    desk::TapDecision,
    event::{Direction, Evidence, Method, SideRecord, Subject},
    ids::SessionId,
};

use super::{
    context::Desk,
    parts::{Failed, Outcome, Written},
    view_model::{history::punch_of, panel::punch_word},
};
use crate::{
    i18n::{self, desk as text},
    state::desk::{NewEvent, NewKind, WriteFailed},
};

impl Desk {
    /// The big button: signs the person in hand in or out, or asks, or calmly says that there is nothing to do.
    pub fn punch(self, confirmed: bool) {
        let Some(subject) = self.chosen.get_untracked() else { return };
        let Some(decision) = untrack(|| self.decision(subject, self.store.now(), confirmed)) else { return };
        match decision {
            TapDecision::Write { remarks } => {
                let direction = untrack(|| self.direction());
                let Some(event) = untrack(|| self.draft(Some(subject), punch_kind(direction))) else {
                    return;
                };
                let at = self.store.now();
                self.write(
                    vec![event],
                    Some(Outcome { subject, what: Written::Punch(direction), at, remarks }),
                );
            }
            TapDecision::AlreadyIn { .. } | TapDecision::AlreadyOut { .. } => {
                if let Some(message) = untrack(|| self.verdict(subject)).and_then(|verdict| verdict.message) {
                    // The line stays for a while, the next person may be in hand by then: it says whom it is about.
                    let name = untrack(|| self.person(subject)).map(|person| person.name).unwrap_or_default();
                    self.announcer.toast(untrack(|| text::about(self.locale.get(), &name, &message)));
                }
            }
            TapDecision::ConfirmEarlyOut { .. } | TapDecision::ConfirmNotSignedIn => self.asked.set(true),
            TapDecision::WrongSession { .. } => {}
        }
    }

    /// T-39: goes to the person's own session and writes there.
    pub fn switch_and_punch(self, session: SessionId) {
        self.enter(session, untrack(|| self.direction()));
        self.punch(false);
    }

    /// A new event in the chosen context (tracked).
    #[must_use]
    pub fn draft(self, subject: Option<Subject>, kind: NewKind) -> Option<NewEvent> {
        let choice = self.choice.get()?;
        let paper = matches!(kind, NewKind::PaperBackfill { .. });
        Some(NewEvent {
            session: choice.session,
            period: choice.period,
            subject,
            kind,
            method: if paper { Method::Paper } else { Method::List },
            evidence: Evidence::Medium,
            reason: None,
            record: None,
        })
    }

    /// Writes `events` in one transaction and reports `then` once they are stored.
    pub fn write(self, events: Vec<NewEvent>, then: Option<Outcome>) {
        if self.busy.get_untracked() || events.is_empty() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let result = self.store.record(events.clone()).await;
            self.busy.set(false);
            match result {
                Ok(written) => {
                    self.failed.set(None);
                    self.feedback.saved();
                    self.written(then.map(|then| {
                        // The stored event knows its own corrected time best; a 補登 counts at the time on paper.
                        let at = match then.what {
                            Written::Punch(_) => {
                                punch_of(&written).map_or(then.at, |event| event.corrected())
                            }
                            Written::Undo | Written::Backfill(_) => then.at,
                        };
                        Outcome { at, ..then }
                    }));
                }
                Err(why) => self.not_written(events, then, why),
            }
        });
    }

    /// The same for entries that show their own result; `done` runs after the commit.
    pub fn write_then(self, events: Vec<NewEvent>, done: impl FnOnce(Self) + 'static) {
        if self.busy.get_untracked() || events.is_empty() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let result = self.store.record(events.clone()).await;
            self.busy.set(false);
            match result {
                Ok(_) => {
                    self.failed.set(None);
                    self.feedback.saved();
                    done(self);
                }
                Err(why) => self.not_written(events, None, why),
            }
        });
    }

    /// Tries the entry that is still in memory once more.
    pub fn retry(self) {
        if let Some(failed) = self.failed.get_untracked() {
            self.write(failed.events, failed.then);
        }
    }

    fn written(self, outcome: Option<Outcome>) {
        self.asked.set(false);
        self.chosen.set(None);
        if let Some(outcome) = &outcome {
            self.announcer.say(untrack(|| {
                format!("{} {}", self.headline(outcome), i18n::saved_local(self.locale.get()))
            }));
        }
        self.outcome.set(outcome);
        self.query.set(String::new());
        self.active.set(None);
        self.focus_search();
    }

    fn not_written(self, events: Vec<NewEvent>, then: Option<Outcome>, why: WriteFailed) {
        self.feedback.attention();
        match why {
            // The lock screen or the read-only banner says what to do; the person stays in hand.
            WriteFailed::NoOperator => {}
            WriteFailed::NotTheWriter => self.announcer.toast(untrack(|| text::other_tab(self.locale.get()))),
            WriteFailed::NotEnrolled | WriteFailed::Store(_) => {
                let what =
                    untrack(|| then.as_ref().map(|outcome| self.headline(outcome))).unwrap_or_default();
                self.failed.set(Some(Failed { events, then, what, why }));
            }
        }
    }

    /// 「王小明（海豐國小 教務主任）簽到 08:34」 (tracked).
    #[must_use]
    pub fn headline(self, outcome: &Outcome) -> String {
        let locale = self.locale.get();
        let Some(person) = self.person(outcome.subject) else {
            return match outcome.what {
                Written::Punch(direction) | Written::Backfill(direction) => punch_word(locale, direction),
                Written::Undo => text::undo(locale),
            };
        };
        let (name, school, title) = (&person.name, &person.school_name, &person.title);
        let time = outcome.at.taipei_hhmm();
        match outcome.what {
            Written::Punch(Direction::In) => text::signin_ok(locale, name, school, title, &time),
            Written::Punch(Direction::Out) => text::signout_ok(locale, name, school, title, &time),
            Written::Undo => text::undone_ok(locale, name),
            Written::Backfill(Direction::In) => text::backfill_in_ok(locale, name, &time),
            Written::Backfill(Direction::Out) => text::backfill_out_ok(locale, name, &time),
        }
    }
}

/// The event kind of a mode.
#[must_use]
pub const fn punch_kind(direction: Direction) -> NewKind {
    match direction {
        Direction::In => NewKind::SignIn,
        Direction::Out => NewKind::SignOut,
    }
}

/// An event with its personal text.
#[must_use]
pub fn with_record(event: NewEvent, record: SideRecord) -> NewEvent {
    NewEvent { record: Some(record), ..event }
}

/// An event with its reason.
#[must_use]
pub fn with_reason(event: NewEvent, reason: &str) -> NewEvent {
    NewEvent { reason: Some(reason.trim().to_owned()), ..event }
}
