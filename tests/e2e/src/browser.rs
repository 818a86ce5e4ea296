//! A browser with a profile on disk: a tablet, a phone or an office PC.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, bail};
use serde_json::{Value, json};
use thirtyfour::{
    CapabilitiesHelper as _, ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver, WebElement,
};
use yanxi_domain::time::Timestamp;

use crate::{
    clock::{self, Clock},
    driver, find,
    proxy::{Network, Proxy},
    wait,
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
    pub(crate) fn new(
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
        self.install_clock().await?;
        self.open(path).await
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
        self.install_clock().await
    }

    /// For the documents that this browser opens from now on.
    async fn install_clock(&mut self) -> anyhow::Result<()> {
        let source = clock::page_script(self.clock.shift_ms() + self.ahead_ms);
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

    // --- what a person sees and does ---

    /// All visible elements of a role with this accessible name (exactly, else containing it).
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn find_all(&self, role: &str, name: &str) -> anyhow::Result<Vec<WebElement>> {
        Ok(self.web()?.execute(find::FIND, vec![json!(role), json!(name)]).await?.elements()?)
    }

    /// Waits for one such element; takes the first of several.
    ///
    /// # Errors
    /// There is none within the deadline; the message has the text of the page.
    pub async fn find(&self, role: &str, name: &str) -> anyhow::Result<WebElement> {
        let found = wait::until(format!("{role} 「{name}」"), async || {
            Ok(self.find_all(role, name).await?.into_iter().next())
        })
        .await;
        match found {
            Ok(element) => Ok(element),
            Err(error) => {
                bail!("{}: {error:#}\nthe page reads: {}", self.name, self.text().await.unwrap_or_default())
            }
        }
    }

    /// Whether such an element is there now.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn has(&self, role: &str, name: &str) -> anyhow::Result<bool> {
        Ok(!self.find_all(role, name).await?.is_empty())
    }

    /// Presses a button (a link or a tab will do as well), waiting until it can be pressed.
    ///
    /// # Errors
    /// There is none, it stays disabled, or something lies on top of it.
    pub async fn press(&self, name: &str) -> anyhow::Result<()> {
        self.act("button, [role=button], summary, a[href], [role=tab], [role=option]", name).await
    }

    /// Clicks an element of another role.
    ///
    /// # Errors
    /// As [`Self::press`].
    pub async fn act(&self, role: &str, name: &str) -> anyhow::Result<()> {
        // A page that is just being drawn may replace the element between finding and clicking.
        wait::until(format!("{}: to press 「{name}」", self.name), async || {
            let Some(element) = self.find_all(role, name).await?.into_iter().next() else {
                bail!("not there; the page reads: {}", self.text().await?);
            };
            if !element.is_enabled().await? || element.attr("aria-disabled").await?.as_deref() == Some("true")
            {
                bail!("it is disabled; the page reads: {}", self.text().await?);
            }
            element.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Replaces the text of a field.
    ///
    /// # Errors
    /// There is no such field.
    pub async fn fill(&self, label: &str, text: &str) -> anyhow::Result<()> {
        let field = self.find("textbox", label).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Visible text of the page.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn text(&self) -> anyhow::Result<String> {
        self.script(find::TEXT, Vec::new()).await
    }

    /// Waits until the page shows this text.
    ///
    /// # Errors
    /// It does not; the message has the text of the page.
    pub async fn sees(&self, text: &str) -> anyhow::Result<()> {
        wait::until(format!("{}: 「{text}」", self.name), async || {
            let page = self.text().await?;
            if !page.contains(text) {
                bail!("the page reads: {page}");
            }
            Ok(Some(()))
        })
        .await
    }

    /// Waits until the page does not show this text any more.
    ///
    /// # Errors
    /// It still does.
    pub async fn sees_no_more(&self, text: &str) -> anyhow::Result<()> {
        wait::until(format!("{}: no 「{text}」", self.name), async || {
            Ok((!self.text().await?.contains(text)).then_some(()))
        })
        .await
    }

    /// Writes a picture and the text of the page into a folder.
    pub(crate) async fn evidence(&self, folder: &Path) {
        let Ok(web) = self.web() else { return };
        let _ = fs::create_dir_all(folder);
        let _ = web.screenshot(&folder.join(format!("{}.png", self.name))).await;
        let mut report = self.text().await.unwrap_or_default();
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

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use chrono::NaiveDate;
    use tempfile::TempDir;
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpListener,
    };

    use super::*;
    use crate::driver::Driver;

    const PAGE: &str = "<!doctype html><title>t</title><button aria-label='簽到' onclick='localStorage.n = 1 + Number(localStorage.n || 0)'>x</button>\
        <button disabled>簽退</button><label>搜尋 <input></label><p hidden>nobody</p><p>somebody</p>";

    async fn page_server() -> anyhow::Result<SocketAddr> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                let mut request = [0; 4096];
                let _ = client.read(&mut request).await;
                let head = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}",
                    PAGE.len()
                );
                let _ =
                    client.write_all(format!("{head}\r\nConnection: close\r\n\r\n{PAGE}").as_bytes()).await;
            }
        });
        Ok(address)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_harness_finds_presses_kills_restarts_cuts_and_shifts_clocks() -> anyhow::Result<()> {
        let folder = TempDir::with_prefix("yanxi-e2e-")?;
        let driver = Driver::start().await?;
        let clock = Arc::new(Clock::default());
        let proxy = Proxy::start(page_server().await?).await?;
        let mut tablet =
            Browser::new("平板A", proxy, folder.path(), driver.url(), TABLET, Arc::clone(&clock));
        tablet.start("/").await?;

        assert_eq!(tablet.text().await?, "x簽退搜尋 somebody");
        assert!(tablet.has("button", "簽到").await? && !tablet.has("button", "撤銷").await?);
        tablet.press("簽到").await?;
        tablet.fill("搜尋", "王").await?;
        let typed: String = tablet.script("return document.querySelector('input').value", Vec::new()).await?;
        assert_eq!(typed, "王");

        let day = NaiveDate::from_ymd_opt(2025, 8, 5).unwrap_or_default();
        let morning = clock::taipei(day, "08:41");
        clock.set(morning);
        tablet.travel().await?;
        let read: i64 = tablet.script("return Date.now()", Vec::new()).await?;
        assert!((0..5_000).contains(&Timestamp(read).since(morning)), "{read}");
        tablet.set_clock_ahead(47 * 60_000).await?;
        tablet.reload().await?;
        let read: i64 = tablet.script("return new Date().getTime()", Vec::new()).await?;
        assert!((0..9_000).contains(&(Timestamp(read).since(morning) - 47 * 60_000)), "{read}");

        tablet.network(Network::Refuse);
        assert!(tablet.reload().await.is_err() || !tablet.text().await?.contains("somebody"));
        tablet.kill().await?;
        assert!(tablet.text().await.is_err(), "nobody is there");
        tablet.network(Network::Pass);
        tablet.start("/").await?;
        tablet.sees("somebody").await?;
        tablet.quit().await
    }
}
