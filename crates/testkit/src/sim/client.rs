//! A tablet or an office browser: its storage, its tabs, and the driver that carries out what the engine wants.

use std::collections::BTreeMap;

use yanxi_domain::{
    event::{AttendanceEvent, SideRecord},
    ids::SessionId,
    time::Timestamp,
};
use yanxi_protocol::{
    scope::Scope,
    sync::{ENVELOPE, ScopeSum, SyncResponse},
};
use yanxi_sync::{
    Action, ApplyPlan, Config, Engine, EngineStatus, Input, Notice, Now, OffsetSample, Poke, Reach,
    TransportError,
};

use super::{
    fault::Fault,
    old,
    storage::Storage,
    world::{TabRef, What, World},
};

/// A browser.
#[derive(Debug)]
pub(super) struct Client {
    pub name: String,
    pub sessions: Vec<SessionId>,
    pub scopes: Vec<Scope>,
    pub storage: Storage,
    pub snapshot: Option<Storage>,
    pub tabs: [Option<Tab>; 2],
    /// Wall clock minus true time.
    pub clock_ahead_ms: i64,
    pub offline: bool,
    pub signed_out: bool,
    /// Version of the app: its envelope and its event format.
    pub version: u16,
    pub offset: Option<OffsetSample>,
}

/// One life of one tab.
#[derive(Debug)]
pub(super) struct Tab {
    pub boot: u64,
    pub engine: Engine,
    pub status: EngineStatus,
    born_ms: u64,
    pub frozen: bool,
    /// The request whose answer the engine waits for.
    waits_for: Option<u64>,
    timer: u64,
    /// Local transactions under way.
    pub ops: BTreeMap<u64, Op>,
}

/// A local transaction.
#[derive(Debug)]
pub(super) enum Op {
    Load { limit: usize, scopes: Vec<Scope> },
    Apply(ApplyPlan),
    Append { events: Vec<AttendanceEvent>, records: Vec<SideRecord> },
}

impl Client {
    pub fn new(name: String, sessions: Vec<SessionId>, scopes: Vec<Scope>) -> Self {
        Self {
            name,
            sessions,
            scopes,
            storage: Storage::default(),
            snapshot: None,
            tabs: [None, None],
            clock_ahead_ms: 0,
            offline: false,
            signed_out: false,
            version: ENVELOPE,
            offset: None,
        }
    }

    /// The office only reads.
    pub const fn taps(&self) -> bool {
        !self.sessions.is_empty()
    }
}

impl World {
    /// Starts the browser unless it runs; a tablet without identity enrols first.
    pub fn start(&mut self, client: usize) -> Result<(), String> {
        if self.clients[client].tabs[0].is_some() {
            let boot = self.clients[client].tabs[0].as_ref().map_or(0, |tab| tab.boot);
            return self.thaw(TabRef { client, tab: 0, boot });
        }
        if self.clients[client].taps() && self.clients[client].storage.device.is_none() {
            let now = self.true_time();
            self.server.set_now(now);
            let Client { name, sessions, .. } = &self.clients[client];
            let (device, cookie) = self.server.enrol(name, sessions, None)?;
            self.note(|| format!("client {client} enrols as {device}"));
            let storage = &mut self.clients[client].storage;
            storage.device = Some(device);
            storage.cookie = cookie;
        }
        self.open_tab(client, 0)
    }

    pub fn open_tab(&mut self, client: usize, tab: usize) -> Result<(), String> {
        let boot = self.id();
        self.note(|| format!("client {client} opens tab {tab} (life {boot})"));
        self.clients[client].tabs[tab] = Some(Tab {
            boot,
            engine: Engine::new(Config { seed: boot, app_version: "sim".to_owned() }),
            status: EngineStatus::default(),
            born_ms: self.now_ms,
            frozen: false,
            waits_for: None,
            timer: 0,
            ops: BTreeMap::new(),
        });
        let it = TabRef { client, tab, boot };
        for scope in self.clients[client].scopes.clone() {
            self.feed(it, Input::Want(scope))?;
        }
        self.feed(it, Input::NewsChannel(true))?;
        self.feed(it, Input::Start)
    }

    pub fn is_alive(&self, tab: TabRef) -> bool {
        self.clients[tab.client].tabs[tab.tab].as_ref().is_some_and(|alive| alive.boot == tab.boot)
    }

    pub fn tab_mut(&mut self, tab: TabRef) -> Option<&mut Tab> {
        self.clients[tab.client].tabs[tab.tab].as_mut().filter(|alive| alive.boot == tab.boot)
    }

    /// Feeds the engine and carries out what it wants.
    pub fn feed(&mut self, it: TabRef, input: Input) -> Result<(), String> {
        let wall = self.true_time().plus_ms(self.clients[it.client].clock_ahead_ms);
        let now_ms = self.now_ms;
        let Some(tab) = self.tab_mut(it) else { return Ok(()) };
        let now = Now { wall, mono_ms: now_ms - tab.born_ms };
        for action in tab.engine.handle(input, now) {
            match action {
                Action::Load { limit, scopes } => self.begin(it, Op::Load { limit, scopes }),
                Action::Apply(plan) => self.begin(it, Op::Apply(plan)),
                Action::Send(request) => {
                    let id = self.id();
                    if let Some(tab) = self.tab_mut(it) {
                        tab.waits_for = Some(id);
                    }
                    self.send(it, id, &request)?;
                }
                Action::SetTimer { after_ms } => {
                    let timer = self.id();
                    if let Some(tab) = self.tab_mut(it) {
                        tab.timer = timer;
                    }
                    self.after(after_ms, What::Timer { tab: it, timer });
                }
                Action::Report(status) => {
                    if let Some(tab) = self.tab_mut(it) {
                        tab.status = status;
                    }
                    if status.reach == Reach::SignInNeeded {
                        let delay = self.rng.range(500, 20_000);
                        self.after(delay, What::SignIn { client: it.client });
                    }
                }
                Action::Offset(sample) => self.clients[it.client].offset = Some(sample),
                Action::Wipe => return Err(format!("{} was told to wipe", self.clients[it.client].name)),
                Action::Notice(notice) => self.noticed(it, &notice)?,
            }
        }
        Ok(())
    }

    /// Self-healing is for disasters. When it happens without one, something else is broken.
    fn noticed(&mut self, it: TabRef, notice: &Notice) -> Result<(), String> {
        let name = &self.clients[it.client].name;
        let excuses = self.excuses;
        let excused = match notice {
            Notice::StorageRegressed { .. } => {
                excuses.storage_went_back || excuses.two_tabs || excuses.server_went_back
            }
            Notice::StartedOver { .. } => excuses.server_went_back,
            Notice::ScopeMismatch { .. } => {
                excuses.server_went_back || excuses.storage_went_back || excuses.two_tabs
            }
            Notice::SetAside { .. } => self.faults.counts().contains_key(&Fault::TooLarge),
            Notice::Forbidden { .. } => false,
        };
        let what = format!("{name} notices {notice:?}");
        self.note(|| what.clone());
        if excused { Ok(()) } else { Err(format!("{what}, without a disaster that explains it")) }
    }

    /// An answer (or the time-out) reaches the tab.
    pub fn answered(
        &mut self,
        it: TabRef,
        request: u64,
        answer: Result<Vec<u8>, TransportError>,
    ) -> Result<(), String> {
        let Some(tab) = self.tab_mut(it).filter(|tab| tab.waits_for == Some(request)) else { return Ok(()) };
        tab.waits_for = None;
        // Answers come in the envelope of their request, which may be older than the app by now.
        let answer = answer.and_then(|body| old::read_response(&body).ok_or(TransportError::Server));
        self.note(|| match &answer {
            Ok(response) => format!("client {} gets #{request}: {}", it.client, summary(response)),
            Err(error) => format!("client {} gets #{request}: {error:?}", it.client),
        });
        self.feed(it, Input::Responded(answer))
    }

    pub fn timer(&mut self, it: TabRef, timer: u64) -> Result<(), String> {
        match self.tab_mut(it) {
            Some(tab) if tab.timer == timer => self.feed(it, Input::Timer),
            _ => Ok(()),
        }
    }

    pub fn thaw(&mut self, it: TabRef) -> Result<(), String> {
        match self.tab_mut(it) {
            Some(tab) if tab.frozen => {
                tab.frozen = false;
                self.feed(it, Input::Start)
            }
            _ => Ok(()),
        }
    }

    /// Pokes every tab that is awake. News reaches only those with a connection.
    pub fn poke(&mut self, client: usize, poke: &Poke) -> Result<(), String> {
        if matches!(poke, Poke::News(_)) && self.clients[client].offline {
            return Ok(());
        }
        for tab in 0..2 {
            if let Some(boot) = self.clients[client].tabs[tab].as_ref().map(|tab| tab.boot) {
                self.feed(TabRef { client, tab, boot }, Input::Poke(poke.clone()))?;
            }
        }
        Ok(())
    }

    /// Somebody signs in again; a tablet proves that it still is the same device and keeps its queue.
    pub fn sign_in(&mut self, client: usize) -> Result<(), String> {
        let needed =
            self.clients[client].tabs.iter().flatten().any(|tab| tab.status.reach == Reach::SignInNeeded);
        self.clients[client].signed_out = false;
        if !needed {
            return Ok(());
        }
        let now = self.true_time();
        self.server.set_now(now);
        let cookie = match self.clients[client].storage.device {
            Some(device) => {
                let Client { name, sessions, .. } = &self.clients[client];
                self.server.enrol(name, sessions, Some(device))?.1
            }
            None => self.server.organiser()?,
        };
        self.note(|| format!("client {client} signs in"));
        self.clients[client].storage.cookie = cookie;
        self.poke(client, &Poke::Manual)
    }

    pub fn close_second_tab(&mut self, client: usize) {
        self.clients[client].tabs[1] = None;
    }

    /// Each device's clock is wrong in its own way.
    pub fn draw_clock(&mut self, client: usize) {
        let minutes = [0, 0, 0, 1, -1, 47, -60, 8 * 60, -24 * 60];
        let ahead = self.rng.pick(&minutes).unwrap_or(0) * 60_000;
        self.clients[client].clock_ahead_ms = ahead + i64::try_from(self.rng.range(0, 999)).unwrap_or(0);
        self.clients[client].offset = None;
    }

    pub fn wall(&self, client: usize) -> Timestamp {
        self.true_time().plus_ms(self.clients[client].clock_ahead_ms)
    }
}

fn summary(response: &SyncResponse) -> String {
    let scopes: Vec<String> = response
        .scopes
        .iter()
        .map(|change| {
            let ScopeSum { docs, events, .. } = change.sum.unwrap_or_default();
            format!(
                "{} {:?} {}+{} to {} (sum {docs}+{events}){}",
                change.scope,
                change.status,
                change.docs.len(),
                change.events.len(),
                change.cursor,
                if change.more { " more" } else { "" }
            )
        })
        .collect();
    let odd: Vec<_> = response
        .results
        .iter()
        .filter(|result| result.outcome != yanxi_protocol::sync::Outcome::Accepted)
        .map(|result| format!("{}:{:?}", result.seq, result.outcome))
        .collect();
    format!("{} results {odd:?}, head {:?}, {scopes:?}", response.results.len(), response.device_head)
}
