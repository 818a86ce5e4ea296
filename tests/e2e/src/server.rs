//! The real `yanxi` binary on a port of its own.

use std::{
    env, fs,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, bail};
use yanxi_domain::time::Timestamp;

use crate::wait;

/// A running server; dropping it kills it.
#[derive(Debug)]
pub struct Server {
    binary: PathBuf,
    address: SocketAddr,
    data: PathBuf,
    /// PostgreSQL instead of the embedded SQLite.
    database: Option<String>,
    demo: bool,
    process: Child,
}

impl Server {
    /// Starts the binary that `cargo xtask` built, with demo data in `data` and its clock at `now`.
    ///
    /// # Errors
    /// There is no binary, or it does not answer.
    pub async fn start(data: &Path, now: Timestamp) -> anyhow::Result<Self> {
        Self::launch(data, None, Some(now)).await
    }

    /// Starts it without demo data, in real time, as it is installed; over the PostgreSQL at `database`, if there is one.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub async fn start_real(data: &Path, database: Option<String>) -> anyhow::Result<Self> {
        Self::launch(data, database, None).await
    }

    /// Runs `yanxi admin …` on its database and returns what it prints.
    ///
    /// # Errors
    /// The command fails.
    pub fn admin(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let mut command = yanxi(&self.binary, self.database.as_deref());
        command.arg("admin").args(arguments).arg("--data").arg(&self.data);
        let output = command.output()?;
        if !output.status.success() {
            bail!("yanxi admin: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    async fn launch(
        data: &Path,
        database: Option<String>,
        demo_clock: Option<Timestamp>,
    ) -> anyhow::Result<Self> {
        let binary = env::var_os("YANXI_BIN").map(PathBuf::from).context(
            "YANXI_BIN names no yanxi binary; start these tests with `cargo xtask test --only e2e`",
        )?;
        // Bound and released: the operating system does not hand the port out again for a while.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        fs::create_dir_all(data)?;
        let process = spawn(&mut yanxi(&binary, database.as_deref()), address, data, demo_clock)?;
        let demo = demo_clock.is_some();
        let mut server = Self { binary, address, data: data.to_owned(), database, demo, process };
        server.healthy().await?;
        Ok(server)
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://…` without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Folder of its database.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Kills it without warning.
    ///
    /// # Errors
    /// The operating system refuses.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }

    /// Starts it again over the same data, on the same port, with its clock at `now`.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn restart(&mut self, now: Timestamp) -> anyhow::Result<()> {
        self.kill()?;
        let mut command = yanxi(&self.binary, self.database.as_deref());
        self.process = spawn(&mut command, self.address, &self.data, self.demo.then_some(now))?;
        self.healthy().await
    }

    async fn healthy(&mut self) -> anyhow::Result<()> {
        let url = self.url() + yanxi_protocol::api::HEALTHZ;
        let log = self.data.join("log.txt");
        wait::until("the server", async || {
            if let Some(status) = self.process.try_wait()? {
                bail!("it stopped ({status}): {}", fs::read_to_string(&log).unwrap_or_default());
            }
            Ok(reqwest::get(&url).await?.status().is_success().then_some(()))
        })
        .await
    }
}

/// The program, with the database told as an installation would: by its environment.
fn yanxi(binary: &Path, database: Option<&str>) -> Command {
    let mut command = Command::new(binary);
    command.env_remove("YANXI_DATABASE_URL");
    if let Some(url) = database {
        command.env("YANXI_DATABASE_URL", url);
    }
    command
}

fn spawn(
    command: &mut Command,
    address: SocketAddr,
    data: &Path,
    demo_clock: Option<Timestamp>,
) -> anyhow::Result<Child> {
    let log = fs::File::options().create(true).append(true).open(data.join("log.txt"))?;
    command.args(["serve", "--listen", &address.to_string(), "--data"]).arg(data);
    if let Some(now) = demo_clock {
        command.args(["--demo", "--demo-clock", &now.0.to_string()]);
    }
    command
        .stdout(log.try_clone()?)
        .stderr(log)
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {command:?}"))
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}
