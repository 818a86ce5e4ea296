//! What the parts of the screen share: the chosen context, who is found, who is in hand. Everything is `Copy`.

use std::sync::Arc;

use leptos::{html::Input, prelude::*};
use yanxi_domain::{
    course::{Period, Session},
    event::{Direction, Subject},
    ids::SessionId,
    time::Timestamp,
};
use yanxi_protocol::{api::DeviceIdentity, docs::Operator};

use super::{
    parts::{Failed, Open, Outcome, Prefill},
    view_model::{
        directory::{Directory, SessionPeople, walk_ins},
        phase::{self, Phase},
        presence::{Attendance, Count, attendance, count},
        search::{Question, search},
    },
};
use crate::{
    components::{Announcer, use_announcer},
    i18n::{Locale, desk as text, use_locale},
    state::{
        clock::use_clock,
        desk::{DeskHandle, use_desk},
        desk_choice::{self, DeskChoice},
        device::{DeviceHandle, WriterState, use_device},
        feedback::{Feedback, use_feedback},
        replica::{SessionReplica, use_session},
        sync::{SyncHandle, SyncStatus, use_sync},
    },
};

type Replica = Signal<Option<Arc<SessionReplica>>>;

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
        let replicas: Vec<(SessionId, Replica)> =
            identity.sessions.iter().map(|id| (*id, use_session(*id))).collect();
        let sources = StoredValue::new(replicas);
        let store = use_desk();
        let choice = RwSignal::new(desk_choice::load(store.now().taipei_date()));
        let query = RwSignal::new(String::new());
        let still_in_only = RwSignal::new(false);

        let people = Memo::new(move |_| {
            let held =
                sources.with_value(|all| all.iter().filter_map(|(_, one)| one.get()).collect::<Vec<_>>());
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
            let held = sources
                .with_value(|all| all.iter().find(|(id, _)| *id == session).and_then(|(_, one)| one.get()));
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

    /// Opens 現場報名; what was searched in vain is the name.
    pub fn open_walk_in(self) {
        let nobody = self.hits.with_untracked(|hits| hits.is_empty());
        let name = if nobody { self.query.get_untracked().trim().to_owned() } else { String::new() };
        self.prefill.set(Prefill { name, ..Prefill::default() });
        self.open.walk_in.set(true);
    }

    /// Everything held of the chosen session (tracked).
    #[must_use]
    pub fn current(self) -> Option<Arc<SessionReplica>> {
        self.replica(self.choice.get()?.session)
    }

    /// Everything held of a session (tracked).
    #[must_use]
    pub fn replica(self, session: SessionId) -> Option<Arc<SessionReplica>> {
        self.replicas
            .with_value(|all| all.iter().find(|(id, _)| *id == session).and_then(|(_, one)| one.get()))
    }

    /// Every session this device holds (tracked).
    #[must_use]
    pub fn sessions(self) -> Vec<Arc<Session>> {
        self.replicas.with_value(|all| {
            all.iter()
                .filter_map(|(_, one)| one.with(|one| one.as_ref().map(|one| Arc::clone(&one.session))))
                .collect()
        })
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

    /// Gives the search line the focus, with the next frame: a browser works out the whole layout before it moves the
    /// focus, and what was just changed is not drawn yet.
    pub fn focus_search(self) {
        request_animation_frame(move || {
            if let Some(Some(input)) = self.search.try_get_untracked() {
                let _ = input.focus();
            }
        });
    }

    /// Why nothing can be written in this window, if so (tracked).
    #[must_use]
    pub fn blocked(self) -> Option<String> {
        (self.writer.get() == WriterState::ReadOnlyOtherTab).then(|| text::other_tab(self.locale.get()))
    }
}
