//! The `yanxi` binary's other commands.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::process::{Command, Output};

use common::*;
use yanxi_protocol::{scope::Scope, sync::ScopeStatus};

fn yanxi(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yanxi")).args(args).output().unwrap()
}

async fn renewed_by(world: &World, args: &[&str]) {
    let scope = Scope::Session(SESSION_1);
    let before = world.pull(Caller::TabletA, scope, None).await;
    world.state.store.close().await;
    let output = yanxi(args);
    assert!(output.status.success(), "{output:?}");
    let again = World::open(&world.url).await;
    let after = again.pull(Caller::TabletA, scope, Some(&before.cursor)).await;
    assert_eq!(after.status, ScopeStatus::StartOver);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains(again.state.store.epoch()), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn new_epoch_of_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::open(&format!("sqlite:{}", folder.path().join("yanxi.sqlite").display())).await;
    fixture::fill(&world.state).await;
    renewed_by(&world, &["new-epoch", "--data", folder.path().to_str().unwrap()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn new_epoch_of_postgres() {
    let Some(database) = TestDatabase::postgres().await else { return };
    let world = World::new(&database).await;
    renewed_by(&world, &["new-epoch", "--database-url", &database.url]).await;
    database.remove().await;
}

#[test]
fn new_epoch_makes_no_database_where_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let output = yanxi(&["new-epoch", "--data", folder.path().to_str().unwrap()]);
    assert!(!output.status.success());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
