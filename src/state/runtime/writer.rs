//! One writer among the tabs of this browser (F-18): the first that opens the check-in page, until it leaves it.

use leptos::prelude::*;

use super::Runtime;
use crate::{
    platform::{lifecycle, locks, timer},
    state::device::WriterState,
    sync_driver::spawn,
};

/// Name of the lock.
pub(super) const DESK_LOCK: &str = "yanxi-desk";
/// After a reload the browser may take a moment to release the lock of the page before.
const QUICK_TRIES: u32 = 10;
const QUICK_MS: u32 = 150;
/// Then somebody else really has it: ask again now and then, while on screen.
const SLOW_MS: u32 = 3_000;

impl Runtime {
    /// The page that shows the writer state wants to write; the wish ends with the component.
    pub(in crate::state) fn writer_wanted(self) {
        self.with(|inner| inner.writer_users.set(inner.writer_users.get() + 1));
        self.contend_for_writer();
        if Owner::current().is_some() {
            on_cleanup(move || {
                let left = self.with(|inner| {
                    let left = inner.writer_users.get().saturating_sub(1);
                    inner.writer_users.set(left);
                    left
                });
                if left == 0 {
                    self.release_writer();
                }
            });
        }
    }

    pub(in crate::state) fn retry_writer(self) {
        if self.with(|inner| inner.writer_users.get()) > 0 {
            self.contend_for_writer();
        }
    }

    /// A frozen page would keep the lock for ever.
    pub(super) fn release_writer(self) {
        if self.with(|inner| inner.writer_lock.borrow_mut().take()).is_some() {
            self.show_writer(WriterState::Starting);
        }
    }

    fn contend_for_writer(self) {
        let busy = self.with(|inner| inner.writer_contending.replace(true));
        if busy {
            return;
        }
        spawn(async move {
            let mut tries = 0;
            while self.with(|inner| inner.writer_users.get() > 0 && inner.writer_lock.borrow().is_none()) {
                if lifecycle::is_visible() {
                    if let Some(lock) = locks::try_hold(DESK_LOCK).await {
                        self.with(|inner| *inner.writer_lock.borrow_mut() = Some(lock));
                        self.show_writer(WriterState::Writer);
                        break;
                    }
                    tries += 1;
                }
                if tries >= QUICK_TRIES {
                    self.show_writer(WriterState::ReadOnlyOtherTab);
                }
                timer::sleep(if tries < QUICK_TRIES { QUICK_MS } else { SLOW_MS }).await;
            }
            self.with(|inner| inner.writer_contending.set(false));
        });
    }

    fn show_writer(self, state: WriterState) {
        self.with(|inner| {
            if inner.writer.with_untracked(|shown| *shown != state) {
                inner.writer.set(state);
            }
        });
    }
}
