//! Small preferences of this browser (language, theme, mute). Never facts: they may vanish at any time.

#[cfg(target_arch = "wasm32")]
use gloo_storage::{LocalStorage, Storage};

/// A stored preference.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn get(key: &str) -> Option<String> {
    LocalStorage::get(key).ok()
}

/// Stores a preference; a browser that refuses simply forgets it.
#[cfg(target_arch = "wasm32")]
pub fn set(key: &str, value: &str) {
    let _ = LocalStorage::set(key, value);
}

/// A stored preference: none natively.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub const fn get(_key: &str) -> Option<String> {
    None
}

/// Stores a preference: nowhere natively.
#[cfg(not(target_arch = "wasm32"))]
pub const fn set(_key: &str, _value: &str) {}
