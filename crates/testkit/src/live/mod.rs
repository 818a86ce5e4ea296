//! The real `yanxi` binary and fake tablets that speak to it over HTTP: for kill tests and measurements, where neither
//! a browser nor an async runtime should stand between the clock and the server.

mod http;
mod process;
mod tablet;

pub use http::{Answer, Http};
pub use process::Server;
pub use tablet::{FakeTablet, Venue};

/// What can go wrong while talking to a server.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// The connection broke or was refused: the server may be down.
    #[error("connection: {0}")]
    Io(#[from] std::io::Error),
    /// The server answered, but not as expected.
    #[error("{0}")]
    Unexpected(String),
}
