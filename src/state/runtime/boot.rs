//! The start: from the local store only, so that it is the same with and without a network.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;
use yanxi_protocol::{api::Me, scope::Scope};

use super::{Core, Runtime};
use crate::{
    local::{self, Db, MetaKey, Mirrors, OpenError, StoreError},
    platform::{
        device_health,
        lifecycle::{self, PageEvent},
        service_worker, timer,
    },
    sync_driver::{Driver, spawn},
};

/// Headings show minutes; a few seconds' delay is never seen.
const TICK_MS: u32 = 5_000;
/// How long after the start the schools are read, milliseconds.
const CATALOG_AFTER_MS: u32 = 2_000;
/// How often a page that stays open asks for a newer version of the app.
const UPDATE_CHECK_MS: u32 = 60 * 60 * 1_000;

impl Runtime {
    pub(super) async fn boot(self) {
        match local::open().await {
            Ok(db) => self.run(db).await,
            Err(error) => {
                self.broken(&error);
                self.with(|inner| inner.loaded.set(true));
            }
        }
        service_worker::register(move || self.with(|inner| inner.update_available.set(true)));
        // A tablet may stay open for days; browsers ask for a new version only when a page is loaded.
        spawn(async {
            loop {
                timer::sleep(UPDATE_CHECK_MS).await;
                service_worker::check_for_update();
            }
        });
        self.watch_storage().await;
    }

    async fn run(self, db: Db) {
        let mirrors = Rc::new(RefCell::new(Mirrors::default()));
        let driver = Driver::new(db.clone(), mirrors.clone(), move |change| self.take(change));
        if let Err(error) = self.read_self(&db, &mirrors).await {
            self.broken(&error);
        }
        self.with(|inner| *inner.core.borrow_mut() = Some(Core { db, mirrors, driver: driver.clone() }));
        self.refresh_counts();
        for (scope, count) in self.with(|inner| inner.early_wishes.take()) {
            (0..count).for_each(|_| driver.want(scope));
        }
        self.want_sessions();
        // The schools of all counties are looked up only for somebody who is not on the roster; the list comes first.
        spawn(async move {
            timer::sleep(CATALOG_AFTER_MS).await;
            self.want_catalog();
        });
        self.follow_person();
        self.with(|inner| inner.loaded.set(true));
        self.tick();
        driver.start();
        self.refresh_me();
        spawn(self.purge_old());
        lifecycle::listen(move |event| {
            if event == PageEvent::Shown {
                self.expire_shift();
                self.retry_writer();
            }
            if event == PageEvent::Leaving {
                self.release_writer();
            }
        });
    }

    /// Everything the device remembers of itself, and its own log.
    pub(super) async fn read_self(self, db: &Db, mirrors: &RefCell<Mirrors>) -> Result<(), StoreError> {
        // All at once: one after the other each waits its turn behind the drawing of the page.
        let ((own, texts), me, identity, shift, measured) = futures::try_join!(
            local::load_own(db),
            db.meta::<Me>(MetaKey::Me),
            db.meta(MetaKey::Identity),
            db.meta(MetaKey::Shift),
            db.meta(MetaKey::Clock),
        )?;
        mirrors.borrow_mut().own = own;
        self.with(|inner| {
            *inner.own_texts.borrow_mut() = texts;
            *inner.shift.borrow_mut() = shift.unwrap_or_default();
            inner.measured.set(measured);
            inner.me.set(me.unwrap_or_default());
            inner.identity.set(identity);
        });
        self.refresh_clock();
        self.show_shift();
        Ok(())
    }

    /// A tablet holds what it needs for every session it is enrolled for, whatever page is open: the network may be
    /// gone before somebody opens it.
    pub(super) fn want_for_device(self) {
        self.want_sessions();
        self.want_catalog();
    }

    fn want_catalog(self) {
        if self.with(|inner| inner.identity.with_untracked(Option::is_some)) {
            self.want(Scope::Catalog);
        }
    }

    fn want_sessions(self) {
        let Some(identity) = self.with(|inner| inner.identity.get_untracked()) else { return };
        for session in identity.sessions {
            self.want(Scope::Session(session));
            self.want(Scope::Crew(session));
        }
    }

    fn tick(self) {
        spawn(async move {
            loop {
                timer::sleep(TICK_MS).await;
                self.with(|inner| inner.tick.set(self.now()));
                self.refresh_clock();
                self.expire_shift();
            }
        });
    }

    async fn watch_storage(self) {
        let enrolled = self.with(|inner| inner.identity.with_untracked(Option::is_some));
        if enrolled {
            device_health::ask_to_persist().await;
        }
        let health = device_health::storage().await;
        self.with(|inner| inner.storage.update(|state| state.persisted = health.persisted));
    }

    /// The store failed: red, and paper (F-27).
    pub(super) fn broken(self, error: &StoreError) {
        let cause = match error {
            StoreError::Open(OpenError::NewerSchema) => "newer_schema".to_owned(),
            StoreError::Open(OpenError::Blocked) => "blocked".to_owned(),
            StoreError::Superseded => "superseded".to_owned(),
            other => other.to_string(),
        };
        self.with(|inner| inner.status.update(|status| status.broken = Some(cause)));
    }
}
