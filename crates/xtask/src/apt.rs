//! Packages of the operating system that the checks need (Debian and Ubuntu).

use std::path::Path;

use anyhow::bail;

use crate::{
    process::{command, run, works},
    steps::say,
};

/// Installs what is missing of `(package, program or file that proves it is there)`.
///
/// # Errors
/// Something is missing and cannot be installed here; the message says what to install by hand.
pub fn ensure(wanted: &[(&str, &str)]) -> anyhow::Result<()> {
    let missing: Vec<&str> =
        wanted.iter().filter(|(_, proof)| !present(proof)).map(|(package, _)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !works("apt-get", &["--version"]) {
        bail!("please install: {list} (named as in Debian)");
    }
    say(&format!("installing {list}"));
    // Package lists may already be fresh; updating them first would cost half a minute on every machine.
    if install(&missing).is_err() {
        run(privileged("apt-get").args(["update", "-q"]))?;
        install(&missing)?;
    }
    Ok(())
}

fn install(packages: &[&str]) -> anyhow::Result<()> {
    let mut apt = privileged("apt-get");
    apt.args(["install", "-y", "-q", "--no-install-recommends"]).args(packages);
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    run(&mut apt)
}

fn privileged(program: &str) -> std::process::Command {
    if is_root() || !works("sudo", &["-n", "true"]) {
        return command(program);
    }
    let mut sudo = command("sudo");
    sudo.args(["-n", "-E", program]);
    sudo
}

/// Whether this process runs as root (no libc needed: the owner of `/proc/self` tells).
#[must_use]
pub fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0)
}

fn present(proof: &str) -> bool {
    if proof.starts_with('/') {
        return Path::new(proof).exists();
    }
    works(proof, &["--version"])
}
