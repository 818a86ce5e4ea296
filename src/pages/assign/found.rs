//! Sessions to choose from: looked for by words, a page at a time.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::registering::{CatalogPage, CatalogQuery, CatalogSession};

use super::view_model::with_chosen;
use crate::state::registering::RegisteringHandle;

/// What was found.
#[derive(Clone, Copy)]
pub struct Found {
    /// Sessions so far, by time.
    pub sessions: RwSignal<Vec<CatalogSession>>,
    /// How many there are in all.
    pub total: RwSignal<u32>,
    /// Mark of the next page.
    pub next: RwSignal<Option<String>>,
    /// A page is on its way.
    pub busy: RwSignal<bool>,
    /// Answers that were overtaken by a later question are not shown.
    asked: RwSignal<u32>,
}

impl Found {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            sessions: RwSignal::default(),
            total: RwSignal::default(),
            next: RwSignal::default(),
            busy: RwSignal::default(),
            asked: RwSignal::default(),
        }
    }

    /// Looks for sessions with these words; the chosen one stays.
    pub fn look(self, registering: RegisteringHandle, text: String, chosen: RwSignal<String>) {
        self.ask(registering, CatalogQuery { text, ..CatalogQuery::default() }, move |page| {
            let before = self.sessions.get_untracked();
            self.sessions.set(with_chosen(page.sessions, &before, &chosen.get_untracked()));
        });
    }

    /// One page more.
    pub fn look_further(self, registering: RegisteringHandle, text: String) {
        let after = self.next.get_untracked().unwrap_or_default();
        self.ask(registering, CatalogQuery { text, after, ..CatalogQuery::default() }, move |page| {
            self.sessions.update(|all| {
                let new = page.sessions.into_iter();
                let new: Vec<_> =
                    new.filter(|one| all.iter().all(|held| held.session != one.session)).collect();
                all.extend(new);
            });
        });
    }

    fn ask(
        self,
        registering: RegisteringHandle,
        query: CatalogQuery,
        take: impl FnOnce(CatalogPage) + 'static,
    ) {
        self.asked.update(|n| *n += 1);
        let mine = self.asked.get_untracked();
        self.busy.set(true);
        spawn_local(async move {
            let answer = registering.catalogue(query).await;
            if self.asked.try_get_untracked() != Some(mine) {
                return;
            }
            self.busy.set(false);
            if let Ok(seen) = answer {
                self.total.set(seen.data.total);
                self.next.set(seen.data.next.clone());
                take(seen.data);
            }
        });
    }
}
