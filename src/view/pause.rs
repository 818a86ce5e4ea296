//! Waiting a moment inside an asynchronous action.

use std::time::Duration;

use futures::channel::oneshot;
use leptos::prelude::set_timeout;

/// Waits.
pub async fn pause(duration: Duration) {
    let (done, waiting) = oneshot::channel();
    set_timeout(
        move || {
            // The receiver is gone when the page was left meanwhile.
            let _ = done.send(());
        },
        duration,
    );
    let _ = waiting.await;
}
