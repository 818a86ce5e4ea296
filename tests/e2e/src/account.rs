//! People with accounts of their own: the first login as a person does it, and the telephone with the authenticator app.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, anyhow};
use totp_rs::{Builder, Secret};

use crate::browser::Browser;

/// Seconds a code of an authenticator app lasts.
const STEP_SECONDS: u64 = 30;

/// A telephone with an authenticator app: it calculates real codes (RFC 6238) from the secret the page shows.
#[derive(Debug)]
pub struct Phone {
    secret: Vec<u8>,
    /// Newest step a code was taken from: the server takes each only once.
    used: u64,
}

impl Phone {
    /// Types in the secret, as shown: base 32, in groups.
    ///
    /// # Errors
    /// It is none.
    pub fn new(shown: &str) -> anyhow::Result<Self> {
        let base32: String = shown.split_whitespace().collect();
        let secret = Secret::try_from_base32(&base32).map_err(|_| anyhow!("no secret: {shown}"))?;
        Ok(Self { secret: secret.as_bytes().to_vec(), used: 0 })
    }

    /// A code that was not used yet: the present one or, if that was, the next, which the server takes already.
    ///
    /// # Errors
    /// The clock of this machine is before 1970.
    pub fn code(&mut self) -> anyhow::Result<String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let step = (now / STEP_SECONDS).max(self.used + 1);
        self.used = step;
        let app = Builder::new().with_secret(self.secret.clone()).build_noncompliant();
        Ok(app.generate(step * STEP_SECONDS).to_string())
    }
}

/// What somebody holds after the first login.
#[derive(Debug)]
pub struct Access {
    /// With the app.
    pub phone: Phone,
    /// Recovery codes.
    pub recovery: Vec<String>,
}

impl Browser {
    /// First step of `/first-login`.
    ///
    /// # Errors
    /// The page does not let them.
    pub async fn choose_password(&self, login: &str, code: &str, password: &str) -> anyhow::Result<()> {
        self.fill("登入名稱", login).await?;
        self.fill("一次性登入碼", code).await?;
        self.fill("新密碼", password).await?;
        self.fill("再輸入一次新密碼", password).await?;
        self.press("設定密碼並登入").await
    }

    /// Binds the app whose secret the page shows.
    ///
    /// # Errors
    /// The page shows none, or does not take its code.
    pub async fn bind_app(&self) -> anyhow::Result<Access> {
        let shown: String =
            self.script("return document.querySelector('.secret')?.textContent ?? '';", Vec::new()).await?;
        let mut phone = Phone::new(&shown)?;
        let code = phone.code()?;
        self.fill("驗證 App 顯示的驗證碼", &code).await?;
        self.press("確認綁定").await?;
        self.find("heading", "備用碼").await?;
        let list = "return [...document.querySelectorAll('.recovery-codes li')].map(li => li.textContent);";
        Ok(Access { phone, recovery: self.script(list, Vec::new()).await? })
    }

    /// The whole first login, from the one-time code to the page of the person's work.
    ///
    /// # Errors
    /// The product does not let them.
    pub async fn first_login(&self, login: &str, code: &str, password: &str) -> anyhow::Result<Access> {
        self.choose_password(login, code, password).await?;
        self.press("顯示 QR 碼").await?;
        self.find("button", "確認綁定").await?;
        let access = self.bind_app().await?;
        self.act("checkbox", "我已保存備用碼").await?;
        self.press("完成，開始使用").await?;
        Ok(access)
    }

    /// Logs in with password and a code of the app or a recovery code.
    ///
    /// # Errors
    /// The page does not let them.
    pub async fn log_in(&self, login: &str, password: &str, factor: &str) -> anyhow::Result<()> {
        self.fill("登入名稱", login).await?;
        self.fill("密碼", password).await?;
        self.press("登入").await?;
        self.find("heading", "雙因子驗證").await?;
        self.fill("驗證碼", factor).await?;
        self.press("登入").await
    }

    /// The one-time code an administrator has on the screen.
    ///
    /// # Errors
    /// There is none.
    pub async fn one_time_code(&self) -> anyhow::Result<String> {
        self.find("button", "已交給本人").await?;
        let read = "return document.querySelector('.hand-over-code')?.textContent ?? '';";
        let code: String = self.script(read, Vec::new()).await?;
        (!code.is_empty()).then_some(code).context("no code on the screen")
    }
}

/// The code in what `yanxi admin create-account` prints.
///
/// # Errors
/// There is none.
pub fn printed_code(output: &str) -> anyhow::Result<String> {
    let line = output.lines().find(|line| line.contains("one-time code")).context("no code printed")?;
    Ok(line.rsplit(' ').next().unwrap_or_default().to_owned())
}
