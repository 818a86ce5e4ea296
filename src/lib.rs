//! The app: a client-side rendered Leptos page that works the same with and without a network.

pub mod app;
pub mod components;
pub mod i18n;
pub mod later;
pub mod local;
pub mod net;
pub mod pages;
pub mod platform;
pub mod state;
pub mod sync_driver;
pub mod view;
