//! Seeded simulation of tablets, a server and everything between them that breaks (design 7).
//!
//! [`run`] plays one seed: tablets tap while the network, the browsers, the storage, the clocks and the server's disk
//! misbehave; then everything heals, and the [`oracle`] compares what people were promised with what is there. The
//! seed is the only source of chance, so a failing one replays with its trace.

mod chaos;
mod client;
pub mod defect;
pub mod fault;
mod local;
mod model_server;
mod network;
mod old;
pub mod oracle;
mod real_server;
pub mod rng;
pub mod server;
pub mod storage;
mod taps;
mod world;

use std::{collections::BTreeMap, fmt};

pub use model_server::ModelServer;
pub use real_server::RealServer;

use defect::Defect;
use fault::Fault;
use server::SimServer;
use world::World;

/// What one seed did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Faults that happened.
    pub faults: BTreeMap<Fault, u64>,
    /// Events whose local commit was reported to the operator.
    pub promised: u64,
    /// Promised events that died with a storage or a backup, by the oracle's own account.
    pub lost_with_storage: u64,
    /// Devices of which the organiser is told that numbers are missing.
    pub gaps: u64,
    /// Requests the server handled.
    pub requests: u64,
    /// What happened, when tracing was on.
    pub trace: Vec<String>,
}

impl Report {
    /// Adds another seed's figures.
    pub fn add(&mut self, other: &Self) {
        for (fault, count) in &other.faults {
            *self.faults.entry(*fault).or_default() += count;
        }
        self.promised += other.promised;
        self.lost_with_storage += other.lost_with_storage;
        self.gaps += other.gaps;
        self.requests += other.requests;
    }
}

/// A seed that broke a promise.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Replays it.
    pub seed: u64,
    /// What is wrong.
    pub what: String,
    /// What happened before, when tracing was on.
    pub trace: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.trace {
            writeln!(f, "{line}")?;
        }
        write!(f, "seed {}: {}", self.seed, self.what)
    }
}

/// Plays one seed against a fresh server.
///
/// # Errors
/// What the oracle found, with the trace when `trace` is set.
pub fn run(
    seed: u64,
    server: Box<dyn SimServer>,
    defect: Option<Defect>,
    trace: bool,
) -> Result<Report, Box<Failure>> {
    let mut world = World::new(seed, server, defect, trace);
    match world.play() {
        Ok(()) => Ok(world.into_report()),
        Err(what) => Err(Box::new(Failure { seed, what, trace: world.into_trace() })),
    }
}
