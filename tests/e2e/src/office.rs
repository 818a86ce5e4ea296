//! What the organiser does in the office.

use serde_json::{Value, json};

use crate::browser::Browser;

/// Puts a file into the page's file field as choosing or dropping it does.
const CHOOSE: &str = "
const [name, content] = arguments;
const files = new DataTransfer();
files.items.add(new File([content], name));
const input = document.querySelector('input[type=file]');
input.files = files.files;
input.dispatchEvent(new Event('change', { bubbles: true }));
return true;";

impl Browser {
    /// Chooses a file in the page's file field.
    ///
    /// # Errors
    /// There is none.
    pub async fn choose_file(&self, name: &str, content: &str) -> anyhow::Result<()> {
        let _: Value = self.script(CHOOSE, vec![json!(name), json!(content)]).await?;
        Ok(())
    }

    /// Opens a case of the review queue.
    ///
    /// # Errors
    /// There is no such case.
    pub async fn open_case(&self, name: &str) -> anyhow::Result<()> {
        self.act(".case-line", name).await?;
        self.find("section", "認定").await?;
        Ok(())
    }

    /// Decides the open case with one of the common reasons.
    ///
    /// # Errors
    /// The page refuses.
    pub async fn decide(&self, name: &str, reason: &str, decision: &str) -> anyhow::Result<()> {
        self.chip(reason).await?;
        self.press(decision).await?;
        self.sees(&format!("{name}：{decision}，已記錄。")).await
    }

    /// 宣告出席確定 with a common reason.
    ///
    /// # Errors
    /// The page refuses.
    pub async fn declare_final(&self, reason: &str) -> anyhow::Result<()> {
        self.press("仍要宣告確定").await?;
        self.chip(reason).await?;
        self.press("宣告出席確定").await?;
        self.sees("已宣告確定").await
    }
}
