//! The screen does not lock by itself while people queue, or while an entry is being saved (V-13).

use leptos::prelude::*;

use super::{context::Desk, view_model::phase::queue_likely};
use crate::view::idle;

/// Starts watching.
pub fn lock_when_idle(desk: Desk) {
    idle::lock_when_idle(move || queueing(desk) || desk.busy.get() || desk.failed.with(Option::is_some));
}

/// People are signing in or out now (tracked).
fn queueing(desk: Desk) -> bool {
    desk.current_period().is_some_and(|(_, period)| {
        let extension = desk.current().and_then(|current| current.log.extension(period.id));
        queue_likely(desk.phase(), desk.tick.get(), &period, extension)
    })
}
