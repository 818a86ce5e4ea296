//! The clipboard, for what is to be kept elsewhere.

/// Puts text on the clipboard. `false`: this browser does not let us (no permission, no secure address).
#[cfg(target_arch = "wasm32")]
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // On an address without TLS there is no clipboard at all, and asking for it would throw.
    if !window.is_secure_context() {
        return false;
    }
    let promise = window.navigator().clipboard().write_text(text);
    wasm_bindgen_futures::JsFuture::from(promise).await.is_ok()
}

/// Natively there is none.
#[cfg(not(target_arch = "wasm32"))]
pub async fn copy(_text: &str) -> bool {
    false
}
