//! Build tools in the versions that are known to work together; see `docs/adr`.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, bail};

use crate::{
    apt,
    process::{cargo, command, output, root, run, tools_dir, works},
    steps::say,
};

/// Trunk: newer ones need a newer compiler, and without `--locked` this one does not compile.
const TRUNK: &str = "0.21.14";
/// The npm package that carries `wasm-opt`; Debian's own is too old for current `wasm-bindgen` output.
const BINARYEN: &str = "binaryen@132.0.0";
/// Target of the app.
pub const WASM: &str = "wasm32-unknown-unknown";

/// What the app is built with.
#[derive(Debug)]
pub struct BuildTools {
    /// Path of `wasm-opt`; without it the app is larger, not wrong.
    pub wasm_opt: Option<PathBuf>,
}

/// Everything needed to build the app.
///
/// # Errors
/// Something is missing and cannot be installed.
pub fn ensure_build_tools() -> anyhow::Result<BuildTools> {
    ensure_wasm_target()?;
    ensure_wasm_bindgen()?;
    ensure_cargo_tool("trunk", "trunk", TRUNK, true)?;
    Ok(BuildTools { wasm_opt: ensure_wasm_opt() })
}

/// The standard library for [`WASM`].
///
/// # Errors
/// It is missing and rustup is not there to add it.
pub fn ensure_wasm_target() -> anyhow::Result<()> {
    let libdir = output(command("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if fs::metadata(libdir.trim()).is_ok_and(|meta| meta.is_dir()) {
        return Ok(());
    }
    say(&format!("adding the target {WASM}"));
    run(command("rustup").args(["target", "add", WASM])).context("the compiler lacks the WebAssembly target")
}

/// `wasm-bindgen` and its test runner, in the very version of the library in `Cargo.lock`.
///
/// # Errors
/// It cannot be installed.
pub fn ensure_wasm_bindgen() -> anyhow::Result<()> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock")?;
    let version = locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    // Its own lock file does not resolve with current registries, hence without `--locked`.
    ensure_cargo_tool("wasm-bindgen", "wasm-bindgen-cli", &version, false)
}

fn ensure_cargo_tool(program: &str, package: &str, version: &str, locked: bool) -> anyhow::Result<()> {
    let found = output(command(program).arg("--version")).unwrap_or_default();
    if found.split_whitespace().nth(1) == Some(version) {
        return Ok(());
    }
    say(&format!("installing {package} {version} (some minutes, once)"));
    let mut install = cargo();
    install.args(["install", package, "--version", version, "--root"]).arg(tools_dir());
    if locked {
        install.arg("--locked");
    }
    // Cargo sets these for us when we run under `cargo xtask`; the tool's own build must not see them.
    install.env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS");
    run(&mut install)
}

fn ensure_wasm_opt() -> Option<PathBuf> {
    let binary = tools_dir().join("node_modules/.bin/wasm-opt");
    if binary.exists() {
        return Some(binary);
    }
    if !works("npm", &["--version"])
        && let Err(error) = apt::ensure(&[("nodejs", "node"), ("npm", "npm")])
    {
        say(&format!("no npm, so no wasm-opt: the app will be about a fifth larger ({error:#})"));
        return None;
    }
    say("fetching wasm-opt (npm package binaryen)");
    match npm_install(BINARYEN) {
        Ok(()) if binary.exists() => Some(binary),
        Ok(()) => None,
        Err(error) => {
            say(&format!("wasm-opt could not be fetched: the app will be about a fifth larger ({error:#})"));
            None
        }
    }
}

/// Installs an npm package into [`tools_dir`], nothing into the repository, unless that version is there.
///
/// # Errors
/// npm is missing or fails.
pub fn npm_install(package: &str) -> anyhow::Result<()> {
    let dir = tools_dir();
    fs::create_dir_all(&dir)?;
    let (name, version) = package.split_once('@').context("an npm package needs a version")?;
    let manifest =
        fs::read_to_string(dir.join("node_modules").join(name).join("package.json")).unwrap_or_default();
    if manifest.contains(&format!("\"version\": \"{version}\"")) {
        return Ok(());
    }
    if !works("npm", &["--version"]) {
        bail!("npm is needed for {package}");
    }
    let mut npm = command("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]).arg(&dir).arg(package);
    run(&mut npm)
}

/// Version of `package` in a Cargo.lock.
#[must_use]
pub fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_named_package_only() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
