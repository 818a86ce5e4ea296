//! The `yanxi` binary's other commands.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::process::{Command, Output};

use common::*;
use yanxi_protocol::{accounts, scope::Scope, sync::ScopeStatus};

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

/// Opens the first account on a database that is in use, and logs in with what was printed.
async fn first_account(world: &World, place: &[&str]) {
    let command =
        ["admin", "create-account", "--login", "Boss", "--name", "王管理", "--role", "system-administrator"];
    let output = yanxi(&[&command[..], place].concat());
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let (_, code) = printed.trim().rsplit_once(": ").unwrap();
    let body = serde_json::json!({ "login": "boss", "code": code, "password": "eight frogs at noon" });
    // The command goes by the real clock.
    world.state.clock.set(None);
    let (status, answer): (u16, serde_json::Value) =
        world.post(Caller::Nobody, accounts::FIRST_LOGIN, &body).await;
    assert_eq!((status, answer["next"].as_str()), (200, Some("bind_second_factor")), "{answer}");

    let again = yanxi(&[&command[..], place].concat());
    assert!(!again.status.success());
    let (out, log) = (String::from_utf8(again.stdout).unwrap(), String::from_utf8(again.stderr).unwrap());
    assert_eq!(out, "");
    assert!(log.contains("the login name is taken"), "{log}");
    for log in [log, String::from_utf8(output.stderr).unwrap()] {
        for secret in ["Boss", "王管理", code] {
            assert!(!log.contains(secret), "{log}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn first_account_of_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::open(&format!("sqlite:{}", folder.path().join("yanxi.sqlite").display())).await;
    first_account(&world, &["--data", folder.path().to_str().unwrap()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn first_account_of_postgres() {
    let Some(database) = TestDatabase::postgres().await else { return };
    let world = World::open(&database.url).await;
    first_account(&world, &["--database-url", &database.url]).await;
    database.remove().await;
}
