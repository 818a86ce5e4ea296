//! One line in the browser's console. No names, no codes, no secrets.

/// Writes a warning.
#[cfg(target_arch = "wasm32")]
pub fn warn(text: &str) {
    web_sys::console::warn_1(&text.into());
}

/// Writes a warning.
#[cfg(not(target_arch = "wasm32"))]
pub fn warn(text: &str) {
    eprintln!("{text}");
}
