//! Who this browser is, as last told by the server and remembered here.

use leptos::prelude::*;
use yanxi_domain::ids::AccountId;
use yanxi_protocol::{
    api::{self, DemoEnter, DemoEntered, DemoPerson, Me, MyAccount},
    scope::Scope,
};

use super::Runtime;
use crate::{
    local::{self, MetaKey},
    state::{ApiFailure, sync::Reach},
    sync_driver::{api as request, spawn},
};

impl Runtime {
    pub(in crate::state) fn refresh_me(self) {
        spawn(async move {
            self.finish_logout().await;
            let answer = request::get::<Me>(api::ME).await;
            self.note_reach(&answer);
            if let Ok(me) = answer {
                self.set_me(me).await;
                self.look_for_cleared().await;
            }
        });
    }

    pub(in crate::state) async fn demo_people(self) -> Result<Vec<DemoPerson>, ApiFailure> {
        let answer = request::get(api::DEMO_PEOPLE).await;
        self.note_reach(&answer);
        answer
    }

    pub(in crate::state) async fn demo_enter(self, account: AccountId) -> Result<DemoEntered, ApiFailure> {
        let answer = request::post::<DemoEntered>(api::DEMO_ENTER, &DemoEnter { account }).await;
        self.note_reach(&answer);
        let entered = answer?;
        self.signed_in(entered.me.clone()).await;
        Ok(entered)
    }

    /// The server has just said who signed in here.
    pub(in crate::state) async fn signed_in(self, me: Me) {
        if let Some(core) = self.core() {
            // A sign-out that was still to be told is overtaken by this sign-in.
            let _ = core.db.clear_meta(MetaKey::PendingLogout).await;
        }
        self.set_me(me).await;
        if let Some(core) = self.core() {
            core.driver.sync_now();
        }
    }

    pub(in crate::state) async fn logout(self) {
        let me = self.with(|inner| inner.me.get_untracked());
        if let Some(core) = self.core() {
            // Stored first: closing the page now must not leave the account signed in.
            if let Err(error) = core.db.set_meta(MetaKey::PendingLogout, &true).await {
                self.broken(&error);
            }
        }
        self.set_me(Me { account: None, ..me }).await;
        self.finish_logout().await;
    }

    /// Tells the server of a sign-out made without a network.
    async fn finish_logout(self) {
        let Some(core) = self.core() else { return };
        let pending = core.db.meta::<bool>(MetaKey::PendingLogout).await.ok().flatten();
        if pending == Some(true) {
            match request::tell(api::LOGOUT, &()).await {
                Ok(()) | Err(ApiFailure::NotSignedIn) => {
                    let _ = core.db.clear_meta(MetaKey::PendingLogout).await;
                }
                Err(_) => {}
            }
        }
    }

    async fn set_me(self, mut me: Me) {
        let Some(core) = self.core() else { return };
        if me.account.is_some()
            && core.db.meta::<bool>(MetaKey::PendingLogout).await.ok().flatten() == Some(true)
        {
            // Signed out here; the server has not heard of it yet.
            me.account = None;
        }
        let before = self.with(|inner| inner.me.get_untracked());
        if id_of(&before.account).is_some() && id_of(&before.account) != id_of(&me.account) {
            self.forget_account().await;
        }
        if before != me {
            if let Err(error) = core.db.set_meta(MetaKey::Me, &me).await {
                self.broken(&error);
            }
            self.with(|inner| inner.me.set(me));
            core.driver.tell_identity();
        }
        self.follow_person();
    }

    /// On a shared computer nobody sees the records of the one before (U-F7). Own events and the tablet's own
    /// sessions stay.
    async fn forget_account(self) {
        let Some(core) = self.core() else { return };
        let enrolled =
            self.with(|inner| inner.identity.get_untracked()).map_or_else(Vec::new, |d| d.sessions);
        let of_account = |scope: Scope| match scope {
            Scope::Person(_) | Scope::Course(_) => true,
            Scope::Session(session) | Scope::Crew(session) => !enrolled.contains(&session),
            Scope::Catalog => false,
        };
        let stored: Vec<Scope> = match core.db.stored_scopes().await {
            Ok(scopes) => scopes.into_iter().filter(|scope| of_account(*scope)).collect(),
            Err(error) => return self.broken(&error),
        };
        if let Err(error) = local::forget_seen(&core.db).await {
            self.broken(&error);
        }
        if let Err(error) = core.driver.forget(&stored).await {
            self.broken(&error);
        }
        self.forget_replicas(of_account);
        self.with(|inner| inner.person.set(None));
    }

    /// Own records are kept fresh whatever page is open, so that they are there without a network (U-F2).
    pub(super) fn follow_person(self) {
        let account = self.with(|inner| inner.me.with_untracked(|me| me.account.clone()));
        let wanted = account.map(|account| Scope::Person(account.person));
        let before = self.with(|inner| inner.person.replace(wanted));
        if before == wanted {
            return;
        }
        if let Some(scope) = before {
            self.unwant(scope);
            self.with(|inner| inner.own_records.set(None));
        }
        if let Some(scope) = wanted {
            self.want(scope);
            self.show_docs(scope);
        }
    }

    /// Notes what the answer to any request tells: whether the server can be reached, and whether this browser is still
    /// signed in. If not, it asks who is, so that the pages say so.
    pub(in crate::state) fn note_answer<T>(self, answer: &Result<T, ApiFailure>) {
        self.note_reach(answer);
        if matches!(answer, Err(ApiFailure::NotSignedIn)) {
            self.refresh_me();
        }
    }

    /// Without wishes there is no sync; then other requests tell whether the server can be reached.
    pub(in crate::state) fn note_reach<T>(self, answer: &Result<T, ApiFailure>) {
        let reach = match answer {
            Err(ApiFailure::Offline) => Reach::Offline,
            _ => Reach::Online,
        };
        self.with(|inner| {
            let news = !inner.sync_told_reach.get() && inner.status.with_untracked(|s| s.reach != reach);
            if news {
                inner.status.update(|status| status.reach = reach);
            }
        });
    }
}

fn id_of(account: &Option<MyAccount>) -> Option<AccountId> {
    account.as_ref().map(|account| account.id)
}
