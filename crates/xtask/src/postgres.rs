//! A PostgreSQL cluster of one's own, thrown away afterwards.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail};

use crate::{
    apt,
    process::{command, output},
};

/// A running cluster that listens on a Unix socket only; dropping it stops it and removes its folder.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    dir: PathBuf,
}

impl Cluster {
    /// Creates and starts a cluster, installing PostgreSQL where it is missing.
    ///
    /// # Errors
    /// PostgreSQL cannot be installed or does not start.
    pub fn start() -> anyhow::Result<Self> {
        let programs = programs()?;
        // A socket path may have at most 107 bytes, so not below the target directory.
        let dir = env::temp_dir().join(format!("yanxi-pg-{}", std::process::id()));
        fs::create_dir_all(&dir)?;
        if apt::is_root() {
            output(command("chown").arg("postgres").arg(&dir))?;
        }
        let cluster = Self { programs, dir };
        let data = cluster.dir.join("data");
        output(
            cluster
                .program("initdb")
                .args([
                    "--auth=trust",
                    "--username=postgres",
                    "--encoding=UTF8",
                    "--no-locale",
                    "--no-sync",
                    "-D",
                ])
                .arg(&data),
        )?;
        // The folder is thrown away: no need to wait for the disk.
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{}' -c fsync=off -c max_connections=300",
            cluster.dir.display()
        );
        let log = cluster.dir.join("log");
        output(
            cluster
                .program("pg_ctl")
                .args(["start", "-w", "-s", "-o", &options, "-l"])
                .arg(&log)
                .arg("-D")
                .arg(&data),
        )?;
        Ok(cluster)
    }

    /// Where the tests connect; they create databases of their own.
    #[must_use]
    pub fn url(&self) -> String {
        format!("postgres:///postgres?host={}&user=postgres", self.dir.display())
    }

    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut as_postgres = if apt::is_root() {
            // PostgreSQL refuses to run as root.
            let mut runuser = command("runuser");
            runuser.args(["-u", "postgres", "--"]).arg(program);
            runuser
        } else {
            command(program)
        };
        as_postgres.current_dir(&self.dir);
        as_postgres
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.dir.join("data");
        let stopped = output(self.program("pg_ctl").args(["stop", "-m", "immediate", "-s", "-D"]).arg(&data));
        if let Err(error) = stopped {
            eprintln!("xtask: {error:#}");
        }
        if let Err(error) = fs::remove_dir_all(&self.dir) {
            eprintln!("xtask: {}: {error}", self.dir.display());
        }
    }
}

fn programs() -> anyhow::Result<PathBuf> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    apt::ensure(&[("postgresql", "/usr/lib/postgresql")])?;
    installed().context("PostgreSQL was installed but initdb is nowhere to be found")
}

fn installed() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok().into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        versions.map(|version| version.path().join("bin")).filter(|bin| is_there(bin)).collect();
    found.sort();
    found.pop().or_else(|| {
        let path = env::var_os("PATH")?;
        env::split_paths(&path).find(|bin| is_there(bin))
    })
}

fn is_there(bin: &Path) -> bool {
    bin.join("initdb").exists() && bin.join("pg_ctl").exists()
}

/// A cluster of the caller's own, or a new one.
///
/// # Errors
/// As [`Cluster::start`].
pub fn url_or_cluster() -> anyhow::Result<(String, Option<Cluster>)> {
    match env::var("YANXI_TEST_PG_URL") {
        Ok(url) if url.is_empty() => bail!("YANXI_TEST_PG_URL is set but empty"),
        Ok(url) => Ok((url, None)),
        Err(_) => {
            let cluster = Cluster::start()?;
            Ok((cluster.url(), Some(cluster)))
        }
    }
}
