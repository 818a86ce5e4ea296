//! The screen locks when nobody uses it (V-13), but never while people queue, and never in a demonstration.

use std::time::Duration;

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::{context::Desk, view_model::phase::queue_likely};
use crate::state::{desk_choice, me::use_me};

/// V-13: two minutes.
const IDLE: Duration = Duration::from_secs(120);

/// Whether locking by itself is on: as chosen, else on, but off in a demonstration, where nobody knows the PIN by heart.
#[must_use]
pub const fn enabled(chosen: Option<bool>, demo: bool) -> bool {
    match chosen {
        Some(chosen) => chosen,
        None => !demo,
    }
}

/// Starts watching.
pub fn lock_when_idle(desk: Desk) {
    let me = use_me().me();
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let look = move || {
        let on = enabled(desk_choice::auto_lock(), me.with_untracked(|me| me.demo));
        if on
            && !untrack(|| queueing(desk))
            && !desk.busy.get_untracked()
            && desk.failed.with_untracked(Option::is_none)
        {
            desk.device.lock();
        }
    };
    let restart = move || {
        if let Some(Some(old)) = timer.try_update_value(Option::take) {
            old.clear();
        }
        timer.set_value(set_timeout_with_handle(look, IDLE).ok());
    };
    restart();
    let touched = window_event_listener(ev::pointerdown, move |_| restart());
    let typed = window_event_listener(ev::keydown, move |_| restart());
    on_cleanup(move || {
        touched.remove();
        typed.remove();
        if let Some(Some(old)) = timer.try_update_value(Option::take) {
            old.clear();
        }
    });
}

/// People are signing in or out now (tracked).
fn queueing(desk: Desk) -> bool {
    desk.current_period().is_some_and(|(_, period)| {
        let extension = desk.current().and_then(|current| current.log.extension(period.id));
        queue_likely(desk.phase(), desk.tick.get(), &period, extension)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operators_wish_comes_before_the_default() {
        assert!(enabled(None, false));
        assert!(!enabled(None, true));
        assert!(enabled(Some(true), true));
        assert!(!enabled(Some(false), false));
    }
}
