//! Waiting. Natively nothing waits: tests drive time themselves.

/// Resolves after `milliseconds`; later if the browser throttles a hidden page.
#[cfg(target_arch = "wasm32")]
pub async fn sleep(milliseconds: u32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let delay = i32::try_from(milliseconds).unwrap_or(i32::MAX);
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, delay);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Natively: at once.
#[cfg(not(target_arch = "wasm32"))]
pub async fn sleep(_milliseconds: u32) {}
