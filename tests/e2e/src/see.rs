//! What a person sees and does in a browser.

use anyhow::bail;
use serde_json::json;
use thirtyfour::{Key, WebElement};

use crate::{browser::Browser, find, wait};

impl Browser {
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
            self.click(&element).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Clicks an element after bringing it into view as keyboard focus does: what the page's scroll padding keeps clear
    /// of the bar at the bottom counts as hidden. The driver's own scrolling knows nothing of that bar.
    ///
    /// # Errors
    /// Something still lies on top of it.
    pub async fn click(&self, element: &WebElement) -> anyhow::Result<()> {
        let into_view = "arguments[0].scrollIntoView({ block: 'nearest', behavior: 'instant' });";
        self.web()?.execute(into_view, vec![element.to_json()?]).await?;
        Ok(element.click().await?)
    }

    /// Replaces the text of a field, as an input method would put it in: any character, not only those on a keyboard.
    ///
    /// # Errors
    /// There is no such field.
    pub async fn fill(&self, label: &str, text: &str) -> anyhow::Result<()> {
        let field = self.find("textbox", label).await?;
        if matches!(field.attr("type").await?.as_deref(), Some("time" | "date")) {
            // Browsers type into these part by part, in the order of the system's language.
            let set = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }));";
            self.web()?.execute(set, vec![field.to_json()?, json!(text)]).await?;
            return Ok(());
        }
        let select = "arguments[0].focus(); arguments[0].select();";
        self.web()?.execute(select, vec![field.to_json()?]).await?;
        if text.is_empty() {
            return Ok(field.send_keys(Key::Backspace + "").await?);
        }
        self.cdp("Input.insertText", json!({ "text": text })).await?;
        Ok(())
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
}
