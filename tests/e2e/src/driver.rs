//! ChromeDriver, and the processes of the browsers it starts.

use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::Context as _;

use crate::wait;

/// A running ChromeDriver; dropping it kills it.
#[derive(Debug)]
pub struct Driver {
    url: String,
    process: Child,
}

impl Driver {
    /// Starts `$CHROMEDRIVER`, or the one on the path.
    ///
    /// # Errors
    /// It is not installed or does not answer.
    pub async fn start() -> anyhow::Result<Self> {
        let program =
            env::var_os("CHROMEDRIVER").map_or_else(|| PathBuf::from("chromedriver"), PathBuf::from);
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let process = Command::new(program)
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .stdin(Stdio::null())
            .spawn()
            .context("cannot start chromedriver")?;
        let driver = Self { url: format!("http://127.0.0.1:{port}"), process };
        let status = format!("{}/status", driver.url);
        wait::until("chromedriver", async || {
            Ok(reqwest::get(&status).await?.status().is_success().then_some(()))
        })
        .await?;
        Ok(driver)
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Kills every process of the browser that uses this profile, as a power cut would.
///
/// # Errors
/// `kill` cannot be started.
pub fn kill_browser_of(profile: &Path) -> anyhow::Result<()> {
    let processes = processes();
    let flag = format!("--user-data-dir={}", profile.display());
    let mut doomed: Vec<u32> =
        processes.iter().filter(|p| p.arguments.contains(&flag)).map(|p| p.id).collect();
    loop {
        let children: Vec<u32> = processes
            .iter()
            .filter(|p| doomed.contains(&p.parent) && !doomed.contains(&p.id))
            .map(|p| p.id)
            .collect();
        if children.is_empty() {
            break;
        }
        doomed.extend(children);
    }
    if doomed.is_empty() {
        return Ok(());
    }
    Command::new("kill").arg("-9").args(doomed.iter().map(u32::to_string)).stderr(Stdio::null()).status()?;
    Ok(())
}

/// Whether a process still uses this profile.
#[must_use]
pub fn is_running(profile: &Path) -> bool {
    let flag = format!("--user-data-dir={}", profile.display());
    processes().iter().any(|process| process.arguments.contains(&flag))
}

struct Process {
    id: u32,
    parent: u32,
    arguments: String,
}

fn processes() -> Vec<Process> {
    let entries = fs::read_dir("/proc").ok().into_iter().flatten().flatten();
    entries.filter_map(|entry| process(entry.file_name().to_str()?.parse().ok()?)).collect()
}

fn process(id: u32) -> Option<Process> {
    let arguments = fs::read(format!("/proc/{id}/cmdline")).ok()?;
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name in brackets may contain anything, so count from its end: state, parent.
    let mut fields = stat.rsplit(')').next()?.split_whitespace();
    let state = fields.next()?;
    let parent = fields.next()?.parse().ok()?;
    // A zombie is dead already and only waits for its parent to notice.
    (state != "Z").then(|| Process {
        id,
        parent,
        arguments: String::from_utf8_lossy(&arguments).replace('\0', " "),
    })
}
