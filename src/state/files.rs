//! Files, printing and how safe the browser's storage is.

use leptos::prelude::*;

use super::runtime::use_runtime;
use crate::platform;

/// What the browser promises about the local store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StorageState {
    /// `persist()` was granted; `None`: not asked or not offered.
    pub persisted: Option<bool>,
}

/// Offers a file to the person. `false`: this browser cannot.
#[must_use]
pub fn save_file(name: &str, mime: &str, bytes: &[u8]) -> bool {
    platform::files::save_file(name, mime, bytes)
}

/// Puts text on the clipboard. `false`: this browser does not let us.
pub async fn copy_text(text: &str) -> bool {
    platform::clipboard::copy(text).await
}

/// The text of the file just chosen in a file input; `None` when none was, or it cannot be read.
pub async fn chosen_text(event: leptos::ev::Event) -> Option<String> {
    platform::files::chosen_text(event).await
}

/// Opens the print dialogue.
pub fn print() {
    platform::files::print();
}

/// What the browser promises about the local store.
#[must_use]
pub fn storage_state() -> Signal<StorageState> {
    use_runtime().with(|inner| inner.storage.clone().into())
}
