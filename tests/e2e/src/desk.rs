//! What somebody at the door does on a tablet.

use anyhow::bail;
use serde_json::json;
use thirtyfour::WebElement;

use crate::{browser::Browser, wait};

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
        self.search(who.name).await?;
        let texts = [who.name, who.school, who.title];
        wait::until(format!("{}: {} in the list", self.name, who.label()), async || {
            let mut rows = self.rows(&texts).await?;
            match (rows.pop(), rows.len()) {
                (Some(row), 0) => {
                    row.click().await?;
                    Ok(Some(()))
                }
                (_, more) => bail!("{} rows; the page reads: {}", more, self.text().await?),
            }
        })
        .await?;
        let person = self.find("region, section, [role=group], aside", "選定的人").await?;
        let shown = person.text().await?;
        if !shown.contains(who.name) {
            bail!("{}: chose {} but the panel shows {shown}", self.name, who.label());
        }
        Ok(())
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
        self.sees(&format!("{}（{} {}）{what}", who.name, who.school, who.title)).await?;
        self.sees("已存於本機").await
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
            let ready: bool = self.script("return !!navigator.serviceWorker.controller;", Vec::new()).await?;
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
                let _ = button.click().await;
            }
            bail!("the page reads: {}", self.text().await?)
        })
        .await
    }

    /// Reports the end of the session.
    ///
    /// # Errors
    /// The confirmation does not come.
    pub async fn end_session(&self) -> anyhow::Result<()> {
        self.press("更多").await?;
        self.press("場次結束").await?;
        // The dialog repeats the word on its confirming button.
        self.press("場次結束").await?;
        self.sees("已回報場次結束").await
    }
}
