//! From an empty installation to a roster on a tablet, without editing a database: first account, school directory, county
//! office, plan, approval, announcement, registration, waiting list, admission, tablet (issue 3). No demo data, real time.

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, ensure};
use chrono::{Datelike as _, NaiveDate, Utc};
use serde_json::{Value, json};
use thirtyfour::By;
use yanxi_domain::org::School;
use yanxi_e2e::{
    account::{Access, printed_code},
    api::Person,
    browser::{Browser, OFFICE, PHONE, TABLET},
    stage::Stage,
};
use yanxi_protocol::{
    accounts::{self, LoggedIn},
    administration::{self, OpenedAccount},
    docs::{self, CountySchools},
    registering::{self, CatalogPage},
    scope::Scope,
};

const PASSWORD: &str = "eight frogs at noon";
/// Seats of the first session: the third who registers waits.
const SEATS: u32 = 2;
const SCHOOLS: &str = "學年度,代碼,學校名稱,公/私立,縣市名稱,地址,電話,網址\r\n\
    114,999601,縣立晴山國小,公立,[13]屏東縣,,,\r\n\
    114,999602,縣立曦原國小,公立,[13]屏東縣,,,\r\n\
    114,999603,縣立朗埔國小,公立,[13]屏東縣,,,\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_installation_gets_to_a_roster_on_a_tablet() -> anyhow::Result<()> {
    play(Stage::open_real("from_empty").await?).await
}

#[tokio::test(flavor = "multi_thread")]
async fn so_does_one_on_postgresql() -> anyhow::Result<()> {
    let url = env::var("YANXI_E2E_PG_URL").context(
        "YANXI_E2E_PG_URL names no empty PostgreSQL; start these tests with `cargo xtask test --only e2e`",
    )?;
    play(Stage::open_real_on("from_empty_postgresql", Some(url)).await?).await
}

async fn play(stage: Stage) -> anyhow::Result<()> {
    let mut system = stage.browser("系統", OFFICE).await?;
    let mut officer = stage.browser("承辦人", OFFICE).await?;
    let mut approver = stage.browser("主管", OFFICE).await?;
    let mut phone = stage.browser("手機", PHONE).await?;
    let mut tablet = stage.browser("平板", TABLET).await?;
    let result = async {
        let mut boss = first_account(&stage, &mut system).await?;
        let [plans, approves] = office_accounts(&system).await?;
        officer.start("/first-login").await?;
        officer.first_login("officer", &plans, PASSWORD).await?;
        approver.start("/first-login").await?;
        approver.first_login("approver", &approves, PASSWORD).await?;
        announce(&stage, &officer, &approver).await?;
        let third = registrars(&stage, &mut boss).await?;
        wait_for_a_seat(&mut phone, &third).await?;
        admit_beyond(&officer).await?;
        phone.sees("放棄錄取").await?;
        at_the_door(&officer, &mut tablet).await
    }
    .await;
    stage.watched(&[&system, &officer, &approver, &phone, &tablet], result).await
}

/// The command line, and the first login of the system administrator.
async fn first_account(stage: &Stage, system: &mut Browser) -> anyhow::Result<Access> {
    let arguments =
        ["create-account", "--login", "boss", "--name", "江承恩", "--role", "system-administrator"];
    let code = printed_code(&stage.server.admin(&arguments)?)?;
    let file = file(stage, "e1_new.csv", SCHOOLS)?;
    let printed = stage.server.admin(&["import-directory", &file.to_string_lossy(), "--apply"])?;
    ensure!(printed.contains("written: 3 new"), "{printed}");
    system.start("/first-login").await?;
    let boss = system.first_login("boss", &code, PASSWORD).await?;
    system.find("heading", "帳號管理").await?;
    Ok(boss)
}

/// The county's office with somebody who plans and somebody who approves; their one-time codes.
async fn office_accounts(system: &Browser) -> anyhow::Result<[String; 2]> {
    system.press("新增單位").await?;
    system.fill("單位全名", "屏東縣政府教育處").await?;
    choose(system, "縣市", "屏東縣").await?;
    system.press("新增").await?;
    system.sees_no_more("單位全名").await?;
    let mut codes = Vec::new();
    for (name, login, role) in [("許雅筑", "officer", "承辦人"), ("鍾國樑", "approver", "校長／業務主管")]
    {
        system.press("開設帳號").await?;
        system.fill("學校或單位", "教育處").await?;
        system.press("屏東縣政府教育處").await?;
        system.fill("姓名", name).await?;
        system.fill("職稱", "科員").await?;
        system.fill("登入名稱", login).await?;
        system.act("checkbox", role).await?;
        system.press("開設帳號").await?;
        codes.push(system.one_time_code().await?);
        system.press("已交給本人").await?;
        system.sees_no_more("已交給本人").await?;
    }
    codes.try_into().map_err(|_| anyhow::anyhow!("two codes"))
}

/// The S0 plan for next summer, from its file to the catalogue.
async fn announce(stage: &Stage, officer: &Browser, approver: &Browser) -> anyhow::Result<()> {
    let file = file(stage, "plan.json", &plan()?)?;
    officer.open("/plans").await?;
    officer.press("匯入計畫檔").await?;
    officer.find("heading", "匯入計畫檔").await?;
    let input = officer.web()?.find(By::Css("input[type=file]")).await?;
    input.send_keys(file.to_string_lossy()).await?;
    officer.sees("1 門課程、4 場次").await?;
    officer.press("匯入為草稿").await?;
    officer.sees("檢查結果").await?;
    let plan = officer.web()?.current_url().await?.path().to_owned();
    officer.press("送審").await?;
    officer.sees("計畫核准後才能公告").await?;
    approver.open(&format!("{plan}/review")).await?;
    approver.sees("計畫全文").await?;
    approver.press("核准").await?;
    approver.sees("目前沒有待核准的版本").await?;
    officer.open(&plan).await?;
    officer.sees("已核准").await?;
    officer.press("公告").await?;
    officer.sees("已公告。課程已出現在「我的課程」。").await
}

/// Three registrars of three schools; two of them register at once. The one-time code of the third.
async fn registrars(stage: &Stage, boss: &mut Access) -> anyhow::Result<String> {
    let system = Person::nobody(&stage.server)?;
    let login = json!({ "login": "boss", "password": PASSWORD, "second_factor": boss.phone.code()? });
    let _: LoggedIn = system.post(accounts::LOGIN, &login).await?;
    let counties: Vec<CountySchools> = system.pull(Scope::Catalog).await?.docs(docs::SCHOOLS)?;
    let mut schools: Vec<School> = counties.into_iter().flat_map(|county| county.schools).collect();
    schools.retain(|school| !school.code.is_empty() && school.code.starts_with("99"));
    schools.sort_by(|a, b| a.code.cmp(&b.code));
    ensure!(schools.len() == 3, "{} schools", schools.len());
    let mut last = String::new();
    for (school, (name, login)) in
        schools.iter().zip([("王小明", "wang"), ("陳怡君", "chen"), ("林志明", "lin")])
    {
        let body = json!({ "login": login, "name": name, "title": "註冊組長", "organisation": school.id, "roles": [] });
        let opened: OpenedAccount = system.post(administration::ACCOUNTS, &body).await?;
        if login == "lin" {
            last = opened.code.code;
            break;
        }
        let person = Person::nobody(&stage.server)?;
        let first = json!({ "login": login, "code": opened.code.code, "password": PASSWORD });
        let _: LoggedIn = person.post(accounts::FIRST_LOGIN, &first).await?;
        let page: CatalogPage = person.get(registering::CATALOG).await?;
        let first = page.sessions.first().context("the catalogue is empty")?;
        ensure!(first.seats_left.is_some_and(|left| left > 0), "no seat for {name}");
        let path = registering::REGISTRATIONS.replace("{session}", &first.session.to_string());
        let _: Value = person.post(&path, &json!({ "request": uuid::Uuid::new_v4() })).await?;
    }
    Ok(last)
}

/// The third one, on a telephone: no seat is left.
async fn wait_for_a_seat(phone: &mut Browser, code: &str) -> anyhow::Result<()> {
    phone.start("/first-login").await?;
    phone.choose_password("lin", code, PASSWORD).await?;
    phone.find("link", "研習課程").await?;
    phone.press("研習課程").await?;
    phone.sees("教育訓練 第一場").await?;
    phone.sees("已額滿").await?;
    let opens = phone.find_all("link", "第一場").await?;
    phone.click(opens.first().context("no way to the first session")?).await?;
    phone.sees("報名人").await?;
    phone.press("報名").await?;
    phone.sees(&format!("本場次已達上限 {SEATS} 人，已列備取第 1")).await?;
    phone.open("/me").await?;
    phone.sees("備取 1").await
}

/// The organiser takes the one who waits as well, and says why there are more people than seats.
async fn admit_beyond(officer: &Browser) -> anyhow::Result<()> {
    officer.open("/courses").await?;
    officer.sees("第一場").await?;
    officer.press("錄取").await?;
    officer.sees(&format!("錄取 {SEATS}／上限 {SEATS}")).await?;
    officer.act("checkbox", "選取 林志明").await?;
    officer.fill("理由", "教室加開一席").await?;
    officer.act("checkbox", "超過上限").await?;
    officer.act("button", "錄取").await?;
    officer.sees("錄取 3／上限 2").await
}

/// A tablet enrolled with a code of the organiser has all three on its list.
async fn at_the_door(officer: &Browser, tablet: &mut Browser) -> anyhow::Result<()> {
    officer.open("/courses").await?;
    officer.press("管理裝置").await?;
    officer.act("checkbox", "第一場").await?;
    officer.press("產生啟用碼").await?;
    officer.sees("在平板開啟").await?;
    let code: String = officer
        .script("return document.querySelector('.enrolment-code-letters')?.textContent ?? '';", Vec::new())
        .await?;
    tablet.start("/enrol").await?;
    tablet.fill("啟用碼", &code).await?;
    tablet.fill("裝置名稱", "平板A").await?;
    tablet.press("啟用").await?;
    tablet.sees("已啟用為「平板A」，可簽到 1 個場次").await?;
    choose(officer, "值勤人員", "許雅筑").await?;
    officer.fill("PIN（4 至 8 位數字）", "2864").await?;
    officer.press("設定 PIN").await?;
    officer.sees("PIN 已設定").await?;
    tablet.open("/desk").await?;
    tablet.unlock("許雅筑", "2864").await?;
    tablet.press("進入第一場").await?;
    // Nobody signs in today: the session is next summer.
    tablet.press("仍要進入").await?;
    for name in ["王小明", "陳怡君", "林志明"] {
        tablet.sees(name).await?;
    }
    Ok(())
}

/// The plan that ships, on the same days of next year's summer and with few seats in the first session.
fn plan() -> anyhow::Result<String> {
    let text = include_str!("../../../../crates/server/plans/s0.json");
    let mut file: Value = serde_json::from_str(text)?;
    let year = Utc::now().year() + 1;
    file["plan"]["school_year"] = json!(year - 1911);
    let sessions = file["plan"]["courses"][0]["sessions"].as_array_mut().context("sessions")?;
    for (session, day) in sessions.iter_mut().zip([5, 5, 20, 20]) {
        let date = NaiveDate::from_ymd_opt(year, 8, day).context("a day in August")?;
        let weekday =
            ["一", "二", "三", "四", "五", "六", "日"][date.weekday().num_days_from_monday() as usize];
        session["date"] = json!(format!("8月{day}日({weekday})"));
    }
    sessions[0]["capacity"] = json!(SEATS);
    Ok(file.to_string())
}

/// A file a person would have on their computer.
fn file(stage: &Stage, name: &str, text: &str) -> anyhow::Result<PathBuf> {
    let path = stage.server.data().join(name);
    fs::write(&path, text)?;
    Ok(path)
}

/// Chooses from a native list.
async fn choose(browser: &Browser, label: &str, option: &str) -> anyhow::Result<()> {
    let select = browser.find("select", label).await?;
    let set = "const [select, wanted] = arguments; \
        const option = [...select.options].find(o => o.label === wanted); \
        select.value = option.value; select.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.web()?.execute(set, vec![select.to_json()?, json!(option)]).await?;
    Ok(())
}
