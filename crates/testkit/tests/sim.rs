//! 200 seeds against the real router over a SQLite file, and some against the model. `cargo xtask sim` plays more.

use rstest::rstest;
use yanxi_testkit::sim::{self, Failure, ModelServer, RealServer, server::SimServer};

/// Seeds of one part; the parts run beside each other.
const SEEDS: u64 = 50;

/// Plays the seeds; a failing one is played again with its trace, which the message ends with.
fn play(part: u64, server: impl Fn() -> Box<dyn SimServer>) {
    for seed in part * SEEDS + 1..=(part + 1) * SEEDS {
        if let Err(failure) = sim::run(seed, server(), None, false) {
            let again = sim::run(seed, server(), None, true).err().unwrap_or(failure);
            let Failure { what, trace, .. } = *again;
            panic!(
                "{}\nseed {seed}: {what}\nreplay: cargo xtask sim --seeds 1 --from {seed}",
                trace.join("\n")
            );
        }
    }
}

#[rstest]
fn nothing_promised_is_lost_on_the_real_server(#[values(0, 1, 2, 3)] part: u64) {
    play(part, || Box::new(RealServer::new().unwrap_or_else(|error| panic!("no server: {error}"))));
}

#[test]
fn nothing_promised_is_lost_on_the_model() {
    play(4, || Box::new(ModelServer::new(None)));
}

#[test]
fn a_seed_replays_to_the_letter() {
    let trace =
        |seed| sim::run(seed, Box::new(ModelServer::new(None)), None, true).map(|report| report.trace);
    for seed in 1..=5 {
        assert_eq!(trace(seed).ok(), trace(seed).ok());
    }
}
