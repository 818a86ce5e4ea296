//! What is behind the smaller buttons of the check-in screen.

use crate::{browser::Browser, desk::Who};

/// Somebody who is not on the roster.
#[derive(Clone, Copy, Debug)]
pub struct Guest {
    /// Name as the person writes it.
    pub name: &'static str,
    /// School as typed.
    pub school: &'static str,
    /// Title.
    pub title: &'static str,
    /// Why somebody of another county is let in.
    pub reason: Option<&'static str>,
}

impl Browser {
    /// 撤銷 with the reason 點錯人.
    ///
    /// # Errors
    /// The dialog does not do it.
    pub async fn undo(&self, who: Who) -> anyhow::Result<()> {
        self.choose(who).await?;
        self.press("撤銷").await?;
        self.chip("點錯人").await?;
        self.press("撤銷").await?;
        self.green_text(&format!("{} 的紀錄已撤銷", who.name)).await
    }

    /// 現場報名 and sign in.
    ///
    /// # Errors
    /// The dialog does not do it.
    pub async fn walk_in(&self, guest: Guest) -> anyhow::Result<()> {
        self.search("").await?;
        self.press("現場報名").await?;
        self.fill("學校", guest.school).await?;
        self.fill("職稱", guest.title).await?;
        self.fill("姓名", guest.name).await?;
        if let Some(reason) = guest.reason {
            self.fill("仍要登記的原因", reason).await?;
        }
        self.press("登記並簽到").await?;
        self.green_text(&format!("{}（", guest.name)).await
    }

    /// 延長簽到 because of the queue.
    ///
    /// # Errors
    /// The dialog does not do it.
    pub async fn extend(&self, until: &str) -> anyhow::Result<()> {
        self.press("更多").await?;
        self.press("延長簽到").await?;
        self.fill("延長至", until).await?;
        self.chip("網路中斷排隊").await?;
        self.press("延長簽到").await?;
        self.sees(&format!("簽到已延長至 {until}")).await
    }

    /// 交班.
    ///
    /// # Errors
    /// The dialog does not do it.
    pub async fn hand_over(&self, operator: &str, pin: &str) -> anyhow::Result<()> {
        self.press("更多").await?;
        self.press("交班").await?;
        self.chip(operator).await?;
        self.fill("PIN", pin).await?;
        self.press("交班").await?;
        self.sees(&format!("已交班給 {operator}")).await
    }

    /// 校時: tells the device what time it really is.
    ///
    /// # Errors
    /// The dialog does not do it.
    pub async fn fix_clock(&self, time: &str) -> anyhow::Result<()> {
        self.press("更多").await?;
        self.press("校時").await?;
        self.fill("正確時間", time).await?;
        self.press("校時").await?;
        self.sees("已校時").await
    }

    /// Reports the end of the session.
    ///
    /// # Errors
    /// The confirmation does not come.
    pub async fn end_session(&self) -> anyhow::Result<()> {
        self.press("更多").await?;
        self.press("場次結束").await?;
        self.press("回報場次結束").await?;
        self.sees("已回報場次結束").await
    }

    /// Unlocks with a PIN.
    ///
    /// # Errors
    /// The lock screen is not there, or the PIN is wrong.
    pub async fn unlock(&self, operator: &str, pin: &str) -> anyhow::Result<()> {
        self.chip(operator).await?;
        self.fill("PIN", pin).await?;
        self.press("解鎖").await
    }
}
