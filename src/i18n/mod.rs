//! Every text of the interface, in Traditional Chinese and English, checked at compile time.
//!
//! A message is one whole sentence per language with named parameters; nothing is glued from pieces. A message that
//! lacks a language or misspells a parameter does not compile. One file a screen.

pub mod account;
mod common;
pub mod components;
pub mod desk;
pub mod directory;
pub mod enrol;
pub mod entry;
mod locale;
pub mod me;
pub mod nav;
pub mod notices;
pub mod office;
pub mod planning;
pub mod privacy;
pub mod readiness;
pub mod registering;

pub use common::*;
pub use locale::{provide_locale, use_locale};

/// Language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// 正體中文
    #[default]
    Zh,
    /// English
    En,
}

/// Declares messages: `name(args) { zh: "…{arg}…", en: "…{arg}…" }` becomes `fn name(locale, args) -> String`.
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $ty:ty),* $(,)?) { zh: $zh:literal, en: $en:literal $(,)? })*) => {$(
        $(#[$doc])*
        #[doc = concat!("「", $zh, "」")]
        #[must_use]
        pub fn $name(locale: $crate::i18n::Locale, $($arg: $ty),*) -> String {
            match locale {
                $crate::i18n::Locale::Zh => format!($zh),
                $crate::i18n::Locale::En => format!($en),
            }
        }
    )*};
}
pub(crate) use messages;
