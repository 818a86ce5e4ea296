//! Building the app into `dist/`, ready to be embedded in the server.

use std::{fs, path::PathBuf, time::Instant};

use anyhow::Context as _;

use crate::{
    bundle,
    inputs::Stamp,
    process::{command, root, run, target_dir},
    split,
    steps::say,
    tools,
};

/// What the built app depends on.
const INPUTS: &[&str] = &[
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "crates/domain/src",
    "crates/protocol/src",
    "crates/sync/src",
    "crates/xtask/src/bundle.rs",
    "crates/xtask/src/split.rs",
    "crates/xtask/src/styles.rs",
    "index.html",
    "public",
    "src",
    "style",
];

/// How to build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// What people get: small and quick; takes minutes.
    Release,
    /// For the inner loop: not optimised, not compressed; takes seconds after the first time.
    Debug,
}

/// Builds the app unless nothing changed since the last time.
///
/// # Errors
/// A tool is missing, or the app does not compile.
pub fn build(flavour: Flavour) -> anyhow::Result<PathBuf> {
    let tools = tools::ensure_build_tools()?;
    let dist = root().join("dist");
    let inputs: Vec<PathBuf> = INPUTS.iter().map(|path| root().join(path)).collect();
    let stamp = Stamp::of("app", &inputs, &format!("{flavour:?} {}", tools.wasm_opt.is_some()))?;
    if stamp.is_current() && dist.join("index.html").exists() {
        return Ok(dist);
    }
    say("building the app (some minutes the first time)");
    let start = Instant::now();
    let staged = target_dir().join("app");
    if staged.exists() {
        fs::remove_dir_all(&staged)?;
    }
    let profile: &[&str] = match flavour {
        Flavour::Release => &["--release", "--cargo-profile", split::PROFILE, "--features", split::FEATURE],
        Flavour::Debug => &[],
    };
    run(command("trunk")
        .args(["build", "--offline", "--public-url", "/"])
        .args(profile)
        .arg("--dist")
        .arg(&staged)
        // Trunk insists on true or false where the convention says "set to anything".
        .env_remove("NO_COLOR"))?;
    if flavour == Flavour::Release {
        split::replace_program(&staged)?;
    }
    bundle::finish(&staged, flavour, tools.wasm_opt.as_deref())?;
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::rename(&staged, &dist).context("moving the built app to dist/")?;
    stamp.record()?;
    say(&format!("app built in {:.0} s", start.elapsed().as_secs_f64()));
    Ok(dist)
}
