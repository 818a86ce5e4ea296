//! Binding an authenticator app or a passkey, and recovery codes: on the first login and on the page of the own account.

mod bind;
mod bind_passkey;
pub mod codes;
pub mod qr;

pub use bind::BindApp;
pub use bind_passkey::BindPasskey;
pub use codes::RecoveryCodes;
