//! A simulator that finds nothing proves nothing: each mistake built in on purpose must be found, by some seed among
//! the first few hundred.

use rstest::rstest;
use yanxi_testkit::sim::{self, ModelServer, defect::Defect};

/// A mistake that hides longer than this would also hide from the seeds of every test run.
const MOST_SEEDS: u64 = 300;

#[rstest]
#[case(Defect::ServerAcksBeforeCommit)]
#[case(Defect::ServerDedupsByPerson)]
#[case(Defect::ServerCutsVersions)]
#[case(Defect::ServerOverwritesNumbers)]
#[case(Defect::TabletPromisesBeforeCommit)]
#[case(Defect::TabletSavesCursorFirst)]
#[case(Defect::TabletDropsLogOnStartOver)]
#[case(Defect::TabletDoesNotResend)]
#[case(Defect::TabletLeavesCollisions)]
#[case(Defect::TabletSkipsChecksum)]
fn the_oracle_finds(#[case] defect: Defect) {
    let found = (1..=MOST_SEEDS)
        .find_map(|seed| sim::run(seed, Box::new(ModelServer::new(Some(defect))), Some(defect), false).err());
    let found = found.unwrap_or_else(|| panic!("{defect:?} was not found in {MOST_SEEDS} seeds"));
    println!("{defect:?}: seed {}: {}", found.seed, found.what);
}
