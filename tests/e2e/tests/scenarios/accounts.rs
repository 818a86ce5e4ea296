//! From the command line to a colleague at work, on a server without demo data: first login, a real authenticator app,
//! accounts opened and ended, recovery codes, own sessions (R-ACC, S0-07, S3-14).

use yanxi_e2e::{
    account::printed_code,
    axe,
    browser::{Browser, OFFICE, PHONE},
    stage::Stage,
};

const PASSWORD: &str = "eight frogs at noon";
const OTHER_PASSWORD: &str = "九隻青蛙在午後的池塘邊唱歌";

#[tokio::test(flavor = "multi_thread")]
async fn the_first_account_opens_the_next_and_each_is_bound_to_its_person() -> anyhow::Result<()> {
    let stage = Stage::open_real("accounts").await?;
    let mut office = stage.browser("辦公室", OFFICE).await?;
    let mut phone = stage.browser("手機", PHONE).await?;
    let result = play(&stage, &mut office, &mut phone).await;
    stage.watched(&[&office, &phone], result).await
}

async fn play(stage: &Stage, office: &mut Browser, phone: &mut Browser) -> anyhow::Result<()> {
    let arguments =
        ["create-account", "--login", "boss", "--name", "江承恩", "--role", "system-administrator"];
    let code = printed_code(&stage.server.admin(&arguments)?)?;

    office.start("/").await?;
    office.press("登入").await?;
    office.press("用一次性登入碼設定密碼").await?;
    office.choose_password("boss", "ABCD-EFGH-2345", PASSWORD).await?;
    office.sees("帳號或一次性登入碼不正確").await?;
    let mut boss = office.first_login("boss", &code, PASSWORD).await?;
    anyhow::ensure!(boss.recovery.len() == 10, "{} recovery codes", boss.recovery.len());
    office.find("heading", "帳號管理").await?;

    office.press("新增單位").await?;
    office.fill("單位全名", "屏東縣政府教育處").await?;
    choose(office, "縣市", "屏東縣").await?;
    office.press("新增").await?;
    office.sees_no_more("單位全名").await?;

    office.press("開設帳號").await?;
    office.fill("學校或單位", "教育處").await?;
    office.press("屏東縣政府教育處").await?;
    office.fill("姓名", "彭美惠").await?;
    office.fill("職稱", "科員").await?;
    office.fill("登入名稱", "peng").await?;
    office.act("checkbox", "單位管理者").await?;
    office.press("開設帳號").await?;
    let code = office.one_time_code().await?;
    office.press("已交給本人").await?;
    office.sees("待首次登入").await?;

    // The colleague, on a telephone.
    phone.start("/first-login").await?;
    phone.choose_password("peng", &code, OTHER_PASSWORD).await?;
    phone.press("顯示 QR 碼").await?;
    phone.find("button", "確認綁定").await?;
    axe::check(phone, "first login, binding").await?;
    let mut peng = phone.bind_app().await?;
    axe::check(phone, "first login, recovery codes").await?;
    phone.act("checkbox", "我已保存備用碼").await?;
    phone.press("完成，開始使用").await?;
    phone.find("heading", "帳號管理").await?;
    phone.sees("單位管理者").await?;
    phone.open("/account").await?;
    phone.sees("已綁定驗證 App").await?;
    phone.sees("備用碼還有 10 組").await?;
    phone.press("登出").await?;

    phone.open("/login").await?;
    phone.fill("登入名稱", "peng").await?;
    phone.fill("密碼", PASSWORD).await?;
    phone.press("登入").await?;
    phone.sees("帳號或密碼不正確，尚未登入").await?;
    phone.log_in("PENG", OTHER_PASSWORD, "000000").await?;
    phone.sees("驗證碼不正確").await?;
    phone.fill("驗證碼", &peng.phone.code()?).await?;
    phone.press("登入").await?;
    phone.find("heading", "帳號管理").await?;

    // New recovery codes, with an old one in hand.
    phone.open("/account").await?;
    phone.press("產生新的備用碼").await?;
    phone.fill("目前的驗證碼或備用碼", &peng.recovery[0]).await?;
    phone.press("繼續").await?;
    phone.find("heading", "備用碼").await?;
    phone.act("checkbox", "我已保存備用碼").await?;
    phone.press("完成").await?;
    phone.sees("備用碼還有 10 組").await?;

    // Whoever leaves is disabled: out at once, the name stays.
    office.press("搜尋").await?;
    office.press("處理彭美惠的帳號").await?;
    office.act("radio", "離職或調校").await?;
    office.press("停用帳號").await?;
    office.sees_no_more("停用後立即登出").await?;
    office.act("radio", "停用或註銷 1").await?;
    office.sees("彭美惠").await?;
    phone.open("/login").await?;
    phone.fill("登入名稱", "peng").await?;
    phone.fill("密碼", OTHER_PASSWORD).await?;
    phone.press("登入").await?;
    phone.sees("此帳號已停用").await?;

    office.open("/account").await?;
    office.press("登出所有裝置").await?;
    office.press("登出所有裝置").await?;
    office.find("link", "登入").await?;
    office.press("登入").await?;
    office.log_in("boss", PASSWORD, &boss.phone.code()?).await?;
    office.find("heading", "帳號管理").await?;
    Ok(())
}

/// Chooses from a native list.
async fn choose(browser: &Browser, label: &str, option: &str) -> anyhow::Result<()> {
    let select = browser.find("select", label).await?;
    let set = "const [select, wanted] = arguments; \
        const option = [...select.options].find(o => o.label === wanted); \
        select.value = option.value; select.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.web()?.execute(set, vec![select.to_json()?, wanted(option)]).await?;
    Ok(())
}

fn wanted(option: &str) -> serde_json::Value {
    serde_json::Value::String(option.to_owned())
}
