//! Requests of the person: stored first, then sent; asked again until the server has decided.

use std::{cell::Cell, sync::Arc};

use leptos::prelude::*;
use uuid::Uuid;
use yanxi_domain::ids::PersonId;
use yanxi_protocol::registering::{self as api, Registered};

use super::{Core, Runtime};
use crate::{
    local,
    platform::{prefs, timer},
    state::{
        ApiFailure,
        registering::{AboutSession, Asked, Outcome, Request, new_request_id},
    },
    sync_driver::{api as request, spawn},
};

/// Mark of a browser in which something waits to be sent: the first load asks for no more than this.
pub(in crate::state) const WAITING_KEY: &str = "yanxi.requests";
/// So long after a vain try the next one follows, milliseconds.
const AGAIN_MS: u32 = 10_000;
/// Refusals that say nothing about the request itself: it is asked again.
const NOT_DECIDED: [&str; 4] = ["unavailable", "internal", "too_many_requests", "too_many"];

thread_local! {
    // Not in the runtime: the first load carries nothing of requests.
    static SHOWN: ArcRwSignal<Arc<Vec<Request>>> = ArcRwSignal::default();
    static SENDING: Cell<bool> = const { Cell::new(false) };
    static TRYING: Cell<bool> = const { Cell::new(false) };
}

impl Runtime {
    pub(in crate::state) fn requests(self) -> Signal<Arc<Vec<Request>>> {
        spawn(async move {
            if let Some(core) = self.core_when_open().await {
                self.show_requests(&core).await;
                self.send_waiting().await;
            }
        });
        SHOWN.with(|shown| shown.clone().into())
    }

    pub(in crate::state) async fn submit_request(
        self,
        about: AboutSession,
        what: Asked,
    ) -> Result<Request, String> {
        let core = self.core().ok_or("the store is not open")?;
        let person = self.person_signed_in().ok_or("nobody is signed in")?;
        let id = match &what {
            Asked::Register(body) => body.request,
            Asked::Leave(..) | Asked::Decline(..) => new_request_id(),
        };
        let made_at = self.with(|inner| inner.tick.get_untracked());
        let made = Request { id, person, made_at, about, what, outcome: None };
        local::put_request(&core.db, &id.to_string(), &made).await.map_err(|error| error.to_string())?;
        prefs::set(WAITING_KEY, "yes");
        self.show_requests(&core).await;
        self.send_once(&core).await;
        spawn(self.send_waiting());
        let now = SHOWN.with(ArcRwSignal::get_untracked);
        Ok(now.iter().find(|one| one.id == id).cloned().unwrap_or(made))
    }

    pub(in crate::state) async fn dismiss_request(self, id: Uuid) {
        let Some(core) = self.core() else { return };
        if let Err(error) = local::remove_request(&core.db, &id.to_string()).await {
            return self.broken(&error);
        }
        self.show_requests(&core).await;
    }

    /// One loop a page: it ends when nothing waits any more.
    pub(in crate::state) async fn send_waiting(self) {
        if TRYING.with(|trying| trying.replace(true)) {
            return;
        }
        if let Some(core) = self.core_when_open().await {
            while self.send_once(&core).await {
                timer::sleep(AGAIN_MS).await;
            }
        }
        TRYING.with(|trying| trying.set(false));
    }

    /// Sends everything that waits, in the order it was made. `true`: something still waits.
    async fn send_once(self, core: &Core) -> bool {
        if SENDING.with(|sending| sending.replace(true)) {
            return true;
        }
        let mut left = false;
        for mut one in self.own_requests(core).await.into_iter().filter(|one| one.outcome.is_none()) {
            match carry_out(&one).await {
                Ok(registered) => one.outcome = Some(Outcome::Done(registered)),
                Err(ApiFailure::Refused(error)) if !NOT_DECIDED.contains(&error.code.as_str()) => {
                    one.outcome = Some(Outcome::Refused(error));
                }
                Err(failure) => {
                    left = true;
                    if failure == ApiFailure::NotSignedIn {
                        self.refresh_me();
                    }
                    // Those behind it meet the same; and their order is kept.
                    break;
                }
            }
            if let Err(error) = local::put_request(&core.db, &one.id.to_string(), &one).await {
                self.broken(&error);
                left = true;
                break;
            }
            self.show_requests(core).await;
            self.upload_now();
        }
        if !left {
            prefs::set(WAITING_KEY, "no");
        }
        SENDING.with(|sending| sending.set(false));
        left
    }

    async fn show_requests(self, core: &Core) {
        let own = Arc::new(self.own_requests(core).await);
        SHOWN.with(|shown| {
            if shown.with_untracked(|before| *before != own) {
                shown.set(own);
            }
        });
    }

    /// Requests of whoever is signed in.
    async fn own_requests(self, core: &Core) -> Vec<Request> {
        let person = self.person_signed_in();
        match local::requests::<Request>(&core.db).await {
            Ok(mut all) => {
                all.retain(|one| Some(one.person) == person);
                all.sort_by_key(|one| (one.made_at, one.id));
                all
            }
            Err(error) => {
                self.broken(&error);
                Vec::new()
            }
        }
    }

    fn person_signed_in(self) -> Option<PersonId> {
        self.with(|inner| inner.me.with_untracked(|me| me.account.as_ref().map(|account| account.person)))
    }

    /// The store opens a moment after the page.
    pub(super) async fn core_when_open(self) -> Option<Core> {
        const TRIES: u32 = 100;
        const EVERY_MS: u32 = 50;
        for _ in 0..TRIES {
            if let Some(core) = self.core().filter(|_| self.with(|inner| inner.loaded.get_untracked())) {
                return Some(core);
            }
            timer::sleep(EVERY_MS).await;
        }
        None
    }
}

async fn carry_out(one: &Request) -> Result<Registered, ApiFailure> {
    match &one.what {
        Asked::Register(body) => {
            let path = api::REGISTRATIONS.replace("{session}", &one.about.session.to_string());
            request::post(&path, body).await
        }
        Asked::Leave(registration, body) => {
            request::post(&api::LEAVE.replace("{registration}", &registration.to_string()), body).await
        }
        Asked::Decline(registration, body) => {
            request::post(&api::DECLINE.replace("{registration}", &registration.to_string()), body).await
        }
    }
}
