//! From a plan to an announced course (U-A1, U-A2, U-G1, S0-27): an officer writes one session by hand and copies it, takes
//! the rest from the file of the S0 plan, submits; the head of the school approves; the course is among the officer's own.

use yanxi_e2e::{
    browser::{Browser, OFFICE},
    proxy::Network,
    stage::Stage,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_written_approved_and_announced_and_a_wrong_weekday_blocks() -> anyhow::Result<()> {
    let stage = Stage::open("planning").await?;
    let mut officer = stage.browser("承辦人", OFFICE).await?;
    let mut approver = stage.browser("校長", OFFICE).await?;
    let result = play(&mut officer, &mut approver).await;
    stage.watched(&[&officer, &approver], result).await
}

async fn play(officer: &mut Browser, approver: &mut Browser) -> anyhow::Result<()> {
    officer.start("/").await?;
    officer.press("以許雅筑進入").await?;
    officer.open("/plans").await?;
    by_hand(officer).await?;
    let plan = import(officer).await?;
    officer.press("送審").await?;
    officer.sees("待核准").await?;
    officer.sees("計畫核准後才能公告").await?;

    approver.start("/").await?;
    approver.press("以鍾國樑進入").await?;
    approver.open("/plans").await?;
    approver.sees("請審閱並核准或退回").await?;
    approver.open(&format!("{plan}/review")).await?;
    approver.sees("計畫全文").await?;
    approver.sees("貳、指導單位").await?;
    approver.sees("第一、二場—權限管理及期初設定").await?;
    approver.fill("核准意見", "同意辦理").await?;
    approver.press("核准").await?;
    approver.sees("鍾國樑").await?;
    approver.sees("目前沒有待核准的版本").await?;

    officer.open(&plan).await?;
    officer.sees("已核准").await?;
    officer.press("公告").await?;
    officer.sees("已公告。課程已出現在「我的課程」。").await?;
    officer.act("link", "前往我的課程").await?;
    officer.sees("屏東縣114學年度「國民中小學學籍管理服務系統2.0」教育訓練").await?;
    officer.sees("第四場").await
}

/// One session typed in, a wrong weekday on the way, and a second one copied from it.
async fn by_hand(officer: &mut Browser) -> anyhow::Result<()> {
    officer.press("新增計畫").await?;
    officer.fill("學年度", "114").await?;
    officer.press("建立計畫").await?;
    officer.sees("檢查結果").await?;
    officer.fill("計畫名稱", "手寫的教育訓練計畫").await?;
    officer.fill("主辦單位", "屏東縣政府教育處").await?;
    officer.press("新增課程").await?;
    officer.press("新增場次").await?;
    officer.fill("日期", "8月5日(三)").await?;
    officer.sees("寫的是星期三，這一天是星期二").await?;
    officer.sees("修正後才會送到伺服器").await?;
    officer.fill("日期", "8月5日(二)").await?;
    officer.fill("場地單位", "海豐國小").await?;
    officer.fill("樓層與教室", "3F電腦教室").await?;
    officer.press("新增時段").await?;
    officer.fill("開始", "09:00").await?;
    officer.fill("結束", "12:00").await?;
    officer.press("新增議程列").await?;
    officer.fill("課程內容", "※期初設定\nC01. 啟用新學期/學年").await?;
    officer.sees("議程 180 分鐘／上課 180 分鐘").await?;
    officer.press("收合").await?;
    officer.press("複製前一場").await?;
    officer.sees("第二場").await?;
    officer.fill("日期", "8月6日(三)").await?;
    officer.sees("已儲存").await?;
    // A closed browser loses nothing, and what was typed is on the server.
    officer.reload().await?;
    officer.sees("第二場 ").await?;
    officer.sees("114年8月6日(三) 上午 09:00–12:00 海豐國小 3F電腦教室").await?;
    without_a_network(officer).await
}

/// Typed without a network, the browser killed: the plan opens as last seen with what was typed, and is sent when there
/// is a network again.
async fn without_a_network(officer: &mut Browser) -> anyhow::Result<()> {
    let plan = officer.web()?.current_url().await?.path().to_owned();
    officer.offline_ready().await?;
    officer.network(Network::Refuse);
    officer.fill("計畫名稱", "斷線時改名的計畫").await?;
    officer.sees("已存於本機，尚未送到伺服器").await?;
    officer.quit().await?;
    officer.start(&plan).await?;
    officer.sees("目前離線，這是這台裝置上次看到的內容").await?;
    officer.sees("已還原上次在這台裝置輸入、尚未送出的內容").await?;
    officer.sees("斷線時改名的計畫").await?;
    officer.network(Network::Pass);
    officer.sees("已儲存").await?;
    officer.reload().await?;
    officer.sees("斷線時改名的計畫").await?;
    officer.sees("第二場 ").await
}

/// The S0 plan from the file that ships, with what was found in it. Returns the address of the plan.
async fn import(officer: &mut Browser) -> anyhow::Result<String> {
    officer.open("/plans").await?;
    officer.press("匯入計畫檔").await?;
    choose(officer, "計畫檔來源", "s0").await?;
    officer.press("匯入為草稿").await?;
    officer.sees("議程內容空白，沿用上一列").await?;
    officer.sees("內容與前面的條文重複，通知只會發一次").await?;
    let address = officer.web()?.current_url().await?;
    Ok(address.path().to_owned())
}

/// Chooses in a native select by the key of the choice.
async fn choose(browser: &Browser, label: &str, key: &str) -> anyhow::Result<()> {
    let select = browser.find("select", label).await?;
    let set = "arguments[0].value = arguments[1]; \
        arguments[0].dispatchEvent(new Event('change', { bubbles: true }));";
    browser.web()?.execute(set, vec![select.to_json()?, serde_json::Value::from(key)]).await?;
    Ok(())
}
