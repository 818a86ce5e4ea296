//! Telling the other tabs of this browser that the store changed.

/// A line to the other tabs. Without `BroadcastChannel` they notice when they are shown.
pub struct TabChannel {
    #[cfg(target_arch = "wasm32")]
    channel: Option<web_sys::BroadcastChannel>,
}

impl TabChannel {
    /// Opens it; `on_message` is called for every message of another tab.
    #[cfg(target_arch = "wasm32")]
    #[must_use]
    pub fn open(name: &str, on_message: impl Fn(String) + 'static) -> Self {
        use wasm_bindgen::{JsCast, closure::Closure};

        let channel = web_sys::BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            let closure =
                Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
                    if let Some(text) = event.data().as_string() {
                        on_message(text);
                    }
                });
            channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
            // The channel lives as long as the page.
            closure.forget();
        }
        Self { channel }
    }

    /// Tells the other tabs.
    #[cfg(target_arch = "wasm32")]
    pub fn tell(&self, message: &str) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&message.into());
        }
    }

    /// Natively there are no other tabs.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn open(_name: &str, _on_message: impl Fn(String) + 'static) -> Self {
        Self {}
    }

    /// Natively there are no other tabs.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn tell(&self, _message: &str) {}
}
