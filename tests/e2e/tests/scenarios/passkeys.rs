//! A passkey instead of an app, with Chromium's virtual authenticator: bound at the first login, used for the next, a second
//! one added, the first removed (R-ACC 2, S0-07).

use yanxi_e2e::{
    account::printed_code,
    axe,
    browser::{Browser, OFFICE},
    passkey::Authenticator,
    stage::Stage,
};

const PASSWORD: &str = "eight frogs at noon";

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_opens_the_account_and_can_be_replaced_but_not_dropped() -> anyhow::Result<()> {
    let stage = Stage::open_real("passkeys").await?;
    let mut office = stage.browser("辦公室", OFFICE).await?;
    office.use_name();
    let result = play(&stage, &mut office).await;
    stage.watched(&[&office], result).await
}

async fn play(stage: &Stage, office: &mut Browser) -> anyhow::Result<()> {
    let arguments =
        ["create-account", "--login", "boss", "--name", "江承恩", "--role", "system-administrator"];
    let code = printed_code(&stage.server.admin(&arguments)?)?;
    office.start_blank().await?;
    let pc = Authenticator::plug_in(office).await?;

    office.open("/first-login").await?;
    office.choose_password("boss", &code, PASSWORD).await?;
    office.press("使用通行密鑰").await?;
    office.fill("通行密鑰的名稱", "辦公室電腦").await?;
    axe::check(office, "first login, passkey").await?;
    // The wrong finger, or the dialogue closed: nothing is lost, the same button again.
    pc.recognise(office, false).await?;
    office.press("建立通行密鑰").await?;
    office.sees("通行密鑰的操作已取消").await?;
    pc.recognise(office, true).await?;
    office.press("建立通行密鑰").await?;
    office.find("heading", "備用碼").await?;
    office.act("checkbox", "我已保存備用碼").await?;
    office.press("完成，開始使用").await?;
    office.find("heading", "帳號管理").await?;

    office.open("/account").await?;
    office.sees("通行密鑰 1 支").await?;
    office.sees("備用碼還有 10 組").await?;
    office.press("刪除辦公室電腦").await?;
    office.press("刪除通行密鑰").await?;
    office.sees("這是此帳號最後一個雙因子").await?;
    office.press("取消").await?;
    office.press("登出").await?;

    log_in(office).await?;
    pc.recognise(office, false).await?;
    office.press("用通行密鑰驗證").await?;
    office.sees("通行密鑰的操作已取消").await?;
    pc.recognise(office, true).await?;
    office.press("用通行密鑰驗證").await?;
    office.find("heading", "帳號管理").await?;

    // A new machine: its passkey is bound with the old one in hand, then the old one goes.
    office.open("/account").await?;
    office.press("新增通行密鑰").await?;
    office.press("用通行密鑰證明").await?;
    office.fill("通行密鑰的名稱", "新的電腦").await?;
    pc.take_out(office).await?;
    let new = Authenticator::plug_in(office).await?;
    office.press("建立通行密鑰").await?;
    office.sees("通行密鑰 2 支").await?;
    axe::check(office, "own account with passkeys").await?;
    office.press("刪除辦公室電腦").await?;
    office.press("刪除通行密鑰").await?;
    office.sees("通行密鑰 1 支").await?;
    office.press("登出").await?;

    log_in(office).await?;
    office.press("用通行密鑰驗證").await?;
    office.find("heading", "帳號管理").await?;
    new.take_out(office).await
}

async fn log_in(office: &Browser) -> anyhow::Result<()> {
    office.find("link", "登入").await?;
    office.open("/login").await?;
    office.fill("登入名稱", "boss").await?;
    office.fill("密碼", PASSWORD).await?;
    office.press("登入").await?;
    office.find("heading", "雙因子驗證").await?;
    axe::check(office, "second factor").await
}
