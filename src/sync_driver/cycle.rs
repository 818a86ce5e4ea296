//! Input in, actions out: what the engine decides is done here.

use yanxi_protocol::{
    api,
    scope::Scope,
    sync::{SyncRequest, SyncResponse},
};
use yanxi_sync::{
    Action, ApplyPlan, EngineStatus, Input, LocalFailure, OffsetSample, Poke, Reach, TransportError,
    limits::REQUEST_TIMEOUT_MS,
};

use super::{Change, Driver, now, spawn};
use crate::{
    local::{self, ClockSample, MetaKey},
    net::{self, NetError},
    platform::{clock, console, timer},
};

impl Driver {
    /// One input at a time; the actions it causes are begun in order.
    pub(super) fn feed(&self, input: Input) {
        let actions = self.0.engine.borrow_mut().handle(input, now());
        for action in actions {
            self.perform(action);
        }
    }

    fn perform(&self, action: Action) {
        match action {
            Action::Load { limit, scopes } => self.background(|driver| async move {
                let loaded = local::load_outbox(&driver.0.db, limit, &scopes).await;
                driver.feed(Input::Loaded(driver.noted(loaded)));
            }),
            Action::Send(request) => self.background(|driver| async move {
                driver.feed(Input::Responded(send(&request).await));
            }),
            Action::Apply(plan) => self.background(|driver| async move { driver.apply(plan).await }),
            Action::SetTimer { after_ms } => self.set_timer(after_ms),
            Action::Report(status) => {
                self.follow_reach(status);
                self.tell_status(status);
                self.report(Change::Status(status));
            }
            Action::Offset(sample) => self.store_clock(sample),
            Action::Wipe => self.background(|driver| async move { driver.wipe().await }),
            Action::Notice(notice) => console::warn(&format!("sync: {notice:?}")),
        }
    }

    fn background<F: Future<Output = ()> + 'static>(&self, task: impl FnOnce(Self) -> F) {
        spawn(task(self.clone()));
    }

    async fn apply(&self, plan: ApplyPlan) {
        // The sum of a session counts own events: it must be in memory before they are confirmed.
        let sessions: Vec<Scope> = {
            let mirrors = self.0.mirrors.borrow();
            let counted = plan.ack.iter().flat_map(|ack| &ack.counted);
            let mut scopes: Vec<Scope> = counted
                .filter_map(|seq| Some(Scope::Session(mirrors.own.entries.get(seq)?.session)))
                .collect();
            scopes.extend(plan.scopes.iter().map(|scope| scope.scope));
            scopes.sort_unstable();
            scopes.dedup();
            scopes
        };
        if !self.load(&sessions).await {
            self.feed(Input::Applied(Err(LocalFailure)));
            return;
        }
        let answered_own = plan.ack.is_some();
        let server_now = self.0.engine.borrow().status().last_contact.unwrap_or_else(clock::device_now);
        let applied = local::apply(&self.0.db, &self.0.mirrors, plan, server_now).await;
        let Ok(outcome) = self.noted(applied) else {
            self.feed(Input::Applied(Err(LocalFailure)));
            return;
        };
        for delta in outcome.deltas {
            if !delta.docs.is_empty() || !delta.events.is_empty() || delta.reset {
                self.tell_scope(delta.scope);
            }
            self.report(Change::Changed(delta));
        }
        if answered_own {
            self.tell(super::tabs::OWN);
        }
        self.report(Change::OwnConfirmed(outcome.confirmed));
        self.feed(Input::Applied(Ok(outcome.applied)));
        if !outcome.stale.is_empty() && self.read_again(&outcome.stale).await {
            self.feed(Input::Poke(Poke::News(outcome.stale)));
        }
    }

    async fn wipe(&self) {
        let wiped = local::wipe_replicas(&self.0.db).await;
        if self.noted(wiped).is_ok() {
            let scopes = self.0.mirrors.borrow().scopes();
            scopes.into_iter().for_each(|scope| self.0.mirrors.borrow_mut().forget(scope));
            self.report(Change::Wiped);
            self.tell_identity();
        }
    }

    fn store_clock(&self, sample: OffsetSample) {
        let sample = ClockSample { offset_ms: sample.offset_ms, rtt_ms: sample.rtt_ms, at: sample.at };
        self.report(Change::Clock(sample));
        self.background(|driver| async move {
            let stored = driver.0.db.set_meta(MetaKey::Clock, &sample).await;
            let _ = driver.noted(stored);
        });
    }

    /// The timer of the engine: the newest one counts.
    fn set_timer(&self, after_ms: u64) {
        let number = self.0.timer.get() + 1;
        self.0.timer.set(number);
        self.background(|driver| async move {
            timer::sleep(u32::try_from(after_ms).unwrap_or(u32::MAX)).await;
            if driver.0.timer.get() == number {
                driver.feed(Input::Timer);
            }
        });
    }

    /// The news channel follows reachability: a browser would knock every few seconds while offline.
    fn follow_reach(&self, status: EngineStatus) {
        match status.reach {
            Reach::Online => self.open_news(),
            Reach::Offline | Reach::SignInNeeded => self.close_news(),
            Reach::Unknown => {}
        }
    }

    fn noted<T>(&self, result: Result<T, local::StoreError>) -> Result<T, LocalFailure> {
        result.map_err(|error| {
            self.report(Change::StoreFailed(error));
            LocalFailure
        })
    }
}

async fn send(request: &SyncRequest) -> Result<SyncResponse, TransportError> {
    let timeout = u32::try_from(REQUEST_TIMEOUT_MS).unwrap_or(u32::MAX);
    net::post(api::SYNC, request, timeout).await.map_err(|error| match error {
        NetError::Offline => TransportError::Offline,
        NetError::CaptivePortal => TransportError::CaptivePortal,
        NetError::Timeout => TransportError::Timeout,
        NetError::Status { status: 401, .. } => TransportError::Unauthorized,
        NetError::Status { status: 413, .. } => TransportError::TooLarge,
        NetError::Status { .. } | NetError::Unreadable(_) => TransportError::Server,
    })
}
