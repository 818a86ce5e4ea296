//! What the parts of the screen share: the chosen context, who is found, who is in hand. Everything is `Copy`.

use std::sync::Arc;

use leptos::{html::Input, prelude::*};
use yanxi_domain::{
    course::{Period, Session},
    desk::{Remark, Tap, TapDecision, decide},
    event::{AttendanceEvent, Direction, Subject},
    ids::{DeviceId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{api::DeviceIdentity, docs::Operator};

use super::view_model::{
    directory::{Directory, Person, SessionPeople, walk_ins},
    panel::{Surroundings, Verdict, verdict},
    phase::{self, Phase},
    presence::{Attendance, Count, attendance, count},
    search::{Question, search},
};
use crate::{
    components::{Announcer, use_announcer},
    i18n::{Locale, desk as text, use_locale},
    state::{
        clock::use_clock,
        desk::{DeskHandle, NewEvent, WriteFailed, use_desk},
        desk_choice::{self, DeskChoice},
        device::{DeviceHandle, WriterState, use_device},
        feedback::{Feedback, use_feedback},
        replica::{SessionReplica, use_session},
        sync::{SyncHandle, SyncStatus, use_sync},
    },
    view::when,
};

type Replica = Signal<Option<Arc<SessionReplica>>>;

/// What was just written, for the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// About whom.
    pub subject: Subject,
    /// What.
    pub what: Written,
    /// When, corrected.
    pub at: Timestamp,
    /// What to tell the person.
    pub remarks: Vec<Remark>,
}

/// Kinds of entries the panel reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// 簽到 or 簽退.
    Punch(Direction),
    /// 撤銷
    Undo,
    /// 補登
    Backfill(Direction),
}

/// An entry that could not be written; it stays in memory until it is, or until somebody took paper (F-27).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The entry.
    pub events: Vec<NewEvent>,
    /// What it would have reported.
    pub then: Option<Outcome>,
    /// In words.
    pub what: String,
    /// Why not.
    pub why: WriteFailed,
}

/// What the walk-in form starts with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefill {
    /// Name.
    pub name: String,
    /// School.
    pub school_name: String,
    /// Title.
    pub title: String,
    /// Somebody registered for another session with the same content (T-41).
    pub other_session: Option<SessionId>,
}

/// Which dialogs are open.
#[derive(Clone, Copy)]
pub struct Open {
    /// 撤銷
    pub undo: RwSignal<bool>,
    /// 備註 about the person in hand.
    pub note: RwSignal<bool>,
    /// 備註 about the session.
    pub session_note: RwSignal<bool>,
    /// 補登
    pub backfill: RwSignal<bool>,
    /// 現場報名
    pub walk_in: RwSignal<bool>,
    /// 更多
    pub more: RwSignal<bool>,
    /// 延長簽到
    pub extend: RwSignal<bool>,
    /// 校時
    pub clock_fix: RwSignal<bool>,
    /// 交班
    pub hand_over: RwSignal<bool>,
    /// 場次結束
    pub end: RwSignal<bool>,
}

/// The screen.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Language.
    pub locale: Signal<Locale>,
    /// This device.
    pub identity: StoredValue<DeviceIdentity>,
    /// Device and operator actions.
    pub device: DeviceHandle,
    /// Who is on shift.
    pub operator: Signal<Option<Operator>>,
    /// Whether this tab may write.
    pub writer: Signal<WriterState>,
    /// Saved and sent.
    pub status: Signal<SyncStatus>,
    /// Sync actions.
    pub sync: SyncHandle,
    /// Corrected time, every few seconds.
    pub tick: Signal<Timestamp>,
    /// Where the next tap is written.
    pub choice: RwSignal<Option<DeskChoice>>,
    /// Everybody.
    pub directory: Memo<Arc<Directory>>,
    /// Who is in the room, aligned with the directory.
    pub attendance: Memo<Arc<Vec<Attendance>>>,
    /// Heads.
    pub count: Memo<Count>,
    /// As typed.
    pub query: RwSignal<String>,
    /// Only those still inside.
    pub still_in_only: RwSignal<bool>,
    /// Rows of the list.
    pub hits: Memo<Arc<Vec<u32>>>,
    /// Row the keyboard stands on.
    pub active: RwSignal<Option<usize>>,
    /// Person in hand.
    pub chosen: RwSignal<Option<Subject>>,
    /// The button was pressed once and the rules asked back.
    pub asked: RwSignal<bool>,
    /// What was just written.
    pub outcome: RwSignal<Option<Outcome>>,
    /// What could not be written.
    pub failed: RwSignal<Option<Failed>>,
    /// A write is under way.
    pub busy: RwSignal<bool>,
    /// What the walk-in form starts with.
    pub prefill: RwSignal<Prefill>,
    /// Dialogs.
    pub open: Open,
    /// The search line.
    pub search: NodeRef<Input>,
    /// Screen reader and toast.
    pub announcer: Announcer,
    pub(super) store: DeskHandle,
    pub(super) feedback: Feedback,
    replicas: StoredValue<Vec<(SessionId, Replica)>>,
}

/// The screen this component is part of.
#[must_use]
pub fn use_screen() -> Desk {
    expect_context()
}

impl Desk {
    /// Sets the screen up for an enrolled device.
    #[must_use]
    pub fn new(identity: DeviceIdentity) -> Self {
        let locale = use_locale();
        let device = use_device();
        let sync = use_sync();
        let replicas: Vec<(SessionId, Replica)> = identity.sessions.iter().map(|id| (*id, use_session(*id))).collect();
        let sources = StoredValue::new(replicas);
        let store = use_desk();
        let choice = RwSignal::new(desk_choice::load(store.now().taipei_date()));
        let query = RwSignal::new(String::new());
        let still_in_only = RwSignal::new(false);

        let people = Memo::new(move |_| {
            let held = sources.with_value(|all| all.iter().filter_map(|(_, one)| one.get()).collect::<Vec<_>>());
            let people: Vec<SessionPeople> = held
                .iter()
                .map(|one| SessionPeople {
                    session: Arc::clone(&one.session),
                    roster: Arc::clone(&one.roster),
                    walk_ins: walk_ins(&one.log, &one.records),
                })
                .collect();
            people
        });
        let context = Memo::new(move |_| choice.get().map(|choice| (choice.session, choice.period)));
        let directory = Memo::new(move |_| {
            let session = context.get().map(|(session, _)| session);
            Arc::new(match session {
                Some(session) => {
                    let day = |one: &&SessionPeople| one.session.id == session;
                    // People of other days would only confuse: sessions of the chosen day only.
                    let date = people.with(|all| all.iter().find(day).map(|one| one.session.date));
                    let that_day: Vec<SessionPeople> = people.with(|all| {
                        all.iter().filter(|one| Some(one.session.date) == date).cloned().collect()
                    });
                    Directory::new(&that_day, session)
                }
                None => Directory::default(),
            })
        });
        let present = Memo::new(move |_| {
            let Some((session, period)) = context.get() else { return Arc::default() };
            let held = sources.with_value(|all| all.iter().find(|(id, _)| *id == session).and_then(|(_, one)| one.get()));
            Arc::new(held.map_or_else(Vec::new, |held| {
                directory.with(|directory| attendance(directory, &held.log, session, period))
            }))
        });
        let counted = Memo::new(move |_| {
            let Some((session, _)) = context.get() else { return Count::default() };
            directory.with(|directory| present.with(|present| count(directory, present, session)))
        });
        let direction = Memo::new(move |_| choice.get().map_or(Direction::In, |choice| choice.direction));
        let hits = Memo::new(move |_| {
            let Some((session, _)) = context.get() else { return Arc::default() };
            let (direction, still_in_only) = (direction.get(), still_in_only.get());
            let nobody = Arc::default();
            // While signing in the order does not depend on who is present: rows stay where they are.
            let present = if direction == Direction::Out || still_in_only { present.get() } else { nobody };
            query.with(|query| {
                let question = Question { query, session, direction, still_in_only };
                directory.with(|directory| Arc::new(search(directory, &present, &question)))
            })
        });
        let closed = || RwSignal::new(false);
        Self {
            locale,
            identity: StoredValue::new(identity),
            device,
            operator: device.operator(),
            writer: device.writer(),
            status: sync.status(),
            sync,
            tick: use_clock().tick(),
            choice,
            directory,
            attendance: present,
            count: counted,
            query,
            still_in_only,
            hits,
            active: RwSignal::new(None),
            chosen: RwSignal::new(None),
            asked: RwSignal::new(false),
            outcome: RwSignal::new(None),
            failed: RwSignal::new(None),
            busy: RwSignal::new(false),
            prefill: RwSignal::new(Prefill::default()),
            open: Open {
                undo: closed(),
                note: closed(),
                session_note: closed(),
                backfill: closed(),
                walk_in: closed(),
                more: closed(),
                extend: closed(),
                clock_fix: closed(),
                hand_over: closed(),
                end: closed(),
            },
            search: NodeRef::new(),
            announcer: use_announcer(),
            store,
            feedback: use_feedback(),
            replicas: sources,
        }
    }

    /// Everything held of the chosen session (tracked).
    #[must_use]
    pub fn current(self) -> Option<Arc<SessionReplica>> {
        self.replica(self.choice.get()?.session)
    }

    /// Everything held of a session (tracked).
    #[must_use]
    pub fn replica(self, session: SessionId) -> Option<Arc<SessionReplica>> {
        self.replicas.with_value(|all| all.iter().find(|(id, _)| *id == session).and_then(|(_, one)| one.get()))
    }

    /// Every session this device holds (tracked).
    #[must_use]
    pub fn sessions(self) -> Vec<Arc<Session>> {
        self.replicas
            .with_value(|all| all.iter().filter_map(|(_, one)| one.with(|one| one.as_ref().map(|one| Arc::clone(&one.session)))).collect())
    }

    /// The chosen session and period, if they are of the present day or were opened on purpose (tracked).
    #[must_use]
    pub fn current_period(self) -> Option<(Arc<Session>, Period)> {
        let choice = self.choice.get()?;
        let session = Arc::clone(&self.current()?.session);
        let period = session.periods.iter().find(|period| period.id == choice.period)?.clone();
        Some((session, period))
    }

    /// Mode (tracked).
    #[must_use]
    pub fn direction(self) -> Direction {
        self.choice.get().map_or(Direction::In, |choice| choice.direction)
    }

    /// Changes the mode.
    pub fn set_direction(self, direction: Direction) {
        self.change(|choice| choice.direction = direction);
        if direction == Direction::In {
            self.still_in_only.set(false);
        }
        self.focus_search();
    }

    /// Changes the chosen context and remembers it.
    pub fn change(self, how: impl FnOnce(&mut DeskChoice)) {
        if let Some(mut choice) = self.choice.get_untracked() {
            how(&mut choice);
            self.choose(choice);
        }
    }

    /// Takes a context and remembers it. The person in hand is put back.
    pub fn choose(self, choice: DeskChoice) {
        desk_choice::save(&choice);
        self.choice.set(Some(choice));
        self.asked.set(false);
    }

    /// Goes to a session, at the period that is on.
    pub fn enter(self, session: SessionId, direction: Direction) {
        let Some(replica) = untrack(|| self.replica(session)) else { return };
        let now = self.store.now();
        if let Some(period) = phase::period_now(&replica.session, now) {
            self.choose(DeskChoice { session, period: period.id, direction, chosen_on: now.taipei_date() });
            self.still_in_only.set(false);
        }
    }

    /// Whether this device reported the end of the chosen session (tracked).
    #[must_use]
    pub fn reported(self) -> bool {
        let device = self.identity.with_value(|identity| identity.id);
        self.current().is_some_and(|current| current.log.ended(device).is_some())
    }

    /// Where the chosen period stands (tracked).
    #[must_use]
    pub fn phase(self) -> Phase {
        self.current_period().map_or(Phase::Before, |(session, period)| {
            phase::phase(&session, &period, self.tick.get(), self.reported())
        })
    }

    /// 「第一場」.
    #[must_use]
    pub fn session_name(self, session: SessionId) -> String {
        self.replica(session).map_or_else(String::new, |one| when::session_no(self.locale.get(), one.session.number))
    }

    /// 「13:30–16:30」, from the first period to the last.
    #[must_use]
    pub fn session_span(self, session: SessionId) -> String {
        self.replica(session).map_or_else(String::new, |one| span(&one.session))
    }

    /// Name of a device: this one by name, others are others.
    #[must_use]
    pub fn device_name(self, device: DeviceId) -> String {
        let own = self.identity.with_value(|identity| (identity.id == device).then(|| identity.name.clone()));
        match own {
            Some(name) if name.is_empty() => text::this_device(self.locale.get()),
            Some(name) => name,
            None => text::other_device(self.locale.get()),
        }
    }

    /// Whether the server may lack an event of this device: it is among the last ones (tracked).
    #[must_use]
    pub fn maybe_unsent(self, event: &AttendanceEvent) -> bool {
        let own = self.identity.with_value(|identity| identity.id == event.device);
        own && self.status.with(|status| status.unsent > 0 && event.seq > status.saved.saturating_sub(status.unsent))
    }

    /// Somebody by identity (tracked).
    #[must_use]
    pub fn person(self, subject: Subject) -> Option<Person> {
        self.directory.with(|directory| directory.find(subject).cloned())
    }

    /// The person in hand: chosen, or just written (tracked).
    #[must_use]
    pub fn in_hand(self) -> Option<Subject> {
        self.chosen.get().or_else(|| self.outcome.with(|outcome| outcome.as_ref().map(|outcome| outcome.subject)))
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
        let (Some((session, period)), Some(current)) = (self.current_period(), self.current()) else { return Vec::new() };
        // Nobody yet: a subject without events.
        let subject = Subject::Draft(yanxi_domain::ids::DraftId(uuid::Uuid::nil()));
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

    /// Takes a person in hand.
    pub fn pick(self, subject: Subject) {
        self.asked.set(false);
        self.outcome.set(None);
        self.chosen.set(Some(subject));
        if let Some(person) = untrack(|| self.person(subject)) {
            self.announcer.say(format!("{} {} {}", person.name, person.school_name, person.title));
        }
    }

    /// Puts the person back and returns to the search line.
    pub fn put_back(self) {
        self.asked.set(false);
        self.chosen.set(None);
        self.outcome.set(None);
        self.focus_search();
    }

    /// Gives the search line the focus.
    pub fn focus_search(self) {
        if let Some(input) = self.search.get_untracked() {
            let _ = input.focus();
        }
    }

    /// Why nothing can be written in this window, if so (tracked).
    #[must_use]
    pub fn blocked(self) -> Option<String> {
        (self.writer.get() == WriterState::ReadOnlyOtherTab).then(|| text::other_tab(self.locale.get()))
    }
}

fn span(session: &Session) -> String {
    match (session.periods.first(), session.periods.last()) {
        (Some(first), Some(last)) => when::span(first.start, last.end),
        _ => String::new(),
    }
}
