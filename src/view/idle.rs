//! A tablet locks when nobody uses it (V-13), and never by itself in a demonstration.

use std::time::Duration;

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};

use crate::state::{desk_choice, device::use_device, me::use_me};

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

/// Starts watching; `in_use` (untracked) puts the lock off although nobody touches the screen.
pub fn lock_when_idle(in_use: impl Fn() -> bool + Copy + 'static) {
    let (me, device) = (use_me().me(), use_device());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let look = move || {
        let on = enabled(desk_choice::auto_lock(), me.with_untracked(|me| me.demo));
        if on && !untrack(in_use) {
            device.lock();
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
