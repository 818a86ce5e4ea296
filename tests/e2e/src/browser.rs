//! A browser with a profile on disk: a tablet, a phone or an office PC.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context as _;
use serde_json::{Value, json};
use thirtyfour::{
    CapabilitiesHelper as _, ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver, WindowHandle,
};
use yanxi_domain::time::Timestamp;

use crate::{
    clock::{self, Clock},
    driver,
    proxy::{Network, Proxy},
    wait, witness,
};

/// Size of a screen in CSS pixels.
pub type Size = (u32, u32);
/// Tablet, landscape.
pub const TABLET: Size = (1024, 768);
/// Tablet, portrait.
pub const TABLET_PORTRAIT: Size = (768, 1024);
/// Phone.
pub const PHONE: Size = (390, 844);
/// Office PC.
pub const OFFICE: Size = (1440, 900);

const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",
    "--no-first-run",
    "--hide-scrollbars",
    "--lang=zh-TW",
];

/// A browser on its own network.
#[derive(Debug)]
pub struct Browser {
    /// Name in messages and on the device itself: 平板A.
    pub name: String,
    /// Its network.
    pub proxy: Proxy,
    profile: PathBuf,
    driver_url: String,
    size: Size,
    clock: Arc<Clock>,
    /// How far its own clock is ahead of the script's.
    ahead_ms: i64,
    session: Option<Session>,
}

#[derive(Debug)]
struct Session {
    web: WebDriver,
    clock_script: Option<String>,
}

impl Browser {
    /// A browser that is not started yet. Each needs a name of its own in `folder`.
    #[must_use]
    pub fn new(
        name: &str,
        proxy: Proxy,
        folder: &Path,
        driver_url: &str,
        size: Size,
        clock: Arc<Clock>,
    ) -> Self {
        let profile = folder.join(format!("profile-{name}"));
        let driver_url = driver_url.to_owned();
        Self { name: name.to_owned(), proxy, profile, driver_url, size, clock, ahead_ms: 0, session: None }
    }

    /// Starts the browser over its profile and opens a path of the product.
    ///
    /// # Errors
    /// It does not start, or the page does not load.
    pub async fn start(&mut self, path: &str) -> anyhow::Result<()> {
        self.start_blank().await?;
        self.open(path).await
    }

    /// Starts the browser over its profile with an empty page.
    ///
    /// # Errors
    /// It does not start.
    pub async fn start_blank(&mut self) -> anyhow::Result<()> {
        fs::create_dir_all(&self.profile)?;
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary("/usr/bin/chromium")?;
        for flag in FLAGS {
            wanted.add_arg(flag)?;
        }
        wanted.add_arg(&format!("--user-data-dir={}", self.profile.display()))?;
        wanted.add_arg(&format!("--window-size={},{}", self.size.0, self.size.1))?;
        wanted.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
        let web = WebDriver::new(&self.driver_url, wanted)
            .await
            .with_context(|| format!("starting {}", self.name))?;
        self.session = Some(Session { web, clock_script: None });
        self.resize(self.size).await?;
        self.install_scripts().await
    }

    /// Makes it compute this many times slower.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn throttle(&self, times: u32) -> anyhow::Result<()> {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": times })).await?;
        Ok(())
    }

    /// Sets the size of the page itself.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn resize(&mut self, size: Size) -> anyhow::Result<()> {
        self.size = size;
        let metrics = json!({ "width": size.0, "height": size.1, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Size of the page.
    #[must_use]
    pub const fn size(&self) -> Size {
        self.size
    }

    /// Opens a path of the product.
    ///
    /// # Errors
    /// The page does not load.
    pub async fn open(&self, path: &str) -> anyhow::Result<()> {
        let url = self.proxy.url() + path;
        self.web()?.goto(&url).await.with_context(|| format!("{} opening {url}", self.name))
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// The page does not load.
    pub async fn reload(&self) -> anyhow::Result<()> {
        Ok(self.web()?.refresh().await?)
    }

    /// Opens a second window and works there from now on; returns the handle of the first.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn second_window(&mut self) -> anyhow::Result<WindowHandle> {
        let web = self.web()?;
        let first = web.window().await?;
        let second = web.new_window().await?;
        web.switch_to_window(second).await?;
        if let Some(session) = &mut self.session {
            // The clock script belongs to the first window.
            session.clock_script = None;
        }
        self.install_scripts().await?;
        Ok(first)
    }

    /// Closes the browser the regular way; the profile stays.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn quit(&mut self) -> anyhow::Result<()> {
        if let Some(session) = self.session.take() {
            session.web.quit().await?;
            self.gone().await?;
        }
        Ok(())
    }

    /// Power cut: every process of the browser dies at once; the profile stays as it is.
    ///
    /// # Errors
    /// The processes do not die.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        driver::kill_browser_of(&self.profile)?;
        self.gone().await?;
        if let Some(session) = self.session.take() {
            let _ = session.web.leak();
        }
        Ok(())
    }

    async fn gone(&self) -> anyhow::Result<()> {
        wait::until("the browser to be gone", async || Ok((!driver::is_running(&self.profile)).then_some(())))
            .await
    }

    /// Folder of the profile.
    #[must_use]
    pub fn profile(&self) -> &Path {
        &self.profile
    }

    /// Whether it runs.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.session.is_some()
    }

    /// The WebDriver session.
    ///
    /// # Errors
    /// The browser does not run.
    pub fn web(&self) -> anyhow::Result<&WebDriver> {
        self.session
            .as_ref()
            .map(|session| &session.web)
            .with_context(|| format!("{} is not running", self.name))
    }

    /// Sends a command of the Chrome DevTools Protocol.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn cdp(&self, method: &str, params: Value) -> anyhow::Result<Value> {
        Ok(self.web()?.cdp().send_raw(method, params).await?)
    }

    /// Runs a script in the page and returns what it returns (a promise is awaited).
    ///
    /// # Errors
    /// The script throws, or its value is of another type.
    pub async fn script<T: serde::de::DeserializeOwned>(
        &self,
        script: &str,
        args: Vec<Value>,
    ) -> anyhow::Result<T> {
        Ok(self.web()?.execute(script, args).await?.convert()?)
    }

    /// Cuts or restores the network.
    pub fn network(&self, network: Network) {
        self.proxy.set(network);
    }

    // --- clock ---

    /// What this browser's clock reads.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now().plus_ms(self.ahead_ms)
    }

    /// Somebody sets this tablet's clock wrong (or right: 0).
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn set_clock_ahead(&mut self, ahead_ms: i64) -> anyhow::Result<()> {
        self.ahead_ms = ahead_ms;
        self.follow_clock(false).await
    }

    /// Follows the script's clock after it travelled.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn travel(&mut self) -> anyhow::Result<()> {
        self.follow_clock(true).await
    }

    async fn follow_clock(&mut self, time_passed: bool) -> anyhow::Result<()> {
        if self.session.is_none() {
            return Ok(());
        }
        let shift = self.clock.shift_ms() + self.ahead_ms;
        self.web()?.execute(clock::MOVE_SCRIPT, vec![json!(shift), json!(time_passed)]).await?;
        self.install_scripts().await
    }

    /// For the documents that this browser opens from now on.
    async fn install_scripts(&mut self) -> anyhow::Result<()> {
        let clock = clock::page_script(self.clock.shift_ms() + self.ahead_ms);
        let source = format!("{clock};\n{}", witness::WATCH);
        let old = self.session.as_mut().and_then(|session| session.clock_script.take());
        if let Some(identifier) = old {
            self.cdp("Page.removeScriptToEvaluateOnNewDocument", json!({ "identifier": identifier })).await?;
        }
        let answer = self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        if let Some(session) = &mut self.session {
            session.clock_script = answer["identifier"].as_str().map(str::to_owned);
        }
        Ok(())
    }

    /// Writes a picture and the text of the page into a folder.
    pub(crate) async fn evidence(&self, folder: &Path) {
        let Ok(web) = self.web() else { return };
        let _ = fs::create_dir_all(folder);
        let _ = web.screenshot(&folder.join(format!("{}.png", self.name))).await;
        let witness: String = self.script(witness::REPORT, Vec::new()).await.unwrap_or_default();
        // The folder may be out of reach where only the output is kept.
        eprintln!("{}:\n{witness}", self.name);
        let mut report = format!("{}\n{witness}", self.text().await.unwrap_or_default());
        for entry in web.browser_log().await.unwrap_or_default() {
            report.push_str(&format!("\n{entry:?}"));
        }
        let _ = fs::write(folder.join(format!("{}.txt", self.name)), report);
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            let _ = driver::kill_browser_of(&self.profile);
            let _ = session.web.leak();
        }
    }
}
