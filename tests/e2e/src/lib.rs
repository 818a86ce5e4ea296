//! The whole product in real Chromium: the real server binary, browsers with profiles on disk, a network that can be
//! cut, and clocks that follow a script. Nothing waits for a fixed time; every wait has a condition and a deadline.

pub mod account;
pub mod api;
pub mod axe;
pub mod bench;
pub mod browser;
pub mod clock;
pub mod desk;
pub mod desk_dialogs;
pub mod dice;
pub mod driver;
pub mod find;
pub mod kill;
pub mod office;
pub mod oracle;
pub mod proxy;
pub mod see;
pub mod server;
pub mod stage;
pub mod storage;
pub mod tour;
pub mod truth;
pub mod wait;
pub mod witness;
