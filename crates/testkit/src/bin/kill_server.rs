//! Kills the server (SIGKILL) at random moments while tablets push, and checks afterwards that nothing acknowledged is
//! lost, nothing is doubled, and the sums are right.
//!
//! `cargo run -p yanxi-testkit --bin kill_server -- --times 100`

use std::{
    collections::HashMap,
    process::ExitCode,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use clap::Parser;
use yanxi_protocol::sync::{Outcome, ScopeSum};
use yanxi_testkit::live::{FakeTablet, LiveError, Server};

/// Kill the server under load and look what is left.
#[derive(Debug, Parser)]
struct Options {
    /// How often to kill it.
    #[arg(long, default_value_t = 100)]
    times: u32,
    /// Tablets that push.
    #[arg(long, default_value_t = 4)]
    tablets: usize,
    /// Seed of the moments and batch sizes; printed, so that a run can be repeated.
    #[arg(long)]
    seed: Option<u64>,
}

/// SplitMix64: small and good enough for moments.
#[derive(Debug)]
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}

#[derive(Debug, Default)]
struct Counters {
    pushes: AtomicU64,
    broken: AtomicU64,
    /// Accepted before a kill, but the answer never arrived: the second push said "duplicate".
    duplicates: AtomicU64,
}

fn main() -> ExitCode {
    let options = Options::parse();
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("FAILED: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), LiveError> {
    let seed = options.seed.unwrap_or_else(|| u64::from(std::process::id()));
    println!("seed {seed}: {} kills, {} tablets", options.times, options.tablets);
    let mut random = Random(seed);
    let folder = tempfile::tempdir()?;
    let address = Server::free_address()?;
    let mut server = Server::start(address, folder.path())?;
    let tablets = (0..options.tablets).map(|n| FakeTablet::enrol(address, &format!("平板{n}")));
    let tablets = tablets.collect::<Result<Vec<_>, _>>()?;
    let before = sums(&mut FakeTablet::enrol(address, "讀者")?)?.0;

    let (stop, counters) = (Arc::new(AtomicBool::new(false)), Arc::new(Counters::default()));
    let failure = Arc::new(Mutex::new(None));
    let workers: Vec<_> = tablets
        .into_iter()
        .map(|tablet| {
            let (stop, counters, failure) = (Arc::clone(&stop), Arc::clone(&counters), Arc::clone(&failure));
            let random = Random(random.below(u64::MAX));
            thread::spawn(move || work(tablet, random, &stop, &counters, &failure))
        })
        .collect();

    let start = Instant::now();
    for _ in 0..options.times {
        thread::sleep(Duration::from_millis(10 + random.below(190)));
        server.kill()?;
        server = Server::start(address, folder.path())?;
    }
    stop.store(true, Ordering::Relaxed);
    let mut tablets = Vec::new();
    for worker in workers {
        tablets.push(worker.join().map_err(|_| LiveError::Unexpected("a tablet panicked".into()))?);
    }
    if let Some(error) = failure.lock().unwrap_or_else(PoisonError::into_inner).take() {
        return Err(error);
    }
    println!(
        "{} kills in {:.0?}: {} pushes answered, {} broken off, {} events stored although the answer was lost",
        options.times,
        start.elapsed(),
        counters.pushes.load(Ordering::Relaxed),
        counters.broken.load(Ordering::Relaxed),
        counters.duplicates.load(Ordering::Relaxed),
    );
    check(&mut tablets, before)
}

/// One tablet's day: tap, push, and push again what was not answered. At the end everything is acknowledged.
fn work(
    mut tablet: FakeTablet,
    mut random: Random,
    stop: &AtomicBool,
    counters: &Counters,
    failure: &Mutex<Option<LiveError>>,
) -> FakeTablet {
    loop {
        let stopping = stop.load(Ordering::Relaxed);
        if !stopping {
            tablet.tap(1 + usize::try_from(random.below(30)).unwrap_or(0));
        } else if tablet.acked == tablet.stream.len() {
            return tablet;
        }
        match tablet.push(100) {
            Ok(response) => {
                counters.pushes.fetch_add(1, Ordering::Relaxed);
                for result in response.results {
                    match result.outcome {
                        Outcome::Accepted | Outcome::AcceptedFlagged { .. } => {}
                        Outcome::Duplicate => {
                            counters.duplicates.fetch_add(1, Ordering::Relaxed);
                        }
                        Outcome::Quarantined { reason } => {
                            let error = LiveError::Unexpected(format!(
                                "event {} quarantined: {reason:?}",
                                result.seq
                            ));
                            *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                            return tablet;
                        }
                    }
                }
            }
            Err(LiveError::Io(_)) => {
                counters.broken.fetch_add(1, Ordering::Relaxed);
                thread::sleep(Duration::from_millis(5));
            }
            Err(error) => {
                *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                return tablet;
            }
        }
    }
}

/// The server's sum of the session, and the events it hands out.
fn sums(reader: &mut FakeTablet) -> Result<(ScopeSum, Vec<String>), LiveError> {
    let changes = reader.pull_all()?;
    let mut sum = ScopeSum::default();
    changes.docs.iter().for_each(|doc| sum.add_doc(doc));
    changes.events.iter().for_each(|event| sum.add_event(event.raw.get()));
    if changes.sum != Some(sum) {
        return Err(LiveError::Unexpected(format!(
            "the server says {:?}, its data say {sum:?}",
            changes.sum
        )));
    }
    Ok((sum, changes.events.into_iter().map(|event| event.raw.get().to_owned()).collect()))
}

fn check(tablets: &mut [FakeTablet], before: ScopeSum) -> Result<(), LiveError> {
    let Some(reader) = tablets.first_mut() else { return Ok(()) };
    let (sum, events) = sums(reader)?;
    let mut held: HashMap<&str, u32> = HashMap::with_capacity(events.len());
    for event in &events {
        *held.entry(event).or_default() += 1;
    }
    let mut acknowledged = 0_u64;
    for tablet in tablets.iter() {
        for event in &tablet.stream[..tablet.acked] {
            acknowledged += 1;
            match held.get(event.as_str()) {
                Some(1) => {}
                Some(count) => return Err(LiveError::Unexpected(format!("stored {count} times: {event}"))),
                None => return Err(LiveError::Unexpected(format!("acknowledged and lost: {event}"))),
            }
        }
    }
    if sum.events != before.events + acknowledged {
        let found = sum.events - before.events;
        return Err(LiveError::Unexpected(format!("{found} events for {acknowledged} acknowledged ones")));
    }
    println!("{acknowledged} acknowledged events: each is there once, byte for byte; the sums are right");
    Ok(())
}
