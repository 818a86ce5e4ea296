//! Building and starting the `yanxi` binary.

use std::{
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};

use crate::{
    app::Flavour,
    http,
    process::{cargo, run, target_dir},
    steps::say,
};

/// A first start creates the database and the demo data.
const START_DEADLINE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(50);

/// Builds the server with the app of `dist/` inside (a debug build reads `dist/` when asked for a file); cargo skips what
/// did not change.
///
/// # Errors
/// It does not compile.
pub fn build(flavour: Flavour) -> anyhow::Result<PathBuf> {
    say("building the server");
    let (profile, folder) = match flavour {
        Flavour::Release => ("release", "release"),
        Flavour::Debug => ("dev", "debug"),
    };
    run(cargo().args(["build", "--profile", profile, "--package", "yanxi-server", "--bin", "yanxi"]))?;
    Ok(target_dir().join(folder).join("yanxi"))
}

/// Starts the server and waits until it answers.
///
/// # Errors
/// The port is taken, the server stops, or it does not answer in time.
pub fn start(binary: &Path, port: u16, data: &Path, demo: bool) -> anyhow::Result<Child> {
    if TcpStream::connect(("127.0.0.1", port)).is_ok() {
        bail!("port {port} is taken by another program; choose another one with --port");
    }
    let mut command = Command::new(binary);
    command.args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"]).arg(data);
    if demo {
        command.arg("--demo");
    }
    let mut child = command.spawn().with_context(|| format!("cannot start {}", binary.display()))?;
    let deadline = Instant::now() + START_DEADLINE;
    loop {
        if let Some(status) = child.try_wait()? {
            bail!("the server stopped at once ({status})");
        }
        if http::get(port, "/healthz").is_ok_and(|answer| answer.status == 200) {
            return Ok(child);
        }
        if Instant::now() > deadline {
            child.kill()?;
            bail!("the server did not answer within {} s", START_DEADLINE.as_secs());
        }
        thread::sleep(POLL);
    }
}
