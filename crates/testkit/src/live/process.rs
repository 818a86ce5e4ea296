//! The real `yanxi` binary as a child process.

use std::{
    env,
    io::{BufRead as _, BufReader},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use super::LiveError;

/// A running server; dropping it kills it.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// A free address on this machine.
    ///
    /// # Errors
    /// When the machine has none.
    pub fn free_address() -> Result<SocketAddr, LiveError> {
        Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
    }

    /// Starts `yanxi serve --demo` over the database file in `data` and waits until it listens.
    ///
    /// # Errors
    /// When it cannot be started or stops at once.
    pub fn start(address: SocketAddr, data: &Path) -> Result<Self, LiveError> {
        let mut child = Command::new(binary()?)
            .args(["serve", "--demo", "--listen", &address.to_string(), "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = child.stdout.take().ok_or_else(|| LiveError::Unexpected("no output".into()))?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        if line.contains("listens on") {
            return Ok(Self { child, address });
        }
        let status = child.wait()?;
        Err(LiveError::Unexpected(format!("the server did not start: {status}")))
    }

    /// SIGKILL, and the body is taken away.
    ///
    /// # Errors
    /// When the operating system refuses.
    pub fn kill(mut self) -> Result<(), LiveError> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone is fine.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `YANXI_BIN`, or the `yanxi` binary built beside this program.
fn binary() -> Result<PathBuf, LiveError> {
    if let Some(binary) = env::var_os("YANXI_BIN") {
        return Ok(binary.into());
    }
    let here = env::current_exe()?;
    let folder = here.parent().ok_or_else(|| LiveError::Unexpected("this program has no folder".into()))?;
    let binary = folder.join("yanxi");
    if !binary.exists() {
        build(folder)?;
    }
    Ok(binary)
}

fn build(folder: &Path) -> Result<(), LiveError> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--package", "yanxi-server", "--bin", "yanxi"]);
    if folder.ends_with("release") {
        cargo.arg("--release");
    }
    if cargo.status()?.success() { Ok(()) } else { Err(LiveError::Unexpected("yanxi was not built".into())) }
}
