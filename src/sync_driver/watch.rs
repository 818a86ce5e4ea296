//! Reasons to try: the page is shown, the network is back, the server has news.

use std::collections::BTreeSet;

use yanxi_protocol::{api, scope::Scope};
use yanxi_sync::{Input, Poke};

use super::Driver;
use crate::platform::{
    lifecycle::{self, PageEvent},
    news::{News, NewsEvent},
};

impl Driver {
    pub(super) fn watch_page(&self) {
        let driver = self.clone();
        lifecycle::listen(move |event| match event {
            PageEvent::NetworkUp => driver.feed(Input::Poke(Poke::Online)),
            PageEvent::Shown => {
                driver.contend();
                driver.feed(Input::Poke(Poke::Focus));
            }
            // Hidden tabs go on sending what they have until somebody else wants to.
            PageEvent::Hidden => {}
            PageEvent::Leaving => driver.yield_lock(),
        });
    }

    /// Opens the news channel for the scopes wanted now; an open one for the same scopes stays.
    pub(super) fn open_news(&self) {
        let mut scopes: BTreeSet<Scope> = self.0.wanted.borrow().keys().copied().collect();
        scopes.extend(self.0.foreign.borrow().iter().copied());
        let open = self.0.news.borrow().as_ref().map(|(open, _)| open.clone());
        if scopes.is_empty() || !self.syncs() || open.as_ref() == Some(&scopes) {
            return;
        }
        let names: Vec<String> = scopes.iter().map(Scope::to_string).collect();
        let driver = self.clone();
        let news =
            News::open(&format!("{}?scopes={}", api::NEWS, names.join(",")), move |event| match event {
                NewsEvent::Opened => driver.feed(Input::NewsChannel(true)),
                NewsEvent::Broke => {
                    driver.feed(Input::NewsChannel(false));
                    // Opened again after the next round trip that works.
                    driver.close_news();
                }
                NewsEvent::Message(names) => {
                    let scopes = names.split(',').filter_map(|name| name.trim().parse().ok()).collect();
                    driver.feed(Input::Poke(Poke::News(scopes)));
                }
            });
        *self.0.news.borrow_mut() = news.map(|news| (scopes, news));
    }

    pub(super) fn close_news(&self) {
        if self.0.news.borrow_mut().take().is_some() {
            self.feed(Input::NewsChannel(false));
        }
    }
}
