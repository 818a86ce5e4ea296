//! `cargo xtask sim`: plays many seeds and says what broke.

use std::{collections::BTreeMap, process::ExitCode, time::Instant};

use yanxi_testkit::sim::{self, Failure, ModelServer, Report, server::SimServer};

/// After this many failures the rest is noise.
const MOST_FAILURES: usize = 5;

const USAGE: &str = "sim [--seeds N] [--from K] [--server model|real] [--trace]";

struct Options {
    seeds: u64,
    from: u64,
    server: String,
    trace: bool,
}

fn options() -> Result<Options, String> {
    let mut options = Options { seeds: 200, from: 1, server: "model".to_owned(), trace: false };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number =
            || words.next().and_then(|n| n.parse().ok()).ok_or_else(|| format!("{word} needs a number"));
        match word.as_str() {
            "--seeds" => options.seeds = number()?,
            "--from" => options.from = number()?,
            "--server" => options.server = words.next().unwrap_or_default(),
            "--trace" => options.trace = true,
            _ => return Err(USAGE.to_owned()),
        }
    }
    Ok(options)
}

fn main() -> ExitCode {
    let options = match options() {
        Ok(options) => options,
        Err(usage) => {
            eprintln!("{usage}");
            return ExitCode::from(2);
        }
    };
    let make = || -> Result<Box<dyn SimServer>, String> { Ok(Box::new(ModelServer::new(None))) };
    let started = Instant::now();
    let mut total = Report::default();
    let mut failures: Vec<Failure> = Vec::new();
    let mut played = 0_u64;
    for seed in options.from..options.from.saturating_add(options.seeds) {
        played += 1;
        match make().map(|server| sim::run(seed, server, None, options.trace)) {
            Ok(Ok(report)) => total.add(&report),
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
    }
    summary(&options, played, started.elapsed().as_secs_f64(), &total);
    let Some(first) = failures.first() else { return ExitCode::SUCCESS };
    // The trace of the first one; it is deterministic, so playing it again shows the same.
    if let Ok(server) = make()
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
        "{played} seeds on the {} server in {seconds:.1} s, {:.1} seeds/s",
        options.server,
        played as f64 / seconds.max(0.001)
    );
    println!(
        "{} requests, {} events promised, {} of them died with a storage or a backup",
        total.requests, total.promised, total.lost_with_storage
    );
    let faults: BTreeMap<_, _> = total.faults.iter().collect();
    for (fault, count) in faults {
        println!("{count:>10} {fault:?}");
    }
}
