//! Runs the sync engine against the browser: timers, visibility, web lock, news channel, transport, local store.
//!
//! One tab of a browser syncs, the one that holds the lock; it wants what the other tabs want, and tells them what it
//! stored. A hidden tab gives the lock away when a visible one asks for it.

pub mod api;
mod cycle;
mod tabs;
mod watch;

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use yanxi_domain::ids::SessionId;
use yanxi_protocol::scope::Scope;
use yanxi_sync::{Config, Engine, EngineStatus, Input, Now, Poke};

use crate::{
    local::{self, ClockSample, Db, LoadedScope, Mirrors, ScopeDelta, StoreError},
    platform::{channel::TabChannel, clock, locks::HeldLock, news::News, timer},
};

/// So long after a commit the upload of it begins, milliseconds.
const AFTER_PAINT_MS: u32 = 60;

/// What the driver tells.
#[derive(Debug)]
pub enum Change {
    /// The engine's status.
    Status(EngineStatus),
    /// A better measurement of the clock.
    Clock(ClockSample),
    /// A scope was read from the store: replaces what was shown of it.
    Loaded(LoadedScope),
    /// A scope changed.
    Changed(ScopeDelta),
    /// Own events of these sessions were confirmed (none: only their number may have changed).
    OwnConfirmed(Vec<SessionId>),
    /// Another tab wrote own events: read them again.
    OwnStale,
    /// Another tab signed in or out, enrolled, or changed the shift.
    IdentityStale,
    /// The device was reported lost: every replica is gone (U-H2).
    Wiped,
    /// The store failed.
    StoreFailed(StoreError),
}

/// The running engine. Clones are the same driver.
#[derive(Clone)]
pub struct Driver(Rc<Inner>);

struct Inner {
    db: Db,
    mirrors: Rc<RefCell<Mirrors>>,
    engine: RefCell<Engine>,
    on_change: Box<dyn Fn(Change)>,
    /// Wishes of this tab, counted.
    wanted: RefCell<BTreeMap<Scope, u32>>,
    /// Wishes of other tabs, while this one syncs.
    foreign: RefCell<BTreeSet<Scope>>,
    lock: RefCell<Option<HeldLock>>,
    contending: Cell<bool>,
    timer: Cell<u64>,
    news: RefCell<Option<(BTreeSet<Scope>, News)>>,
    channel: RefCell<Option<TabChannel>>,
}

impl Driver {
    /// A driver that does nothing until [`Driver::start`].
    pub fn new(db: Db, mirrors: Rc<RefCell<Mirrors>>, on_change: impl Fn(Change) + 'static) -> Self {
        let config =
            Config { seed: clock::boot().0.as_u64_pair().0, app_version: api::APP_VERSION.to_owned() };
        Self(Rc::new(Inner {
            db,
            mirrors,
            engine: RefCell::new(Engine::new(config)),
            on_change: Box::new(on_change),
            wanted: RefCell::default(),
            foreign: RefCell::default(),
            lock: RefCell::new(None),
            contending: Cell::new(false),
            timer: Cell::new(0),
            news: RefCell::new(None),
            channel: RefCell::new(None),
        }))
    }

    /// Listens to the page and begins to contend for the lock.
    pub fn start(&self) {
        self.open_channel();
        self.watch_page();
        self.contend();
    }

    /// Keeps a scope fresh and in memory.
    pub fn want(&self, scope: Scope) {
        let count = {
            let mut wanted = self.0.wanted.borrow_mut();
            let count = wanted.entry(scope).or_default();
            *count += 1;
            *count
        };
        if count == 1 {
            self.take_up(scope);
            self.tell_wishes();
        }
    }

    /// Takes one wish back; memory and store keep what they have.
    pub fn unwant(&self, scope: Scope) {
        let last = {
            let mut wanted = self.0.wanted.borrow_mut();
            match wanted.get_mut(&scope) {
                Some(count) if *count > 1 => {
                    *count -= 1;
                    false
                }
                Some(_) => wanted.remove(&scope).is_some(),
                None => false,
            }
        };
        if last && !self.0.foreign.borrow().contains(&scope) {
            self.feed(Input::Unwant(scope));
        }
    }

    /// So many own events were committed. The upload begins a moment later: the confirmation is painted first, and a
    /// person who taps twice in a row sends one request.
    pub fn appended(&self, events: u64) {
        self.tell(tabs::OWN);
        let driver = self.clone();
        spawn(async move {
            timer::sleep(AFTER_PAINT_MS).await;
            driver.feed(Input::Appended(events));
        });
    }

    /// A round trip now, whatever the back-off says.
    pub fn sync_now(&self) {
        self.feed(Input::Poke(Poke::Manual));
        self.tell(tabs::SYNC_NOW);
    }

    /// Account, device or shift changed here: the other tabs read them again.
    pub fn tell_identity(&self) {
        self.tell(tabs::IDENTITY);
    }

    /// Deletes the replicas of scopes here and in the store.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn forget(&self, scopes: &[Scope]) -> Result<(), StoreError> {
        for scope in scopes {
            self.0.wanted.borrow_mut().remove(scope);
            self.0.mirrors.borrow_mut().forget(*scope);
            self.feed(Input::Unwant(*scope));
        }
        local::forget_scopes(&self.0.db, scopes).await
    }

    /// Reads a scope from the store if it is not in memory, then lets the engine keep it fresh.
    fn take_up(&self, scope: Scope) {
        let driver = self.clone();
        spawn(async move {
            if driver.load(&[scope]).await && driver.is_wanted(scope) {
                driver.feed(Input::Want(scope));
            }
        });
    }

    /// Reads scopes that are not in memory. `false`: the store failed.
    async fn load(&self, scopes: &[Scope]) -> bool {
        let missing: Vec<Scope> =
            scopes.iter().copied().filter(|scope| !self.0.mirrors.borrow().holds(*scope)).collect();
        missing.is_empty() || self.read_again(&missing).await
    }

    /// Reads scopes from the store whatever is in memory.
    async fn read_again(&self, scopes: &[Scope]) -> bool {
        match local::load_scopes(&self.0.db, &self.0.mirrors, scopes).await {
            Ok(loaded) => {
                loaded.into_iter().for_each(|scope| self.report(Change::Loaded(scope)));
                true
            }
            Err(error) => {
                self.report(Change::StoreFailed(error));
                false
            }
        }
    }

    fn is_wanted(&self, scope: Scope) -> bool {
        self.0.wanted.borrow().contains_key(&scope) || self.0.foreign.borrow().contains(&scope)
    }

    fn report(&self, change: Change) {
        (self.0.on_change)(change);
    }
}

fn now() -> Now {
    Now { wall: clock::device_now(), mono_ms: clock::monotonic_ms() }
}

/// Runs a task of the page.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen_futures::spawn_local(task);
    #[cfg(not(target_arch = "wasm32"))]
    drop(task);
}
