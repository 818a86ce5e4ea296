//! The simulated world: true time, a queue of what happens next, and everybody in it.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap},
};

use yanxi_domain::{
    ids::{DeviceId, EventId, RecordId},
    time::Timestamp,
};
use yanxi_protocol::{scope::Scope, sync::ENVELOPE};
use yanxi_sync::{Poke, TransportError};

use super::{
    Report,
    client::Client,
    defect::Defect,
    fault::{Fault, Faults},
    oracle,
    rng::Rng,
    server::{ServerView, SimServer},
};

/// True time at the start of every run: 2025-08-05 08:00 in Taipei.
pub(super) const DAWN: i64 = 1_754_352_000_000;
/// After the last fault, everything must be in order within this long. Longer than the engine's refetch pause.
const PEACE_MS: u64 = 25 * 60_000;
/// How often the oracle looks while it waits for peace.
const LOOK_EVERY_MS: u64 = 5_000;
/// Once in order, it must stay in order for this long: two rounds of questions.
const STAY_MS: u64 = 65_000;

/// Something scheduled.
#[derive(Debug)]
pub(super) enum What {
    Tap { client: usize },
    Local { tab: TabRef, op: u64 },
    Arrive { message: u64 },
    Answer { tab: TabRef, request: u64, answer: Result<Vec<u8>, TransportError> },
    Timer { tab: TabRef, timer: u64 },
    News { client: usize, scopes: Vec<Scope> },
    Chaos,
    Restart { client: usize },
    Thaw { tab: TabRef },
    Reconnect { client: usize },
    SignIn { client: usize },
    CloseSecondTab { tab: TabRef },
}

/// A tab in one of its lives; what was meant for an earlier life is void.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TabRef {
    pub client: usize,
    pub tab: usize,
    pub boot: u64,
}

/// An event an operator saw as saved.
#[derive(Debug)]
pub(super) struct Promise {
    pub client: usize,
    pub raw: String,
    pub records: Vec<RecordId>,
}

/// A request in the network.
#[derive(Debug)]
pub(super) struct Message {
    pub tab: TabRef,
    pub request: u64,
    pub cookie: String,
    pub body: Vec<u8>,
    pub head: Option<(DeviceId, u64)>,
    pub pushes: bool,
}

pub(super) struct World {
    pub rng: Rng,
    pub server: Box<dyn SimServer>,
    pub defect: Option<Defect>,
    pub faults: Faults,
    pub clients: Vec<Client>,
    pub now_ms: u64,
    pub peace: bool,
    queue: BinaryHeap<Reverse<(u64, u64)>>,
    happenings: BTreeMap<u64, What>,
    pub messages: BTreeMap<u64, Message>,
    next_id: u64,
    pub promised: BTreeMap<EventId, Promise>,
    /// Promised events that died with a storage or a backup.
    pub lost: BTreeSet<EventId>,
    /// Storage losses, snapshots and restores so far: each seed has few.
    pub disasters: u64,
    /// Something happened after which a checksum may differ, a number collide, or a cursor be unknown.
    pub excuses: Excuses,
    pub reported_heads: BTreeMap<DeviceId, u64>,
    pub reported_heads_copy: BTreeMap<DeviceId, u64>,
    pub requests: u64,
    pub gaps: u64,
    pub ends_ms: u64,
    trace: Option<Vec<String>>,
}

/// What may happen to a tablet only because of certain disasters; without them it is a defect.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Excuses {
    pub server_went_back: bool,
    pub storage_went_back: bool,
    pub two_tabs: bool,
}

impl World {
    pub fn new(seed: u64, server: Box<dyn SimServer>, defect: Option<Defect>, trace: bool) -> Self {
        let mut rng = Rng::new(seed);
        let faults = Faults::draw(&mut rng);
        let ends_ms = rng.range(60, 420) * 1_000;
        Self {
            rng,
            server,
            defect,
            faults,
            clients: Vec::new(),
            now_ms: 0,
            peace: false,
            queue: BinaryHeap::new(),
            happenings: BTreeMap::new(),
            messages: BTreeMap::new(),
            next_id: 0,
            promised: BTreeMap::new(),
            lost: BTreeSet::new(),
            disasters: 0,
            excuses: Excuses::default(),
            reported_heads: BTreeMap::new(),
            reported_heads_copy: BTreeMap::new(),
            requests: 0,
            gaps: 0,
            ends_ms,
            trace: trace.then(Vec::new),
        }
    }

    /// The whole run.
    pub fn play(&mut self) -> Result<(), String> {
        self.set_up()?;
        self.run_until(self.ends_ms)?;
        self.make_peace()?;
        let deadline = self.now_ms + PEACE_MS;
        loop {
            self.run_until(self.now_ms + LOOK_EVERY_MS)?;
            match oracle::at_rest(self) {
                Ok(()) => break,
                Err(what) if self.now_ms >= deadline => return Err(what),
                Err(_) => {}
            }
        }
        self.run_until(self.now_ms + STAY_MS)?;
        oracle::at_rest(self)
    }

    fn set_up(&mut self) -> Result<(), String> {
        self.server.set_now(Timestamp(DAWN));
        let sessions = self.server.sessions();
        for number in 0..self.rng.range(1, 4) {
            let both = self.rng.percent(30);
            let own = if both { sessions.clone() } else { sessions.first().copied().into_iter().collect() };
            let scopes = own.iter().flat_map(|id| [Scope::Session(*id), Scope::Crew(*id)]).collect();
            let mut tablet = Client::new(format!("tablet {number}"), own, scopes);
            if self.faults.strikes(Fault::OldEnvelope, &mut self.rng) {
                tablet.version = self.rng.pick(&[1, 2]).unwrap_or(ENVELOPE);
            }
            self.clients.push(tablet);
        }
        let mut office = Client::new("office".to_owned(), Vec::new(), self.server.organiser_scopes());
        office.storage.cookie = self.server.organiser()?;
        self.clients.push(office);
        for client in 0..self.clients.len() {
            self.draw_clock(client);
            self.start(client)?;
            if self.clients[client].taps() {
                let first = self.rng.range(0, 5_000);
                self.after(first, What::Tap { client });
            }
        }
        self.after(1_000, What::Chaos);
        Ok(())
    }

    /// Everything works from now on, and somebody presses 「立即上傳」 everywhere.
    fn make_peace(&mut self) -> Result<(), String> {
        self.note(|| "peace".to_owned());
        self.peace = true;
        self.faults.heal();
        for client in 0..self.clients.len() {
            self.clients[client].offline = false;
            self.clients[client].signed_out = false;
            self.close_second_tab(client);
            if self.excuses.server_went_back || self.excuses.storage_went_back || self.rng.percent(50) {
                // Old envelopes know no checksums: after a disaster only an update brings certainty.
                self.clients[client].version = ENVELOPE;
            }
            self.start(client)?;
            self.sign_in(client)?;
            self.poke(client, &Poke::Manual)?;
        }
        Ok(())
    }

    fn run_until(&mut self, until_ms: u64) -> Result<(), String> {
        while let Some(Reverse((at, id))) =
            self.queue.peek().copied().filter(|Reverse((at, _))| *at <= until_ms)
        {
            self.queue.pop();
            self.now_ms = at;
            if let Some(what) = self.happenings.remove(&id) {
                self.happen(what)?;
            }
        }
        self.now_ms = until_ms;
        Ok(())
    }

    fn happen(&mut self, what: What) -> Result<(), String> {
        match what {
            What::Tap { client } => self.tap(client),
            What::Local { tab, op } => self.local(tab, op),
            What::Arrive { message } => {
                self.arrive(message);
                Ok(())
            }
            What::Answer { tab, request, answer } => self.answered(tab, request, answer),
            What::Timer { tab, timer } => self.timer(tab, timer),
            What::News { client, scopes } => self.poke(client, &Poke::News(scopes)),
            What::Chaos => self.chaos(),
            What::Restart { client } => self.start(client),
            What::Thaw { tab } => self.thaw(tab),
            What::Reconnect { client } => {
                self.clients[client].offline = false;
                self.poke(client, &Poke::Online)
            }
            What::SignIn { client } => self.sign_in(client),
            What::CloseSecondTab { tab } => {
                if self.is_alive(tab) {
                    self.close_second_tab(tab.client);
                }
                Ok(())
            }
        }
    }

    /// Schedules.
    pub fn after(&mut self, delay_ms: u64, what: What) {
        let id = self.id();
        self.happenings.insert(id, what);
        self.queue.push(Reverse((self.now_ms + delay_ms, id)));
    }

    pub const fn id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    /// True time, which is also the server's clock.
    pub fn true_time(&self) -> Timestamp {
        Timestamp(DAWN).plus_ms(i64::try_from(self.now_ms).unwrap_or(0))
    }

    /// Writes a line of the trace; costs nothing when nobody listens.
    pub fn note(&mut self, line: impl FnOnce() -> String) {
        if let Some(trace) = &mut self.trace {
            trace.push(format!("{:>9.3} {}", self.now_ms as f64 / 1_000.0, line()));
        }
    }

    pub fn view(&mut self) -> Result<ServerView, String> {
        let now = self.true_time();
        self.server.set_now(now);
        self.server.view()
    }

    pub fn into_report(self) -> Report {
        Report {
            faults: self.faults.counts().clone(),
            promised: self.promised.len() as u64,
            lost_with_storage: self.lost.len() as u64,
            gaps: self.gaps,
            requests: self.requests,
            trace: self.trace.unwrap_or_default(),
        }
    }

    pub fn into_trace(self) -> Vec<String> {
        self.trace.unwrap_or_default()
    }
}
