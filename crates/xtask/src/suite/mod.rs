//! `cargo xtask test`: every check, one summary.

pub mod browser;
mod fuzz;

use std::process::Command;

use anyhow::bail;

use crate::{
    app::Flavour,
    licences, postgres,
    process::{cargo, run, works},
    run as product,
    steps::{measured, table},
    tidy,
    tools::{self, WASM},
};

/// Options of `test`.
#[derive(Debug, Default)]
pub struct TestOptions {
    /// Only what the inner loop needs.
    pub fast: bool,
    /// Only checks with these names.
    pub only: Vec<String>,
}

struct Check {
    name: &'static str,
    /// Part of `--fast`.
    fast: bool,
    run: fn() -> anyhow::Result<()>,
}

const CHECKS: &[Check] = &[
    Check { name: "fmt", fast: true, run: fmt },
    Check { name: "clippy", fast: true, run: clippy },
    Check { name: "clippy-wasm", fast: false, run: clippy_wasm },
    Check { name: "tidy", fast: true, run: tidy::check },
    Check { name: "licences", fast: false, run: licences::check },
    Check { name: "native", fast: true, run: native },
    Check { name: "postgres", fast: false, run: postgres_twins },
    Check { name: "wasm", fast: false, run: wasm },
    Check { name: "build", fast: false, run: build },
    Check { name: "fuzz", fast: false, run: fuzz::check },
    Check { name: "e2e", fast: false, run: end_to_end },
];

/// Runs the checks and prints the summary; all run even if one fails.
///
/// # Errors
/// A check failed, or there is no check of a name given with `--only`.
pub fn test(options: &TestOptions) -> anyhow::Result<()> {
    if let Some(unknown) = options.only.iter().find(|name| CHECKS.iter().all(|check| check.name != **name)) {
        let names: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
        bail!("no check is called {unknown:?}; there are {}", names.join(", "));
    }
    let wanted = |check: &&Check| {
        if options.only.is_empty() {
            !options.fast || check.fast
        } else {
            options.only.iter().any(|n| n == check.name)
        }
    };
    let outcomes: Vec<_> =
        CHECKS.iter().filter(wanted).map(|check| measured(check.name, check.run)).collect();
    println!("\n{}", table(&outcomes));
    let failed = outcomes.iter().filter(|outcome| outcome.error.is_some()).count();
    if failed > 0 {
        bail!("{failed} of {} checks failed", outcomes.len());
    }
    Ok(())
}

fn fmt() -> anyhow::Result<()> {
    run(cargo().args(["fmt", "--all", "--", "--check", "-l"]))
}

fn clippy() -> anyhow::Result<()> {
    run(cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn clippy_wasm() -> anyhow::Result<()> {
    tools::ensure_wasm_target()?;
    let mut command = cargo();
    command.args(["clippy", "--quiet", "--package", "yanxi-app", "--all-targets", "--target", WASM, "--"]);
    run(command.args(["-D", "warnings"]))
}

/// nextest where it is installed (one process a test, clearer output), the built-in runner elsewhere.
fn test_runner(packages: &[&str]) -> Command {
    let mut command = cargo();
    if works("cargo-nextest", &["nextest", "--version"]) {
        command.args([
            "nextest",
            "run",
            "--no-fail-fast",
            "--status-level",
            "slow",
            "--final-status-level",
            "fail",
        ]);
    } else {
        command.args(["test", "--quiet", "--no-fail-fast"]);
    }
    command.args(packages);
    command
}

fn native() -> anyhow::Result<()> {
    run(&mut test_runner(&["--workspace", "--exclude", "yanxi-e2e"]))
}

fn postgres_twins() -> anyhow::Result<()> {
    let (url, _cluster) = postgres::url_or_cluster()?;
    let mut command = test_runner(&["--package", "yanxi-server", "--package", "yanxi-testkit"]);
    run(command.arg("postgres").env("YANXI_TEST_PG_URL", url))
}

fn wasm() -> anyhow::Result<()> {
    tools::ensure_wasm_target()?;
    tools::ensure_wasm_bindgen()?;
    browser::ensure()?;
    let mut command = cargo();
    command.args(["test", "--package", "yanxi-app", "--test", "browser", "--target", WASM]);
    browser::environment(&mut command);
    run(&mut command)
}

fn build() -> anyhow::Result<()> {
    product::build(Flavour::Release).map(|_| ())
}

fn end_to_end() -> anyhow::Result<()> {
    browser::ensure()?;
    tools::npm_install(browser::AXE)?;
    let mut command = cargo();
    // One browser scenario at a time: each starts several Chromium processes of its own.
    command.args(["test", "--package", "yanxi-e2e", "--", "--test-threads=1"]);
    browser::environment(&mut command);
    command.env("YANXI_BIN", product::build(Flavour::Release)?);
    // Always one of its own: the installation that begins empty needs an empty database.
    let cluster = postgres::Cluster::start()?;
    run(command.env("YANXI_E2E_PG_URL", cluster.url()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_check_is_an_error_and_not_an_empty_success() {
        assert!(test(&TestOptions { fast: false, only: vec!["clipy".to_owned()] }).is_err());
    }
}
