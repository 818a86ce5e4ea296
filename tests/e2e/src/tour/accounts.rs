//! Pages about accounts: logging in, the first login, the own account, those of others, the audit trail.

use crate::{account::printed_code, browser::Browser, stage::Stage};

/// Visits them in an office browser in which somebody else was before.
pub(super) async fn pages(
    stage: &Stage,
    office: &mut Browser,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    office.open("/").await?;
    office.press("以彭美惠進入").await?;
    office.find("button", "處理許雅筑的帳號").await?;
    visit(office, "accounts").await?;
    office.press("處理許雅筑的帳號").await?;
    office.find("dialog", "").await?;
    visit(office, "dialog-manage-account").await?;
    office.press("關閉").await?;
    office.press("開設帳號").await?;
    office.find("dialog", "").await?;
    visit(office, "dialog-open-account").await?;
    office.press("關閉").await?;
    office.open("/account").await?;
    office.find("button", "登出所有裝置").await?;
    visit(office, "account").await?;
    office.press("登出").await?;
    office.find("link", "登入").await?;

    office.open("/login").await?;
    office.find("button", "登入").await?;
    visit(office, "login").await?;
    let arguments =
        ["create-account", "--login", "kung", "--name", "龔雅文", "--role", "system-administrator"];
    let code = printed_code(&stage.server.admin(&arguments)?)?;
    office.press("用一次性登入碼設定密碼").await?;
    visit(office, "first-login").await?;
    office.choose_password("kung", &code, "eight frogs at noon").await?;
    office.press("顯示 QR 碼").await?;
    office.find("button", "確認綁定").await?;
    visit(office, "first-login-bind").await?;

    office.open("/").await?;
    office.press("以江承恩進入").await?;
    office.find("button", "新增單位").await?;
    office.open("/audit").await?;
    office.sees("首次登入").await?;
    visit(office, "audit").await
}
