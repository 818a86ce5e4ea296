//! What somebody at the door does on a tablet.

use std::time::Duration;

use anyhow::bail;
use serde_json::json;
use thirtyfour::WebElement;

use crate::{browser::Browser, wait};

/// A commit that takes longer is a fault.
const SLOW_DISK: Duration = Duration::from_secs(120);

/// A person as the list shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Who {
    /// Name.
    pub name: &'static str,
    /// School.
    pub school: &'static str,
    /// Title.
    pub title: &'static str,
}

impl Who {
    /// As [`crate::truth::Truth::label`] spells it.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {} {}", self.name, self.school, self.title)
    }
}

/// The search line of the check-in screen.
const SEARCH: &str = "姓名、學校、職稱";
/// Options of the list that show all of the given texts.
const OPTIONS: &str = "const texts = arguments[0];
  return [...document.querySelectorAll('[role=option]')]
    .filter(o => !o.hidden && o.checkVisibility() && texts.every(t => o.textContent.includes(t)));";

impl Browser {
    /// Types into the search line.
    ///
    /// # Errors
    /// There is no search line.
    pub async fn search(&self, text: &str) -> anyhow::Result<()> {
        self.fill(SEARCH, text).await
    }

    /// Rows of the list that show all of these texts.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn rows(&self, texts: &[&str]) -> anyhow::Result<Vec<WebElement>> {
        Ok(self.web()?.execute(OPTIONS, vec![json!(texts)]).await?.elements()?)
    }

    /// Searches a person and chooses the row.
    ///
    /// # Errors
    /// The list does not show exactly one such person.
    pub async fn choose(&self, who: Who) -> anyhow::Result<()> {
        self.choose_row(&[who.name, who.school, who.title]).await
    }

    /// Searches the first of the texts and chooses the row that shows them all.
    ///
    /// # Errors
    /// The list does not show exactly one such row.
    pub async fn choose_row(&self, texts: &[&str]) -> anyhow::Result<()> {
        let name = texts.first().copied().unwrap_or_default();
        self.search(name).await?;
        wait::until(format!("{}: to choose {texts:?}", self.name), async || {
            // The list may be drawn anew between finding and clicking.
            self.click(&self.the_row(texts).await?).await?;
            let panel = self.find_all("section", "選定的人").await?.into_iter().next();
            let shown = match panel {
                Some(panel) => panel.text().await?,
                None => bail!("no panel for the chosen person"),
            };
            Ok(shown.contains(name).then_some(()))
        })
        .await
    }

    /// The one row that shows all of these texts.
    ///
    /// # Errors
    /// There is none, or there are several.
    pub async fn the_row(&self, texts: &[&str]) -> anyhow::Result<WebElement> {
        wait::until(format!("{}: {texts:?} in the list", self.name), async || {
            let mut rows = self.rows(texts).await?;
            match (rows.pop(), rows.len()) {
                (Some(row), 0) => Ok(Some(row)),
                (None, _) => bail!("no row; the page reads: {}", self.text().await?),
                (Some(_), more) => bail!("{} rows; the page reads: {}", more + 1, self.text().await?),
            }
        })
        .await
    }

    /// Waits until people can be searched and chosen.
    ///
    /// # Errors
    /// The check-in screen does not come up.
    pub async fn at_the_list(&self) -> anyhow::Result<()> {
        self.find("textbox", SEARCH).await?;
        wait::until(format!("{}: the list of people", self.name), async || {
            Ok((!self.rows(&[]).await?.is_empty()).then_some(()))
        })
        .await
    }

    /// Signs in whoever is first on the list and waits until it is sent.
    ///
    /// # Errors
    /// The list is empty, or the confirmation does not come.
    pub async fn first_tap(&self) -> anyhow::Result<()> {
        let Some(row) = self.rows(&[]).await?.into_iter().next() else { bail!("the list is empty") };
        self.click(&row).await?;
        self.press("簽到").await?;
        self.sees("已存於本機").await?;
        self.all_sent().await
    }

    /// Signs a person in and waits for the green confirmation: only that means "saved on this device".
    ///
    /// # Errors
    /// The confirmation does not come.
    pub async fn sign_in(&self, who: Who) -> anyhow::Result<()> {
        self.choose(who).await?;
        self.press("簽到").await?;
        self.green(who, "簽到").await
    }

    /// Signs a person out, likewise.
    ///
    /// # Errors
    /// The confirmation does not come.
    pub async fn sign_out(&self, who: Who) -> anyhow::Result<()> {
        self.choose(who).await?;
        self.press("簽退").await?;
        self.green(who, "簽退").await
    }

    /// Waits for the confirmation.
    ///
    /// # Errors
    /// It does not come.
    pub async fn green(&self, who: Who, what: &str) -> anyhow::Result<()> {
        self.green_text(&format!("{}（{} {}）{what}", who.name, who.school, who.title)).await
    }

    /// Waits for a confirmation with this text. A disk that is busy elsewhere keeps a durable commit waiting: as a person
    /// would, this goes on waiting where the screen says that it is still saving.
    ///
    /// # Errors
    /// It does not come.
    pub async fn green_text(&self, text: &str) -> anyhow::Result<()> {
        let what = format!("{}: the green 「{text}」", self.name);
        let confirmed = async || {
            let page = self.text().await?;
            if page.contains(text) && page.contains("已存於本機") {
                return Ok(Some(()));
            }
            bail!("the page reads: {page}")
        };
        match wait::until(&what, confirmed).await {
            Err(_) if self.text().await?.contains("儲存中…") => {
                wait::within(SLOW_DISK, &what, confirmed).await
            }
            outcome => outcome,
        }
    }

    /// Switches between 簽到 and 簽退.
    ///
    /// # Errors
    /// There is no such mode.
    pub async fn mode(&self, mode: &str) -> anyhow::Result<()> {
        self.act("label.segment", mode).await
    }

    /// Chooses a reason chip.
    ///
    /// # Errors
    /// There is no such chip.
    pub async fn chip(&self, text: &str) -> anyhow::Result<()> {
        self.act("label.chip", text).await
    }

    /// Waits until the app can be opened without a network: its service worker has stored every file.
    ///
    /// # Errors
    /// It does not.
    pub async fn offline_ready(&self) -> anyhow::Result<()> {
        wait::until(format!("{}: the app to be stored", self.name), async || {
            // Active means installed, and installing stores every file or fails.
            let ready = "return navigator.serviceWorker.getRegistration().then(r => !!(r && r.active));";
            let ready: bool = self.script(ready, Vec::new()).await?;
            Ok(ready.then_some(()))
        })
        .await
    }

    /// Presses 「立即上傳」 where it is offered, and waits until the server has everything.
    ///
    /// # Errors
    /// It does not.
    pub async fn all_sent(&self) -> anyhow::Result<()> {
        wait::until(format!("{}: everything to be sent", self.name), async || {
            if self.text().await?.contains("已全部上傳") {
                return Ok(Some(()));
            }
            if let Some(button) = self.find_all("button", "立即上傳").await?.into_iter().next() {
                // It is busy while a round trip is under way.
                let _ = self.click(&button).await;
            }
            bail!("the page reads: {}", self.text().await?)
        })
        .await
    }
}
