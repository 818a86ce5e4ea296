//! `cargo xtask sim`: plays many seeds against the simulated or the real server and says what broke.

use std::{collections::BTreeMap, process::ExitCode, time::Instant};

use clap::{Parser, ValueEnum};
use yanxi_testkit::sim::{self, Failure, ModelServer, RealServer, Report, server::SimServer};

/// After this many failures the rest is noise.
const MOST_FAILURES: usize = 5;
/// Long runs say now and then that they are alive.
const PROGRESS_EVERY: u64 = 1_000;

/// Plays many seeds and says what broke.
#[derive(Parser)]
struct Options {
    /// How many seeds.
    #[arg(long, default_value_t = 200)]
    seeds: u64,
    /// The first one.
    #[arg(long, default_value_t = 1)]
    from: u64,
    /// Which server.
    #[arg(long, value_enum, default_value_t = Server::Real)]
    server: Server,
    /// Print what happens in every seed.
    #[arg(long)]
    trace: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Server {
    /// The model in memory.
    Model,
    /// The real router over a SQLite file.
    Real,
}

impl Server {
    fn start(self) -> Result<Box<dyn SimServer>, String> {
        Ok(match self {
            Self::Model => Box::new(ModelServer::new(None)),
            Self::Real => Box::new(RealServer::new()?),
        })
    }
}

fn main() -> ExitCode {
    let options = Options::parse();
    let started = Instant::now();
    let mut total = Report::default();
    let mut failures: Vec<Failure> = Vec::new();
    let mut played = 0_u64;
    for seed in options.from..options.from.saturating_add(options.seeds) {
        played += 1;
        match options.server.start().map(|server| sim::run(seed, server, None, options.trace)) {
            Ok(Ok(report)) => {
                report.trace.iter().for_each(|line| println!("{line}"));
                total.add(&report);
            }
            Ok(Err(failure)) => {
                println!("seed {seed}: {}", failure.what);
                failures.push(*failure);
            }
            Err(error) => {
                println!("no server: {error}");
                return ExitCode::from(2);
            }
        }
        if failures.len() >= MOST_FAILURES {
            break;
        }
        if played.is_multiple_of(PROGRESS_EVERY) {
            eprintln!("{played} seeds, {:.1} a second", played as f64 / started.elapsed().as_secs_f64());
        }
    }
    summary(&options, played, started.elapsed().as_secs_f64(), &total);
    let Some(first) = failures.first() else { return ExitCode::SUCCESS };
    // The trace of the first one; it is deterministic, so playing it again shows the same.
    if let Ok(server) = options.server.start()
        && let Err(again) = sim::run(first.seed, server, None, true)
    {
        println!("{again}");
    }
    let seeds: Vec<String> = failures.iter().map(|failure| failure.seed.to_string()).collect();
    println!("{} of {played} seeds failed: {}", failures.len(), seeds.join(" "));
    ExitCode::FAILURE
}

fn summary(options: &Options, played: u64, seconds: f64, total: &Report) {
    println!(
        "{played} seeds on the {:?} server in {seconds:.1} s, {:.1} seeds/s",
        options.server,
        played as f64 / seconds.max(0.001)
    );
    println!(
        "{} requests, {} events promised, {} of them died with a storage or a backup, {} devices with a visible gap",
        total.requests, total.promised, total.lost_with_storage, total.gaps
    );
    let faults: BTreeMap<_, _> = total.faults.iter().collect();
    for (fault, count) in faults {
        println!("{count:>10} {fault:?}");
    }
}
