//! The kernel: typed keys, selections and writes over IndexedDB (browser) or memory (native).

#[cfg(target_arch = "wasm32")]
mod idb;
#[cfg(not(target_arch = "wasm32"))]
mod memory;

#[cfg(target_arch = "wasm32")]
pub use idb::Db;
#[cfg(not(target_arch = "wasm32"))]
pub use memory::Db;

use super::schema::Store;

/// A key: a sequence number or text. Numbers sort before text, as in IndexedDB.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Sequence number.
    Seq(u64),
    /// Text.
    Text(String),
}

/// Something to read: values in key order.
#[derive(Clone, Debug)]
pub enum Select {
    /// The value of one key: no or one row.
    One(Store, Key),
    /// Everything of a store.
    All(Store),
    /// Text keys that begin with this.
    Prefix(Store, String),
    /// Sequence numbers above this one, at most so many.
    Above(Store, u64, Option<u32>),
    /// How many sequence numbers are above this one: one row with the number.
    CountAbove(Store, u64),
}

/// Something to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// Insert or replace.
    Put(Store, Key, String),
    /// Delete one key.
    Delete(Store, Key),
    /// Delete text keys that begin with this.
    DeletePrefix(Store, String),
    /// Delete everything of a store.
    Clear(Store),
}

/// Rows of one selection.
pub type Rows = Vec<String>;

/// How hard the browser must try before it says "committed".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Flushed to the medium: own facts.
    Strict,
    /// As the browser likes: copies of what the server has.
    Relaxed,
}

/// The store cannot be opened. Nothing was wiped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Written by a newer version of the app (F-19).
    #[error("the store was written by a newer version")]
    NewerSchema,
    /// Another tab holds an older version open.
    #[error("another tab blocks the upgrade")]
    Blocked,
    /// Private window, disabled storage, damaged store.
    #[error("the store cannot be opened: {0}")]
    Refused(String),
}

/// Reading or writing failed; nothing of the transaction is stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Opening failed.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The browser's name of the cause, e.g. `QuotaExceededError`.
    #[error("{0}")]
    Failed(String),
    /// A newer version of the app took over the store: reload.
    #[error("a newer version of the app took over the store")]
    Superseded,
}

/// An update that was refused by its own rule, or failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UpdateError<R> {
    /// The rule said no; nothing was written.
    #[error("refused")]
    Refused(R),
    /// The store said no; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// First key above every text that begins with `prefix`. Keys are ASCII, so the highest code point is a safe end.
fn prefix_end(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}
