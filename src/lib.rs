//! The app: a client-side rendered Leptos page that works the same with and without a network.

pub mod i18n;
