//! What happens to the page as a whole.

/// Something happened to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageEvent {
    /// The browser thinks there is a network. A hint, not a fact.
    NetworkUp,
    /// The page is on screen again.
    Shown,
    /// The page is covered, or the device sleeps.
    Hidden,
    /// The page is being frozen or closed.
    Leaving,
}

/// Calls `handler` for the rest of the page's life.
#[cfg(target_arch = "wasm32")]
pub fn listen(handler: impl Fn(PageEvent) + Clone + 'static) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let on_window = |name: &str, event: PageEvent| {
        let handler = handler.clone();
        add(&window, name, move || handler(event));
    };
    on_window("online", PageEvent::NetworkUp);
    on_window("focus", PageEvent::Shown);
    on_window("pageshow", PageEvent::Shown);
    on_window("pagehide", PageEvent::Leaving);
    add(&document, "freeze", {
        let handler = handler.clone();
        move || handler(PageEvent::Leaving)
    });
    add(&document, "visibilitychange", move || {
        handler(if is_visible() { PageEvent::Shown } else { PageEvent::Hidden });
    });
}

#[cfg(target_arch = "wasm32")]
fn add(target: &web_sys::EventTarget, name: &str, handler: impl Fn() + 'static) {
    use wasm_bindgen::{JsCast, closure::Closure};

    let closure = Closure::<dyn Fn()>::new(handler);
    let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    // Listeners of the page live as long as the page.
    closure.forget();
}

/// Whether the page is on screen.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() == web_sys::VisibilityState::Visible)
}

/// Starts the app anew from its address.
#[cfg(target_arch = "wasm32")]
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Natively there is no page.
#[cfg(not(target_arch = "wasm32"))]
pub fn listen(_handler: impl Fn(PageEvent) + Clone + 'static) {}

/// Natively there is no page to hide.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub const fn is_visible() -> bool {
    true
}

/// Natively there is no page.
#[cfg(not(target_arch = "wasm32"))]
pub const fn reload() {}
