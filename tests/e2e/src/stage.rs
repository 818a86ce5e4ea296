//! A server, a browser driver and a clock for one scenario, all thrown away afterwards.

use std::{env, path::PathBuf, sync::Arc};

use tempfile::TempDir;
use yanxi_domain::time::Timestamp;
use yanxi_protocol::api;

use crate::{
    api::Person,
    browser::{Browser, Size},
    clock::Clock,
    driver::Driver,
    proxy::Proxy,
    server::Server,
};

/// Where one scenario plays.
#[derive(Debug)]
pub struct Stage {
    /// The server.
    pub server: Server,
    /// The time of the script.
    pub clock: Arc<Clock>,
    name: String,
    driver: Driver,
    folder: TempDir,
}

impl Stage {
    /// Starts a server with demo data, in real time.
    ///
    /// # Errors
    /// Server or driver do not start.
    pub async fn open(name: &str) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("yanxi-e2e-")?;
        let server = Server::start(&folder.path().join("server")).await?;
        let driver = Driver::start().await?;
        Ok(Self { server, clock: Arc::new(Clock::default()), name: name.to_owned(), driver, folder })
    }

    /// A new browser with an empty profile, not started yet.
    ///
    /// # Errors
    /// No port is free for its network.
    pub async fn browser(&self, name: &str, size: Size) -> anyhow::Result<Browser> {
        let proxy = Proxy::start(self.server.address()).await?;
        Ok(Browser::new(name, proxy, self.folder.path(), self.driver.url(), size, Arc::clone(&self.clock)))
    }

    /// Lets it be this time for the server and the given browsers.
    ///
    /// # Errors
    /// The server or a browser does not answer.
    pub async fn travel(&self, now: Timestamp, browsers: &mut [&mut Browser]) -> anyhow::Result<()> {
        self.clock.set(now);
        let body = api::DemoClock { now: Some(self.clock.now()) };
        Person::nobody(&self.server)?.post::<serde_json::Value>(api::DEMO_CLOCK, &body).await?;
        for browser in browsers {
            browser.travel().await?;
        }
        Ok(())
    }

    /// Runs a part of the scenario; if it fails, pictures and texts of the browsers are kept.
    ///
    /// # Errors
    /// Those of the part, with the place of the evidence.
    pub async fn watched<T>(&self, browsers: &[&Browser], result: anyhow::Result<T>) -> anyhow::Result<T> {
        if result.is_err() {
            let folder = evidence_folder(&self.name);
            for browser in browsers {
                browser.evidence(&folder).await;
            }
            let _ = std::fs::copy(self.folder.path().join("server/log.txt"), folder.join("server.txt"));
            eprintln!("evidence is in {}", folder.display());
        }
        result
    }
}

/// `target/e2e/NAME`.
#[must_use]
pub fn evidence_folder(name: &str) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target")), PathBuf::from);
    target.join("e2e").join(name)
}
