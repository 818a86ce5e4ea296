//! What all handles share: signals that live as long as the app, and the objects behind them.

mod boot;
mod changes;
mod clock;
mod desk;
mod device;
mod me;
mod office;
mod plans;
mod purge;
mod readiness;
mod registering;
mod replicas;
mod requests;
mod shift;
mod writer;

pub(in crate::state) use requests::WAITING_KEY;

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap},
    rc::Rc,
    sync::Arc,
};

use leptos::prelude::*;
use yanxi_domain::{
    event::{OffsetQuality, SideRecord},
    ids::{CourseId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    api::{DeviceIdentity, Me},
    docs::{CountySchools, Operator},
    scope::Scope,
};

use super::{
    clock::ClockState,
    device::WriterState,
    files::StorageState,
    prefs::Prefs,
    replica::{CourseReplica, DocSet, OwnRecords, SessionReplica},
    sync::SyncStatus,
};
use crate::{
    local::{ClockSample, Db, Mirrors, Shift},
    platform::{clock::device_now, locks::HeldLock, service_worker},
    sync_driver::{Driver, spawn},
};

/// Copyable reference to [`Inner`].
#[derive(Clone, Copy)]
pub(super) struct Runtime(StoredValue<Rc<Inner>, LocalStorage>);

/// A replica as a signal; `None` while nothing of it is stored here.
type Replica<T> = ArcRwSignal<Option<Arc<T>>>;

/// Signals of the whole app, and what they are computed from.
pub(super) struct Inner {
    pub loaded: ArcRwSignal<bool>,
    pub me: ArcRwSignal<Me>,
    pub status: ArcRwSignal<SyncStatus>,
    pub identity: ArcRwSignal<Option<DeviceIdentity>>,
    pub operator: ArcRwSignal<Option<Operator>>,
    pub writer: ArcRwSignal<WriterState>,
    pub clock: ArcRwSignal<ClockState>,
    pub tick: ArcRwSignal<Timestamp>,
    pub storage: ArcRwSignal<StorageState>,
    pub update_available: ArcRwSignal<bool>,
    sessions: RefCell<HashMap<SessionId, Replica<SessionReplica>>>,
    courses: RefCell<HashMap<CourseId, Replica<CourseReplica>>>,
    crews: RefCell<HashMap<SessionId, ArcRwSignal<Vec<Operator>>>>,
    schools: ArcRwSignal<Arc<Vec<CountySchools>>>,
    own_records: Replica<OwnRecords>,
    /// Documents of the small scopes.
    docs: RefCell<HashMap<Scope, DocSet>>,
    /// Own personal texts, sent or not.
    own_texts: RefCell<Vec<SideRecord>>,
    shift: RefCell<Shift>,
    measured: Cell<Option<ClockSample>>,
    /// 校時 of this boot, until the next measurement.
    manual_offset: Cell<Option<i64>>,
    /// The person whose records are kept fresh.
    person: Cell<Option<Scope>>,
    /// Sync has found out about reachability; other requests need not guess.
    sync_told_reach: Cell<bool>,
    writer_lock: RefCell<Option<HeldLock>>,
    writer_users: Cell<u32>,
    writer_contending: Cell<bool>,
    /// Wishes made before the store was open.
    early_wishes: RefCell<BTreeMap<Scope, u32>>,
    core: RefCell<Option<Core>>,
}

/// What exists once the store is open.
#[derive(Clone)]
struct Core {
    db: Db,
    mirrors: Rc<RefCell<Mirrors>>,
    driver: Driver,
}

/// Sets up preferences and the runtime as context, and begins to read the store. Call once, in the root component.
pub fn provide_state() {
    let prefs = Prefs::load();
    prefs.keep();
    provide_context(prefs);
    let runtime = Runtime(StoredValue::new_local(Rc::new(Inner::new())));
    provide_context(runtime);
    spawn(runtime.boot());
}

pub(super) fn use_runtime() -> Runtime {
    expect_context()
}

impl Inner {
    fn new() -> Self {
        Self {
            loaded: ArcRwSignal::new(false),
            me: ArcRwSignal::default(),
            status: ArcRwSignal::default(),
            identity: ArcRwSignal::default(),
            operator: ArcRwSignal::default(),
            writer: ArcRwSignal::default(),
            clock: ArcRwSignal::new(ClockState { offset_ms: None, quality: OffsetQuality::Unknown }),
            tick: ArcRwSignal::new(device_now()),
            storage: ArcRwSignal::default(),
            update_available: ArcRwSignal::default(),
            sessions: RefCell::default(),
            courses: RefCell::default(),
            crews: RefCell::default(),
            schools: ArcRwSignal::default(),
            own_records: ArcRwSignal::default(),
            docs: RefCell::default(),
            own_texts: RefCell::default(),
            shift: RefCell::default(),
            measured: Cell::default(),
            manual_offset: Cell::default(),
            person: Cell::default(),
            sync_told_reach: Cell::default(),
            writer_lock: RefCell::default(),
            writer_users: Cell::default(),
            writer_contending: Cell::default(),
            early_wishes: RefCell::default(),
            core: RefCell::default(),
        }
    }
}

impl Runtime {
    pub(super) fn with<T>(self, read: impl FnOnce(&Inner) -> T) -> T {
        self.0.with_value(|inner| read(inner))
    }

    fn core(self) -> Option<Core> {
        self.with(|inner| inner.core.borrow().clone())
    }

    pub(super) fn upload_now(self) {
        if let Some(core) = self.core() {
            core.driver.sync_now();
        }
    }

    pub(super) fn want(self, scope: Scope) {
        match self.core() {
            Some(core) => core.driver.want(scope),
            None => self.with(|inner| *inner.early_wishes.borrow_mut().entry(scope).or_default() += 1),
        }
    }

    pub(super) fn unwant(self, scope: Scope) {
        match self.core() {
            Some(core) => core.driver.unwant(scope),
            None => self.with(|inner| {
                if let Some(count) = inner.early_wishes.borrow_mut().get_mut(&scope) {
                    *count = count.saturating_sub(1);
                }
            }),
        }
    }

    pub(super) fn apply_update(self) {
        service_worker::apply_update();
    }
}

#[cfg(test)]
mod tests;
