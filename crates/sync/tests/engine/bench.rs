//! An engine with a hand on every lever.

use serde_json::value::RawValue;
use uuid::Uuid;
use yanxi_domain::{
    event::SideRecord,
    ids::{DeviceId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    scope::Scope,
    sync::{EventResult, Outcome, ScopeChanges, ScopeStatus, SyncRequest, SyncResponse},
};
use yanxi_sync::{
    Action, Applied, ApplyPlan, Config, Engine, EngineStatus, Input, Loaded, Notice, Now, OutboxEvent,
    OwnStream, limits,
};

pub const SCOPE: Scope = Scope::Session(SessionId(Uuid::from_u128(7)));
pub const DEVICE: DeviceId = DeviceId(Uuid::from_u128(1));

/// An engine with a hand on every lever.
pub struct Bench {
    pub engine: Engine,
    pub mono_ms: u64,
    pub head: u64,
    pub acked: u64,
    pub aside: Option<u64>,
    pub records: Vec<SideRecord>,
    pub cursor: Option<String>,
    pub status: EngineStatus,
    pub notices: Vec<Notice>,
    pub timer: Option<u64>,
    pub wiped: bool,
}

/// What the engine waits for.
#[derive(Debug)]
pub enum Asks {
    Load { limit: usize },
    Send(SyncRequest),
    Apply(ApplyPlan),
    Nothing,
}

impl Bench {
    pub fn new() -> Self {
        let engine = Engine::new(Config { seed: 1, app_version: "1.0".to_owned() });
        Self {
            engine,
            mono_ms: 1_000,
            head: 0,
            acked: 0,
            aside: None,
            records: Vec::new(),
            cursor: Some("c1".to_owned()),
            status: EngineStatus::default(),
            notices: Vec::new(),
            timer: None,
            wiped: false,
        }
    }

    /// Started, with the session wanted, and the first cycle done.
    pub fn at_rest() -> Self {
        let mut bench = Self::new();
        bench.feed(Input::Want(SCOPE));
        bench.feed(Input::Start);
        bench.load();
        bench.answer(ok());
        bench.applied(Applied::default());
        bench
    }

    pub fn feed(&mut self, input: Input) -> Asks {
        let now = Now { wall: Timestamp(1_754_352_000_000 + self.mono_ms as i64), mono_ms: self.mono_ms };
        let mut asks = Asks::Nothing;
        for action in self.engine.handle(input, now) {
            match action {
                Action::Load { limit, .. } => asks = Asks::Load { limit },
                Action::Send(request) => asks = Asks::Send(request),
                Action::Apply(plan) => asks = Asks::Apply(plan),
                Action::SetTimer { after_ms } => self.timer = Some(self.mono_ms + after_ms),
                Action::Report(status) => self.status = status,
                Action::Offset(_) => {}
                Action::Wipe => self.wiped = true,
                Action::Notice(notice) => self.notices.push(notice),
            }
        }
        asks
    }

    pub fn tap(&mut self, events: u64) -> Asks {
        self.head += events;
        self.feed(Input::Appended(events))
    }

    /// Answers a Load from the model store, with the limit the engine asked for.
    pub fn load_with(&mut self, limit: usize) -> Asks {
        let through = self.head.min(self.acked + limit as u64);
        let loaded = Loaded {
            stream: Some(OwnStream {
                device: DEVICE,
                head: self.head,
                acked_through: self.acked,
                unsent: self.head - self.acked,
                aside: self.aside,
            }),
            events: (self.acked + 1..=through).map(event).collect(),
            records: self.records.iter().take(limit).cloned().collect(),
            cursors: vec![(SCOPE, self.cursor.clone())],
        };
        self.feed(Input::Loaded(Ok(loaded)))
    }

    pub fn load(&mut self) -> SyncRequest {
        match self.load_with(limits::FIRST_BATCH) {
            Asks::Send(request) => request,
            other => panic!("expected a request, got {other:?}"),
        }
    }

    pub fn answer(&mut self, response: SyncResponse) -> ApplyPlan {
        match self.feed(Input::Responded(Ok(response))) {
            Asks::Apply(plan) => plan,
            other => panic!("expected a plan, got {other:?}"),
        }
    }

    pub fn applied(&mut self, applied: Applied) -> Asks {
        self.feed(Input::Applied(Ok(applied)))
    }

    pub fn fire(&mut self) -> Asks {
        self.mono_ms = self.timer.take().expect("a timer is set");
        self.feed(Input::Timer)
    }
}

pub fn event(seq: u64) -> OutboxEvent {
    OutboxEvent { seq, raw: RawValue::from_string(format!("{{\"seq\":{seq}}}")).unwrap() }
}

pub fn ok() -> SyncResponse {
    SyncResponse {
        envelope: 3,
        server_time: Timestamp(1_754_352_001_000),
        results: Vec::new(),
        records: Vec::new(),
        device_head: None,
        wipe: false,
        scopes: Vec::new(),
    }
}

pub fn results(seqs: impl IntoIterator<Item = u64>, outcome: &Outcome) -> SyncResponse {
    let results = seqs.into_iter().map(|seq| EventResult { seq, outcome: outcome.clone() }).collect();
    SyncResponse { results, ..ok() }
}

pub fn change(status: ScopeStatus, cursor: &str, more: bool) -> ScopeChanges {
    ScopeChanges {
        scope: SCOPE,
        status,
        docs: Vec::new(),
        events: Vec::new(),
        cursor: cursor.to_owned(),
        more,
        sum: None,
    }
}
