//! Every page and dialog of the product, visited one after the other: for the accessibility check and for pictures.

mod accounts;
mod broken;
pub mod registering;

use serde_json::json;

use crate::{
    browser::{Browser, OFFICE, PHONE, TABLET},
    desk::Who,
    proxy::Network,
    stage::{Stage, at},
};

const WANG: Who = Who { name: "王小明", school: "海豐國小", title: "教務主任" };
const LIN: Who = Who { name: "林志明", school: "南州國中", title: "資訊組長" };
const CHEN: Who = Who { name: "陳怡君", school: "南州國中", title: "輔導組長" };
const LATER: Who = Who { name: "丁以晴", school: "泰武國小", title: "教學組長" };

/// A roster with an unknown school, a row twice, and one without a title.
const DOUBTFUL_ROSTER: &str = "姓名,縣市,學校,職稱\r\n林試算,屏東縣,海豐小學堂,組長\r\n\
                               王試算,屏東縣,南州國中,\r\n陳試算,屏東縣,泰武國小,教師\r\n\
                               陳試算,屏東縣,泰武國小,教師\r\n";

/// A list of schools with a new one and one whose code has lost its zero.
const SCHOOL_LIST: &str = "學年度,代碼,學校名稱,公/私立,縣市名稱,地址,電話,網址\r\n\
                           114,999901,縣立晴山國小,公立,[13]屏東縣,[900]屏東縣某路1號,,\r\n\
                           114,99902,縣立曦原國小,公立,[13]屏東縣,[900]屏東縣某路2號,,\r\n";

/// A worker of another address for the same pages: to the browser, a newer version.
const NEWER_WORKER: &str = "return navigator.serviceWorker.register('/sw.js?newer').then(() => true);";

/// Light or dark, as the system asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// `light` or `dark`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Browser {
    /// Lets the system ask for a theme, and for no motion.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn theme(&self, theme: Theme) -> anyhow::Result<()> {
        let features = json!([
            { "name": "prefers-color-scheme", "value": theme.name() },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        Ok(())
    }
}

/// Visits everything; `visit` is called with the name of what is on the screen.
///
/// # Errors
/// A page cannot be reached, or `visit` fails.
pub async fn all(
    stage: &Stage,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut tablet = stage.tablet("平板壞", "方志豪", "第一場").await?;
    let result = broken::states(stage, &mut tablet, visit).await;
    stage.watched(&[&tablet], result).await?;
    let mut tablet = stage.browser("平板", TABLET).await?;
    let result = at_the_door(stage, &mut tablet, visit).await;
    stage.watched(&[&tablet], result).await?;
    let mut office = stage.browser("辦公室", OFFICE).await?;
    let result = in_the_office(stage, &mut office, visit).await;
    stage.watched(&[&office], result).await?;
    let mut office = stage.browser("承辦人", OFFICE).await?;
    let result = in_planning(&mut office, visit).await;
    stage.watched(&[&office], result).await?;
    let mut system = stage.browser("系統", OFFICE).await?;
    let result = at_the_system(&mut system, visit).await;
    stage.watched(&[&system], result).await?;
    let mut phone = stage.browser("手機", PHONE).await?;
    let result = on_the_phone(&mut phone, visit).await;
    stage.watched(&[&phone], result).await?;
    registering::all(stage, visit).await
}

async fn at_the_door(
    stage: &Stage,
    tablet: &mut Browser,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    tablet.start("/").await?;
    tablet.find("button", "以方志豪進入").await?;
    visit(tablet, "entry").await?;
    tablet.open("/enrol").await?;
    tablet.find("button", "啟用").await?;
    visit(tablet, "enrol").await?;
    tablet.open("/").await?;
    tablet.press("以方志豪進入").await?;
    tablet.find("button", "進入第一場").await?;
    visit(tablet, "desk-choose-session").await?;
    tablet.press("行前檢查").await?;
    tablet.press("開始檢查").await?;
    tablet.find("button", "重新檢查").await?;
    visit(tablet, "readiness").await?;
    tablet.open("/desk").await?;
    tablet.press("進入第一場").await?;
    tablet.at_the_list().await?;
    visit(tablet, "desk-list").await?;
    tablet.choose(WANG).await?;
    visit(tablet, "desk-person").await?;
    tablet.press("簽到").await?;
    tablet.green(WANG, "簽到").await?;
    visit(tablet, "desk-saved").await?;
    tablet.all_sent().await?;
    tablet.network(Network::Refuse);
    tablet.sign_in(CHEN).await?;
    tablet.sees("離線｜本機已存 2 筆｜未上傳 1 筆").await?;
    visit(tablet, "desk-offline").await?;
    tablet.network(Network::Pass);
    tablet.all_sent().await?;
    tablet.choose(LATER).await?;
    visit(tablet, "desk-other-session").await?;
    tablet.choose(WANG).await?;
    for (button, name) in [("撤銷", "dialog-undo"), ("備註", "dialog-note"), ("補登", "dialog-backfill")]
    {
        dialog(tablet, &[button], name, visit).await?;
    }
    tablet.search("查無此人").await?;
    tablet.sees("名冊無此人").await?;
    visit(tablet, "desk-nobody").await?;
    tablet.search("").await?;
    dialog(tablet, &["現場報名"], "dialog-walk-in", visit).await?;
    dialog(tablet, &["更多"], "dialog-more", visit).await?;
    for (button, name) in [
        ("延長簽到", "dialog-extend"),
        ("場次備註", "dialog-session-note"),
        ("校時", "dialog-clock"),
        ("交班", "dialog-hand-over"),
        ("場次結束", "dialog-end"),
    ] {
        dialog(tablet, &["更多", button], name, visit).await?;
    }
    stage.travel(at("12:01"), &mut [tablet]).await?;
    tablet.mode("簽退").await?;
    tablet.choose(LIN).await?;
    visit(tablet, "desk-sign-out").await?;
    stage.travel(at("12:50"), &mut [tablet]).await?;
    tablet.sees("第一場已結束").await?;
    visit(tablet, "desk-ended").await?;
    // Offered only with nobody in hand.
    tablet.open("/desk").await?;
    tablet.sees("第一場已結束").await?;
    let _: bool = tablet.script(NEWER_WORKER, Vec::new()).await?;
    tablet.find("button", "更新並重新開啟").await?;
    visit(tablet, "desk-update").await?;
    tablet.press("更多").await?;
    tablet.press("上鎖").await?;
    tablet.find("button", "解鎖").await?;
    visit(tablet, "desk-locked").await
}

/// Opens a dialog through these buttons, visits it and leaves it.
async fn dialog(
    tablet: &mut Browser,
    buttons: &[&str],
    name: &str,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    for button in buttons {
        tablet.press(button).await?;
    }
    tablet.find("dialog", "").await?;
    visit(tablet, name).await?;
    tablet.press("關閉").await
}

async fn in_the_office(
    stage: &Stage,
    office: &mut Browser,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let organiser = stage.organiser().await?;
    let session = stage.doubtful_session(&organiser).await?;
    office.start("/").await?;
    office.press("以蘇曉萍進入").await?;
    office.sees("第一場").await?;
    visit(office, "courses").await?;
    office.open(&format!("/board/{}", session.id)).await?;
    office.sees("應到").await?;
    visit(office, "board").await?;
    office.open(&format!("/review/{}", session.id)).await?;
    office.sees("待認定").await?;
    visit(office, "review").await?;
    office.act(".case-line", "").await?;
    let decide = office.find("section", "認定").await?;
    decide.scroll_into_view().await?;
    visit(office, "review-case").await?;
    office.open(&format!("/hours/{}", session.id)).await?;
    office.sees("試算").await?;
    visit(office, "hours").await?;
    office.open(&format!("/backfill/{}", session.id)).await?;
    office.find("button", "加入").await?;
    visit(office, "backfill").await?;
    office.open(&format!("/sheet/{}", session.id)).await?;
    office.sees("簽到簿").await?;
    visit(office, "sheet").await?;
    office.open(&format!("/devices/{}", session.course)).await?;
    office.find("button", "產生啟用碼").await?;
    visit(office, "devices").await?;
    office.open(&format!("/import/{}", session.id)).await?;
    office.sees("選擇名冊檔案").await?;
    visit(office, "import").await?;
    office.choose_file("名冊.csv", DOUBTFUL_ROSTER).await?;
    office.sees("需要處理 3").await?;
    visit(office, "import-preview").await?;
    office.open("/notices").await?;
    office.sees("也用其他方式收到").await?;
    visit(office, "notices").await?;
    office.open("/privacy").await?;
    office.sees("系統裡關於您的資料").await?;
    visit(office, "privacy").await?;
    accounts::pages(stage, office, visit).await
}

async fn at_the_system(
    system: &mut Browser,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    system.start("/").await?;
    system.press("以江承恩進入").await?;
    system.open("/directory").await?;
    system.sees("選擇名錄檔案").await?;
    visit(system, "directory").await?;
    system.choose_file("e1_new.csv", SCHOOL_LIST).await?;
    system.sees("校數核對").await?;
    visit(system, "directory-preview").await
}

async fn in_planning(
    office: &mut Browser,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    office.start("/").await?;
    office.press("以許雅筑進入").await?;
    office.open("/plans").await?;
    office.sees("修正待核准").await?;
    visit(office, "plans").await?;
    office.press("匯入計畫檔").await?;
    office.find("dialog", "").await?;
    visit(office, "dialog-plan-import").await?;
    office.press("關閉").await?;
    office.act("link", "113學年度「國民中小學學生資源網2.0版」直轄市、縣市所轄學校(含國立學校、特教學校)承辦人教育訓練流程說明").await?;
    office.sees("未被任何場次涵蓋：臺東縣").await?;
    visit(office, "plan-editor").await?;
    office.press("編輯第一場").await?;
    let form = office.find("textbox", "日期").await?;
    form.scroll_into_view().await?;
    visit(office, "plan-session").await?;
    office.open("/plans").await?;
    office.act("link", "屏東縣114學年度「國民中小學學籍管理服務系統2.0」教育訓練計畫").await?;
    office.sees("計畫已送審，核准前不能編輯").await?;
    visit(office, "plan-waiting").await?;
    office.act("link", "審閱").await?;
    office.sees("修正內容").await?;
    visit(office, "plan-review").await?;
    office.act("link", "列印計畫").await?;
    office.sees("壹、研習說明").await?;
    visit(office, "plan-print").await
}

async fn on_the_phone(
    phone: &mut Browser,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    phone.start("/").await?;
    phone.press("以劉佳穎進入").await?;
    phone.sees("累計時數").await?;
    visit(phone, "me").await
}
