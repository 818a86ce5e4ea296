//! Short messages to screen readers, and if wished as a line on the screen.

use std::time::Duration;

use leptos::prelude::*;

/// How long a toast stays; it never carries anything that is not also on the page.
const TOAST: Duration = Duration::from_secs(4);

/// Says things. Copy it anywhere.
#[derive(Clone, Copy, Debug)]
pub struct Announcer {
    spoken: RwSignal<String>,
    shown: RwSignal<String>,
    said: RwSignal<u32>,
    toasts: RwSignal<u32>,
}

impl Announcer {
    fn new() -> Self {
        Self {
            spoken: RwSignal::new(String::new()),
            shown: RwSignal::new(String::new()),
            said: RwSignal::new(0),
            toasts: RwSignal::new(0),
        }
    }

    /// Speaks to screen readers, politely.
    pub fn say(self, text: impl Into<String>) {
        self.said.update(|said| *said = said.wrapping_add(1));
        // A repeated sentence is read again only if the text differs: an invisible mark makes it differ.
        let mark = if self.said.get_untracked().is_multiple_of(2) { "\u{200b}" } else { "" };
        self.spoken.set(format!("{}{mark}", text.into()));
    }

    /// Speaks and shows for a while.
    pub fn toast(self, text: impl Into<String>) {
        let text = text.into();
        self.say(text.clone());
        self.toasts.update(|toasts| *toasts = toasts.wrapping_add(1));
        let mine = self.toasts.get_untracked();
        self.shown.set(text);
        set_timeout(
            move || {
                // A later toast has its own time.
                if self.toasts.try_get_untracked() == Some(mine) {
                    self.shown.set(String::new());
                }
            },
            TOAST,
        );
    }
}

/// Provides the announcer to everything below; once, in the app.
pub fn provide_announcer() -> Announcer {
    let announcer = Announcer::new();
    provide_context(announcer);
    announcer
}

/// The announcer of the app; a silent one where none was provided.
#[must_use]
pub fn use_announcer() -> Announcer {
    use_context::<Announcer>().unwrap_or_else(Announcer::new)
}

/// Where the announcer's words appear; once, at the end of the app's root.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let announcer = use_announcer();
    view! {
        <div class="visually-hidden" role="status" aria-live="polite">{announcer.spoken}</div>
        <div class="toast" aria-hidden="true">{announcer.shown}</div>
    }
}
