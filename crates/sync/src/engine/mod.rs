//! The state machine. See the crate's documentation for the cycle and what the driver owes. What an answer of the
//! server means stands in `answer`.

mod answer;

use std::collections::BTreeMap;

use yanxi_protocol::{
    scope::Scope,
    sync::{DeviceReport, Doc, ENVELOPE, Pull, StoredEvent, SyncRequest},
};

use crate::{
    action::{Action, ApplyPlan, EngineStatus, Reach},
    backoff::Backoff,
    input::{Input, Loaded, LocalFailure, Now, OwnStream, Poke},
    limits::{FIRST_BATCH, POLL_WITH_NEWS_MS, POLL_WITHOUT_NEWS_MS},
    offset::OffsetEstimator,
};

/// What an engine is made with.
#[derive(Clone, Debug)]
pub struct Config {
    /// Any number that differs from device to device: spreads the retries.
    pub seed: u64,
    /// Reported to the server at every contact.
    pub app_version: String,
}

/// The engine. Starts suspended: the first input is [`Input::Start`].
#[derive(Debug)]
pub struct Engine {
    app_version: String,
    running: bool,
    step: Step,
    scopes: BTreeMap<Scope, Wanted>,
    /// There may be something to push.
    push: bool,
    /// Poked while a cycle was running: if it fails, try once more at once.
    hurried: bool,
    wipe: bool,
    batch: usize,
    /// The next event goes without texts: together they were too large, so which of them is it?
    alone: bool,
    /// What was set aside as too large is tried once more: a person asks, or the app starts.
    try_aside: bool,
    backoff: Backoff,
    /// Earliest start of the next cycle, monotonic.
    not_before_ms: u64,
    /// Next question without a reason, monotonic.
    poll_at_ms: u64,
    poll_every_ms: u64,
    timer_at_ms: Option<u64>,
    offset: OffsetEstimator,
    status: EngineStatus,
    reported: Option<EngineStatus>,
}

/// A scope kept fresh.
#[derive(Debug, Default)]
struct Wanted {
    due: bool,
    forbidden: bool,
    /// The scope is being fetched from nothing, to replace the replica in one transaction when complete.
    refetch: Option<Staged>,
    /// When it was last fetched anew because its checksum was wrong.
    mismatched_at_ms: Option<u64>,
}

/// Pages of a scope fetched from nothing; half a roster on screen would be worse than an old one.
#[derive(Debug, Default)]
struct Staged {
    docs: Vec<Doc>,
    events: Vec<StoredEvent>,
    cursor: Option<String>,
}

#[derive(Debug)]
enum Step {
    Idle,
    Loading { limit: usize },
    Sending(Sent),
    Applying { progress: bool, records_full: bool },
}

/// What is under way.
#[derive(Debug)]
struct Sent {
    at: Now,
    stream: Option<OwnStream>,
    seqs: Vec<u64>,
    records: usize,
    batch_full: bool,
    records_full: bool,
    asked: Vec<Asked>,
}

#[derive(Debug)]
struct Asked {
    scope: Scope,
    stored: Option<String>,
    sent: Option<String>,
    refetch: bool,
}

impl Engine {
    /// A suspended engine that wants nothing yet.
    #[must_use]
    pub fn new(config: Config) -> Self {
        Self {
            app_version: config.app_version,
            running: false,
            step: Step::Idle,
            scopes: BTreeMap::new(),
            push: false,
            hurried: false,
            wipe: false,
            batch: FIRST_BATCH,
            alone: false,
            try_aside: false,
            backoff: Backoff::new(config.seed),
            not_before_ms: 0,
            poll_at_ms: 0,
            poll_every_ms: POLL_WITHOUT_NEWS_MS,
            timer_at_ms: None,
            offset: OffsetEstimator::default(),
            status: EngineStatus::default(),
            reported: None,
        }
    }

    /// The status last reported.
    #[must_use]
    pub const fn status(&self) -> EngineStatus {
        self.status
    }

    /// Takes one input and says what to do now, in order.
    pub fn handle(&mut self, input: Input, now: Now) -> Vec<Action> {
        let mut out = Vec::new();
        match input {
            Input::Start => {
                self.running = true;
                self.try_aside = true;
                self.hurry();
            }
            Input::Suspend => {
                self.running = false;
                self.timer_at_ms = None;
            }
            Input::Want(scope) => self.scopes.entry(scope).or_default().due = true,
            Input::Unwant(scope) => {
                self.scopes.remove(&scope);
            }
            Input::Appended(events) => {
                self.status.unsent += events;
                self.push = true;
            }
            Input::Poke(Poke::News(scopes)) => {
                for scope in scopes {
                    if let Some(wanted) = self.scopes.get_mut(&scope) {
                        wanted.due = true;
                    }
                }
            }
            Input::Poke(poke @ (Poke::Online | Poke::Focus | Poke::Manual)) => {
                self.try_aside |= poke == Poke::Manual;
                self.hurry();
            }
            Input::NewsChannel(open) => {
                self.poll_every_ms = if open { POLL_WITH_NEWS_MS } else { POLL_WITHOUT_NEWS_MS };
                self.poll_at_ms = self.poll_at_ms.min(now.mono_ms.saturating_add(self.poll_every_ms));
            }
            Input::Timer => self.timer_at_ms = None,
            Input::Loaded(answer) => self.loaded(answer, now, &mut out),
            Input::Responded(answer) => self.responded(answer, now, &mut out),
            Input::Applied(answer) => self.applied(answer, now, &mut out),
        }
        self.advance(now, &mut out);
        self.status.syncing = !matches!(self.step, Step::Idle);
        if self.reported != Some(self.status) {
            self.reported = Some(self.status);
            out.push(Action::Report(self.status));
        }
        out
    }

    /// A person or the browser gives a reason to try everything at once.
    fn hurry(&mut self) {
        self.backoff.reset();
        self.not_before_ms = 0;
        self.push = true;
        self.hurried = !matches!(self.step, Step::Idle);
        if self.status.reach == Reach::SignInNeeded {
            self.status.reach = Reach::Unknown;
        }
        for wanted in self.scopes.values_mut() {
            wanted.due = true;
            wanted.forbidden = false;
        }
    }

    /// Starts the next cycle or sets the timer for it.
    fn advance(&mut self, now: Now, out: &mut Vec<Action>) {
        if !self.running || !matches!(self.step, Step::Idle) || self.status.reach == Reach::SignInNeeded {
            return;
        }
        if now.mono_ms >= self.poll_at_ms {
            self.poll_at_ms = now.mono_ms.saturating_add(self.poll_every_ms);
            self.push = true;
            self.scopes.values_mut().for_each(|wanted| wanted.due = true);
        }
        let work = self.push || self.scopes.values().any(|wanted| wanted.due && !wanted.forbidden);
        if work && now.mono_ms >= self.not_before_ms {
            self.step = Step::Loading { limit: self.batch };
            self.timer_at_ms = None;
            out.push(Action::Load { limit: self.batch, scopes: self.scopes.keys().copied().collect() });
            return;
        }
        let at = if work { self.not_before_ms } else { self.poll_at_ms.max(self.not_before_ms) };
        if self.timer_at_ms != Some(at) {
            self.timer_at_ms = Some(at);
            out.push(Action::SetTimer { after_ms: at.saturating_sub(now.mono_ms) });
        }
    }

    fn loaded(&mut self, answer: Result<Loaded, LocalFailure>, now: Now, out: &mut Vec<Action>) {
        let Step::Loading { limit } = std::mem::replace(&mut self.step, Step::Idle) else { return };
        if !self.running {
            return;
        }
        let Ok(mut loaded) = answer else {
            self.failed(now);
            return;
        };
        let aside = loaded.stream.and_then(|stream| stream.aside);
        if std::mem::take(&mut self.try_aside) && aside.is_some() {
            self.step = Step::Applying { progress: true, records_full: false };
            out.push(Action::Apply(ApplyPlan { resend_from: aside, ..ApplyPlan::default() }));
            return;
        }
        self.push = false;
        let unsent = loaded.stream.map_or(0, |stream| stream.unsent);
        self.status.unsent = unsent;
        // While more waits than fits, acknowledgement comes first: pulls would only delay it.
        let long = unsent > loaded.events.len() as u64 && !loaded.events.is_empty();
        let asked = if long || self.wipe { Vec::new() } else { self.questions(&loaded) };
        if loaded.events.is_empty() && loaded.records.is_empty() && asked.is_empty() {
            self.wipe_if_sent(unsent, out);
            return;
        }
        let mut records_full = loaded.records.len() >= limit;
        if self.alone && !loaded.events.is_empty() {
            records_full |= !loaded.records.is_empty();
            loaded.records.clear();
        }
        let seqs: Vec<u64> = loaded.events.iter().map(|event| event.seq).collect();
        let held_through =
            seqs.last().copied().max(loaded.stream.map(|stream| stream.acked_through)).unwrap_or(0);
        // An event set aside may have reached the server all the same, its answer lost: then a pull brings it back.
        let held_through = aside.map_or(held_through, |seq| held_through.min(seq.saturating_sub(1)));
        let pulls = asked
            .iter()
            .map(|ask| {
                // From nothing means from nothing: own events come along and join the sum again.
                let own_through = if ask.refetch { 0 } else { held_through };
                Pull { scope: ask.scope, cursor: ask.sent.clone(), own_through }
            })
            .collect();
        let device = loaded.stream.map(|stream| DeviceReport {
            id: stream.device,
            head: stream.head,
            unsent,
            sent_at: now.wall,
            app_version: self.app_version.clone(),
        });
        self.step = Step::Sending(Sent {
            at: now,
            stream: loaded.stream,
            batch_full: seqs.len() >= limit,
            seqs,
            records: loaded.records.len(),
            records_full,
            asked,
        });
        out.push(Action::Send(SyncRequest {
            envelope: ENVELOPE,
            device,
            events: loaded.events.into_iter().map(|event| event.raw).collect(),
            records: loaded.records,
            pulls,
        }));
    }

    /// Which scopes to ask for in this round trip: all of them when it happens anyway to push, else those due.
    fn questions(&mut self, loaded: &Loaded) -> Vec<Asked> {
        let pushing = !loaded.events.is_empty();
        let mut asked = Vec::new();
        for (&scope, wanted) in &mut self.scopes {
            if wanted.forbidden || !(wanted.due || pushing) {
                continue;
            }
            // Wanted after the Load went out: its cursor is not known yet, the next cycle asks.
            let Some((_, stored)) = loaded.cursors.iter().find(|(known, _)| *known == scope) else {
                continue;
            };
            wanted.due = false;
            let sent = match &wanted.refetch {
                Some(staged) => staged.cursor.clone(),
                None => stored.clone(),
            };
            asked.push(Asked { scope, stored: stored.clone(), sent, refetch: wanted.refetch.is_some() });
        }
        asked
    }
}
