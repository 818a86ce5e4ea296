//! Server-sent events: "there is news", never the news itself. Losing one costs only latency.

/// What the channel says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewsEvent {
    /// The channel is open.
    Opened,
    /// The channel broke; the browser tries again by itself while it can.
    Broke,
    /// A message.
    Message(String),
}

/// Name of the messages.
#[cfg(target_arch = "wasm32")]
const NEWS: &str = "news";

/// An open channel; closed when dropped.
pub struct News {
    #[cfg(target_arch = "wasm32")]
    source: web_sys::EventSource,
}

#[cfg(target_arch = "wasm32")]
impl News {
    /// Opens the channel at `url`. `None` where the browser has no `EventSource`.
    pub fn open(url: &str, handler: impl Fn(NewsEvent) + Clone + 'static) -> Option<Self> {
        use wasm_bindgen::{JsCast, closure::Closure};

        let source = web_sys::EventSource::new(url).ok()?;
        let opened = Closure::<dyn Fn()>::new({
            let handler = handler.clone();
            move || handler(NewsEvent::Opened)
        });
        let broke = Closure::<dyn Fn()>::new({
            let handler = handler.clone();
            move || handler(NewsEvent::Broke)
        });
        let message = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            handler(NewsEvent::Message(event.data().as_string().unwrap_or_default()));
        });
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        source.set_onerror(Some(broke.as_ref().unchecked_ref()));
        source.add_event_listener_with_callback(NEWS, message.as_ref().unchecked_ref()).ok()?;
        // A channel is opened a few times a day; its three small closures are not worth the bookkeeping.
        opened.forget();
        broke.forget();
        message.forget();
        Some(Self { source })
    }
}

#[cfg(target_arch = "wasm32")]
impl Drop for News {
    fn drop(&mut self) {
        self.source.set_onopen(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl News {
    /// Natively there is no channel.
    pub fn open(_url: &str, _handler: impl Fn(NewsEvent) + Clone + 'static) -> Option<Self> {
        None
    }
}
