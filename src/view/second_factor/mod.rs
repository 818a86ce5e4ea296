//! Binding an authenticator app, and recovery codes: on the first login and on the page of the own account.

mod bind;
pub mod codes;
pub mod qr;

pub use bind::BindApp;
pub use codes::RecoveryCodes;
